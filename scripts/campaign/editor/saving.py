"""What the editor saves becomes the smallest change of the file that says the same.

The editor writes a whole file anew, in its own order and folding, without comments. Here only the values that
differ from what is there are written (``editing.patch``), and what could not be read again is refused.
"""

from __future__ import annotations

import re
from pathlib import Path

from campaign import checks, content, councils, helplines, navigation, schema, strict_yaml
from campaign.content import FrontMatter
from campaign.councils import Council
from campaign.editing import menu, patch, written
from campaign.helplines import Register
from campaign.problems import NOTE, ContentError, Problem
from campaign.scaffold import pages as new_pages

_NEW_PAGE = re.compile(r"docs/([a-z0-9-]+)/[a-z0-9]+(?:-[a-z0-9]+)*\.md")
CHECK = "front-matter"


def files(root: Path) -> list[str]:
    """The files that the editor may read and write."""
    pages = [path.relative_to(root).as_posix() for path in content.page_files(root / "docs")]
    return [*pages, helplines.FILE, *(f"{councils.FOLDER}/{slug}/council.yml" for slug in councils.slugs(root))]


def may_write(root: Path, name: str) -> bool:
    """Whether the editor may write a file: one that is there, or a new page of a part of the site."""
    return name in files(root) or bool(_NEW_PAGE.fullmatch(name))


def save(root: Path, name: str, text: str) -> None:
    """Write ``text`` as the file ``name``. Raises ContentError, and then nothing is written."""
    file = root / name
    old = schema.read_text(file, name, CHECK) if file.exists() else ""
    text = text.replace("\r\n", "\n")
    new = _page(name, old, text) if name.endswith(".md") else _settings(name, old, text)
    if not old:
        menu.section_for(navigation.load(root), name.removeprefix("docs/"))
        menu.add(root, name.removeprefix("docs/"))
    if new != old:
        part = file.with_name(f".{file.name}.part")
        part.write_text(new, encoding="utf-8")
        part.replace(file)


def _page(name: str, old: str, text: str) -> str:
    head, body = _parts(name, text)
    old_head, old_body = _parts(name, old) if old else ("", "")
    head = _laid_over(name, old_head, head, list(FrontMatter.model_fields))
    schema.read(FrontMatter, head, name, CHECK, first_line=2)
    same = body.strip("\n") == old_body.strip("\n")
    return f"---\n{head}---\n{old_body if same else _like(old_body, body)}"


def _like(old: str, new: str) -> str:
    """The new words between as many line ends as the old ones had; a page that is new gets one on either side."""
    if not old.strip("\n"):
        return f"\n{new.strip(chr(10))}\n"
    before, after = len(old) - len(old.lstrip("\n")), len(old) - len(old.rstrip("\n"))
    return "\n" * before + new.strip("\n") + "\n" * after


def _parts(name: str, text: str) -> tuple[str, str]:
    head, end, body = text.removeprefix("---\n").partition("\n---\n")
    if not text.startswith("---\n") or not end:
        why = "without it the page has no title and cannot be found."
        raise ContentError([Problem(name, 1, CHECK, "the page has no front matter.", why, "fill in the fields.")])
    return f"{head}\n", body


def _settings(name: str, old: str, text: str) -> str:
    new = _laid_over(name, old, text, ())
    model = Register if name == helplines.FILE else Council
    schema.read(model, new, name, helplines.CHECK if model is Register else councils.CHECK)
    return new


def _laid_over(name: str, old: str, new: str, order) -> str:
    try:
        wanted = strict_yaml.read(new).data
        if not old:
            wanted = _settled({}, wanted) | _of_new(name)
            return written.mapping({key: wanted[key] for key in order if key in wanted}) + "\n"
        return patch.patch(old, _settled(strict_yaml.read(old).data, wanted), order)
    except (strict_yaml.YamlFault, patch.CannotPatch) as fault:
        why = "what cannot be read cannot be published."
        mend = "undo the last change, or make it in the file itself."
        raise ContentError([Problem(name, 1, CHECK, f"the change cannot be written: {fault}.", why, mend)]) from None


def _of_new(name: str) -> dict:
    """What a new page says that nobody typed: it is a draft, and a leaflet has the panels of its template."""
    panels = {new_pages.FIRST: new_pages.PANELS[new_pages.FIRST]}
    return {"draft": "true"} | ({"leaflet": panels} if name.startswith(f"docs/{new_pages.LEAFLETS}/") else {})


def _settled(old, new):
    """``new`` without what the editor adds by itself, empty fields and a “no” where nothing was said, and with the
    empty lists that it leaves out."""
    match new:
        case dict():
            known = old if isinstance(old, dict) else {}
            settled = {key: _settled(known.get(key), value) for key, value in new.items()}
            return {key: value for key, value in known.items() if value in ([], {}) and key not in new} | {
                key: value
                for key, value in settled.items()
                if known.get(key) == value or value not in ("", [], {}) and (key in known or value != "false")
            }
        case list():
            known = {item["id"]: item for item in old or [] if isinstance(item, dict) and "id" in item}
            return [_settled(known.get(item.get("id")) if isinstance(item, dict) else None, item) for item in new]
        case _:
            return new


def findings(root: Path, name: str) -> list[Problem]:
    """What the checks say of a file, translations left out: they follow the English later."""
    try:
        found = checks.of_english(content.load(root, with_drafts=True))
    except ContentError as error:
        found = error.problems
    return sorted(problem for problem in found if problem.path == name and problem.level != NOTE)
