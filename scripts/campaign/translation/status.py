"""How far each translation is: complete, fuzzy, untranslated, the words left, what is reviewed, and how sound it looks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from campaign.checks import glossary, writing
from campaign.content import Content
from campaign.problems import ERROR
from campaign.translation import catalogue, messages, reviews
from campaign.translation.catalogue import Translator


@dataclass(frozen=True)
class Count:
    """Counts of texts; ``words_left`` counts English words without a finished translation."""

    total: int
    complete: int
    fuzzy: int
    untranslated: int
    words_left: int

    @property
    def percent(self) -> int:
        """Complete texts of a hundred, rounded down, so that 100 means all."""
        return 100 * self.complete // max(1, self.total)


@dataclass(frozen=True)
class Status:
    """The state of one language. ``advised`` is the share of finished texts with any advice of the checks, in percent."""

    language: str
    count: Count
    pages: dict[str, Count]
    reviewed: tuple[str, ...]
    advised: float

    def as_dict(self) -> dict:
        """For JSON: the counts of the language at the top, those of each page below."""
        return (
            {"language": self.language, "percent": self.count.percent}
            | asdict(self.count)
            | {
                "reviewed": list(self.reviewed),
                "advised": self.advised,
                "pages": {file: asdict(count) | {"percent": count.percent} for file, count in self.pages.items()},
            }
        )


def status(content: Content, language: str, wanted: list[messages.Message] | None = None) -> Status:
    """The state of one language's catalogue against today's English. Raises ContentError."""
    wanted = wanted or messages.collect(content)
    entries = {catalogue.key(entry): entry for entry in catalogue.read(content.root, language) if not entry.obsolete}
    by_file: dict[str, dict[catalogue.Key, messages.Message]] = {}
    for message in wanted:
        by_file.setdefault(message.file, {})[message.key] = message
    translator = Translator.load(content.root, language)
    return Status(
        language,
        _count({message.key for message in wanted}, entries),
        {file: _count(set(keys), entries) for file, keys in by_file.items()},
        tuple(sorted(reviews.reviewed(content, translator, wanted))),
        _advised(content, language, entries.values()),
    )


def _count(keys: Iterable[catalogue.Key], entries) -> Count:
    keys = set(keys)
    fuzzy = {key for key in keys if key in entries and entries[key].fuzzy}
    complete = {key for key in keys if key in entries and entries[key].msgstr} - fuzzy
    left = sum(len(text.split()) for _, text in keys - complete)
    return Count(len(keys), len(complete), len(fuzzy), len(keys) - len(complete) - len(fuzzy), left)


def _advised(content: Content, tag: str, entries) -> float:
    """A rough estimate of quality: how many finished texts a check has something to say about."""
    finished = [entry for entry in entries if entry.msgstr and not entry.fuzzy]
    found = [
        *writing.check_entries(finished, tag, content.languages[tag]),
        *glossary.check_entries(finished, tag, glossary.load(content.root)),
    ]
    return round(100 * len({problem.line for problem in found if problem.level != ERROR}) / max(1, len(finished)), 1)
