"""Reviews hold for the words that were reviewed; what agencies send back is taken in whole or not at all."""

from datetime import date

import polib
import pytest

from campaign.problems import ContentError
from campaign.translation import catalogue, commands, exchange, review_copy, reviews
from campaign.translation.catalogue import Translator

TODAY = date(2026, 11, 21)
WHO = "native speaker in safeguarding"


def reviewed(tiny, tag="pl"):
    return reviews.reviewed(tiny.load(), Translator.load(tiny.root, tag))


def test_nothing_is_reviewed_until_somebody_says_so(tiny):
    assert reviewed(tiny) == frozenset()


def test_a_recorded_review_holds_for_its_pages_and_its_language(tiny):
    said = reviews.record(tiny.load(), "pl", WHO, ("index.md",), TODAY)
    assert said == "translations/languages.yml: 1 pages in Polish reviewed by native speaker in safeguarding"
    assert (reviewed(tiny), reviewed(tiny, "ur")) == ({"index.md"}, frozenset())


def test_without_a_page_the_whole_language_is_meant(tiny):
    reviews.record(tiny.load(), "pl", WHO, (), TODAY)
    assert reviewed(tiny) == set(tiny.load().pages)


def test_a_review_lapses_when_the_translation_changes(tiny):
    reviews.record(tiny.load(), "pl", WHO, (), TODAY)
    tiny.edit("translations/pl.po", 'msgstr "pl·Who we are."', 'msgstr "pl·Who we were."')
    assert reviewed(tiny) == set(tiny.load().pages) - {"about/index.md"}


def test_a_review_lapses_when_the_english_changes(tiny):
    reviews.record(tiny.load(), "pl", WHO, (), TODAY)
    tiny.edit("docs/about/index.md", "Who we are.", "Who we were.")
    assert "about/index.md" not in reviewed(tiny)


def test_recording_keeps_the_registry_and_earlier_reviews(tiny):
    above = (tiny.root / "translations/languages.yml").read_text()
    reviews.record(tiny.load(), "pl", WHO, ("index.md",), TODAY)
    reviews.record(tiny.load(), "ur", 'a "careful" reader', ("about/index.md",), TODAY)
    assert (tiny.root / "translations/languages.yml").read_text().startswith(above.rstrip("\n"))
    assert (reviewed(tiny), reviewed(tiny, "ur")) == ({"index.md"}, {"about/index.md"})


def test_a_page_that_is_not_there_cannot_be_reviewed(tiny):
    with pytest.raises(ContentError, match="there is no page indx.md"):
        reviews.record(tiny.load(), "pl", WHO, ("indx.md",), TODAY)


def send(tiny, form, **options):
    file = tiny.root / f"out.{'po' if form == 'po' else 'xlf'}"
    exchange.export(tiny.load(), "pl", form, options.get("only_changed", False), file)
    return file


def untranslate(tiny, msgid):
    po = catalogue.read(tiny.root, "pl")
    po.find(msgid).msgstr = ""
    catalogue.write(po, tiny.root / "translations/pl.po")


@pytest.mark.parametrize("form", exchange.FORMATS)
def test_what_goes_out_and_comes_back_unchanged_changes_nothing(tiny, form):
    before = (tiny.root / "translations/pl.po").read_bytes()
    said = exchange.bring_in(tiny.load(), "pl", send(tiny, form))
    assert said == "translations/pl.po: 0 texts taken in, 0 in the file belong to no text of today"
    assert (tiny.root / "translations/pl.po").read_bytes() == before


@pytest.mark.parametrize("form", exchange.FORMATS)
def test_only_what_waits_for_a_translator_can_be_sent(tiny, form):
    untranslate(tiny, "Who we are.")
    text = send(tiny, form, only_changed=True).read_text(encoding="utf-8")
    assert "Who we are." in text and "Home page" not in text
    assert "docs/about/index.md: paragraph" in text


@pytest.mark.parametrize("form", exchange.FORMATS)
def test_finished_texts_come_back(tiny, form):
    untranslate(tiny, "Who we are.")
    file = send(tiny, form, only_changed=True)
    fill(file, "Kim jesteśmy.")
    exchange.bring_in(tiny.load(), "pl", file)
    assert Translator.load(tiny.root, "pl").find("Who we are.") == "Kim jesteśmy."


@pytest.mark.parametrize("form", exchange.FORMATS)
def test_a_file_with_one_harmful_text_is_refused_whole(tiny, form):
    untranslate(tiny, "Who we are.")
    before = (tiny.root / "translations/pl.po").read_bytes()
    file = send(tiny, form, only_changed=True)
    fill(file, "Kim jesteśmy <script>alert(1)</script>")
    with pytest.raises(ContentError, match="adds the HTML <script>"):
        exchange.bring_in(tiny.load(), "pl", file)
    assert (tiny.root / "translations/pl.po").read_bytes() == before


def fill(file, text):
    if file.suffix == ".po":
        po = polib.pofile(str(file), wrapwidth=0)
        po.find("Who we are.").msgstr = text
        po.save(str(file))
        return
    from translate.storage.xliff import xlifffile

    store = xlifffile.parsestring(file.read_bytes())
    next(unit for unit in store.units if unit.source == "Who we are.").target = text
    file.write_bytes(bytes(store))


def test_a_file_from_outside_cannot_make_us_read_others(tiny):
    secret = tiny.write("secret.txt", "SECRET")
    text = send(tiny, "xliff").read_text(encoding="utf-8")
    head, rest = text.split("<xliff", 1)
    bomb = f'{head}<!DOCTYPE xliff [<!ENTITY x SYSTEM "file://{secret}">]><xliff{rest}'.replace(
        "pl·Who we are.", "pl·&x;"
    )
    file = tiny.write("out.xlf", bomb)
    try:
        exchange.bring_in(tiny.load(), "pl", file)
    except ContentError as error:
        assert "SECRET" not in str(error)
    assert "SECRET" not in (tiny.root / "translations/pl.po").read_text(encoding="utf-8")


@pytest.mark.parametrize("name, text", [("out.po", 'msgid "a\n'), ("out.xlf", "not XML")])
def test_a_file_that_cannot_be_read_is_a_problem(tiny, name, text):
    with pytest.raises(ContentError, match="the file cannot be read|this line is not PO"):
        exchange.bring_in(tiny.load(), "pl", tiny.write(name, text))


def test_titles_say_how_long_they_may_be(tiny):
    assert "title of a page; at most 90 characters" in send(tiny, "po").read_text(encoding="utf-8")


def test_the_review_copy_sets_each_text_beside_its_translation_once(tiny):
    untranslate(tiny, "Who we are.")
    html = review_copy.render(tiny.load(), "pl")
    assert html.count("<td>Next step</td>") == 1
    assert '<td>Next step</td><td lang="pl" dir="ltr">pl·Next step</td>' in html
    assert '<td>Who we are.</td><td lang="pl" dir="ltr" class="none"></td>' in html
    assert "<td>zebra</td>" in html


def test_status_tells_what_is_left_on_each_page(tiny):
    untranslate(tiny, "Who we are.")
    reviews.record(tiny.load(), "pl", WHO, ("index.md",), TODAY)
    [polish, _] = commands.statuses(tiny.load())
    state = polish.as_dict()
    assert state["pages"]["docs/about/index.md"]["words_left"] == 3
    assert state["pages"]["docs/index.md"]["percent"] == 100
    assert state["reviewed"] == ["index.md"] and state["percent"] == 99
