"""The eight-week conversation as a calendar file (RFC 5545), one event a week from the council's first day.

The words of a language are collected once; a council adds its first day and its address.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from campaign import urls
from campaign.content import Content, Page
from campaign.translation.catalogue import Translator

FILE = "join-in/eight-weeks.ics"
_WEEK = re.compile(r"join-in/week-(\d+)\.md")


@dataclass(frozen=True)
class Week:
    """One week in one language; ``url`` is its page's address in the site."""

    number: int
    url: str
    title: str
    summary: str
    reviewed: date


def weeks(content: Content, translator: Translator) -> tuple[Week, ...]:
    """Every week, in order."""
    found = ((match, page) for path, page in content.pages.items() if (match := _WEEK.fullmatch(path)))
    return tuple(
        sorted((_week(int(match[1]), page, translator) for match, page in found), key=lambda week: week.number)
    )


def _week(number: int, page: Page, translator: Translator) -> Week:
    return Week(
        number,
        urls.prefix(translator.language) + page.url,
        translator.text(page.front.title, "title"),
        translator.text(page.front.summary, "summary"),
        page.front.last_reviewed,
    )


def calendar(weeks: Sequence[Week], begins: date, base_url: str) -> bytes:
    """The calendar file in one language. It says the same each time it is made: its stamp is the page's review."""
    file = Calendar()
    file.add("prodid", "-//Realise. Recognise. React.//EN")
    file.add("version", "2.0")
    for week in weeks:
        first = begins + timedelta(weeks=week.number - 1)
        address = base_url + week.url
        event = Event()
        event.add("uid", f"{address}#{begins.isoformat()}")
        event.add("dtstamp", datetime.combine(week.reviewed, time(), UTC))
        event.add("dtstart", first)
        event.add("dtend", first + timedelta(days=7))
        event.add("summary", week.title)
        event.add("description", week.summary)
        event.add("url", address)
        event.add("transp", "TRANSPARENT")
        file.add_component(event)
    return file.to_ical()
