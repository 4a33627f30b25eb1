"""An edit is on the screen at once; a mistake never empties it, and the bar says which file, which line, and how to mend it."""

import re

import pytest
from previewing import Preview
from project import FRONT, page

from campaign import checks
from campaign.preview import bar
from campaign.preview.addresses import Where, where
from campaign.preview.checking import READING, Findings, all_checks, look
from campaign.problems import NOTE, WARNING, Problem
from campaign.recall import Recall

LANGUAGES = ("en", "pl", "ur")


@pytest.mark.parametrize(
    "address, there",
    [
        ("/", Where("national", "en", "")),
        ("/ur/about/", Where("national", "ur", "about/")),
        ("/council/luton/pl/about/index.html", Where("luton", "pl", "about/")),
        ("/council/luton", Where("luton", "en", "")),
        ("/council/", Where("national", "en", "council/")),
        ("/urgent/", Where("national", "en", "urgent/")),
    ],
)
def test_an_address_names_edition_language_and_page(address, there):
    assert where(address, LANGUAGES) == there


def test_an_address_leads_to_the_same_page_elsewhere():
    there = where("/council/luton/pl/about/", LANGUAGES)
    assert there.in_language("en") == "/council/luton/about/"
    assert there.in_edition("national") == "/pl/about/"


def test_what_is_recalled_is_made_again_when_a_byte_changes_and_dropped_when_its_file_is_gone(tmp_path):
    file, recall, made = tmp_path / "file", Recall(), []
    read = lambda: recall(file, [file], lambda: made.append(file.exists()) or len(made))
    assert (read(), read()) == (1, 1)
    file.write_text("one")
    assert (read(), read()) == (2, 2)
    file.unlink()
    recall.drop_missing()
    file.write_text("one")
    assert read() == 3


def test_what_could_not_be_made_is_tried_again(tmp_path):
    recall, tries = Recall(), iter([ValueError, None])

    def make():
        if fault := next(tries):
            raise fault
        return "made"

    with pytest.raises(ValueError):
        recall("name", [tmp_path], make)
    assert recall("name", [tmp_path], make) == "made"


EDITS = {
    "a page": ("docs/about/index.md", "Who we are.", "Who we ever were.", "/about/", "Who we ever were."),
    "a title, on another page": ("docs/about/more.md", "More words", "Fewer words", "/about/", "Fewer words"),
    "a translation": ("translations/ur.po", "ur·Who we are.", "ur·NEW", "/ur/about/", "ur·NEW"),
    "a word of the interface": ("translations/interface.yml", "text: Search", "text: Look for", "/", "Look for"),
    "a council": ("councils/other/council.yml", "Other Council", "Third Council", "/council/other/", "Third Council"),
    "a helpline": ("docs/_data/helplines.yml", "Childline", "Kidsline", "/", "Kidsline"),
    "a template": ("overrides/main.html", "<h1>", '<h1 class="big">', "/", '<h1 class="big">'),
    "a component": ("overrides/components/helpline-card/helpline-card.html", "<", "NEW<", "/about/", "NEW<"),
    "a style": ("overrides/components/page/page.css", "--ink: #1d2327", "--ink: #1d2399", "/", "--ink:#1d2399"),
}


@pytest.mark.parametrize("what", EDITS)
def test_an_edit_of_anything_is_seen_at_once(tiny, preview, what):
    file, old, new, address, seen = EDITS[what]
    assert seen not in preview.get(address)
    before = preview.state(address)["digest"]
    tiny.edit(file, old, new)
    preview.refresh()
    assert seen in preview.get(address)
    assert preview.state(address)["digest"] != before
    assert preview.state(address)["stuck"] == []


def test_an_edit_elsewhere_does_not_reload_a_page(tiny, preview):
    before = preview.state("/about/more/")["digest"]
    tiny.edit("docs/about/index.md", "Who we are.", "Who we ever were.")
    preview.refresh()
    assert preview.state("/about/more/")["digest"] == before


