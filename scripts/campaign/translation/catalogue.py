"""A language's PO file: read strictly, looked up, written the same way every time.

polib reads and writes; but on a broken quote it returns no entries and no error, so ``read`` looks at
every line first. A look-up ignores fuzzy entries: a reader gets current English, never old advice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import polib
from markupsafe import Markup, escape

from campaign import characters, urls
from campaign.problems import ContentError, Problem
from campaign.schema import read_text

CHECK = "catalogue"
FOLDER = "translations"

_STRING = r'"(?:[^"\\]|\\.)*"'
_LINE = re.compile(rf"\s*$|#|(?:msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\])\s+{_STRING}\s*$|{_STRING}\s*$")

#: No head is longer, and a longer one is no sum.
PLURALS = re.compile(r"(?:nplurals=[1-6]; ?plural=[n0-9 ()=!<>&|?:%]{1,200};?)?")

Key = tuple[str, str]


def file_name(language: str) -> str:
    """The catalogue's path as a problem names it."""
    return f"{FOLDER}/{language}.po"


def read(root: Path, language: str) -> polib.POFile:
    """The catalogue of a language. Raises ContentError with the line of every fault."""
    name = file_name(language)
    return parse(read_text(root / name, name, CHECK), name)


def look(root: Path, language: str) -> polib.POFile:
    """The same, for looking at only: it is parsed once in a process while the file stays as it is."""
    name = file_name(language)
    return _parsed(read_text(root / name, name, CHECK), name)


@lru_cache(maxsize=16)
def _parsed(text: str, name: str) -> polib.POFile:
    return parse(text, name)


def parse(text: str, name: str) -> polib.POFile:
    """The entries of a PO text that stands in the file ``name``. Raises ContentError with the line of every fault."""
    _refuse_unseen(text, name)
    faults = [number for number, line in enumerate(text.split("\n"), start=1) if not _LINE.match(line)]
    if faults:
        raise ContentError(
            [
                Problem(
                    name,
                    line,
                    CHECK,
                    "this line is not PO.",
                    "the whole language would fall back to English.",
                    'end the text with a quote, and write a quote inside it as \\" ; or open the file in Poedit.',
                )
                for line in faults
            ]
        )
    try:
        entries = polib.pofile(text, wrapwidth=0)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        line = int(match[1]) if (match := re.search(r"line (\d+)", str(error))) else 1
        raise ContentError(
            [
                Problem(
                    name,
                    line,
                    CHECK,
                    f"the catalogue cannot be read: {error}.",
                    "the whole language would fall back to English.",
                    "open the file in Poedit, which shows the place; or put back the last version.",
                )
            ]
        ) from None
    _refuse_head(entries, name)
    _refuse_twins(entries, name)
    return entries


def _refuse_unseen(text: str, name: str) -> None:
    """What an agency sends comes in here and not by the door; and polib would count its lines by U+0085 or U+2028."""
    if problems := [
        Problem(
            name,
            text.count("\n", 0, found.offset) + 1,
            CHECK,
            f"the line holds {found.what}.",
            "it can turn words and numbers round, or hide something.",
            "type the text around it anew.",
        )
        for found in characters.find(text)
    ]:
        raise ContentError(problems)


def _refuse_head(entries: polib.POFile, name: str) -> None:
    """A head that says another encoding, or counts by anything but a sum: other tools would believe it."""
    faults = []
    if "charset=utf-8" not in entries.metadata.get("Content-Type", "").lower():
        faults.append(("says no encoding, or not UTF-8", "Content-Type: text/plain; charset=UTF-8"))
    if not PLURALS.fullmatch(entries.metadata.get("Plural-Forms", "")):
        faults.append(("counts in a way that is not a plain sum", "Plural-Forms: nplurals=2; plural=(n != 1);"))
    if faults:
        raise ContentError(
            [
                Problem(
                    name,
                    1,
                    CHECK,
                    f"the head of the catalogue {what}.",
                    "letters would be broken, or another tool would run what stands there.",
                    f'write it as  "{right}\\n"',
                )
                for what, right in faults
            ]
        )


def _refuse_twins(entries: polib.POFile, name: str) -> None:
    seen: dict[Key, int] = {}
    problems = []
    for entry in entries:
        if entry.obsolete:
            continue
        if key(entry) in seen:
            problems.append(
                Problem(
                    name,
                    entry.linenum,
                    CHECK,
                    f"“{entry.msgid[:60]}” stands here and on line {seen[key(entry)]}.",
                    "nobody could tell which translation readers get.",
                    "keep one of the two.",
                )
            )
        seen.setdefault(key(entry), entry.linenum)
    if problems:
        raise ContentError(problems)


def line_with(root: Path, language: str, clue: str) -> int:
    """The line of the first translation that holds a piece of text; 1 when none does."""
    entries = look(root, language) if clue else ()
    return next((entry.linenum for entry in entries if clue.lower() in entry.msgstr.lower()), 1)


def key(entry: polib.POEntry) -> Key:
    """What an entry is looked up by: its context, empty when it has none, and its English."""
    return (entry.msgctxt or "", entry.msgid)


def new(language: str, plurals: str | None = None) -> polib.POFile:
    """An empty catalogue. It holds no dates: writing it twice gives the same bytes."""
    catalogue = polib.POFile(wrapwidth=0, check_for_duplicates=True)
    catalogue.metadata = header(language, plurals)
    return catalogue


def header(language: str, plurals: str | None = None) -> dict[str, str]:
    """The head of a catalogue."""
    fields = {"Project-Id-Version": "campaign", "Language": language.replace("-", "_"), "MIME-Version": "1.0"}
    fields |= {"Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit"}
    return fields | ({"Plural-Forms": plurals} if plurals else {})


def write(catalogue: polib.POFile, path: Path) -> bool:
    """Write a catalogue or template; True when the file changed. The file is replaced whole or not at all."""
    text = str(catalogue).rstrip("\n") + "\n"
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    scratch = path.with_suffix(".scratch")
    scratch.write_text(text, encoding="utf-8")
    scratch.replace(path)
    return True


@dataclass
class Translator:
    """The words of one language. For English every text is its own translation."""

    language: str
    words: dict[Key, str] = field(default_factory=dict, repr=False)

    @classmethod
    def load(cls, root: Path, language: str) -> Translator:
        """The finished translations of a language. Raises ContentError."""
        if language == urls.DEFAULT_LANGUAGE:
            return cls(language)
        finished = (entry for entry in look(root, language) if entry.msgstr and not entry.fuzzy and not entry.obsolete)
        return cls(language, {key(entry): entry.msgstr for entry in finished})

    def find(self, text: str, context: str = "", kind: str = "") -> str | None:
        """The translation, or None when readers are to get the English."""
        return text if self.language == urls.DEFAULT_LANGUAGE else self.words.get((context, text))

    def text(self, text: str, context: str = "") -> str:
        """The translation or the English, for places that cannot mark a language (a title, an attribute)."""
        found = self.find(text, context)
        return text if found is None else found

    def html(self, text: str, context: str = "") -> Markup:
        """The translation as HTML, or the English marked as English."""
        found = self.find(text, context)
        return escape(found) if found is not None else Markup('<span lang="en" dir="ltr">{}</span>').format(text)
