"""What a council writes itself: pages, sections, news, translations, a logo."""

import re
from datetime import date
from pathlib import Path

import pytest

from campaign import assets, councils, edition, urls
from campaign.build import Options, build
from campaign.checks import council as council_check
from campaign.councils import news, own, sections, words
from campaign.councils.logo import Logo
from campaign.councils.logo import read as read_logo
from campaign.plugin import Job, ready_for, render, render_language
from campaign.problems import ContentError
from campaign.render import Rendered
from campaign.stamp import Ready

TODAY = date.today()


def edition_of(fleet, slug, today=TODAY):
    loaded = fleet.load()
    council = councils.read(fleet.root, slug, loaded.languages, today).council
    return edition.of(slug, council, loaded, assets.gather(fleet.root), today)


def whats(fleet, slug):
    return [problem.what for problem in council_check.check(fleet.load(), slug, TODAY)]


@pytest.mark.parametrize("slug", ["long-name", "urdu-first"])
def test_an_invented_council_uses_every_setting_and_passes(fleet, slug):
    council = councils.load(fleet.root, slug, fleet.load().languages)
    assert whats(fleet, slug) == []
    assert council.model_fields_set >= set(type(council).model_fields) - {"security_contact"}
    assert set(council.contacts.given()) == set(type(council.contacts).model_fields)


def test_an_own_page_joins_its_part_of_the_menu(fleet):
    section = edition_of(fleet, "urdu-first").content.navigation.section_by_path["about/local-help.md"]
    assert (section.label, section.pages) == ("About", ("about/more.md", "about/local-help.md", "about/news.md"))


def test_a_replaced_section_keeps_its_id_and_the_rest_of_the_page(fleet):
    body = edition_of(fleet, "urdu-first").content.pages["about/index.md"].body
    assert body.startswith("\nWho we are.")
    assert "## Invented next step {: #next-step }\n\nBegin with [invented local help]" in body
    assert "childline.card" not in body


def test_a_section_ends_at_the_next_heading_of_its_rank():
    body = "a\n\n## One\n\n### Inner\n\nx\n\n## Two {: #second .boxed }\n\ny\n\n```\n## not a heading\n```\n"
    found = sections.find(body)
    assert [(each.anchor, each.start, each.end) for each in found] == [
        ("one", 2, 8),
        ("inner", 4, 8),
        ("second", 8, 16),
    ]


def read_all(whole):
    return {name: Path(file).read_bytes() for name, file in whole.items()}


@pytest.mark.slow
@pytest.mark.parametrize("slug", ["long-name", "urdu-first"])
def test_rendering_only_what_changes_gives_the_same_as_rendering_everything(fleet, tmp_path, slug):
    own_edition = edition_of(fleet, slug)
    for tag in own_edition.languages:
        common = Ready.of(render_language(fleet.load(), own_edition.assets, tag, True, tmp_path / f"common-{tag}"))
        some = ready_for(own_edition, common, True, tmp_path / f"own-{tag}")
        everything = frozenset(own_edition.content.pages)
        job = Job(
            own_edition.content,
            own_edition.assets,
            own_edition.own.translator(tag),
            True,
            Rendered(tag, tmp_path / f"all-{tag}"),
            everything,
        )
        whole = Ready.of(render(job))
        assert some.pieces.sheets == whole.pieces.sheets
        assert read_all(some.pieces.whole) == read_all(whole.pieces.whole)
        assert some.rendered.pages == whole.rendered.pages


@pytest.mark.slow
def test_an_edition_shows_all_that_its_council_wrote_and_set(fleet):
    site = fleet.root / "site"
    build(Options(fleet.root, site, council="urdu-first", with_leaflets=False))
    read = lambda name: (site / name).read_text(encoding="utf-8")
    urdu = read("ur/about/local-help/index.html")
    assert "<h1>فرضی شہر میں فرضی مدد</h1>" in urdu and "فرضی اردو کونسل" in urdu
    # What the council's own catalogue lacks is English, marked as English, and the page says so.
    assert re.search(r'<p (?=[^>]*lang="en")[^>]*>This page is invented', urdu) and 'class="notice"' in urdu
    assert '<h2 id="next-step">Invented next step</h2>' in read("about/index.html")
    assert '<a href="local-help/">' in read("about/index.html")
    assert "فرضی مدد" in read("ur/about/more/index.html")
    assert '<a href="./about/news/#drop-in">Invented drop-in at the library</a>' in read("index.html")
    assert "Invented news that is over" not in read("index.html") + read("about/news/index.html")
    assert "Come and talk." in read("about/news/index.html")
    assert "Invented Police" in read("about/more/index.html")
    assert "01632\u00a0960301" not in read("index.html") and "01632960301" in read("about/more/index.html")
    assert '"about/local-help/"' in read("search.js") and "about/local-help/" in read("sitemap.xml")
    assert read("sitemap.xml").count("<url>") == 5 * 3
    logo = next((site / "assets").glob("logo.*.svg")).name
    assert f'src="../../../assets/{logo}"' in urdu and f'src="/urdu-first/assets/{logo}"' in read("404.html")


@pytest.mark.slow
def test_an_edition_without_own_words_has_none_of_another(fleet):
    site = fleet.root / "site"
    build(Options(fleet.root, site, council="other", with_leaflets=False))
    text = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.html"))
    assert (
        "Invented" not in text and "01632" not in text and "council-news" not in re.sub("<style>.*?</style>", "", text)
    )


