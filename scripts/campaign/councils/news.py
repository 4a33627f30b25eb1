"""A council's news: short items that show themselves on their day and are gone after their last.

Each is a Markdown file in ``councils/<slug>/news/`` with a title, a date and the day until which it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta
from pathlib import Path

from pydantic import Field, model_validator

from campaign import schema, strict_yaml
from campaign.content import Content, FrontMatter, Page, read_front_matter
from campaign.councils.sections import Part

FOLDER = "news"
PAGE = "news.md"


class Head(schema.Data):
    """What an item says about itself above its first line."""

    title: str = Field(
        min_length=2, max_length=70, description="readers choose by it.", examples=["Drop-in at the library"]
    )
    date: Day = Field(description="the item is shown from this day on.", examples=["2026-11-21"])
    until: Day = Field(description="old news makes readers doubt the rest.", examples=["2027-01-31"])

    @model_validator(mode="after")
    def _ends_after_it_begins(self):
        if self.until < self.date:
            raise ValueError("“until” is before “date”")
        return self


@dataclass(frozen=True)
class Item:
    """One item; ``name`` is the id of its heading."""

    name: str
    head: Head
    body: str
    body_line: int
    file: str


def read(folder: Path, name: str) -> list[Item]:
    """All items of a council, the newest first; ``name`` is what a problem calls the folder. Raises ContentError."""
    found = []
    for file in sorted(folder.glob("*.md")):
        head, body, line, _ = read_front_matter(Head, file, f"{name}/{file.name}")
        found.append(Item(file.stem, head, body, line, f"{name}/{file.name}"))
    return sorted(found, key=lambda item: (item.head.date, item.name), reverse=True)


def live(items: list[Item], today: Day) -> tuple[Item, ...]:
    """The items that are shown on a day."""
    return tuple(item for item in items if item.head.date <= today <= item.head.until)


def until(items: list[Item], today: Day) -> Day | None:
    """The last day on which the same items are shown; None when that is for ever."""
    ends = [item.head.until for item in live(items, today)]
    begins = [item.head.date - timedelta(days=1) for item in items if item.head.date > today]
    return min([*ends, *begins], default=None)


def page(content: Content, items: tuple[Item, ...]) -> tuple[Page, list[Part]]:
    """The page of all items, in the last part of the site, and which of its lines come from which file."""
    folder = content.navigation.sections[-1].index.rpartition("/")[0]
    path = f"{folder}/{PAGE}" if folder else PAGE
    lines, parts = ["{{ council.news.card }}", ""], []
    for item in items:
        lines += [f"## {item.head.title} {{: #{item.name} }}", ""]
        first = len(lines) + 1
        lines += [*item.body.strip("\n").split("\n"), ""]
        skipped = len(item.body) - len(item.body.lstrip("\n"))
        parts.append(Part(path, first, len(lines), item.file, item.body_line + skipped))
    newest = items[0].head.date
    front = FrontMatter.model_construct(
        title=content.interface["news"].text,
        short_title=None,
        description=content.interface["news-summary"].text,
        summary=content.interface["news-summary"].text,
        audience=("everyone",),
        keywords=tuple(item.head.title for item in items),
        last_reviewed=newest,
        review_every="12 months",
        sources=(),
        sensitive=False,
        allow_words={},
        leaflet=None,
    )
    return Page(path, front, "\n".join(lines), 1, strict_yaml.Document({}, {})), parts
