"""All that can be wrong in a council's folder: settings, logo, numbers, its own words and their translations.

What a council writes is read by the same checks as the common pages. They see the whole edition, so that links and
sources are looked up in all of it, and walk only through what the council wrote.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from campaign import schema, strict_yaml
from campaign.checks import (
    care,
    catalogues,
    leaflets,
    links,
    markup,
    numbers,
    plain_english,
    reviews,
    shortcodes,
    sources,
    words,
)
from campaign.content import Content, Page
from campaign.councils import logo, own, reading
from campaign.councils.own import Own
from campaign.councils.sections import Part
from campaign.councils.settings import CHECK, Council
from campaign.helplines import digits
from campaign.problems import ContentError, Problem
from campaign.translation import catalogue

PAGE_CHECKS = (
    numbers.check,
    shortcodes.check,
    links.check,
    markup.check,
    sources.check,
    reviews.check,
    words.check,
    care.check,
    leaflets.check,
    plain_english.check,
)


def check(content: Content, slug: str, today: date) -> list[Problem]:
    """Every problem of a council's folder as of a day."""
    try:
        read = reading.read(content.root, slug, content.languages, today)
        return [*read.warnings, *written(content, slug, read.council, own.read(content, slug, read.council, today))]
    except ContentError as error:
        return list(error.problems)


def written(content: Content, slug: str, council: Council, edition: Own) -> Iterator[Problem]:
    """The problems of settings and words that could be read."""
    if council.logo:
        folder = f"{reading.FOLDER}/{slug}"
        try:
            logo.read(content.root / folder, council.logo, f"{folder}/{council.logo}")
        except ContentError as error:
            yield from error.problems
    yield from _wrong_numbers(content, slug, council)
    yield from _words(edition)
    yield from _translations(content, slug, council)


def _wrong_numbers(content: Content, slug: str, council: Council) -> Iterator[Problem]:
    """A problem for each number that is known to be wrong."""
    wrong = {digits(entry.value): entry.why for entry in content.register.never_publish}
    name = reading.file_name(slug)
    document = strict_yaml.read(schema.read_text(content.root / name, name, CHECK))
    for team, contact in council.contacts.given().items():
        for key in ("phone", "out_of_hours"):
            number = getattr(contact, key)
            if number and digits(number) in wrong:
                yield Problem(
                    name,
                    document.line(("contacts", team, key)),
                    CHECK,
                    f"“{number}” must never be published: {wrong[digits(number)]}.",
                    "a reader who calls it gets nobody.",
                    "take it out.",
                )


@dataclass(frozen=True)
class _Walked(Mapping):
    """All pages to look up, and only some to walk through."""

    all: Mapping[str, Page]
    some: tuple[str, ...]

    def __getitem__(self, path: str) -> Page:
        return self.all[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self.some)

    def __len__(self) -> int:
        return len(self.some)

    def __contains__(self, path: object) -> bool:
        return path in self.all


def _words(edition: Own) -> Iterator[Problem]:
    """The problems of its own pages, and of the stretches of other pages that it wrote, at their lines."""
    walked = tuple(dict.fromkeys([*edition.pages, *(part.page for part in edition.parts)]))
    if not walked:
        return
    seen = replace(edition.content, pages=_Walked(edition.content.pages, walked))
    own_files = {edition.content.pages[path].file for path in edition.pages}
    for check in PAGE_CHECKS:
        for problem in check(seen):
            if problem.path in own_files:
                yield problem
            elif part := _part_of(problem, edition.parts):
                yield replace(problem, path=part.file, line=part.line + problem.line - part.first)


def _part_of(problem: Problem, parts: tuple[Part, ...]) -> Part | None:
    here = (part for part in parts if problem.path == f"docs/{part.page}" and part.first <= problem.line <= part.last)
    return next(here, None)


def _translations(content: Content, slug: str, council: Council) -> Iterator[Problem]:
    """The problems of its own catalogues: what is translated keeps what must be kept."""
    for tag in council.languages:
        name = f"{reading.FOLDER}/{slug}/{catalogue.FOLDER}/{tag}.po"
        if (content.root / name).is_file():
            for entry in catalogue.parse(schema.read_text(content.root / name, name, catalogue.CHECK), name):
                if entry.msgstr and not entry.fuzzy and not entry.obsolete:
                    yield from catalogues.check_entry(entry, name)
