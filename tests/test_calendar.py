from datetime import date

import pytest
from icalendar import Calendar
from project import page

from campaign.calendar import _calendar, calendar
from campaign.calendar import weeks as weeks_of
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
    file = Calendar.from_ical(
        calendar(weeks_of(weeks.load(), Translator("en")), date(2027, 3, 1), "https://tiny.example/")
    )
    events = list(file.walk("VEVENT"))
    assert [event["SUMMARY"].split(":")[0] for event in events] == [f"Week {number}" for number in range(1, 11)]
    assert (events[1].decoded("DTSTART"), events[1].decoded("DTEND")) == (date(2027, 3, 8), date(2027, 3, 15))
    assert events[1]["URL"] == "https://tiny.example/join-in/week-2/"


def test_the_calendar_speaks_the_language_of_its_folder(weeks):
    file = calendar(
        weeks_of(weeks.load(), Translator.load(weeks.root, "ur")), date(2027, 3, 1), "https://tiny.example/"
    )
    [first, *_] = Calendar.from_ical(file).walk("VEVENT")
    assert (
        first["SUMMARY"] == "ur·Week 1: a question, and more"
        and first["URL"] == "https://tiny.example/ur/join-in/week-1/"
    )


def test_making_it_twice_gives_the_same_bytes(weeks):
    make = lambda: calendar(weeks_of(weeks.load(), Translator("en")), date(2027, 3, 1), "https://tiny.example/")
    assert make() == make() and b"\r\n" in make()


@pytest.mark.parametrize("address", ["https://a.example/", f"https://a.example/{'long/' * 12}"])
def test_a_calendar_put_together_from_lines_is_the_one_that_the_library_writes(weeks, address):
    found = weeks_of(weeks.load(), Translator.load(weeks.root, "ur"))
    assert calendar(found, date(2027, 3, 1), address) == _calendar(found, date(2027, 3, 1), address).to_ical()
