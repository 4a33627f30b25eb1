"""A new myth: a heading with the myth in quotation marks and a short paragraph with the fact, in the form of its page."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

from campaign import content
from campaign.editing import patch
from campaign.problems import ContentError, Problem, did_you_mean

FILE = "docs/realise/myths.md"
CHECK = "front-matter"
_GROUP = re.compile(r"^## (.+)$", re.M)


def groups(root: Path) -> list[str]:
    """The groups that the page sorts its myths into."""
    body = _read(root)[1]
    return [parts.split("\n", 1)[0] for parts in body.split("\n## ")[1:] if "\n### " in parts]


def add(root: Path, group: str, myth: str, fact: str, sources: tuple[str, ...]) -> str:
    """Write a myth and its fact at the end of a group, and its sources above; returns the file. Raises ContentError."""
    if group not in groups(root):
        raise _refused(f"there is no group of myths called “{group}”.", did_you_mean(group, groups(root)))
    head, body = _read(root)
    said = myth.strip(' “”".')
    heading = f"### “{said}”"
    if heading.casefold() in body.casefold():
        raise _refused(f"the myth {heading[4:]} is there already.", "change the words that are there.")
    entry = f"{heading}\n\n{textwrap.fill(fact, 100, break_long_words=False, break_on_hyphens=False)}\n\n"
    start = body.index(f"\n## {group}\n") + 1
    following = _GROUP.search(body, start + 1)
    end = following.start() if following else len(body)
    body = f"{body[:end].rstrip()}\n\n{entry}{body[end:]}"
    front = content.read_page(root / FILE, root / "docs").lines.data
    wanted = front | {"sources": [*front["sources"], *(key for key in sources if key not in front["sources"])]}
    (root / FILE).write_text(f"---\n{patch.patch(head, wanted)}---\n{body}", encoding="utf-8")
    return FILE


def _read(root: Path) -> tuple[str, str]:
    """Front matter with its last line end, and what is below it. Raises ContentError."""
    content.read_page(root / FILE, root / "docs")
    head, body = (root / FILE).read_text(encoding="utf-8").removeprefix("---\n").split("\n---\n", 1)
    return f"{head}\n", body


def _refused(what: str, mend: str) -> ContentError:
    return ContentError([Problem(FILE, 1, CHECK, what, "readers should find each myth once, among its like.", mend)])
