"""Each check: a clean project passes, and one fault gives exactly its message."""

import pytest
from project import page

from campaign.problems import ERROR, WARNING


def test_a_clean_project_has_no_problems(tiny):
    assert tiny.check() == []


FAULTS = {
    "an unknown helpline": (
        "Call {{ helpline.childlin.phone }}.\n",
        "docs/about/index.md:12: there is no helpline called “childlin”.\n"
        "  why:  readers would see a hole where they expect help.\n"
        "  mend: did you mean “childline”? Names are in docs/_data/helplines.yml.   [shortcodes]",
    ),
    "a typed number": (
        "Words.\n\nCall 0800 1111.\n",
        "docs/about/index.md:14: “0800 1111” is typed in the page.\n"
        "  why:  numbers change; only the register is kept true, and only its numbers can be tapped.\n"
        "  mend: write  {{ helpline.childline.phone }}   [numbers]",
    ),
    "an unknown number": (
        "Call 01632 960555.\n",
        "docs/about/index.md:12: “01632 960555” is typed in the page.\n"
        "  why:  numbers change; only the register is kept true, and only its numbers can be tapped.\n"
        "  mend: add the service to docs/_data/helplines.yml and name it by its id.   [numbers]",
    ),
    "a number known to be wrong": (
        "Call 01632-960-999.\n",
        "docs/about/index.md:12: “01632-960-999” must never be published: a test number.\n"
        "  why:  a reader who calls it gets nobody.\n"
        "  mend: take it out.   [numbers]",
    ),
    "a link to no page": (
        "See [it](mor.md).\n",
        "docs/about/index.md:12: the link mor.md leads to no page.\n"
        "  why:  a reader who needs the next step finds nothing.\n"
        "  mend: did you mean “about/more.md”? Links name the .md file, seen from this page's folder.   [links]",
    ),
    "a link to no heading": (
        "See [it](more.md#deep-parts).\n",
        "docs/about/index.md:12: the page about/more.md has no heading “#deep-parts”.\n"
        "  why:  a reader who needs the next step finds nothing.\n"
        "  mend: did you mean “deep-part”?   [links]",
    ),
    "a script for a link": (
        "See [it](javascript:alert(1)).\n",
        "docs/about/index.md:12: the link javascript:alert(1) is not an https address.\n"
        "  why:  a reader who needs the next step finds nothing.\n"
        "  mend: use an address that begins with https://   [links]",
    ),
    "HTML": (
        "Hello <b>you</b>.\n",
        "docs/about/index.md:12: there is HTML in the page: <b>\n"
        "  why:  it cannot be translated, and can carry harm.\n"
        "  mend: say it in Markdown: **bold**, [a link](page.md), - a list.   [markup]",
    ),
    "a main heading": (
        "# Hello\n",
        "docs/about/index.md:12: there is a main heading (#) in the page.\n"
        "  why:  the title is the main heading; two confuse screen readers.\n"
        "  mend: use ## for a heading inside the page.   [markup]",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_page_with(tiny, fault):
    body, message = FAULTS[fault]
    tiny.write("docs/about/index.md", page("About us", body))
    tiny.translate()
    assert [str(problem) for problem in tiny.check() if problem.path.startswith("docs")] == [message]


@pytest.mark.parametrize(
    "body",
    [
        "On 2026-11-21 there were 12,345 of them, aged 16 or 17, in rooms 1 to 20.\n",
        "Press 55.\n",
        "Write `<b>` or `0800 1111`.\n",
        "```\n# comment\n<b>\n```\n",
        "See [it](https://www.example.org/a) or [part](more.md#deep-part), or [top](#).\n".replace(", or [top](#)", ""),
    ],
)
def test_what_is_right_passes(tiny, body):
    tiny.write("docs/about/index.md", page("About us", body))
    tiny.translate()
    assert [problem for problem in tiny.check() if problem.check != "numbers" or "`" not in body] == []


def test_an_unknown_source_is_named_with_its_line(tiny):
    tiny.edit("docs/index.md", "sources: [S1]", "sources: [S9]")
    [problem] = tiny.check()
    assert (problem.path, problem.line, problem.what) == ("docs/index.md", 9, "there is no source called “S9”.")


def translated(tiny, msgid, msgstr):
    tiny.translate(lambda tag, text: msgstr if text == msgid and tag == "pl" else f"{tag}·{text}")
    return [problem for problem in tiny.check() if problem.path == "translations/pl.po"]


DAMAGE = {
    "loses a shortcode": (
        "Call {{ helpline.childline.phone }} now.",
        "Zadzwoń teraz.",
        "loses the shortcode {{ helpline.childline.phone }}.",
    ),
    "changes a shortcode": (
        "Call {{ helpline.childline.phone }} now.",
        "Zadzwoń {{ helpline.nspcc.phone }}.",
        "loses the shortcode {{ helpline.childline.phone }} and adds the shortcode {{ helpline.nspcc.phone }}.",
    ),
    "changes a link": (
        "See [more](about/more.md#deep-part).",
        "Zob. [to](about/mor.md#deep-part).",
        "loses the link about/more.md#deep-part and adds the link about/mor.md#deep-part.",
    ),
    "adds HTML": ("Who we are.", "Kim <img src=x onerror=alert(1)>", "adds the HTML <img src=x onerror=alert(1)>."),
    "adds a number": ("Who we are.", "Kim jest 101.", "adds the number 101."),
    "adds attributes": ("Who we are.", "Kim {: onclick=x }", "adds the attribute list {: onclick=x }."),
    "loses a placeholder": ("Pages found: {count}", "Strony", "loses the placeholder {count}."),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_translation_that(tiny, damage):
    msgid, msgstr, what = DAMAGE[damage]
    problem = translated(tiny, msgid, msgstr)[0]
    assert problem.what == f"the translation of “{msgid}” {what}"
    assert (problem.level, problem.check) == (ERROR, "catalogue")
    lines = (tiny.root / "translations/pl.po").read_text().split("\n")
    assert any(msgid[:20] in line for line in lines[problem.line - 1 : problem.line + 4])


def test_an_untranslated_title_stops_the_build(tiny):
    [problem] = translated(tiny, "About us", "")
    assert problem.level == ERROR
    assert problem.what == "“About us” (title, docs/about/index.md) has no finished translation."


def test_an_untranslated_sentence_is_a_warning(tiny):
    [problem] = translated(tiny, "Who we are.", "")
    assert (problem.level, problem.what) == (WARNING, "1 texts (3 words) have no finished translation.")


def test_a_malformed_catalogue_is_a_problem_with_its_line(tiny):
    tiny.edit("translations/pl.po", 'msgstr "pl·Who we are."', 'msgstr "pl·Who we are.')
    [problem] = tiny.check()
    assert (problem.path, problem.what) == ("translations/pl.po", "this line is not PO.")
    assert (tiny.root / "translations/pl.po").read_text().split("\n")[problem.line - 1] == 'msgstr "pl·Who we are.'


@pytest.mark.parametrize(
    "panels, what",
    [
        ("[[one], [tow]]", "“a4” names a section “tow”, which the page lacks."),
        ("[[one], [two, one]]", "“a4” names the section “one” twice."),
        ("[[one]]", "“a4” leaves out the section “two”."),
        ("[[one], [two], []]", "“a4” has 3 panels and may have 1 or 2."),
    ],
)
def test_a_leaflets_panels_hold_each_section_of_the_page_once(tiny, panels, what):
    body = "Words.\n\n## One {: #one }\n\nWords.\n\n## Two {: #two .boxed }\n\nWords.\n"
    text = page("More words", body, end="").replace("sources: [S1]", f"sources: [S1]\nleaflet:\n  a4: {panels}")
    tiny.write("docs/about/more.md", text)
    found = [problem for problem in tiny.check() if problem.check == "leaflet"]
    assert what in [problem.what for problem in found]
    assert all(problem.path == "docs/about/more.md" and problem.line > 1 for problem in found)


def test_a_heading_of_a_leaflet_needs_an_id(tiny):
    text = page("More words", "Words.\n\n## One\n\nWords.\n", end="").replace(
        "sources: [S1]", "sources: [S1]\nleaflet:\n  a4: [[one]]"
    )
    tiny.write("docs/about/more.md", text)
    assert "the heading “One” has no id." in [problem.what for problem in tiny.check()]
