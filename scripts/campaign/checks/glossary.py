"""The glossary: agreed terms are used, so that advice stays the same on every page.

A term may be inflected, so only the beginning of each of its words is looked for; what is found is a note for
the translator and never stops anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

import polib
from pydantic import Field

from campaign import schema
from campaign.checks.catalogues import without_kept
from campaign.languages import Tag
from campaign.problems import NOTE, Problem
from campaign.search.analyser import fold, tokens
from campaign.translation import catalogue

CHECK = "glossary"
FILE = "translations/glossary.yml"
_WORD = re.compile(r"[^\W\d_]+|\d+")
#: How much of a word must be there: endings change.
STEM = 0.55


class Term(schema.Data):
    """An agreed term of one language; several ways to say it stand with ; or / between them."""

    term: str = Field(min_length=1, description="translators use it.", examples=["wykorzystywanie"])
    note: str | None = Field(None, description="it says why not another word.")

    def ways(self) -> list[list[str]]:
        """The stems of each way to say it."""
        plain = re.sub(r"\([^)]*\)", " ", self.term)
        return [
            [_stem(word) for word in tokens(way)]
            for way in re.split(r"[;/,]| or | lub | sau | یا ", plain)
            if tokens(way)
        ]


class _Glossary(schema.Data):
    terms: dict[str, dict[Tag, Term]] = Field(min_length=1, description="advice must be the same on every page.")


Glossary = dict[str, dict[str, Term]]


def load(root: Path) -> Glossary:
    """The terms by their English. Raises ContentError."""
    return schema.read_file(_Glossary, root / FILE, FILE, CHECK)[0].terms


def check_entries(finished, tag: str, glossary: Glossary) -> Iterator[Problem]:
    """A note for every agreed term that a finished translation does not use."""
    find = _finder(tuple(glossary))
    ways = {english: terms[tag].ways() for english, terms in glossary.items() if tag in terms}
    for entry in finished:
        if entry.msgctxt != "keywords":
            for english in find(without_kept(entry.msgid)):
                if english in ways and not _says(entry.msgstr, ways[english]):
                    yield _missing(glossary[english][tag], english, tag, entry)


def _says(text: str, ways: list[list[str]]) -> bool:
    text = fold(text)
    return any(all(stem in text for stem in way) for way in ways)


def _missing(term: Term, english: str, tag: str, entry: polib.POEntry) -> Problem:
    note = f" {term.note}" if term.note else ""
    return Problem(
        catalogue.file_name(tag),
        entry.linenum,
        CHECK,
        f"“{english}” is not translated as agreed ({term.term}).",
        "advice should be the same on every page.",
        f"use the term, or change it in {FILE}.{note}",
        NOTE,
    )


@lru_cache(maxsize=4)
def _finder(terms: tuple[str, ...]):
    """A function that gives the terms standing in an English text; of two that overlap, the longer. It remembers: every language has the same English."""
    ordered = sorted(terms, key=len, reverse=True)
    by_first_word: dict[str, list[str]] = {}
    for term in ordered:
        by_first_word.setdefault(_WORD.match(term.lower())[0], []).append(term)

    @cache
    def find(text: str) -> list[str]:
        text = text.lower()
        words = {form for word in _WORD.findall(text) for form in (word, word.removesuffix("s"))}
        found = []
        for term in sorted((term for word in words for term in by_first_word.get(word, ())), key=len, reverse=True):
            taken, count = re.subn(rf"\b{re.escape(term.lower())}s?\b", " ", text)
            if count:
                text = taken
                found.append(term)
        return found

    return find


def _stem(word: str) -> str:
    return word[: max(2, round(STEM * len(word)))]
