"""The gate at the door: every file that an editor, a translator or a council supplies, before anything reads it.

A file is looked at from outside first (its kind, name and size; no links to elsewhere), then its text (its characters, the
hosts it names, and shapes that would keep a parser busy for ever). What passes may be read; what it says is for the checks.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from campaign import addresses, bombs, characters
from campaign.problems import ContentError, Problem
from campaign.schema import read_text

FILES, CHARACTERS = "files", "characters"
IMAGES = (".png", ".jpg", ".jpeg", ".webp", ".svg")
#: The most bytes of a file, by its kind.
MOST_BYTES = {".md": 100_000, ".yml": 300_000, ".po": 4_000_000, ".pot": 2_000_000, ".json": 50_000, ".svg": 200_000}
MOST_BYTES |= dict.fromkeys((".png", ".jpg", ".jpeg", ".webp"), 8_000_000)
MOST_FILES, DEEPEST, LONGEST_NAME = 5_000, 5, 80
#: Small letters, so that a link is right on every system; a language's tag and README are written as they are everywhere.
_NAME = re.compile(
    r"_?[a-z0-9]+(?:[-_][a-z0-9]+)*(?:\.[a-z]+)?|[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?\.(?:po|yml)|README\.md"
)
#: Windows keeps these names for devices: nobody there could even check the project out.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)")
_HTML = re.compile(r"</?[a-zA-Z!][^>\n]*>?")
#: The words to avoid are patterns, in which < has another meaning; what mkdocs.yml may say is in ``settings``.
_PATTERNS = ("docs/_data/language.yml", "mkdocs.yml")
_WHY_FILE = "what stands in these folders is published, or decides what is."


@dataclass(frozen=True)
class Folder:
    """A folder of supplied files and the kinds it may hold."""

    name: str
    kinds: tuple[str, ...]
    below: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def kinds_of(self, path: str) -> tuple[str, ...]:
        """The kinds that may stand where ``path`` (relative to the folder) stands."""
        return next((kinds for start, kinds in self.below if path.startswith(start)), self.kinds)


FOLDERS = (
    Folder("docs", (".md", *IMAGES), (("_data/", (".yml",)),)),
    Folder("translations", (".po", ".pot", ".yml", ".json", ".md"), (("search/", (".yml",)),)),
    Folder("councils", (".yml", ".md", ".po", *IMAGES)),
)


_SETTINGS = Folder(".", (".yml",))


def refuse(root: Path) -> None:
    """Raise ContentError with everything that may not come in."""
    problems = [problem for folder in FOLDERS for problem in check_folder(root, folder)]
    settings = [*_from_outside(root, _SETTINGS, "mkdocs.yml", (root / "mkdocs.yml").is_symlink())]
    problems += settings or check_text(root, "mkdocs.yml")
    if problems:
        raise ContentError(problems)


def check_folder(root: Path, folder: Folder) -> Iterator[Problem]:
    """Problems of all files of a folder; a file that is wrong from outside is not read."""
    if (root / folder.name).is_symlink():
        yield _link(folder.name)
        return
    names: dict[str, str] = {}
    for number, (name, is_link) in enumerate(_walk(root, folder.name)):
        if number == MOST_FILES:
            yield _problem(folder.name, f"there are more than {MOST_FILES} files.", "take out what is not used.")
            return
        twin = names.setdefault(name.casefold(), name)
        outside = [*_from_outside(root, folder, name, is_link)]
        if twin != name:
            outside.append(_problem(name, f"it differs from {twin} only in capitals.", "give it another name."))
        yield from outside or check_text(root, name)


def _walk(root: Path, name: str) -> Iterator[tuple[str, bool]]:
    """Every file below, and every link, which is not followed."""
    with os.scandir(root / name) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            below = f"{name}/{entry.name}"
            # Deeper folders are not opened: the first of them is refused.
            if entry.is_dir(follow_symlinks=False) and name.count("/") <= DEEPEST:
                yield from _walk(root, below)
            else:
                yield below, entry.is_symlink()


def _from_outside(root: Path, folder: Folder, name: str, is_link: bool) -> Iterator[Problem]:
    inside = name.removeprefix(f"{folder.name}/")
    kinds = folder.kinds_of(inside)
    *above, last = inside.split("/")
    kind = Path(last).suffix
    if is_link:
        yield _link(name)
    elif len(above) > DEEPEST:
        yield _problem(name, f"it lies {len(above)} folders deep.", f"use at most {DEEPEST}.")
    elif not (root / name).is_file():
        yield _problem(name, "it is not an ordinary file.", "take it out.")
    elif kind not in kinds or last.startswith("."):
        shown = f"a file of the kind “{kind}”" if kind and not last.startswith(".") else f"a file called “{last}”"
        yield _problem(name, f"{shown} has no place here.", f"take it out; here may stand {', '.join(kinds)}.")
    elif strange := next((part for part in (*above, last) if not _good_name(part)), None):
        yield _problem(
            name, f"“{strange}” is no good name.", "use small letters a to z, digits and hyphens, as in  what-to-do.md"
        )
    elif (size := (root / name).stat().st_size) > MOST_BYTES[kind]:
        yield _problem(name, f"it has {size:,} bytes.", f"make it smaller than {MOST_BYTES[kind]:,}, or cut it in two.")


def _good_name(part: str) -> bool:
    return bool(_NAME.fullmatch(part)) and len(part) <= LONGEST_NAME and not _DEVICES.match(part)


def check_text(root: Path, name: str) -> Iterator[Problem]:
    """Problems of one file's text; an image has none."""
    kind = Path(name).suffix
    if kind in IMAGES or not (root / name).exists():
        return
    try:
        text = read_text(root / name, name, FILES)
    except ContentError as error:
        yield from error.problems
        return
    for found in characters.find(text):
        yield _character(name, text, found)
    for match in addresses.ANY_HOST.finditer(text) if "://" in text else ():
        if fault := addresses.host_fault(match[1]):
            yield Problem(
                name,
                line_of(text, match.start()),
                "links",
                f"the host “{match[1]}” {fault}.",
                "a reader could be led to a stranger.",
                "write the address as the service itself writes it, in plain letters.",
            )
    if kind == ".md":
        yield from bombs.check(text, name)
    if kind == ".yml" and name not in _PATTERNS:
        yield from _html(text, name)


def _html(text: str, name: str) -> Iterator[Problem]:
    """Settings hold words. Templates would show HTML as it stands, and nobody wants to read it."""
    for match in _HTML.finditer(text) if "<" in text else ():
        shown = match[0][:60]
        mend = "say it in plain words."
        why = "it would be shown letter for letter."
        yield Problem(
            name, line_of(text, match.start()), "markup", f"there is HTML in the settings: {shown}", why, mend
        )


def _character(name: str, text: str, found: characters.Found) -> Problem:
    column = found.offset - text.rfind("\n", 0, found.offset)
    return Problem(
        name,
        line_of(text, found.offset),
        CHARACTERS,
        f"at column {column} stands {found.what}.",
        "it can turn words and numbers round, or hide something.",
        "type the text around it anew.",
    )


def line_of(text: str, offset: int) -> int:
    """The line on which a place of a text stands."""
    return text.count("\n", 0, offset) + 1


def _link(name: str) -> Problem:
    return _problem(name, "it is a symbolic link.", "put the file itself in its place.")


def _problem(name: str, what: str, mend: str) -> Problem:
    return Problem(name, 1, FILES, what, _WHY_FILE, mend)
