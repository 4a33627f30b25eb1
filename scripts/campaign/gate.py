"""The sanitiser's place in Python-Markdown, and where in a file its findings stand.

The gate looks at a page when its tree is written as HTML and before what was stashed is put back: what was stashed is raw
HTML, which it looks at piece by piece, and our own cards, which it knows by their type.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from campaign import characters, urls
from campaign.helplines import Register, digits
from campaign.problems import Problem
from campaign.sanitise import UNDERLINE, Finding, Rules, findings
from campaign.templates import FOLDER
from campaign.translation import catalogue

CHECK = "markup"
_TAKEN = re.compile(r'\sid="([a-z0-9-]+)"')
_MAIN_HEADING = re.compile(r"^={2,}\s*$|(?<![#{\w])#(?![#\w])")


@cache
def taken_ids(root: Path) -> frozenset[str]:
    """The ids that our components use: another element of that name would stand in for them."""
    pages = (file for file in (root / FOLDER).rglob("*.html") if file.parts[-2] != "leaflets")
    return frozenset(name for file in pages for name in _TAKEN.findall(file.read_text(encoding="utf-8")))


class Gate(Postprocessor):
    """Looks at each page when it is serialised and before what was stashed is put back; keeps what it found in ``found``."""

    def __init__(self, md: Markdown, rules: Rules):
        super().__init__(md)
        self.rules = rules
        self.found: list[Finding] = []
        self.tree_is_done = False

    def run(self, text: str) -> str:
        if not self.tree_is_done:
            return text
        self.tree_is_done = False
        self.found = findings(text, self.rules)
        for piece in self.md.htmlStash.rawHtmlBlocks:
            # Our cards are stored as Markup; all else was written by an editor or a translator.
            if not isinstance(piece, Markup):
                self.found += _stashed(str(piece), self.rules)
        return text


class _Last(Treeprocessor):
    """Tells the gate that the next text is the page: before, the table of contents asks for each heading by itself."""

    def __init__(self, md: Markdown, gate: Gate):
        super().__init__(md)
        self.gate = gate

    def run(self, root) -> None:
        self.gate.tree_is_done = True


def _stashed(piece: str, rules: Rules) -> list[Finding]:
    if re.fullmatch(r"&#?\w+;", piece):
        letter = html.unescape(piece)
        return [Finding(f"{piece} is {each.what}", piece) for each in characters.find(letter)]
    return findings(piece, rules)


class SanitiseExtension(Extension):
    """Python-Markdown extension; ``gate.found`` is what the last page held that may not be there."""

    def __init__(self, rules: Rules):
        super().__init__()
        self.rules = rules
        self.gate: Gate | None = None

    def extendMarkdown(self, md: Markdown) -> None:
        self.gate = Gate(md, self.rules)
        # Raw HTML is put back at 30.
        md.postprocessors.register(self.gate, "campaign-sanitise", 35)
        md.treeprocessors.register(_Last(md, self.gate), "campaign-last", 0)


def rules(root: Path, register: Register) -> Rules:
    """The rules for pages in which shortcodes are filled in."""
    published = register.published().values()
    numbers = frozenset(digits(number) for each in published for number in (each.phone, each.text) if number)
    return Rules(numbers, taken_ids(root))


def problems(found: list[Finding], page, language: str, root: Path) -> Iterator[Problem]:
    """The findings of one rendered page, at their lines of the page or, in other languages, of the catalogue."""
    for finding in dict.fromkeys(found):
        if language == urls.DEFAULT_LANGUAGE:
            yield problem(finding, page.file, line_of(finding, page.body, page.body_line))
        else:
            line = catalogue.line_with(root, language, finding.clue)
            yield problem(Finding(f"{finding.what}, on {page.file}", finding.clue), catalogue.file_name(language), line)


def problem(finding: Finding, file: str, line: int) -> Problem:
    """A finding as a problem of the file it stands in."""
    return Problem(
        file,
        line,
        CHECK,
        f"{finding.what}.",
        "it can carry harm to the reader.",
        "say it in Markdown: **bold**, [a link](page.md), - a list.",
    )


def line_of(finding: Finding, text: str, first_line: int = 1) -> int:
    """The line of a finding in the text that it came from; the first line when its clue cannot be found."""
    clue = _squeezed(finding.clue)
    for number, line in enumerate(text.split("\n"), start=first_line):
        if clue == UNDERLINE:
            if _MAIN_HEADING.search(line):
                return number
        elif clue and clue in _squeezed(line):
            return number
    return first_line


def _squeezed(text: str) -> str:
    """A text without what a parser takes off: capitals, spaces, and the disguise of entities."""
    return "".join(html.unescape(text).lower().split())
