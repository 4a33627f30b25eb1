from datetime import date

import pytest
from icalendar import Calendar
from project import page

from campaign.calendar import calendar
from campaign.translation.catalogue import Translator


@pytest.fixture
def weeks(tiny):
    """A tiny project with ten weeks, so that order by number and by letter differ."""
    for number in range(1, 11):
        tiny.write(f"docs/join-in/week-{number}.md", page(f'"Week {number}: a question, and more"', "Words.\n"))
        tiny.edit("mkdocs.yml", "plugins:", f"      - join-in/week-{number}.md\nplugins:")
    tiny.translate()
    return tiny


def test_each_week_is_an_event_of_seven_days_from_the_first_day(weeks):
    file = Calendar.from_ical(calendar(weeks.load(), Translator("en"), date(2027, 3, 1), "https://tiny.example/"))
    events = list(file.walk("VEVENT"))
    assert [event["SUMMARY"].split(":")[0] for event in events] == [f"Week {number}" for number in range(1, 11)]
    assert (events[1].decoded("DTSTART"), events[1].decoded("DTEND")) == (date(2027, 3, 8), date(2027, 3, 15))
    assert events[1]["URL"] == "https://tiny.example/join-in/week-2/"


def test_the_calendar_speaks_the_language_of_its_folder(weeks):
    file = calendar(weeks.load(), Translator.load(weeks.root, "ur"), date(2027, 3, 1), "https://tiny.example/")
    [first, *_] = Calendar.from_ical(file).walk("VEVENT")
    assert (
        first["SUMMARY"] == "ur·Week 1: a question, and more"
        and first["URL"] == "https://tiny.example/ur/join-in/week-1/"
    )


def test_making_it_twice_gives_the_same_bytes(weeks):
    make = lambda: calendar(weeks.load(), Translator("en"), date(2027, 3, 1), "https://tiny.example/")
    assert make() == make() and b"\r\n" in make()
