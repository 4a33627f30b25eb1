"""The gates that ask a checker or a browser: each finds a fault of every kind it is there for."""

import pytest
from little_site import Little

from campaign.gates import axe, journeys, nu
from campaign.problems import MachineError

pytestmark = pytest.mark.slow


@pytest.fixture
def little(tmp_path):
    return Little(tmp_path / "site")


def whats(report):
    return [problem.what for problem in report.problems]


def test_broken_html_and_style_is_found_on_every_page_that_has_it(little, real_root):
    for page in ("index.html", "ur/index.html"):
        little.edit(page, "<h2", "<p><div></p><h2")
    little.edit("more/index.html", "#00c", "bluish")
    found = nu.check(real_root / nu.JAR, little.read())
    said = [(problem.path, problem.what) for problem in found.problems]
    assert ("index.html", "No “p” element in scope but a “p” end tag seen. (and 1 more)") in said
    assert any(page == "more/index.html" and "bluish" in what for page, what in said), said
    assert (found.pages, found.checked) == (4, 4)


def test_without_the_checker_it_says_what_is_missing(little, tmp_path):
    with pytest.raises(MachineError, match="the Nu HTML checker"):
        nu.check(tmp_path / "none.jar", little.read())


def test_axe_finds_a_fault_in_each_mode(little, tmp_path):
    dark = "@media(prefers-color-scheme:dark){body{background:#222}p{color:#333}}"
    wide = "@media(min-width:1000px){a{color:#ccc}.site-menu a{padding:0;width:9px;height:9px;overflow:hidden}}"
    little.edit("more/index.html", "</style>", f"{dark}{wide}</style>")
    little.edit("more/index.html", ' alt="A picture"', "")
    little.edit("more/index.html", '<details class="site-menu">', '<details class="site-menu" open>')
    seen = axe.check(tmp_path / "kept", little.read())
    found = {(problem.path, problem.what.partition(")")[0]) for problem in seen.problems}
    more = {what for page, what in found if page == "more/index.html"}
    assert {
        "image-alt (phone",
        "color-contrast (phone, dark",
        "color-contrast (desktop, dark",
        "color-contrast (desktop",
        "target-size (desktop",
    } <= more, more
    assert seen.checked == 4 * 4 and "axe v4." in seen.unit and "0 remembered" in seen.unit


def test_axe_remembers_a_page_without_a_fault_until_anything_changes(little, tmp_path):
    kept = tmp_path / "kept"
    little.edit("more/index.html", ' alt="A picture"', "")
    first = axe.check(kept, little.read())
    again = axe.check(kept, little.read())
    assert again.problems == first.problems and len(again.problems) >= 1
    assert "3 remembered" in again.unit and again.checked == first.checked
    little.edit("index.html", "</main>", '<img src="x.png"></main>')
    assert {problem.path for problem in axe.check(kept, little.read()).problems} >= {"index.html", "more/index.html"}
    (little.folder / "assets").mkdir(exist_ok=True)
    (little.folder / "assets" / "new.js").write_text("")
    assert "0 remembered" in axe.check(kept, little.read()).unit


RIGHT = (
    "a:focus-visible,summary:focus-visible{outline:3px solid}.skip-link,a,summary{display:block}"
    "@media print{details,.skip-link{display:none}}"
)
#: What stands in the way of one journey, in the style of the English home page and of the Urdu one.
IN_THE_WAY = {
    "index.html": (
        "h1{width:30rem}h2{height:1.2em;overflow:hidden}header{position:sticky;top:0;height:200px}"
        "main{forced-color-adjust:none;color:#fff;background:#fff}h1{transition:transform 1s}"
        "@media print{footer,.site-footer{display:none}.site-menu{display:block!important}}"
        "@media(min-width:1000px){h2{position:absolute;left:1279px}}"
    ),
    "ur/index.html": "a:focus-visible{outline:0}footer{position:fixed;inset:0;background:#fff}",
}
FOUND = {
    ("index.html", "zoom 400 %: h1. reaches over the edge of the screen."),
    ("index.html", "zoom 400 %:  covers 200 of 256 pixels."),
    ("index.html", "text spacing, phone: h2. is cut off."),
    ("index.html", "text spacing, desktop: h2. reaches over the edge of the screen."),
    ("index.html", "forced colours: h1. has the colour of its ground in forced colours."),
    ("index.html", "reduced motion: h1. moves, though the reader asked for less motion."),
    ("index.html", "print: .site-footer a[href^='tel:'] is not printed."),
    ("index.html", "print: .site-menu is printed."),
    ("index.html", "no script: the search box is shown, and does nothing without script."),
    ("index.html", "keyboard: stop 1 is not .skip-link."),
    ("ur/index.html", "keyboard: a. “More” does not show that it has the focus."),
    ("ur/index.html", "keyboard: a. “More” is covered when it has the focus."),
    ("ur/index.html", "keyboard, menus: the last link of .language-menu is not reached."),
}


def test_the_journeys_pass_where_nothing_is_in_the_way(little):
    for page in IN_THE_WAY:
        little.edit(page, "</style>", f"{RIGHT}</style>")
    seen = journeys.check(little.read())
    assert whats(seen) == []
    assert (seen.pages, seen.checked) == (2, 2 * len(journeys.MODES))


def test_each_journey_finds_what_is_in_its_way(little):
    for page, style in IN_THE_WAY.items():
        little.edit(page, "</style>", f"{RIGHT}{style}</style>")
    little.edit("index.html", "<body>", '<body><input id="search">')
    little.edit("ur/index.html", '<a hreflang="ur"', '<a tabindex="-1" hreflang="ur"')
    seen = journeys.check(little.read())
    assert {(problem.path, problem.what) for problem in seen.problems} >= FOUND, whats(seen)
