"""All that can be wrong in a council's folder: settings, logo, numbers, its own words and their translations.

What a council writes is read by the same checks as the common pages. They see the whole edition, so that links and
sources are looked up in all of it, and walk only through what the council wrote.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from campaign import edition as editions
from campaign import schema
from campaign.assets import Assets
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
from campaign.councils import CHECK, reading
from campaign.councils.own import Own
from campaign.councils.sections import Part
from campaign.edition import Edition
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
        edition = editions.of(slug, read.council, content, Assets("", {}, {}), today)
        return written(read, edition)
    except ContentError as error:
        return list(error.problems)


def written(read: reading.Reading, edition: Edition) -> list[Problem]:
    """The problems of an edition whose settings, logo and words could be read."""
    return [*read.warnings, *_wrong_numbers(read, edition), *_words(edition.own), *_translations(edition)]


def _wrong_numbers(read: reading.Reading, edition: Edition) -> Iterator[Problem]:
    """A problem for each number that is known to be wrong."""
    wrong = {digits(entry.value): entry.why for entry in edition.content.register.never_publish}
    for team, contact in read.council.contacts.given().items():
        for key in ("phone", "out_of_hours"):
            number = getattr(contact, key)
            if number and digits(number) in wrong:
                yield Problem(
                    reading.file_name(edition.slug),
                    read.document.line(("contacts", team, key)),
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


def _translations(edition: Edition) -> Iterator[Problem]:
    """The problems of its own catalogues: what is translated keeps what must be kept."""
    for tag in edition.languages:
        name = f"{reading.FOLDER}/{edition.slug}/{catalogue.FOLDER}/{tag}.po"
        file = edition.content.root / name
        if file.is_file():
            for entry in catalogue.parse(schema.read_text(file, name, catalogue.CHECK), name):
                if entry.msgstr and not entry.fuzzy and not entry.obsolete:
                    yield from catalogues.check_entry(entry, name)
