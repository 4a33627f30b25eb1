"""Translations: each offered language's catalogue is read once and looked at by ``catalogues``, ``writing`` and ``glossary``."""

from __future__ import annotations

from collections.abc import Iterator

from campaign import urls
from campaign.checks import catalogues, glossary, writing
from campaign.content import Content
from campaign.problems import ContentError, Problem
from campaign.translation import catalogue, messages


def check(content: Content) -> Iterator[Problem]:
    """Problems of every offered language's translation."""
    wanted = messages.collect(content)
    terms = glossary.load(content.root)
    for tag in content.offered:
        if tag != urls.DEFAULT_LANGUAGE:
            try:
                yield from check_language(content, tag, wanted, terms)
            except ContentError as error:
                yield from error.problems


def check_language(
    content: Content, tag: str, wanted: list[messages.Message], terms: glossary.Glossary
) -> Iterator[Problem]:
    """Problems of one language's translation. Raises ContentError when its catalogue cannot be read."""
    whole = catalogue.look(content.root, tag)
    head = catalogue.header(tag, content.languages[tag].plurals)
    yield from catalogues.check_head(whole.metadata, head, catalogue.file_name(tag))
    entries = [entry for entry in whole if not entry.obsolete]
    finished = [entry for entry in entries if entry.msgstr and not entry.fuzzy]
    yield from catalogues.check_entries(entries, finished, tag, wanted)
    yield from writing.check_entries(finished, tag, content.languages[tag])
    yield from glossary.check_entries(finished, tag, terms)
