"""The gates that only read: a right site passes, each fault gives exactly its message, and an empty one is no pass."""

import random

import pytest
from little_site import BASE, Little

from campaign import gates
from campaign.gates import links, metadata, weight
from campaign.problems import MachineError


@pytest.fixture
def little(tmp_path):
    return Little(tmp_path / "site")


def said(gate, little):
    return [(problem.path, problem.what) for problem in gate.check(little.read()).problems]


@pytest.mark.parametrize("gate, least", [(links, 40), (metadata, 4), (weight, 4)])
def test_a_right_site_passes_and_the_gate_says_how_much_it_saw(little, gate, least):
    seen = gate.check(little.read())
    assert seen.problems == () and (seen.pages, seen.languages) == (4, 2) and seen.checked >= least


def test_a_gate_that_saw_nothing_has_a_problem(little):
    [problem] = gates.held(weight.check, gates.Site(little.folder, BASE, {})).problems
    assert problem.what == "this gate saw no pages weighed."


def test_a_folder_without_a_site_is_said_to_be_none(tmp_path):
    with pytest.raises(MachineError, match="a built site in"):
        gates.read(tmp_path)


@pytest.mark.parametrize(
    "old, new, what",
    [
        ("./more/#part", "./mroe/", "“./mroe/” leads to mroe/index.html, which is not there."),
        ("./more/#part", "./more/#prat", "“./more/#prat” leads to a place in more/index.html that is not there."),
        ("./more/#part", "../up/", "“../up/” leaves the site."),
        ("./more/#part", f"{BASE}gone/", "“/sub/gone/” leads to gone/index.html, which is not there."),
        (
            "./more/#part",
            "/sub/more/",
            "“/sub/more/” begins at the host's root, and leaves a site that is served under a path.",
        ),
        (
            "./more/#part",
            "http://out.example/",
            "“http://out.example/” is an address of a kind that this site does not use.",
        ),
        ("#content", "#main", "“#main” leads to a place in index.html that is not there."),
        (
            'alt="A picture"',
            'srcset="./picture.svg, ./large.svg 2x"',
            "“./large.svg” leads to large.svg, which is not there.",
        ),
        ("a{color", "a{background:url(./ground.png);color", "“./ground.png” leads to ground.png, which is not there."),
        ('id="part"', 'id="part" aria-labelledby="name"', "“#name” leads to a place in index.html that is not there."),
    ],
)
def test_a_broken_address_is_found(little, old, new, what):
    little.edit("index.html", old, new)
    assert ("index.html", what) in said(links, little)


def test_a_page_that_the_search_offers_and_that_is_not_there_is_found(little):
    little.edit("ur/search.js", "more/", "mroe/")
    assert said(links, little) == [("ur/search.js", "the search offers “mroe/”, which is not there.")]


def test_the_same_fault_on_many_pages_is_said_once(little):
    for page in ("index.html", "more/index.html", "ur/index.html"):
        little.edit(page, 'href="https://out.example/"', 'href="gopher:x"')
    assert said(links, little) == [
        ("index.html", "“gopher:x” is an address of a kind that this site does not use. (and 2 more)")
    ]


@pytest.mark.parametrize(
    "page, old, new, what",
    [
        ("index.html", "<title>en home</title>", "", "this page has not one title."),
        ("index.html", 'name="description"', 'name="words"', "this page has not one description."),
        (
            "more/index.html",
            f'href="{BASE}more/"',
            f'href="{BASE}"',
            f"the canonical address is “{BASE}”, and the page stands at “{BASE}more/”.",
        ),
        ("ur/index.html", 'lang="ur"', 'lang="ar"', "this page says that it is in “ar”, and it stands in “ur”."),
        ("ur/index.html", 'dir="rtl"', 'dir="ltr"', "a part in “ur” is not set rtl (dir)."),
        ("index.html", "<h2 id", '<h2 lang="Urdu" id', "“Urdu” is not the tag of a language."),
        ("index.html", "<h2 id", '<h2 lang="ur" id', "a part in “ur” is not set rtl (dir)."),
        ("index.html", "<h2 id", "<h1 id", "this page has 2 main headings (h1), and must have one."),
        ("index.html", '<h2 id="part">A part</h2>', "<h3>A part</h3>", "a heading of level 3 follows one of level 1."),
        ("index.html", 'alt="A picture"', "", "the picture ./picture.svg has no alt."),
        ("index.html", 'width="9" height="9"', "", "the picture ./picture.svg has no width, height."),
        (
            "ur/index.html",
            "Some words of ur home that stand here.",
            "Some words of en home that stand here.",
            "“Some words of en home that stand here.” is English, and marked as “ur”.",
        ),
    ],
)
def test_wrong_metadata_is_found(little, page, old, new, what):
    little.edit(page, old, new)
    assert (page, what) in said(metadata, little)