MISTAKES = {
    "front matter": ("docs/about/index.md", "title:", "tilte:", ("docs/about/index.md", 2)),
    "a helpline that is not there": ("docs/index.md", "helpline.childline", "helpline.childlin", ("docs/index.md", 12)),
    "HTML in a page": ("docs/about/index.md", "Who we", "Who <script>we", ("docs/about/index.md", 12)),
    "a page out of the menu": ("mkdocs.yml", "      - about/more", "      # - about/more", ("mkdocs.yml", 1)),
    "settings that are not YAML": ("mkdocs.yml", "nav:", "nav: [", ("mkdocs.yml", 7)),
    "a plugin": ("mkdocs.yml", "plugins: [campaign]", "plugins: [campaign, x]", ("mkdocs.yml", 11)),
    "a register that is not YAML": (
        "docs/_data/helplines.yml",
        "- id: unsure",
        "-id: unsure",
        ("docs/_data/helplines.yml", 17),
    ),
    "a catalogue that is not PO": ("translations/ur.po", 'msgid "Who we are."', 'msgid "Who we are.', None),
    "a council’s colour": (
        "councils/national/council.yml",
        "#23415f",
        "#f0f0f0",
        ("councils/national/council.yml", 9),
    ),
    "a template that is no template": ("overrides/main.html", "<h1>{{", "<h1>{{{", ("overrides/main.html", None)),
    "a template with a name that is not there": (
        "overrides/main.html",
        "view.heading",
        "view.haeding",
        ("overrides/main.html", None),
    ),
}


@pytest.mark.parametrize("what", MISTAKES)
def test_a_mistake_leaves_the_last_good_page_and_is_explained(tiny, preview, what):
    file, old, new, place = MISTAKES[what]
    pages = ("/", "/about/", "/ur/about/", "/ur/about/more/")
    before = [preview.get(address) for address in pages]
    tiny.edit(file, old, new)
    preview.refresh()
    assert [preview.get(address) for address in pages] == before
    assert {preview.answer(address).status for address in pages} == {200}
    path, line = place or (file, None)
    found = [at for address in pages for at in preview.stuck(address)]
    assert (path, line) in found if line else path in dict(found), found
    tiny.edit(file, new, old)
    preview.refresh()
    assert [preview.get(address) for address in pages] == before
    assert [preview.stuck(address) for address in pages] == [[]] * 4


@pytest.mark.parametrize(
    "name",
    ["docs/about/more.md", "mkdocs.yml", "overrides/main.html", "translations/ur.po", "councils/national/council.yml"],
)
def test_a_deleted_file_leaves_the_last_good_page(tiny, preview, name):
    before = preview.get("/ur/about/more/")
    text = (tiny.root / name).read_text(encoding="utf-8")
    (tiny.root / name).unlink()
    preview.refresh()
    assert preview.get("/ur/about/more/") == before and preview.stuck("/ur/about/more/")
    tiny.write(name, text)
    preview.refresh()
    assert preview.get("/ur/about/more/") == before and preview.stuck("/ur/about/more/") == []


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"---\n" * 3, b"[" * 30_000, b"\xe2\x80\xae"])
@pytest.mark.parametrize(
    "name",
    [
        "docs/about/index.md",
        "mkdocs.yml",
        "translations/pl.po",
        "translations/interface.yml",
        "overrides/main.html",
        "overrides/components/page/page.css",
        "councils/national/council.yml",
    ],
)
def test_rubbish_in_any_file_never_ends_the_preview(tiny, preview, name, content):
    before = preview.get("/pl/about/")
    kept = (tiny.root / name).read_bytes()
    (tiny.root / name).write_bytes(content)
    preview.refresh()
    for address in ("/pl/about/", "/about/more/", "/nowhere/", "/search.js"):
        assert preview.answer(address).content
    assert preview.answer("/pl/about/").status == 200
    (tiny.root / name).write_bytes(kept)
    preview.refresh()
    assert preview.get("/pl/about/") == before and preview.stuck("/pl/about/") == []


