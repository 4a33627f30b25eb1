"""The eight-week conversation as a calendar file (RFC 5545), one event a week from the council's first day."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from campaign import urls
from campaign.content import Content, Page
from campaign.translation.catalogue import Translator

FILE = "join-in/eight-weeks.ics"
_WEEK = re.compile(r"join-in/week-(\d+)\.md")


def weeks(content: Content) -> list[tuple[int, Page]]:
    """The number and the page of every week, in order."""
    found = ((match, page) for path, page in content.pages.items() if (match := _WEEK.fullmatch(path)))
    return sorted(((int(match[1]), page) for match, page in found), key=lambda week: week[0])


def calendar(content: Content, translator: Translator, begins: date, base_url: str) -> bytes:
    """The calendar file in one language. It says the same each time it is made: its stamp is the page's review."""
    file = Calendar()
    file.add("prodid", "-//Realise. Recognise. React.//EN")
    file.add("version", "2.0")
    for number, page in weeks(content):
        first = begins + timedelta(weeks=number - 1)
        address = f"{base_url}{urls.prefix(translator.language)}{page.url}"
        event = Event()
        event.add("uid", f"{address}#{begins.isoformat()}")
        event.add("dtstamp", datetime.combine(page.front.last_reviewed, time(), UTC))
        event.add("dtstart", first)
        event.add("dtend", first + timedelta(days=7))
        event.add("summary", translator.text(page.front.title, "title"))
        event.add("description", translator.text(page.front.summary, "summary"))
        event.add("url", address)
        event.add("transp", "TRANSPARENT")
        file.add_component(event)
    return file.to_ical()
