import pytest

from campaign.slots import names, plain, slot, stamp, stamp_json


def test_a_slot_is_filled_with_its_value():
    assert stamp(f"<p>{slot('council.name')}</p>", {"council.name": "Luton &amp; more"}) == "<p>Luton &amp; more</p>"


def test_a_value_may_depend_on_the_argument_and_hold_slots():
    values = {"menu": lambda url: f"{url}:{slot('council.name')}", "council.name": "Luton"}
    assert stamp(slot("menu", "realise/"), values) == "realise/:Luton"
    assert stamp(slot("menu"), values) == ":Luton"


def test_a_slot_without_value_is_an_error_and_not_a_hole():
    with pytest.raises(KeyError):
        stamp(slot("council.nane"), {})


def test_in_json_a_value_is_plain_text_and_keeps_the_json_whole():
    assert stamp_json(f'"{slot("council.name")}"', {"council.name": '<b>A</b> &amp; "B"'}) == '"A & \\"B\\""'


def test_names_lists_the_slots_of_a_text():
    assert names(f"{slot('a.b')} {slot('menu', 'x')}") == {"a.b", "menu"}


def test_plain_gives_the_words_of_html():
    assert plain("<p>One <b>two</b>\n &amp; three</p>") == "One two & three"
