"""Every content check, in the order they run: reading this list tells what is guarded.

A check is a function from the content to problems, pure and quick. Reading the files (front matter,
register, catalogues, navigation) is itself the first check.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from campaign import councils, helplines
from campaign.checks import (
    care,
    catalogues,
    links,
    markup,
    numbers,
    plain_english,
    reviews,
    shortcodes,
    sources,
    tidy,
    words,
)
from campaign.content import Content
from campaign.problems import ContentError, Problem

Check = Callable[[Content], Iterable[Problem]]


def helpline_terms(content: Content) -> Iterable[Problem]:
    """No published number is past its term."""
    return helplines.check(content.register, dict(content.register_lines), date.today())


def council_settings(content: Content) -> Iterable[Problem]:
    """Every council's settings can be read."""
    for slug in councils.slugs(content.root):
        try:
            councils.load(content.root, slug, content.languages)
        except ContentError as error:
            yield from error.problems


ALL: tuple[Check, ...] = (
    helpline_terms,
    numbers.check,
    shortcodes.check,
    links.check,
    markup.check,
    sources.check,
    reviews.check,
    words.check,
    care.check,
    plain_english.check,
    tidy.check,
    catalogues.check,
    council_settings,
)


def run(content: Content) -> list[Problem]:
    """All problems of all checks, sorted."""
    return sorted(problem for check in ALL for problem in check(content))
