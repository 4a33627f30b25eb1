from datetime import date, timedelta

import pytest

from campaign import helplines
from campaign.problems import ContentError


def test_a_number_keeps_its_order_in_right_to_left_text():
    assert (
        helplines.number_markup("01632 960 123")
        == '<a class="number" href="tel:01632960123"><bdi dir="ltr">01632\u00a0960\u00a0123</bdi></a>'
    )


def test_a_text_number_opens_messages():
    assert 'href="sms:85258"' in helplines.number_markup("85258", "sms")


def test_hours_that_nobody_confirmed_are_not_shown(tiny):
    childline = tiny.load().register.by_id()["childline"]
    assert childline.hours and "hours" not in childline.words()


def test_a_service_that_is_held_back_is_in_no_group(tiny):
    assert [helpline.id for helpline in tiny.load().register.group("young-people")] == ["childline"]


def test_a_number_past_its_term_stops_the_build(tiny):
    content = tiny.load()
    later = date.today() + timedelta(days=91)
    [problem] = helplines.check(content.register, content.register_lines, later)
    assert problem.what.startswith("“childline” was last confirmed on") and problem.what.endswith(
        "its limit is 90 days."
    )
    assert (problem.path, problem.line, problem.level) == ("docs/_data/helplines.yml", 2, "error")
    assert not helplines.check(content.register, content.register_lines, date.today() + timedelta(days=90))


@pytest.mark.parametrize(
    "old, new, what",
    [
        ('phone: "0800 1111"', 'phone: "0800-1111"', "“phone”"),
        ("https://www.childline.org.uk", "javascript:alert(1)", "“web”"),
        ("- id: unsure", "- id: childline", "two helplines have the id childline"),
        ("  reason: read only in an old copy\n", "", "a service that is not published needs a “reason”"),
        ("footer: [childline]", "footer: [unsure]", "“footer” names unsure, which is not a published helpline"),
    ],
)
def test_a_wrong_register_is_refused(tiny, old, new, what):
    tiny.edit("docs/_data/helplines.yml", old, new)
    with pytest.raises(ContentError) as error:
        helplines.load(tiny.root)
    assert what in str(error.value) and "docs/_data/helplines.yml:" in str(error.value)
