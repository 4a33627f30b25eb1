"""What is begun from a template passes every check, is not public, and changes nothing else."""

import subprocess
import sys

import pytest
from project import Tiny

from campaign import checks, content
from campaign.problems import NOTE, ContentError
from campaign.scaffold import helplines, myths, pages

FACTS = {
    "title": "Signs in taxis",
    "description": "What taxi drivers may notice about a young passenger, and how to pass it on.",
    "summary": "For drivers and for bookers.",
    "audience": "workers, everyone",
    "keywords": "one, two, three, four, five, six, seven, taxi driver worried",
    "sources": "S1",
}
EXTRA = """- id: emergency-999
  name: Emergency services
  owner: Police
  phone: "999"
  groups: [danger]
  for: Anyone
  source: its website
  confirmed: 2026-11-21
  confirm_every: 900 days
  publish: "yes"
footer:"""
MYTHS = """Some words.

## Where

### “It does not happen here”

It happens everywhere.

## Who

### “It is me”

It is not.
"""


@pytest.fixture
def project(tiny: Tiny) -> Tiny:
    from project import page

    tiny.edit("docs/_data/helplines.yml", "footer:", EXTRA)
    tiny.write("docs/get-help/index.md", page("Help here", "Words.\n"))
    tiny.write("docs/leaflets/index.md", page("Leaflets here", "Words.\n"))
    tiny.write("docs/realise/myths.md", page("Myths here", MYTHS))
    for part in ("get-help/index", "leaflets/index", "realise/myths"):
        tiny.edit("mkdocs.yml", "plugins:", f"  - {part.title()}:\n      - {part}.md\nplugins:")
    tiny.translate()
    assert [problem for problem in tiny.check() if problem.level != NOTE] == []
    return tiny


def new(project, *arguments, **options):
    said = [part for name, value in options.items() for part in (f"--{name}", value)]
    return subprocess.run(
        [sys.executable, "-m", "campaign", "--root", str(project.root), "new", *arguments, *said],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )


def findings(project):
    return [problem for problem in project.check() if problem.level != NOTE]


def test_a_new_page_is_a_draft_that_passes_every_check_and_is_in_the_menu(project):
    result = new(project, "page", "about/taxis.md", **FACTS)
    assert result.returncode == 0, result.stderr
    assert "scripts/translate update" in result.stdout and "draft: true" in result.stdout
    assert "      - about/more.md\n      - about/taxis.md\n" in (project.root / "mkdocs.yml").read_text()
    assert findings(project) == []
    assert "about/taxis.md" not in project.load().pages
    assert "about/taxis.md" in content.load(project.root, with_drafts=True).pages


def test_a_sensitive_page_begins_with_a_notice(project):
    assert new(project, "page", "about/taxis.md", "--sensitive", **FACTS).returncode == 0
    assert findings(project) == []


@pytest.mark.parametrize("form", pages.PANELS)
def test_a_new_leaflet_passes_every_check(project, form):
    assert new(project, "leaflet", "taxis", format=form, **FACTS).returncode == 0
    assert findings(project) == []
    assert content.load(project.root, with_drafts=True).pages["leaflets/taxis.md"].front.leaflet.given()[0][0] == form


def test_words_of_the_template_stop_publishing_and_nothing_else_does(project):
    new(project, "page", "about/taxis.md", **FACTS)
    project.edit("docs/about/taxis.md", "draft: true\n", "")
    project.translate()
    errors = findings(project)
    assert {problem.check for problem in errors} == {"draft"} and len(errors) == 3
    assert str(errors[0]) == (
        "docs/about/taxis.md:16: words of the template are still there: "
        "Write here what the reader should know first. Keep sentences short.\n"
        "  why:  readers would read what was meant for you.\n"
        "  mend: write your own words, or take the line out.   [draft]"
    )


def test_the_title_of_a_published_page_must_be_translated_and_a_drafts_need_not(project):
    new(project, "page", "about/taxis.md", **FACTS)
    project.edit("docs/about/taxis.md", "draft: true\n", "")
    assert "catalogue" in {problem.check for problem in findings(project)}


def test_translators_get_the_texts_of_drafts(project):
    new(project, "page", "about/taxis.md", **FACTS)
    subprocess.run(
        [sys.executable, "-m", "campaign", "--root", project.root, "translate", "update"],
        check=True,
        capture_output=True,
    )
    assert 'msgid "Signs in taxis"' in (project.root / "translations/pl.po").read_text()
    assert findings(project) == []


def test_a_draft_is_checked_like_any_page(project):
    new(project, "page", "about/taxis.md", **FACTS)
    project.edit("docs/about/taxis.md", "Write here what", "See [this](lost.md). Write here what")
    assert [problem.check for problem in findings(project)] == ["links"]


def test_a_published_page_that_links_to_a_draft_is_told(project):
    new(project, "page", "about/taxis.md", **FACTS)
    project.edit("docs/index.md", "(about/more.md#deep-part)", "(about/taxis.md)")
    assert [(problem.path, problem.check) for problem in findings(project)][:1] == [("docs/index.md", "links")]


