"""The spelling of English: a slip is found where it stands, and our own list is kept short."""

import pytest

from campaign.checks import spelling

LIST = "docs/_data/spelling.yml"


@pytest.fixture
def spelled(tiny):
    tiny.write(LIST, "words:\n- Childline\n- ICS\n")
    return tiny


def found(tiny):
    return [str(problem) for problem in tiny.check() if problem.check == "spelling"]


def test_a_slip_in_a_page_is_found_at_its_line_with_what_was_meant(spelled):
    spelled.edit("docs/about/index.md", "Who we are.", "Who we are.\n\nA carefull neighbor.")
    spelled.translate()
    assert found(spelled) == [
        "docs/about/index.md:14: “carefull” is in no dictionary.\n"
        "  why:  a slip makes readers doubt the rest of the page, and translators guess.\n"
        "  mend: write “careful”; if it is right, add it to docs/_data/spelling.yml.   [spelling]",
        "docs/about/index.md:14: “neighbor” is in no dictionary.\n"
        "  why:  a slip makes readers doubt the rest of the page, and translators guess.\n"
        "  mend: write “neighbour”; if it is right, add it to docs/_data/spelling.yml.   [spelling]",
    ]


def test_helplines_and_the_interface_are_read_and_keywords_are_not(spelled):
    spelled.edit("docs/_data/helplines.yml", "for: Children under 19", "for: Childern under 19")
    spelled.edit("translations/interface.yml", "text: Menu", "text: Menuu")
    spelled.edit("docs/about/index.md", "seven, eight", "seven, exploitaton")
    spelled.translate()
    assert [line.split(" is in")[0].partition(": ")[2] for line in found(spelled)] == ["“Childern”", "“Menuu”"]


def test_addresses_code_and_names_in_braces_are_no_words(spelled):
    words = "See <https://xqz.example.org/qzx> or qzx.org.uk, `xqz`, {{ helpline.childline.phone }}."
    spelled.edit("docs/about/index.md", "Who we are.", words)
    spelled.translate()
    assert found(spelled) == []


def test_a_word_of_our_list_that_nobody_uses_is_found(spelled):
    spelled.write(LIST, "words:\n- Childline\n- ICS\n- sextortion\n")
    assert found(spelled) == [
        "docs/_data/spelling.yml:4: no page uses “sextortion”.\n"
        "  why:  an unused word may let a slip through.\n"
        "  mend: take it off the list.   [spelling]"
    ]


def test_a_machine_without_the_dictionary_says_so(spelled, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    [note] = [problem for problem in spelling.check(spelled.load())]
    assert (note.level, note.what) == ("note", "the spelling was not looked at.")
