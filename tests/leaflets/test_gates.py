"""A leaflet with a fault is refused, and the reason names what a person can mend."""

import re

import pytest
from project import page

from campaign import render
from campaign.assets import gather
from campaign.councils import load
from campaign.edition import Edition
from campaign.leaflets import make
from campaign.leaflets.gates import words
from campaign.problems import ContentError

pytestmark = pytest.mark.slow

SECTIONS = "\n\n".join(
    f"## Part {name} {{: #{name} }}\n\nWords of {name}."
    for name in ("what-it-is", "signs", "caution", "what-to-do", "what-to-say", "who-to-call")
)


@pytest.fixture
def leaflet(tiny):
    """Makes the page about/more.md into a leaflet with the given words and CSS, and returns the PDF file."""
    from campaign.plugin import render_language

    def set_leaflet(body=SECTIONS, css=""):
        text = page("More words", "In danger? {{ helpline.childline.phone }}\n\n" + body).replace(
            "sources: [S1]", "sources: [S1]\nleaflet: {formats: [a4]}"
        )
        tiny.write("docs/about/more.md", text)
        tiny.write("docs/index.md", page("Home page", "Words.\n"))
        tiny.translate()
        sheet = tiny.root / "overrides/leaflets/a4.css"
        sheet.write_text(sheet.read_text() + css)
        content = tiny.load()
        edition = Edition("national", load(tiny.root, "national", content.languages), content, gather(tiny.root))
        rendered = render_language(content, edition.assets, "ur", True, tiny.root / "rendered")
        assert isinstance(rendered, render.Rendered)
        [made] = make.make_all(edition, rendered, tiny.root / "out")
        return tiny.root / "out" / made.url

    return set_leaflet


def language(pdf):
    import ctypes

    import pypdfium2.raw

    letters = (ctypes.c_ushort * 16)()
    length = pypdfium2.raw.FPDFCatalog_GetLanguage(pdf.raw, letters, 32)
    return bytes(letters)[:length].decode("utf-16-le").rstrip("\0")


def refused(leaflet, **how):
    with pytest.raises(ContentError) as error:
        leaflet(**how)
    return " ".join(problem.what for problem in error.value.problems)


def test_a_leaflet_has_two_sides_a_title_a_language_and_a_picture(leaflet):
    import pypdfium2

    file = leaflet()
    with pypdfium2.PdfDocument(str(file)) as pdf:
        assert len(pdf) == 2
        assert pdf.get_metadata_dict()["Title"] == "ur·More words"
        assert language(pdf) == "ur"
    assert file.with_suffix(".webp").stat().st_size > 1000


def test_a_number_keeps_its_order_in_urdu(leaflet):
    import pypdfium2

    with pypdfium2.PdfDocument(str(leaflet())) as pdf:
        text = pdf[0].get_textpage().get_text_range()
    assert re.search("0800\\s1111", text.replace("\u00a0", " "))


def test_too_many_words_are_refused_with_the_number_of_sides(leaflet):
    assert re.search(
        r"even at 88% of its size: it fills \d+ sides instead of 2",
        refused(leaflet, body=SECTIONS.replace("Words of signs.", "Many words. " * 900)),
    )


def test_words_that_do_not_reach_the_paper_are_named(leaflet):
    assert "words are lost in print:" in refused(leaflet, css=".boxed { display: none; }")


def test_a_letter_that_our_fonts_lack_is_named(leaflet):
    assert "our fonts have no letter for: 中 文" in refused(
        leaflet, body=SECTIONS.replace("Words of signs.", "Words 中文.")
    )


def test_what_the_engine_complains_of_is_a_fault(leaflet):
    assert "the engine says:" in refused(leaflet, css="h1 { colour: red; }")


def test_a_missing_section_is_a_problem_of_the_page(leaflet):
    assert "the leaflet has no section “signs”." in refused(leaflet, body=SECTIONS.replace("#signs", "#sings"))


def test_setting_twice_gives_the_same_bytes(leaflet):
    before = leaflet().read_bytes()
    assert leaflet().read_bytes() == before


def test_words_are_compared_whatever_the_line_ends():
    assert words("well-known a/b\u200f c") == words("well- known a/ b c")