def test_a_page_that_opens_a_part_cannot_be_a_draft(project):
    project.edit("docs/about/index.md", "sources: [S1]\n", "sources: [S1]\ndraft: true\n")
    assert str(project.check()[0]) == (
        "mkdocs.yml:8: about/index.md is a draft and opens a part of the site.\n"
        "  why:  readers find pages through the menu.\n"
        "  mend: take  draft: true  out of docs/about/index.md, or let another page stand first.   [navigation]"
    )


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ({"title": "T" * 71}, 2, "Invalid value for --title: String should have at most 70 characters"),
        ({"keywords": "one, two"}, 2, "Invalid value for --keywords: Tuple should have at least 8 items"),
        ({"sources": "S1, S999"}, 2, "S999 is not in docs/_data/sources.yml"),
        ({"audience": "aliens"}, 2, "Invalid value for --audience"),
        ({"title": None}, 2, "say --title: Title (up to 70 characters)."),
    ],
)
def test_wrong_facts_are_refused_and_nothing_is_written(project, change, code, words):
    facts = {key: value for key, value in (FACTS | change).items() if value}
    menu = (project.root / "mkdocs.yml").read_text()
    result = new(project, "page", "about/taxis.md", **facts)
    assert result.returncode == code and words in result.stderr and "Traceback" not in result.stderr
    assert not (project.root / "docs/about/taxis.md").exists() and (project.root / "mkdocs.yml").read_text() == menu


def test_a_page_that_is_there_is_not_overwritten(project):
    before = (project.root / "docs/about/more.md").read_text()
    result = new(project, "page", "about/more.md", **FACTS)
    assert result.returncode == 1 and "there is such a page already." in result.stderr
    assert (project.root / "docs/about/more.md").read_text() == before


def test_a_myth_stands_at_the_end_of_its_group_in_the_form_of_the_page(project):
    result = new(
        project, "myth", group="Where", myth='"Only in towns".', fact="It happens in villages too.", sources="S1"
    )
    assert result.returncode == 0, result.stderr
    text = (project.root / myths.FILE).read_text()
    assert "It happens everywhere.\n\n### “Only in towns”\n\nIt happens in villages too.\n\n## Who\n" in text
    assert {problem.check for problem in findings(project)} == {"catalogue"}
    assert all(problem.level == "warning" for problem in findings(project))


@pytest.mark.parametrize(
    ("group", "myth", "what"),
    [
        ("Wher", "Only in towns", "there is no group of myths called “Wher”."),
        ("Where", "it is me", "the myth “it is me” is there already."),
    ],
)
def test_a_myth_without_its_place_or_said_twice_is_refused(project, group, myth, what):
    with pytest.raises(ContentError) as error:
        myths.add(project.root, group, myth, "A fact.", ())
    assert what in str(error.value)


def test_a_helpline_is_held_back_with_a_reason(project):
    facts = {"name": "New: line", "owner": "Us", "for": "Anyone", "groups": "young-people", "phone": "0800 000 000"}
    result = new(project, "helpline", "new-line", source="its website", **facts)
    assert result.returncode == 0, result.stderr
    helpline = project.load().register.by_id()["new-line"]
    assert (helpline.publish, helpline.reason, helpline.phone) == ("check-first", helplines.REASON, "0800 000 000")
    assert findings(project) == []


def test_the_register_keeps_every_byte_but_the_new_entry(project):
    before = (project.root / "docs/_data/helplines.yml").read_text()
    new(
        project,
        "helpline",
        "new-line",
        name="N",
        owner="O",
        web="https://n.example",
        groups="adults",
        source="x",
        **{"for": "A"},
    )
    after = (project.root / "docs/_data/helplines.yml").read_text()
    added = after.replace(before.split("footer:")[0], "").split("footer:")[0]
    assert added.startswith("\n- id: new-line\n") and after.replace(added, "") == before


@pytest.mark.parametrize(
    ("name", "options", "code", "words"),
    [
        ("childline", {"phone": "0800 1111"}, 1, "two helplines have the id childline"),
        ("new-line", {"phone": "ring us"}, 1, "“phone”"),
        ("new-line", {}, 2, "say how it is reached"),
    ],
)
def test_a_helpline_that_cannot_be_is_refused_and_the_register_stays(project, name, options, code, words):
    before = (project.root / "docs/_data/helplines.yml").read_text()
    facts = {"name": "N", "owner": "O", "for": "A", "groups": "adults", "source": "x"} | options
    result = new(project, "helpline", name, **facts)
    assert result.returncode == code and words in result.stderr and "Traceback" not in result.stderr
    assert (project.root / "docs/_data/helplines.yml").read_text() == before


def test_fixing_tidies_drafts_too(project):
    new(project, "page", "about/taxis.md", **FACTS)
    project.edit("docs/about/taxis.md", "Keep sentences", "Don't. Keep sentences")
    subprocess.run([sys.executable, "-m", "campaign", "--root", project.root, "check", "--fix"], capture_output=True)
    assert "Don’t." in (project.root / "docs/about/taxis.md").read_text()
    assert checks.run(project.load())