def test_a_team_without_a_number_for_the_night_is_reached_by_the_team_for_the_night(fleet):
    card = edition_of(fleet, "urdu-first")._contact("adults", "en")
    assert (
        "01632960304" in card["out_of_hours"] and card["out_of_hours_page"] == "https://urdu-first.example.org/nights"
    )


def test_faults_in_own_words_are_told_at_their_own_lines(fleet):
    fleet.edit("councils/urdu-first/docs/own-words.md", "Begin with", "See [it](nowhere.md).\n\nBegin with")
    fleet.edit("councils/urdu-first/news/drop-in.md", "Come and talk.", "Ring 01632 960 555.")
    found = council_check.check(fleet.load(), "urdu-first", TODAY)
    assert [(problem.path, problem.line, problem.what) for problem in found] == [
        ("councils/urdu-first/news/drop-in.md", 7, "“01632 960 555” is typed in the page."),
        ("councils/urdu-first/docs/own-words.md", 9, "the link nowhere.md leads to no page."),
    ]


@pytest.mark.parametrize(
    "old, new, what",
    [
        (
            "local-help.md: About",
            "local-help.md: Abuot",
            "“about/local-help.md” joins “Abuot”, and the menu has no such part.",
        ),
        ("about/local-help.md: About", "about/more.md: About", "“about/more.md” is the name of a common page."),
        ("index.md#next-step: own", "index.md#nextstep: own", "about/index.md has no section “#nextstep”."),
        ("about/index.md#next-step: own", "about/none.md#next-step: own", "there is no common page about/none.md."),
        ("#invented-next-step", "#next", "councils/urdu-first/docs/own-words.md has no section “#next”."),
    ],
)
def test_what_leads_nowhere_is_explained(fleet, old, new, what):
    fleet.edit("councils/urdu-first/council.yml", old, new)
    assert what in whats(fleet, "urdu-first")


def test_a_translation_keeps_what_must_be_kept(fleet):
    fleet.edit("councils/urdu-first/translations/ur.po", "](local-help.md) سے", "](more.md) سے")
    [problem] = whats(fleet, "urdu-first")
    assert "loses the link local-help.md and adds the link more.md" in problem


def test_the_catalogues_hold_only_what_the_council_adds_and_keep_what_is_translated(fleet):
    assert list(words.update(fleet.load(), "urdu-first", TODAY)) == [
        "councils/urdu-first/translations/ur.po: 13 texts, changed",
        "councils/urdu-first/translations/pl.po: 13 texts, changed",
    ]
    text = (fleet.root / "councils/urdu-first/translations/ur.po").read_text(encoding="utf-8")
    assert "فرضی شہر میں فرضی مدد" in text and "Who we are." not in text and 'msgid "Come and talk' in text
    assert list(words.update(fleet.load(), "urdu-first", TODAY))[0].endswith("unchanged")
    assert whats(fleet, "urdu-first") == []


def test_news_is_shown_from_its_day_to_its_last(fleet):
    items = news.read(fleet.root / "councils/urdu-first/news", "news")
    shown = lambda day: [item.name for item in news.live(items, day)]
    assert shown(date(2026, 1, 31)) == ["over"] and shown(date(2026, 2, 1)) == []
    assert shown(date(2026, 11, 1)) == ["drop-in"] == shown(date(2099, 12, 31))
    assert news.until(items, date(2026, 1, 15)) == date(2026, 1, 31)
    assert news.until(items, date(2026, 6, 1)) == date(2026, 10, 31)


def test_news_that_ends_before_it_begins_is_refused(fleet):
    fleet.edit("councils/urdu-first/news/drop-in.md", "2099-12-31", "2020-12-31")
    assert "“until” is before “date”" in whats(fleet, "urdu-first")[0]


@pytest.mark.parametrize(
    "harm, what",
    [
        ("<script>alert(1)</script>", "it holds <script>, which acts or asks for something from elsewhere."),
        ('<rect onload="x"/>', "it holds a program, “onload”."),
        ('<use href="https://x.example/a.svg#b"/>', "“href” leads out of the drawing, to https://x.example/a.svg#b."),
    ],
)
def test_a_logo_that_is_more_than_a_picture_is_refused(fleet, harm, what):
    fleet.edit("councils/urdu-first/logo.svg", "</svg>", f"{harm}</svg>")
    assert what in whats(fleet, "urdu-first")[0]


def test_a_png_logo_leaves_behind_what_is_not_picture(fleet):
    from PIL import Image, PngImagePlugin

    note = PngImagePlugin.PngInfo()
    note.add_text("Comment", "who took it, and where")
    file = fleet.root / "councils/long-name/logo.png"
    Image.new("RGB", (10, 5)).save(file, pnginfo=note)
    logo = read_logo(file.parent, "logo.png", "logo.png")
    assert isinstance(logo, Logo) and (logo.width, logo.height) == (10, 5) and b"who took it" not in logo.content


def test_a_logo_that_is_no_picture_is_refused(fleet):
    fleet.write("councils/long-name/logo.png", "not a picture")
    with pytest.raises(ContentError, match="it is not a PNG picture"):
        edition_of(fleet, "long-name")


def test_own_words_do_not_change_the_common_ones(fleet):
    with_own = own.read(
        fleet.load(), "urdu-first", councils.load(fleet.root, "urdu-first", fleet.load().languages), TODAY
    )
    assert with_own.translator("ur").text("About us", "title") == "ur·About us"
    assert with_own.translator("ur").text("News from your council", "title") == "ur·News from your council"
    assert urls.page_url("about/news.md") == "about/news/"
