"""A page as a reader reads it: blocks of plain words, each knowing the lines it comes from.

Checks of words and of plain English look at what readers see: no markup, no addresses, no code. A shortcode
stands for one word, because the name of a service or a number is nothing an editor can simplify.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from campaign.content import Page

#: What a shortcode leaves behind: one short word that no pattern matches.
STAND_IN = "It"

_HEADING = re.compile(r"\s*#{2,6}\s+")
_BOX = re.compile(r'\s*(?:!!!|\?\?\?\+?)\s+[\w -]*?(?:"([^"]*)")?\s*$')
_ITEM = re.compile(r"\s*(?:[-*+]|\d+\.)\s+(?:\[[ xX]\]\s+)?")
_MEANING = re.compile(r":\s{3}")
_RULE = re.compile(r"[\s|:-]+$")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_NOT_WORDS = (
    (re.compile(r"`+[^`]*`+"), ""),
    (re.compile(r"\{\{[^}]*\}\}"), STAND_IN),
    (re.compile(r"\{:?\s*[#.][^}]*\}"), ""),
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\*\*|__|(?<!\w)[*_]|[*_](?!\w)"), ""),
)
_SENTENCE_END = re.compile(r"(?<=[.!?])[”’)]?\s+(?=[“‘(]?[A-Z0-9])")


@dataclass(frozen=True)
class Block:
    """Words that belong together. ``kind`` is heading, item, cell or paragraph; ``starts`` maps offsets to lines."""

    kind: str
    text: str
    starts: tuple[tuple[int, int], ...]

    def line_at(self, offset: int) -> int:
        """The line of the file on which a character of ``text`` stands."""
        return self.starts[bisect_right(self.starts, (offset, 10**9)) - 1][1]

    @property
    def line(self) -> int:
        """The line on which the block starts."""
        return self.starts[0][1]

    def sentences(self) -> list[str]:
        """Its sentences; an item without a full stop is one."""
        return [sentence for sentence in _SENTENCE_END.split(self.text) if sentence.strip()]


def blocks(page: Page) -> Iterator[Block]:
    """The blocks of a page's body in reading order."""
    open_block: _Open | None = None
    for line, text in _outside_code(page):
        if not text.strip() or _RULE.match(text) and "|" in text:
            started, rest = None, ""
        else:
            started, rest = _start(text)
        if open_block and (started or not rest):
            yield from open_block.close()
            open_block = None
        if started == "cell":
            yield from _cells(rest, line)
        elif started == "heading":
            yield from _heading(rest, line)
        elif rest:
            open_block = open_block or _Open(started or "paragraph")
            open_block.add(rest, line)
    if open_block:
        yield from open_block.close()


def words(text: str) -> str:
    """The words of a piece of Markdown."""
    for pattern, instead in _NOT_WORDS:
        text = pattern.sub(instead, text)
    return " ".join(text.split())


def _outside_code(page: Page) -> Iterator[tuple[int, str]]:
    fenced = False
    for line, text in enumerate(page.body.split("\n"), start=page.body_line):
        if _FENCE.match(text):
            fenced = not fenced
        elif not fenced:
            yield line, text


def _start(text: str) -> tuple[str | None, str]:
    """Whether a line starts a block of its own, and the line without its mark."""
    if match := _BOX.match(text):
        return "heading", match[1] or ""
    for kind, pattern in (("heading", _HEADING), ("item", _ITEM), ("paragraph", _MEANING)):
        if match := pattern.match(text):
            return kind, text[match.end() :]
    if text.lstrip().startswith("|"):
        return "cell", text
    return None, text


def _heading(rest: str, line: int) -> Iterator[Block]:
    if text := words(rest):
        yield Block("heading", text, ((0, line),))


def _cells(row: str, line: int) -> Iterator[Block]:
    for cell in row.strip().strip("|").split("|"):
        if text := words(cell):
            yield Block("cell", text, ((0, line),))


class _Open:
    """A block that is still being read."""

    def __init__(self, kind: str):
        self.kind, self.lines = kind, []

    def add(self, text: str, line: int) -> None:
        self.lines.append((text.strip(), line))

    def close(self) -> Iterator[Block]:
        """The block. A link may go over the end of a line, so markup is taken off the whole; offsets are those of each line alone."""
        if text := words(" ".join(text for text, _ in self.lines)):
            starts, offset = [], 0
            for raw, line in self.lines:
                starts.append((offset, line))
                offset += len(words(raw)) + 1
            yield Block(self.kind, text, tuple(starts))
