import pytest

from campaign.editing import menu
from campaign.problems import ContentError


def test_a_page_gets_one_line_at_the_end_of_its_part(tiny):
    before = (tiny.root / "mkdocs.yml").read_text()
    tiny.edit("mkdocs.yml", "      - about/more.md\n", "      - about/more.md  # a comment\n")
    menu.add(tiny.root, "about/new.md")
    after = (tiny.root / "mkdocs.yml").read_text()
    assert after == before.replace(
        "      - about/more.md\n", "      - about/more.md  # a comment\n      - about/new.md\n"
    )


def test_a_page_can_be_put_behind_another(tiny):
    menu.add(tiny.root, "about/new.md", after="about/index.md")
    assert "- about/index.md\n      - about/new.md\n      - about/more.md\n" in (tiny.root / "mkdocs.yml").read_text()


@pytest.mark.parametrize(
    ("path", "after", "what"),
    [
        ("nowhere/new.md", None, "docs/nowhere/new.md:1: no part of the site has its pages in the folder “nowhere”."),
        ("about/new.md", "index.md", "mkdocs.yml:8: the part “About” has no line of its own for index.md."),
    ],
)
def test_where_there_is_no_place_it_says_so_and_changes_nothing(tiny, path, after, what):
    before = (tiny.root / "mkdocs.yml").read_text()
    with pytest.raises(ContentError) as error:
        menu.add(tiny.root, path, after)
    assert str(error.value).startswith(what)
    assert (tiny.root / "mkdocs.yml").read_text() == before
