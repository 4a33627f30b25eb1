import pytest
from project import page

from campaign.content import Source
from campaign.problems import ContentError


def problems(tiny):
    with pytest.raises(ContentError) as error:
        tiny.load()
    return [str(problem) for problem in error.value.problems]


def test_a_page_is_read_with_its_front_matter_and_the_line_of_its_body(tiny):
    home = tiny.load().pages["index.md"]
    assert (home.front.title, home.url, home.label) == ("Home page", "", "Home page")
    lines = (tiny.root / "docs/index.md").read_text().split("\n")
    assert lines[home.body_line - 1 + 1] == "Call {{ helpline.childline.phone }} now."


def test_a_missing_key_says_what_why_and_how_to_mend(tiny):
    tiny.edit("docs/index.md", "summary: A page of the tiny site.\n", "")
    assert problems(tiny) == [
        "docs/index.md:2: “summary” is missing.\n"
        "  why:  lists and search results show it under the title.\n"
        "  mend: add it, for example  summary: What you may notice at home.   [front-matter]"
    ]


def test_an_unknown_key_suggests_the_nearest(tiny):
    tiny.edit("docs/index.md", "summary:", "sumary:")
    found = problems(tiny)
    assert any(
        "docs/index.md:4: “sumary” is not a key we know." in problem and "did you mean “summary”?" in problem
        for problem in found
    )


def test_a_wrong_value_shows_what_was_found(tiny):
    tiny.edit("docs/index.md", "audience: [everyone]", "audience: [aliens]")
    assert "docs/index.md:5:" in problems(tiny)[0] and "(found: aliens)" in problems(tiny)[0]


def test_a_wrong_item_of_a_list_is_named_by_the_list(tiny):
    tiny.edit("docs/index.md", "audience: [everyone]", "audience: [everyone, aliens]")
    [problem] = problems(tiny)
    assert "“audience”: Input should be" in problem and "(found: aliens)" in problem


def test_too_few_keywords_are_refused(tiny):
    tiny.edit("docs/index.md", "keywords: [one, two, three, four, five, six, seven, eight]", "keywords: [one]")
    assert "people search with their own words, not with ours." in problems(tiny)[0]


def test_a_page_without_front_matter_is_refused(tiny):
    tiny.write("docs/index.md", "Hello.\n")
    assert "docs/index.md:1: the page does not begin with front matter." in problems(tiny)[0]


def test_bytes_that_are_not_utf8_are_named_with_their_line(tiny):
    (tiny.root / "docs/index.md").write_bytes(page("Home", "", end="").encode() + b"caf\xe9\n")
    assert "docs/index.md:12: byte 0xe9 is not UTF-8." in problems(tiny)[0]


def test_all_faults_of_all_files_come_at_once(tiny):
    tiny.edit("docs/index.md", "summary: A page of the tiny site.\n", "")
    tiny.edit("docs/about/more.md", "summary: A page of the tiny site.\n", "")
    assert len(problems(tiny)) == 2


def test_a_page_that_is_in_no_menu_is_found(tiny):
    tiny.write("docs/lost.md", page("Lost page", "Words.\n"))
    assert "mkdocs.yml:1: the page lost.md is not in “nav”." in problems(tiny)[0]


def test_a_menu_entry_without_page_suggests_the_nearest(tiny):
    tiny.edit("mkdocs.yml", "about/more.md", "about/mor.md")
    found = problems(tiny)
    assert any(
        "“nav” lists about/mor.md, and there is no such page." in problem and "did you mean “about/more.md”?" in problem
        for problem in found
    )


def test_a_menu_deeper_than_two_levels_is_refused(tiny):
    tiny.edit("mkdocs.yml", "      - about/more.md", "      - Deep:\n          - about/more.md")
    assert "this entry of “nav” is not a section with a list of pages." in problems(tiny)[0]


@pytest.mark.parametrize(
    "publisher, short",
    [
        ("A Council, council.example", "Title, A Council"),
        ("council.example/some/page", "Title, council.example"),
        ("A (copy; B)", "Title, A"),
        (None, "Title"),
    ],
)
def test_below_a_page_a_source_stands_with_the_first_of_who_published_it(publisher, short):
    source = Source(title="Title", publisher_or_address=publisher, date="2026")
    assert source.short == short