def test_english_that_is_marked_and_names_may_stand_in_a_translation(little):
    english = "Some words of en home that stand here."
    little.edit("ur/index.html", "<p>Some words of ur home that stand here.", f'<p lang="en" dir="ltr">{english}')
    for page in ("index.html", "ur/index.html"):
        little.edit(page, "More</a>", "More</a> Modern Slavery and Exploitation Helpline")
    assert said(metadata, little) == []


def test_two_pages_of_an_open_edition_may_not_share_a_title_or_a_description(little):
    little.edit("more/index.html", "<title>en more", "<title>en home")
    little.edit("more/index.html", "en en more described", "en en home described")
    assert said(metadata, little) == [
        ("more/index.html", "the description “en en home described” is also that of index.html."),
        ("more/index.html", "the title “en home” is also that of index.html."),
    ]


def test_a_quiet_edition_has_one_neutral_title_on_every_page(little):
    for name in ("index.html", "more/index.html"):
        title = "en home" if name == "index.html" else "en more"
        little.edit(name, f"<title>{title}</title>", '<title>Advice</title><meta property="og:title" content="Advice">')
    assert said(metadata, little) == []
    little.edit("more/index.html", "<title>Advice", "<title>Exploitation")
    assert said(metadata, little) == [
        ("more/index.html", "the title “Exploitation” is not the neutral one of the other pages.")
    ]


@pytest.mark.parametrize(
    "old, new, what",
    [
        (f"<loc>{BASE}ur/more/</loc>", f"<loc>{BASE}ur/mroe/</loc>", f"“{BASE}ur/more/” is not named."),
        (f"<loc>{BASE}ur/more/</loc>", f"<loc>{BASE}ur/mroe/</loc>", f"“{BASE}ur/mroe/” is not there."),
        (f"<loc>{BASE}ur/more/</loc>", f"<loc>{BASE}more/</loc>", f"“{BASE}more/” is named twice."),
        ('hreflang="ur"', 'hreflang="ar"', f"“{BASE}” is not named in every language."),
        (
            f'hreflang="x-default" href="{BASE}"',
            f'hreflang="x-default" href="{BASE}ur/"',
            f"“{BASE}” is named with a wrong language.",
        ),
    ],
)
def test_a_sitemap_that_is_not_complete_is_found(little, old, new, what):
    little.edit("sitemap.xml", old, new)
    assert ("sitemap.xml", what) in said(metadata, little)


def test_languages_that_do_not_name_each_other_are_found(little):
    text = (little.folder / "sitemap.xml").read_text(encoding="utf-8")
    first, rest = text.split("</url>", 1)
    little.write("sitemap.xml", first.replace(f'href="{BASE}ur/"', f'href="{BASE}ur/more/"') + "</url>" + rest)
    assert ("sitemap.xml", f"“{BASE}” and its other languages do not name each other.") in said(metadata, little)


def test_a_heavy_page_is_found(little):
    letters = random.Random(1).choices("abcdefghijklmnopqrstuvwxyz", k=40_000)
    little.edit("more/index.html", "<h2", f"<p>{''.join(letters)}</p><h2")
    [(page, _)] = [each for each in said(weight, little) if "14000 are the most" in each[1]]
    assert page == "more/index.html"
