"""How far each translation is: complete, fuzzy, untranslated, and the words left to do."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from campaign.content import Content
from campaign.translation import catalogue, messages


@dataclass(frozen=True)
class Status:
    """Counts of texts in one language; ``words_left`` counts English words without a finished translation."""

    language: str
    total: int
    complete: int
    fuzzy: int
    untranslated: int
    words_left: int
    reviewed: bool

    @property
    def percent(self) -> int:
        """Complete texts of a hundred, rounded down, so that 100 means all."""
        return 100 * self.complete // self.total

    def as_dict(self) -> dict:
        """For JSON."""
        return asdict(self) | {"percent": self.percent}


def status(content: Content, language: str) -> Status:
    """The state of one language's catalogue against today's English. Raises ContentError."""
    wanted = {message.key: message for message in messages.collect(content)}
    entries = {catalogue.key(entry): entry for entry in catalogue.read(content.root, language) if not entry.obsolete}
    fuzzy = {key for key in wanted if key in entries and entries[key].fuzzy}
    complete = {key for key in wanted if key in entries and entries[key].msgstr} - fuzzy
    left = sum(len(text.split()) for context, text in wanted.keys() - complete)
    return Status(
        language,
        len(wanted),
        len(complete),
        len(fuzzy),
        len(wanted) - len(complete) - len(fuzzy),
        left,
        content.languages[language].review is not None,
    )
