"""The list of all pages from A to Z."""

from project import page

from campaign.a_to_z import topics
from campaign.translation.catalogue import Translator


def names(tiny):
    return [(letter, [topic.name for topic in found]) for letter, found in topics(tiny.load(), Translator("en"))]


def test_pages_stand_by_the_first_letter_of_their_names_whatever_their_accents_and_quotation_marks(tiny):
    tiny.edit("docs/about/index.md", "title: About us", "title: “Élan”")
    assert names(tiny) == [("E", ["“Élan”"]), ("H", ["Home page"]), ("M", ["More words"])]


def test_a_short_title_that_begins_otherwise_has_a_line_of_its_own(tiny):
    tiny.edit("docs/about/index.md", "title: About us", "title: About us\nshort_title: We")
    assert ("W", ["We"]) in names(tiny) and ("A", ["About us"]) in names(tiny)
    tiny.edit("docs/about/index.md", "short_title: We", "short_title: About")
    assert ("A", ["About us"]) in names(tiny)


def test_a_leaflet_says_that_it_is_one(tiny):
    body = "Words.\n\n## One {: #one }\n\nWords.\n"
    text = page("Myths", body).replace("sources: [S1]", "sources: [S1]\nleaflet:\n  a4: [[one]]")
    tiny.write("docs/about/more.md", text)
    assert ("M", ["Myths (About)"]) in names(tiny)
