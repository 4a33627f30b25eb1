"""Sections of a page: a heading and what stands below it, down to the next heading of its rank.

A council may say a section in its own words. The heading keeps the id and the look that it had, so that links to the
section, and leaflets that print it, go on working; only the words change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from markdown.extensions.toc import slugify, unique

from campaign.content import Page

_HEADING = re.compile(r"(#{2,6}) +(.*?) *(?:\{:? *([^}]*)\})? *$")
_ID = re.compile(r"#([\w-]+)")
_MARKUP = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*_`]")
_FENCE = re.compile(r"(```|~~~)")


@dataclass(frozen=True)
class Section:
    """``start`` and ``end`` are numbers of lines of the page's body, from 0; ``look`` is the heading's attribute list."""

    anchor: str
    rank: int
    words: str
    look: str
    start: int
    end: int


@dataclass(frozen=True)
class Part:
    """A stretch of a common page that a council wrote: lines of the page as it was merged, and where they come from."""

    page: str
    first: int
    last: int
    file: str
    line: int


@dataclass(frozen=True)
class Replacement:
    """A section of a page in a council's words: the heading and lines of its own file."""

    section: Section
    words: str
    lines: tuple[str, ...]
    file: str
    line: int


def find(body: str) -> list[Section]:
    """The sections of a page, with the ids that its headings get when it is rendered."""
    lines = body.split("\n")
    headings, fenced = [], False
    for number, line in enumerate(lines):
        if _FENCE.match(line):
            fenced = not fenced
        if not fenced and (match := _HEADING.match(line)):
            headings.append((number, len(match[1]), match[2], match[3] or ""))
    used = {match[1] for *_, look in headings if (match := _ID.search(look))}
    found = []
    for place, (number, rank, words, look) in enumerate(headings):
        explicit = _ID.search(look)
        anchor = explicit[1] if explicit else unique(slugify(_MARKUP.sub(r"\1", words), "-"), used)
        after = (line for line, other, *_ in headings[place + 1 :] if other <= rank)
        found.append(Section(anchor, rank, words, look, number, next(after, len(lines))))
    return found


def merge(page: Page, replacements: list[Replacement]) -> tuple[Page, list[Part]]:
    """The page with sections replaced, and which of its lines come from where."""
    lines, merged, parts, at = page.body.split("\n"), [], [], 0
    for each in sorted(replacements, key=lambda each: each.section.start):
        merged += lines[at : each.section.start]
        first = page.body_line + len(merged)
        merged += [_heading(each), *each.lines, ""]
        parts.append(Part(page.path, first, page.body_line + len(merged) - 1, each.file, each.line))
        at = each.section.end
    return replace(page, body="\n".join(merged + lines[at:])), parts


def _heading(each: Replacement) -> str:
    section = each.section
    look = section.look if _ID.search(section.look) else f"#{section.anchor} {section.look}".strip()
    return f"{'#' * section.rank} {each.words} {{: {look} }}"
