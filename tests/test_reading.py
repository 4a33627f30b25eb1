import pytest
from project import page

from campaign.reading import blocks, words


def read(tiny, body):
    tiny.write("docs/about/index.md", page("About us", body, end=""))
    return [(block.kind, block.text) for block in blocks(tiny.load().pages["about/index.md"])]


@pytest.mark.parametrize(
    "body, expected",
    [
        ("One\ntwo.\n\nThree.\n", [("paragraph", "One two."), ("paragraph", "Three.")]),
        (
            "## A heading {: #own }\n\n- One\n- Two\n  more\n",
            [("heading", "A heading"), ("item", "One"), ("item", "Two more")],
        ),
        ("1. One\n2. Two\n", [("item", "One"), ("item", "Two")]),
        ('!!! note "Title"\n    Words.\n', [("heading", "Title"), ("paragraph", "Words.")]),
        ("| A | B |\n|---|---|\n| c | |\n", [("cell", "A"), ("cell", "B"), ("cell", "c")]),
        ("Term\n:   Meaning\n    more\n", [("paragraph", "Term"), ("paragraph", "Meaning more")]),
        ("```\nCode.\n```\nWords.\n", [("paragraph", "Words.")]),
    ],
)
def test_a_page_is_read_as_blocks(tiny, body, expected):
    assert read(tiny, body) == expected


@pytest.mark.parametrize(
    "markdown, plain",
    [
        ("**Bold** and *soft* [link](a.md#b) `code`", "Bold and soft link"),
        ("Call {{ helpline.childline.phone }}.", "Call It."),
        ("![A phone](a.svg){: .pictogram } Call", "Call"),
        ("a snake_case word, 3 * 4", "a snake_case word, 3 4"),
    ],
)
def test_words_are_what_a_reader_sees(markdown, plain):
    assert words(markdown) == plain


def test_a_link_over_the_end_of_a_line_is_one_link(tiny):
    assert read(tiny, "See [one\ntwo](more.md).\n") == [("paragraph", "See one two.")]


def test_a_block_knows_the_line_of_each_word(tiny):
    tiny.write("docs/about/index.md", page("About us", "One two\nthree four.\n", end=""))
    [block] = blocks(tiny.load().pages["about/index.md"])
    assert (block.line, block.line_at(block.text.index("three"))) == (12, 13)


def test_sentences_end_where_a_reader_stops(tiny):
    tiny.write("docs/about/index.md", page("About us", "One. Two? “Three.” Four e.g. five at 3.5 km\n", end=""))
    [block] = blocks(tiny.load().pages["about/index.md"])
    assert block.sentences() == ["One.", "Two?", "“Three.", "Four e.g. five at 3.5 km"]