@pytest.mark.parametrize("name", ["overrides/components/page/page.css", "overrides/main.html"])
def test_a_style_or_template_that_is_not_utf_8_is_named(tiny, preview, name):
    preview.get("/about/")
    (tiny.root / name).write_bytes(b"\xff\xfe")
    preview.refresh()
    assert (name, 1) in preview.stuck("/about/")


def test_a_project_that_cannot_be_read_from_the_start_appears_when_it_is_mended(tiny, tmp_path):
    tiny.edit("docs/index.md", "title:", "tilte:")
    preview = Preview(tiny.root, tmp_path / "scratch")
    assert "This cannot be shown yet" in preview.get("/")
    assert ("docs/index.md", 2) in preview.stuck("/")
    before = preview.state("/")["digest"]
    tiny.edit("docs/index.md", "tilte:", "title:")
    preview.refresh()
    assert "<h1>Home page</h1>" in preview.get("/") and preview.state("/")["digest"] != before


def test_a_page_that_never_could_be_rendered_says_why(tiny, tmp_path):
    tiny.edit("docs/index.md", "helpline.childline.phone", "helpline.childlin.phone")
    preview = Preview(tiny.root, tmp_path / "scratch")
    assert "This cannot be shown yet" in preview.get("/")
    [problem] = preview.state("/")["stuck"]
    assert (problem["path"], problem["line"]) == ("docs/index.md", 12)
    assert problem["what"] == "there is no helpline called “childlin”."
    assert "Who we are." in preview.get("/about/")


def test_a_new_page_appears_at_its_address(tiny, preview):
    answer = preview.answer("/about/new/")
    assert answer.status == 404 and b"/_preview/bar.js" in answer.content
    before = preview.state("/about/new/")["digest"]
    tiny.write("docs/about/new.md", page("New page", "All of it new.\n"))
    tiny.edit("mkdocs.yml", "      - about/more.md\n", "      - about/more.md\n      - about/new.md\n")
    preview.refresh()
    assert "All of it new." in preview.get("/about/new/") and preview.state("/about/new/")["digest"] != before


def test_an_address_without_its_last_slash_leads_on(preview):
    assert preview.answer("/ur/about").goal == "/ur/about/"
    assert preview.answer("/council/other").goal == "/council/other/"


def test_an_edition_or_a_language_that_is_not_there_is_no_fault(preview):
    assert [preview.answer(path).status for path in ("/council/nowhere/", "/gu/", "/_preview/../mkdocs.yml")] == [
        404
    ] * 3
    assert preview.stuck("/council/nowhere/") == [("councils/nowhere/council.yml", 1)]


def test_the_editions_are_listed(preview):
    assert re.findall('href="(/[^_"]*)"', preview.get("/council/")) == ["/", "/council/other/"]


def test_the_bar_changes_one_word_of_the_policy_and_nothing_else(preview):
    seen = preview.answer("/ur/about/").content.decode()
    plain = preview.get("/ur/about/")
    policy = lambda html: re.search('Content-Security-Policy" content="([^"]*)"', html)[1]
    assert policy(seen) == policy(plain).replace("style-src ", "style-src 'self' ")
    added = re.search(r'<script src="/_preview/bar\.js" data-digest="[0-9a-f]{24}" defer></script>\n', seen)[0]
    assert seen.replace(added, "").replace("style-src 'self' ", "style-src ") == plain


