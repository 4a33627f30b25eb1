import pytest

from campaign.problems import ContentError
from campaign.translation import catalogue
from campaign.translation.catalogue import Translator

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def faults(tiny, text):
    tiny.write("translations/pl.po", HEAD + text)
    with pytest.raises(ContentError) as error:
        catalogue.read(tiny.root, "pl")
    return [(problem.line, problem.what) for problem in error.value.problems]


@pytest.mark.parametrize(
    "text, line",
    [
        ('msgid "One\nmsgstr "Jeden"\n', 5),
        ('msgid "One"\nmsgstr Jeden\n', 6),
        ('msgid "One"\nmsgstr "a "b" c"\n', 6),
        ("hello\n", 5),
    ],
)
def test_a_broken_line_is_named(tiny, text, line):
    assert faults(tiny, text) == [(line, "this line is not PO.")]


def test_the_same_text_twice_is_refused(tiny):
    assert faults(tiny, 'msgid "One"\nmsgstr "Jeden"\n\nmsgid "One"\nmsgstr "Raz"\n') == [
        (8, "“One” stands here and on line 5.")
    ]


def test_a_text_with_another_context_is_another_text(tiny):
    tiny.write(
        "translations/pl.po", HEAD + 'msgid "One"\nmsgstr "Jeden"\n\nmsgctxt "title"\nmsgid "One"\nmsgstr "Raz"\n'
    )
    translator = Translator.load(tiny.root, "pl")
    assert (translator.find("One"), translator.find("One", "title")) == ("Jeden", "Raz")


def test_a_missing_catalogue_is_a_problem_and_no_traceback(tiny):
    (tiny.root / "translations/pl.po").unlink()
    with pytest.raises(ContentError, match="translations/pl.po:1: this file cannot be read"):
        catalogue.read(tiny.root, "pl")


def test_fuzzy_and_empty_translations_are_not_shown(tiny):
    tiny.write("translations/pl.po", HEAD + '#, fuzzy\nmsgid "One"\nmsgstr "Jeden"\n\nmsgid "Two"\nmsgstr ""\n')
    translator = Translator.load(tiny.root, "pl")
    assert translator.find("One") is None and translator.find("Two") is None


def test_english_left_in_a_page_is_marked(tiny):
    assert str(Translator("pl").html("A & B")) == '<span lang="en" dir="ltr">A &amp; B</span>'
    assert str(Translator("pl", {("", "A & B"): "C & D"}).html("A & B")) == "C &amp; D"


def test_for_english_every_text_is_its_own_translation(tiny):
    assert Translator.load(tiny.root, "en").find("Anything") == "Anything"


def test_writing_twice_gives_the_same_bytes(tiny):
    file = tiny.root / "translations/pl.po"
    before = file.read_bytes()
    assert catalogue.write(catalogue.read(tiny.root, "pl"), file) is False
    assert file.read_bytes() == before
