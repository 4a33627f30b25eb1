from datetime import date

import pytest
from project import COUNCIL

from campaign import councils
from campaign.colours import contrast
from campaign.councils import Contact
from campaign.problems import ContentError


def load(tiny, slug="other"):
    return councils.load(tiny.root, slug, tiny.load().languages)


def test_one_text_serves_all_languages_or_each_has_its_own(tiny):
    assert load(tiny).text(load(tiny).name, "ur") == "Other Council"
    tiny.edit("councils/other/council.yml", "name: Other Council\nshort", "name: {en: Other Council, pl: Inny}\nshort")
    council = load(tiny)
    assert (council.text(council.name, "pl"), council.text(council.name, "ur")) == ("Inny", "Other Council")


def test_a_number_that_nobody_confirmed_is_not_shown():
    assert Contact(phone="01632 960 123", out_of_hours="01632 960 124").published_phone is None
    confirmed = Contact(phone="01632 960 123", out_of_hours="01632 960 124", confirmed=date(2026, 11, 21))
    assert (confirmed.published_phone, confirmed.published_out_of_hours) == ("01632 960 123", "01632 960 124")


@pytest.mark.parametrize(
    "old, new, what",
    [
        (
            'brand: "#23415f"',
            'brand: "#88aadd"',
            "white text on #88aadd has a contrast of 2.4; readers need 4.5. Choose a darker colour",
        ),
        ("languages: [en, pl, ur]", "languages: [en, xx]", "the language xx is not offered."),
        ("languages: [en, pl, ur]", "languages: [pl]", "English (en) is not among the languages."),
        ("https://tiny.example/sub/", "https://tiny.example/sub", "“base_url”"),
        ("website: https", "website: javascript", "“website”"),
        ("short_name:", "shortname:", "“short_name” is missing."),
    ],
)
def test_wrong_settings_are_explained(tiny, old, new, what):
    tiny.edit("councils/other/council.yml", old, new)
    with pytest.raises(ContentError) as error:
        load(tiny)
    assert what in str(error.value) and "councils/other/council.yml:" in str(error.value)


def test_an_unknown_council_suggests_the_nearest(tiny):
    with pytest.raises(ContentError, match="did you mean “other”?"):
        load(tiny, "othr")


def test_the_check_reads_every_council(tiny):
    tiny.write("councils/third/council.yml", COUNCIL.format(name="Third").replace("base_url", "base"))
    assert [problem.path for problem in tiny.check()] == ["councils/third/council.yml"] * 2


@pytest.mark.parametrize(
    "one, other, ratio", [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#777777", "#ffffff", 4.48)]
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
