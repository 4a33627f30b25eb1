"""Every content check, in the order they run: reading this list tells what is guarded.

A check is a function from the content to problems, pure and quick. Reading the files (front matter,
register, catalogues, navigation) is itself the first check.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from campaign import content as contents
from campaign import councils, helplines, images
from campaign.checks import (
    care,
    council,
    drafts,
    harm,
    leaflets,
    links,
    markup,
    numbers,
    plain_english,
    redirects,
    reviews,
    search_words,
    shortcodes,
    sources,
    spelling,
    tidy,
    translations,
    words,
)
from campaign.content import Content
from campaign.problems import LEVELS, Problem

Check = Callable[[Content], Iterable[Problem]]


def helpline_terms(content: Content) -> Iterable[Problem]:
    """No published number is past its term."""
    return helplines.check(content.register, dict(content.register_lines), date.today())


def council_settings(content: Content) -> Iterable[Problem]:
    """Every council's settings, and all that it wrote, are in order."""
    for slug in councils.slugs(content.root):
        yield from council.check(content, slug, date.today())


COMMON: tuple[Check, ...] = (
    helpline_terms,
    numbers.check,
    shortcodes.check,
    links.check,
    redirects.check,
    markup.check,
    harm.check,
    images.check,
    sources.check,
    reviews.check,
    words.check,
    care.check,
    leaflets.check,
    plain_english.check,
    tidy.check,
    spelling.check,
    drafts.check,
    translations.check,
    search_words.check,
)


def run(content: Content) -> list[Problem]:
    """All problems of all checks, sorted; drafts are checked as if they were published, but for their translations."""
    return sorted([*common(content), *council_settings(content), *_of_drafts(content)])


def common(content: Content) -> list[Problem]:
    """All problems of what every edition shares, sorted. Whoever builds one edition is not stopped by another's fault."""
    return sorted(problem for check in COMMON for problem in check(content))


def of_english(content: Content) -> list[Problem]:
    """The problems of what is written in English, sorted: translations follow it later."""
    checks = (*COMMON, council_settings)
    return sorted(problem for check in checks if check is not translations.check for problem in check(content))


def _of_drafts(content: Content) -> Iterable[Problem]:
    if content.drafts:
        whole = contents.load(content.root, with_drafts=True)
        files = {whole.pages[path].file for path in content.drafts}
        yield from (problem for problem in of_english(whole) if problem.path in files)


@dataclass(frozen=True)
class Summary:
    """What the checks looked at. ``grade_median`` is the Flesch-Kincaid grade of the middle page."""

    pages: int
    words: int
    languages: tuple[str, ...]
    grade_median: float
    levels: dict[str, int]


def summary(content: Content, found: list[Problem]) -> Summary:
    """Counts over the whole content."""
    figures = [each for page in content.pages.values() if (each := plain_english.measure(page))]
    return Summary(
        len(content.pages),
        sum(each.words for each in figures),
        content.offered,
        round(median(each.grade for each in figures), 1),
        {level: sum(problem.level == level for problem in found) for level in LEVELS},
    )
