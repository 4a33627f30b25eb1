"""Plain English: sentences, paragraphs and reading grade within the budget of the page's readers.

The grade is Flesch-Kincaid's (Kincaid and others, 1975), with syllables counted by pyphen's English patterns.
The well-known library for it fetches a dictionary from the internet when first used, which a build must not.
A formula sees length, not sense: the findings are warnings, and reading aloud to somebody is the real test.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median

from pydantic import Field

from campaign import schema
from campaign.content import Audience, Content, Page
from campaign.problems import WARNING, Problem, short
from campaign.reading import Block, blocks

CHECK = "plain-english"
FILE = "docs/_data/plain-english.yml"
_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*")


class Budget(schema.Data):
    """The most that a page for these readers may have."""

    audiences: tuple[Audience, ...] = Field((), description="pages for them keep this budget.")
    folder: str | None = Field(None, description="pages in this folder keep this budget, whatever their audience.")
    grade: float = Field(gt=0, description="a higher grade shuts readers out.")
    longest_sentence: int = Field(gt=0, description="long sentences lose readers.")
    median_sentence: int = Field(gt=0, description="most sentences should be short.")
    paragraph: int = Field(gt=0, description="a wall of text is not read.")


class _Budgets(schema.Data):
    budgets: dict[str, Budget] = Field(min_length=1, description="without budgets the check would see nothing.")


@dataclass(frozen=True)
class Figures:
    """What was measured on a page. Lengths are in words, ``grade`` in school years."""

    words: int
    grade: float
    median_sentence: float
    longest: tuple[int, str, int]
    fullest: tuple[int, int]


def load(root: Path) -> dict[str, Budget]:
    """The budgets, the strictest first. Raises ContentError."""
    return schema.read_file(_Budgets, root / FILE, FILE, CHECK)[0].budgets


def budget_of(page: Page, budgets: dict[str, Budget]) -> Budget:
    """The first budget whose folder or audience is the page's."""
    for budget in budgets.values():
        if budget.folder and page.path.startswith(budget.folder) or set(budget.audiences) & set(page.front.audience):
            return budget
    return list(budgets.values())[-1]


def measure(page: Page) -> Figures | None:
    """The figures of a page's running words; None when it has no sentence."""
    running = [block for block in blocks(page) if block.kind in ("paragraph", "item")]
    sentences = [
        (len(_WORD.findall(sentence)), sentence, _line(block, sentence))
        for block in running
        for sentence in block.sentences()
    ]
    sentences = [each for each in sentences if each[0]]
    if not sentences:
        return None
    fullest = max((len(block.sentences()), block.line) for block in running)
    lengths = [length for length, _, _ in sentences]
    return Figures(sum(lengths), grade([text for _, text, _ in sentences]), median(lengths), max(sentences), fullest)


def _line(block: Block, sentence: str) -> int:
    return block.line_at(block.text.index(sentence))


def grade(sentences: list[str]) -> float:
    """Flesch-Kincaid grade: 0.39 words a sentence + 11.8 syllables a word - 15.59."""
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


@cache
def syllables(word: str) -> int:
    """Syllables of an English word, at least one."""
    return len(_patterns().positions(word.lower())) + 1


@cache
def _patterns():
    from pyphen import Pyphen

    return Pyphen(lang="en_US", left=1, right=1)


def check(content: Content) -> Iterator[Problem]:
    """A warning for every budget that a page exceeds, with its worst sentence."""
    budgets = load(content.root)
    for page in content.pages.values():
        if figures := measure(page):
            yield from _exceeded(page, figures, budget_of(page, budgets))


def _exceeded(page: Page, figures: Figures, budget: Budget) -> Iterator[Problem]:
    length, sentence, line = figures.longest
    if length > budget.longest_sentence:
        yield _problem(
            page,
            line,
            f"this sentence has {length} words; {budget.longest_sentence} is the most: “{short(sentence, 120)}”",
            "say it in two sentences.",
        )
    if figures.median_sentence > budget.median_sentence:
        yield _problem(
            page,
            page.body_line,
            f"half of the sentences have more than {figures.median_sentence:g} words; {budget.median_sentence} is the most.",
            "shorten the longer ones.",
        )
    if figures.grade > budget.grade:
        yield _problem(
            page,
            line,
            f"the reading grade is {figures.grade:.1f}; {budget.grade:g} is the most. The worst sentence: “{short(sentence, 120)}”",
            "use shorter words and sentences.",
        )
    count, line = figures.fullest
    if count > budget.paragraph:
        yield _problem(
            page,
            line,
            f"this paragraph has {count} sentences; {budget.paragraph} is the most.",
            "begin a new paragraph, or make a list.",
        )


def _problem(page: Page, line: int, what: str, mend: str) -> Problem:
    return Problem(page.file, line, CHECK, what, "readers who are frightened or read little give up.", mend, WARNING)
