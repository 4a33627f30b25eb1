import os
import subprocess

import pytest

from campaign import content
from campaign.problems import ContentError
from campaign.translation import catalogue, commands, messages
from campaign.translation.catalogue import Translator
from campaign.translation.update import update

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


def test_a_head_that_names_another_language_is_reported(tiny):
    tiny.edit("translations/pl.po", "Language: pl", "Language: cs")
    [problem] = tiny.check()
    assert (problem.what, problem.level) == ("its head says Language: cs.", "warning")


def test_updating_sets_the_head_right(tiny):
    tiny.edit("translations/pl.po", "Language: pl", "Language: cs")
    list(commands.update(tiny.load()))
    assert tiny.check() == []


def test_gettext_accepts_every_real_catalogue(real_root):
    catalogues = sorted((real_root / "translations").glob("*.po"))
    assert len(catalogues) >= 12
    for file in catalogues:
        result = subprocess.run(
            ["msgfmt", "--check", "--output-file", os.devnull, str(file)], capture_output=True, text=True
        )
        assert result.returncode == 0, result.stderr


@pytest.mark.slow
def test_extracting_and_updating_leave_the_real_tree_as_it_is(real_root):
    loaded = content.load(real_root)
    template = messages.template(messages.collect(loaded))
    assert str(template).rstrip("\n") + "\n" == (real_root / commands.TEMPLATE).read_text(encoding="utf-8")
    for tag in [tag for tag in loaded.languages if tag != "en"]:
        head = catalogue.header(tag, loaded.languages[tag].plurals)
        merged = update(catalogue.read(real_root, tag), template, head)
        assert str(merged).rstrip("\n") + "\n" == (real_root / catalogue.file_name(tag)).read_text(encoding="utf-8"), (
            tag
        )
