"""What Markdown makes of a page is what is allowed, in the build as in the check."""

import pytest

from campaign import assets
from campaign.gate import line_of
from campaign.plugin import render_language
from campaign.problems import ContentError
from campaign.sanitise import Finding, Rules, findings

RULES = Rules(numbers=frozenset({"08001111"}), taken=frozenset({"search"}))
NUMBER = '<p><a class="number" href="tel:08001111"><bdi dir="ltr">0800\u00a01111</bdi></a></p>'


@pytest.mark.parametrize(
    "html",
    [
        NUMBER,
        '<h2 id="a-b">A &amp; “b” &lt; "c"</h2>\n<ul>\n<li><a href="../b/c.md#d">x</a></li>\n</ul>',
        '<p><img alt="A &quot;b&quot;" class="pictogram" src="../assets/a.svg" /><br />\nb</p>',
        '<details class="note" open="open"><summary>A</summary><p lang="en" dir="ltr">b</p></details>',
        "<p>\x02wzxhzdk:0\x03 \ue000council.name\ue001</p>",
    ],
)
def test_lets_pass_what_pages_are_made_of(html):
    assert findings(html, RULES) == []


@pytest.mark.parametrize(
    "html, what",
    [
        ("<p onclick='x'>a</p>", "the attribute “onclick” is not allowed in a page"),
        ("<p style='x'>a</p>", "the attribute “style” is not allowed in a page"),
        ("<script>x</script>", "the element <script> is not allowed in a page"),
        ('<h2 id="search">a</h2>', "“id=search” is the name of a part of every page; choose another"),
        ('<p class="evil">a</p>', "“class=evil” names a class we do not have, “evil”"),
        ('<a href="//evil.example">a</a>', "“href=//evil.example” does not begin in the page's own folder"),
        ('<a href="tel:08002222">0800 2222</a>', "“href=tel:08002222” is a number that is not in the register"),
        ('<a href="tel:08001111">0800 2222</a>', "a link dials 08001111 and shows something else"),
        ("<p><em>a</p></em>", "browsers would read the elements otherwise than they are written"),
        ("<p>a<!-- b --></p>", "there is HTML in the page: <!-- b "),
        ('<p title="\u202e">a</p>', "the attribute “title” is not allowed in a page"),
        ("<p>a\u202eb</p>", "an invisible character (U+202E RIGHT-TO-LEFT OVERRIDE) stands in the page"),
    ],
)
def test_finds(html, what):
    assert what in [finding.what for finding in findings(html, RULES)]


def test_a_finding_knows_its_line_through_the_disguise_of_entities():
    assert line_of(Finding("", "javascript:x"), "a\n[b](&#106;ava\tscript:x)\n", 10) == 11


def test_the_build_refuses_what_the_checks_were_not_asked_about(tiny):
    tiny.edit("docs/about/index.md", "Who we are.", "*Who*{: onclick=x } we are.\n\n[x](javascript:y)")
    assert refused(tiny, "en") == [
        ("docs/about/index.md", 12, "the attribute “onclick” is not allowed in a page."),
        ("docs/about/index.md", 14, "“href=javascript:y” is not an https address."),
    ]


def test_the_build_names_the_catalogue_and_the_line_of_a_bad_translation(tiny):
    tiny.edit("translations/pl.po", "pl·Who we are.", "Kim [jest]( javascript:x)")
    lines = (tiny.root / "translations/pl.po").read_text(encoding="utf-8").split("\n")
    [(path, line, what)] = refused(tiny, "pl")
    assert (path, what) == (
        "translations/pl.po",
        "“href=javascript:x” is not an https address, on docs/about/index.md.",
    )
    assert any("Who we are." in each for each in lines[line - 1 : line + 4])


def refused(tiny, language):
    loaded = tiny.load()
    with pytest.raises(ContentError) as raised:
        render_language(loaded, assets.gather(tiny.root), language, False, tiny.root / "out")
    assert not list((tiny.root / "out").rglob("*.html"))
    return [(problem.path, problem.line, problem.what) for problem in raised.value.problems]