def test_the_bar_puts_the_problems_of_the_page_first(preview):
    problem = lambda path, level="error": Problem(path, 1, "check", "what.", "why.", "mend.", level)
    paths = ("docs/about/index.md", "translations/ur.po", "councils/national/council.yml", "translations/pl.po")
    preview.findings = Findings(
        (*map(problem, paths), problem("docs/index.md", WARNING), problem("docs/index.md", NOTE)), 0, 0
    )
    state = preview.state("/ur/about/")
    names = lambda group: [each["path"] for each in state[group]]
    assert names("here") == ["docs/about/index.md"]
    assert names("near") == ["translations/ur.po", "councils/national/council.yml"]
    assert names("elsewhere") == ["translations/pl.po", "docs/index.md"]
    assert (state["count"], state["notes"]) == ({"error": 4, "warning": 1}, 1)
    assert state["editions"] == {"national": "/ur/about/", "other": "/council/other/ur/about/"}


def test_old_findings_say_that_they_are_old(preview):
    assert (preview.state()["old"], preview.state()["never"]) == (False, False)
    preview.findings = Findings((), 3, 0)
    assert (preview.state()["old"], preview.state()["never"]) == (True, False)


def test_the_bar_says_how_long_and_how_hard_a_page_is(tiny, preview):
    length = preview.state("/about/")["length"]
    assert (length["words"], length["longest"], length["age"], length["kept"]) == (4, 3, 5, True)
    tiny.edit(
        "docs/about/index.md", "Who we are.", "Multidisciplinary safeguarding organisations " * 10 + "collaborate."
    )
    preview.refresh()
    length = preview.state("/about/")["length"]
    assert length["longest"] == 31 and length["age"] > length["most_age"] and not length["kept"]


def test_the_review_view_marks_what_is_out_of_date_and_what_is_missing(tiny, preview):
    tiny.edit(
        "translations/ur.po",
        'msgid "Who we are."',
        '#, fuzzy\n#| msgid "Who they are."\nmsgid "Who we are."',
    )
    tiny.edit("translations/ur.po", 'msgstr "ur·Next step"', 'msgstr ""')
    preview.refresh()
    html = preview.get("/ur/about/", view="review")
    assert "Out of date: 1." in html and "Missing: 1." in html
    assert re.search(r'class="stale">ur·Who we are\.<small.*?It was made for: “Who they are\.”', html)
    assert re.search(r'<td>Next step</td><td lang="ur" dir="rtl" class="none">', html)
    assert "translations/ur.po:" in html
    assert "<td>Deep part</td>" not in html


def test_the_review_view_of_an_english_page_can_be_in_any_language(preview):
    assert "pl·Who we are." in preview.get("/about/", view="review")
    assert "ur·Who we are." in preview.get("/about/", view="review", lang="ur")


def test_the_review_view_follows_the_catalogue(tiny, preview):
    before = preview.state("/about/", view="review", lang="ur")["digest"]
    tiny.edit("translations/ur.po", "ur·Who we are.", "ur·NEW")
    preview.refresh()
    assert preview.state("/about/", view="review", lang="ur")["digest"] != before


def test_the_phone_view_shows_the_page_in_frames(preview):
    assert preview.get("/ur/about/", view="phone").count('src="/ur/about/"') == 2


def test_the_checks_find_what_scripts_check_finds(tiny):
    tiny.edit("docs/index.md", "helpline.childline", "helpline.childlin")
    found = [each for found, _ in look(tiny.root, Recall()) for problems in found.values() for each in problems]
    assert sorted(found) == checks.run(tiny.load()) and found
    assert [left for _, left in look(tiny.root, Recall())] == list(reversed(range(len(all_checks()))))


def test_when_the_project_cannot_be_read_the_checks_say_only_why(tiny):
    tiny.write("docs/index.md", FRONT)
    [(found, left)] = look(tiny.root, Recall())
    assert left == 0 and {each.path for each in found[READING]} == {"docs/index.md"}


def test_what_the_bar_adds_can_be_taken_off():
    html = '<meta http-equiv="Content-Security-Policy" content="x; style-src \'sha\'">\n<head></head>'
    assert bar.taken_off(bar.added(html, "a" * 24)) == html
