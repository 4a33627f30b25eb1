"""A new page or leaflet: a draft with everything that the checks ask for, and its line in the menu."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from campaign import schema
from campaign.content import CHECK, FrontMatter
from campaign.editing import menu, written
from campaign.problems import ContentError, Problem

#: Words of the templates that somebody must replace begin with this; ``checks.drafts`` looks for it.
TO_WRITE = "Write here"
LEAFLETS = "leaflets"

_HELP_FIRST = "\nIf a child is in danger now, call {{ helpline.emergency-999.phone }}.\n"
_PAGE = f"""{_HELP_FIRST}
## What this is about

Write here what the reader should know first. Keep sentences short.

## What you can do

1. Write here the first thing to do.
2. Write here the second.
"""
_NEXT_STEP = """
## Next step

- [Get help](../get-help/index.md)
"""
_NOTICE = """
!!! note "Before you read"
    This page may be hard to read. You can stop at any time, and
    [get help](../get-help/index.md) now.
"""
#: The sections of a new leaflet by id: heading, and words.
_SECTIONS = {
    "about": ("What this is about", "Write here what the reader should know first."),
    "signs": ("Signs you may notice", "- Write here a sign.\n- Write here another."),
    "what-to-do": ("What to do", "1. Write here the first thing to do.\n2. Write here the second."),
    "what-to-say": ("What you can say", "- “Write here words that anybody can say.”"),
    "who-to-call": (
        "Who to call",
        "{{ helpline.emergency-999.card }}\n\n{{ helpline.childline.card }}\n\n{{ council.children.card }}",
    ),
}
#: For each format the sections that stand on each of its panels.
PANELS = {
    "a4": [["about", "signs"], ["what-to-do", "what-to-say", "who-to-call"]],
    "trifold": [["about"], ["signs"], ["what-to-do"], ["what-to-say"], ["who-to-call"]],
    "booklet": [["about", "signs"], ["what-to-do", "what-to-say"], ["who-to-call"]],
    "poster": [["about", "who-to-call"]],
}
#: The format that a leaflet begins with when nobody says one.
FIRST = "a4"


@dataclass(frozen=True)
class Facts:
    """What only a person can say about a new page. ``keywords`` are at least eight, ``sources`` keys of the list of sources."""

    title: str
    description: str
    summary: str
    audience: tuple[str, ...]
    keywords: tuple[str, ...]
    sources: tuple[str, ...]
    sensitive: bool = False


def page(root: Path, path: str, facts: Facts, today: date, after: str | None = None) -> str:
    """Write a new page at ``path``, seen from docs/; returns its file. Raises ContentError, and then nothing is written."""
    body = (_NOTICE if facts.sensitive else "") + new_body()
    return _write(root, path, _front(facts, today), body, after)


def leaflet(root: Path, name: str, form: str, facts: Facts, today: date) -> str:
    """Write a new leaflet ``name`` in a format of PANELS; returns its file. Raises ContentError, and then nothing is written."""
    front = _front(facts, today) | {"leaflet": {form: PANELS[form]}}
    return _write(root, f"{LEAFLETS}/{name}.md", front, new_leaflet_body(form))


def new_body() -> str:
    """The words of a new page, below its front matter."""
    return _PAGE + _NEXT_STEP


def new_leaflet_body(form: str) -> str:
    """The words of a new leaflet: a section for each name in its panels."""
    sections = (
        f"\n## {_SECTIONS[name][0]} {{: #{name}{' .cards' if name == 'who-to-call' else ''} }}\n\n{_SECTIONS[name][1]}\n"
        for panel in PANELS[form]
        for name in panel
    )
    return _HELP_FIRST + "".join(sections)


def _front(facts: Facts, today: date) -> dict:
    front = {
        "title": facts.title,
        "description": facts.description,
        "summary": facts.summary,
        "audience": list(facts.audience),
        "keywords": list(facts.keywords),
        "last_reviewed": today.isoformat(),
        "review_every": "6 months",
        "sources": list(facts.sources),
    }
    return front | ({"sensitive": "true"} if facts.sensitive else {})


def _write(root: Path, path: str, front: dict, body: str, after: str | None = None) -> str:
    name, file = f"docs/{path}", root / "docs" / path
    head = written.mapping(front | {"draft": "true"})
    schema.read(FrontMatter, head, name, CHECK, first_line=2)
    if file.exists():
        why = "a page that is there would be lost."
        raise ContentError([Problem(name, 1, CHECK, "there is such a page already.", why, "choose another name.")])
    menu.add(root, path, after)
    file.write_text(f"---\n{head}\n---\n{body}", encoding="utf-8")
    return name
