"""The eight-week conversation as a calendar file (RFC 5545), one event a week from the council's first day.

The words of a language are collected once; a council adds its first day and its address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from icalendar import Calendar, Event
from icalendar.parser import Contentline

from campaign import urls
from campaign.content import Content, Page
from campaign.translation.catalogue import Translator

FILE = "join-in/eight-weeks.ics"
#: Stands for the site's address. An address holds nothing that must be escaped (``councils.settings``).
_ADDRESS = "https://address.invalid/"
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


def calendar(weeks: tuple[Week, ...], begins: date, base_url: str) -> bytes:
    """The calendar file in one language. It says the same each time it is made: its stamp is the page's review."""
    lines = (_folded(line.replace(_ADDRESS, base_url)) if _ADDRESS in line else line for line in _lines(weeks, begins))
    return "\r\n".join([*lines, ""]).encode()


def _folded(line: str) -> str:
    return Contentline(line).to_ical().decode()


@lru_cache(maxsize=512)
def _lines(weeks: tuple[Week, ...], begins: date) -> list[str]:
    """The lines of the file, those with the site's address not folded yet: many councils begin on the same day."""
    lines = _calendar(weeks, begins, _ADDRESS).content_lines()
    return [str(line) if _ADDRESS in line else _folded(str(line)) for line in lines if line]


def _calendar(weeks: tuple[Week, ...], begins: date, base_url: str) -> Calendar:
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
    return file
