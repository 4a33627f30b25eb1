import pytest

from campaign import shortcodes
from campaign.markdown import parser
from campaign.shortcodes import Drawing, ShortcodesExtension
from campaign.slots import slot
from campaign.translation.catalogue import Translator


@pytest.fixture
def convert(tiny):
    register = tiny.load().register
    drawing = Drawing(
        lambda helpline: f"<div>card of {helpline.id}</div>",
        lambda: "<ul>sources</ul>",
        lambda root: f"<ul>{root}</ul>",
        lambda root: f"<ol>{root}</ol>",
        root="../",
    )
    extension = ShortcodesExtension(register, Translator("en"), drawing)
    return parser(tiny.root, extension).convert


def test_a_number_becomes_a_link_that_can_be_tapped(convert):
    assert convert("Call {{ helpline.childline.phone }}.") == (
        '<p>Call <a class="number" href="tel:08001111"><bdi dir="ltr">0800\u00a01111</bdi></a>.</p>'
    )


def test_a_name_links_to_the_service(convert):
    assert (
        convert("{{helpline.childline.name}} listens")
        == '<p><a href="https://www.childline.org.uk">Childline</a> listens</p>'
    )


def test_a_paragraph_of_its_own_becomes_a_card(convert):
    assert convert("{{ helpline.childline.card }}") == "<div>card of childline</div>"


def test_a_group_becomes_the_cards_of_its_published_services(convert):
    assert convert("{{ helplines.young-people }}") == "<div>card of childline</div>"


def test_council_words_and_cards_become_slots(convert):
    assert convert("By {{ council.name }}.") == f"<p>By {slot('council.name')}.</p>"
    assert convert("{{ council.children.card }}") == f"<div>{slot('council.children.card', '../')}</div>"


def test_code_shows_a_shortcode_as_it_is_typed(convert):
    assert "{{ council.name }}" in convert("Write `{{ council.name }}`.")


@pytest.mark.parametrize(
    "name, what, mend",
    [
        ("helpline.childlin.phone", "there is no helpline called “childlin”.", "did you mean “childline”?"),
        ("helpline.childline.number", "a helpline has no “number”.", "Use one of: name, phone, text, card."),
        ("helpline.childline.text", "“childline” has no text number.", "helpline.childline.name"),
        ("helpline.unsure.phone", "“unsure” is not published: read only in an old copy", "choose another"),
        ("helplines.young", "there is no group of helplines called “young”.", "Groups: young-people."),
        ("council.nam", "“council.nam” is not a shortcode we know.", "did you mean “council.name”?"),
        ("", "“” is not a shortcode we know.", "no name is near it."),
    ],
)
def test_a_wrong_shortcode_is_explained(tiny, name, what, mend):
    found, how = shortcodes.fault(name, tiny.load().register)
    assert found == what and mend in how


def test_find_all_gives_the_line_of_every_use():
    assert [(use.name, use.line) for use in shortcodes.find_all("a\n{{ b }} {{c}}\n")] == [("b", 1), ("c", 1)]
