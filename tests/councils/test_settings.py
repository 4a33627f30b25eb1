from datetime import date

import pytest
from project import COUNCIL

from campaign import councils
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
    numbers = {"phone": "01632 960 123", "out_of_hours": "01632 960 124", "source": "invented"}
    assert Contact(**numbers).published_phone is None
    confirmed = Contact(**numbers, confirmed=date(2026, 11, 21))
    assert (confirmed.published_phone, confirmed.published_out_of_hours) == ("01632 960 123", "01632 960 124")


@pytest.mark.parametrize(
    "old, new, what",
    [
        (
            'brand: "#23415f"',
            'brand: "#88aadd"',
            "“brand”: white text on #88aadd has a contrast of 2.4; readers need 4.5. The nearest colour that passes is #5f789d",
        ),
        (
            'accent: "#c2571a"',
            'accent: "#ffcc00"',
            "“accent”: a mark in #ffcc00 on white has a contrast of 1.5; readers need 3. The nearest colour that passes is #b69000",
        ),
        ("languages: [en, pl, ur]", "languages: [en, pl, en]", "“languages”: en is listed twice"),
        ("adults: {}", 'adults: {phone: "01632 960 123"}', "“adults”: a number needs a “source”: where it was read"),
        (
            "adults: {}",
            'adults: {phone: "01632 960 123", source: letter, confirmed: 2099-01-01}',
            "“adults” says it was confirmed on 2099-01-01, which is still to come.",
        ),
        ("adults: {}", "adults: {}\n  police: {page: https://police.example}", "“name” is missing."),
        ("adults: {}", "adults: {}\n  police: {name: {pl: Policja}}", "“name”: the English text (en) is missing"),
        ("website:", "exit: http://example.org\nwebsite:", "“exit”"),
        ("website:", "titles: loud\nwebsite:", "“titles”: Input should be 'quiet' or 'open' (found: loud)."),
        ("website:", "logo: ../logo.svg\nwebsite:", "“logo”"),
        ("website:", "logo: logo.gif\nwebsite:", "“logo”"),
        ("https://tiny.example/sub/", "https://tiny.example/a,b/", "“base_url”"),
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


def contact(tiny, text, today=date(2026, 11, 21)):
    tiny.edit("councils/other/council.yml", "adults: {}", f"adults: {{{text}}}")
    return councils.read(tiny.root, "other", tiny.load().languages, today)


AGED = 'phone: "01632 960 123", source: letter, confirmed: 2026-01-10, confirm_every: 30 days'


def test_a_number_past_its_term_is_not_shown_and_somebody_is_told(tiny):
    read = contact(tiny, AGED)
    assert read.council.contacts.adults.published_phone is None and read.until is None
    [warning] = read.warnings
    assert (warning.level, warning.what) == (
        "warning",
        "“adults” was last confirmed on 2026-01-10; its limit is 30 days.",
    )


def test_a_number_holds_to_the_last_day_of_its_term(tiny):
    read = contact(tiny, AGED, date(2026, 2, 9))
    assert read.council.contacts.adults.published_phone == "01632 960 123"
    assert (read.until, read.warnings) == (date(2026, 2, 9), ())


def test_a_number_known_to_be_wrong_is_refused(tiny):
    tiny.edit(
        "councils/other/council.yml",
        "adults: {}",
        f'adults: {{phone: "01632 960999", source: letter, confirmed: {date.today()}}}',
    )
    [problem] = tiny.check()
    assert problem.what == "“01632 960999” must never be published: a test number."
