"""All pages from A to Z, for readers who would rather look than search, and for browsers without script."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from campaign.content import Content
from campaign.search.analyser import fold, tokens
from campaign.translation.catalogue import Translator


@dataclass(frozen=True)
class Topic:
    """A name under which a page is looked for, and the page's path."""

    name: str
    path: str

    @property
    def order(self) -> str:
        """By this names are sorted: folded, so that accents and quotation marks do not matter."""
        return " ".join(tokens(self.name))

    @property
    def letter(self) -> str:
        """The heading under which it stands."""
        return self.order[:1].upper()


def topics(content: Content, translator: Translator) -> list[tuple[str, list[Topic]]]:
    """Every page under its title, and under its short title too where that begins otherwise, by first letter."""
    found = [topic for path in content.navigation.paths() for topic in _names(content, path, translator)]
    ordered = sorted(found, key=lambda topic: (topic.order, topic.path))
    return [(letter, list(group)) for letter, group in groupby(ordered, lambda topic: topic.letter)]


def _names(content: Content, path: str, translator: Translator) -> list[Topic]:
    front = content.pages[path].front
    name = translator.text(front.title, "title")
    if front.leaflet:
        # A leaflet is often called as the page whose words it prints.
        label = content.navigation.section_by_path[path].label
        return [Topic(f"{name} ({translator.text(label, 'navigation')})", path)]
    title = Topic(name, path)
    if not front.short_title:
        return [title]
    short = Topic(translator.text(front.short_title, "short_title"), path)
    return [title] if fold(short.name)[:4] == fold(title.name)[:4] else [title, short]
