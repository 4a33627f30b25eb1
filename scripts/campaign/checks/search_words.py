"""The search's own words: every offered language has some, and each leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from campaign.content import Content
from campaign.problems import WARNING, Problem
from campaign.schema import read_text
from campaign.search import index, lexicon, query
from campaign.search.analyser import tokens
from campaign.translation.catalogue import Translator

CHECK = lexicon.CHECK


def check(content: Content) -> Iterator[Problem]:
    """A warning for a language without search words; an error for a word that leads to no page."""
    for tag in content.offered:
        if tag not in content.lexicons:
            yield Problem(
                lexicon.file_name(tag),
                1,
                CHECK,
                "there is no such file.",
                "the search knows no slang, no other words and no cry for help in this language.",
                f"copy {lexicon.file_name('en')} and write what people who speak the language type.",
                WARNING,
            )
        else:
            yield from _dead(content, tag)


def _dead(content: Content, tag: str) -> Iterator[Problem]:
    words = content.lexicons[tag]
    known = index.words(content, Translator.load(content.root, tag), words)
    beginnings, sounded = index.beginnings_of(words), index.is_sounded(content, tag)
    leads = lambda word: query.leads(word, known, query.least(word, sounded))
    lines = read_text(content.root / lexicon.file_name(tag), lexicon.file_name(tag), CHECK).split("\n")
    for typed, meant in words.means.items():
        line = next((number for number, line in enumerate(lines, 1) if line.strip(' "').startswith(typed)), 1)
        if not any(leads(word) for text in meant for word in tokens(text, beginnings)):
            yield Problem(
                lexicon.file_name(tag),
                line,
                CHECK,
                f"“{typed}” leads to “{', '.join(meant)}”, which no page can be found by.",
                "who types it finds nothing.",
                "choose words that stand in titles, summaries, headings or keywords, or add one to a page’s keywords.",
            )
