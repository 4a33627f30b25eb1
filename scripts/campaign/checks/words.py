"""Words to avoid: words that blame a child, hide who did the harm, or sound surer than anybody can be.

The list is data (``docs/_data/language.yml``). It looks at what readers read: page text, titles, descriptions,
summaries, and the register; not at keywords, which are the words that worried people type, and not at names of
services, which stand behind shortcodes. English that readers of other languages see is the same English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator

from campaign import helplines, schema
from campaign.content import Content, Page
from campaign.problems import ERROR, NOTE, WARNING, Problem, did_you_mean
from campaign.reading import blocks

CHECK = "words"
FILE = "docs/_data/language.yml"
FIELDS = ("title", "short_title", "description", "summary")
LEVELS = {"error": ERROR, "warn": WARNING, "context": NOTE}


class Avoided(schema.Data):
    """One entry of the list."""

    id: str = Field(description="a page names it to be excused.", examples=["historic"])
    match: tuple[str, ...] = Field(min_length=1, description="the check looks for these patterns.")
    avoid: str = Field(description="editors read it.")
    prefer: tuple[str, ...] = Field(min_length=1, description="editors need better words.")
    why: str = Field(description="editors should know what the words do to a reader.")
    severity: Literal["error", "warn", "context"] = Field(description="it says whether publishing stops.")
    source: str = Field(description="the point was read somewhere.")
    confidence: str | None = None

    @field_validator("match")
    @classmethod
    def _can_be_compiled(cls, patterns):
        for pattern in patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"{pattern} is not a pattern: {error}") from None
        return patterns

    @cached_property
    def pattern(self) -> re.Pattern:
        """All its patterns in one. Capitals count only where a pattern is written in capitals, such as a short form."""
        return re.compile("|".join(f"(?:{_any_case(pattern)})" for pattern in self.match))


def _any_case(pattern: str) -> str:
    letters = re.sub(r"\\.", "", pattern)
    return pattern if letters.isupper() else f"(?i:{pattern})"


class _List(schema.Data):
    pairs: tuple[Avoided, ...] = Field(min_length=1, description="without words to avoid the check would see nothing.")


def load(root: Path) -> tuple[Avoided, ...]:
    """The list. Raises ContentError."""
    return schema.read_file(_List, root / FILE, FILE, CHECK)[0].pairs


def check(content: Content) -> Iterator[Problem]:
    """A problem for every avoided word, but where the page gives a reason for it."""
    avoided = load(content.root)
    quick = re.compile("|".join(entry.pattern.pattern for entry in avoided))
    for page in content.pages.values():
        yield from _excuses(page, avoided)
        for line, text, find_line in _texts(page):
            if quick.search(text):
                yield from _find(
                    avoided, text, page.file, find_line or (lambda offset, line=line: line), page.front.allow_words
                )
    for helpline in content.register.published().values():
        for field, text in helpline.words().items():
            if field != "name" and quick.search(text):
                line = content.register_lines[helpline.id]
                yield from _find(avoided, text, helplines.FILE, lambda offset, line=line: line, {})


def _texts(page: Page):
    for field in FIELDS:
        if text := getattr(page.front, field):
            yield page.lines.line((field,)), text, None
    for block in blocks(page):
        yield block.line, block.text, block.line_at


def _find(avoided, text: str, file: str, line_at, excused) -> Iterator[Problem]:
    for entry in avoided:
        if entry.id in excused:
            continue
        for match in entry.pattern.finditer(text):
            yield Problem(
                file,
                line_at(match.start()),
                CHECK,
                f"“{match[0]}” is a word to avoid ({entry.avoid}).",
                f"{entry.why[0].lower()}{entry.why[1:]}.",
                f"write, for example: {'; '.join(entry.prefer)}. Or say why it must stand:  allow_words: {{{entry.id}: the reason}}",
                LEVELS[entry.severity],
            )


def _excuses(page: Page, avoided) -> Iterator[Problem]:
    known = [entry.id for entry in avoided]
    for name in page.front.allow_words:
        if name not in known:
            yield Problem(
                page.file,
                page.lines.line(("allow_words", name)),
                CHECK,
                f"there is no word to avoid called “{name}”.",
                "the excuse excuses nothing.",
                f"{did_you_mean(name, known)} Names are in {FILE}.",
            )
