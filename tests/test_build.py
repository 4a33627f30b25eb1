"""The build of a tiny site, end to end."""

import gzip
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from datetime import date

import brotli
import pytest
from project import page

from campaign.build import KEPT, Options, build
from campaign.fleet.store import _load
from campaign.plugin import allow_reloading
from campaign.problems import ContentError
from campaign.search.index import decode
from campaign.search.query import data_of
from campaign.translation import reviews

pytestmark = pytest.mark.slow


def make(tiny, **options):
    site = tiny.root / "site"
    summary = build(Options(tiny.root, site, with_leaflets=False, **options))
    return site, summary


def files_of(site):
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def read(site, name):
    return (site / name).read_text(encoding="utf-8")


def test_every_page_is_there_in_every_language(tiny):
    site, summary = make(tiny)
    assert (summary.pages, summary.languages) == (12, ["en", "pl", "ur"])
    for prefix in ("", "pl/", "ur/"):
        for name in ("index.html", "about/index.html", "about/more/index.html", "404.html", "search.js"):
            assert (site / prefix / name).is_file()


def test_a_page_speaks_its_language_in_its_direction(tiny):
    site, _ = make(tiny)
    assert '<html lang="ur" dir="rtl">' in read(site, "ur/index.html")
    assert "<h1>ur·Home page</h1>" in read(site, "ur/index.html")
    assert '<html lang="en" dir="ltr">' in read(site, "index.html")


def test_heading_ids_are_the_same_in_every_language(tiny):
    site, _ = make(tiny)
    pages = [read(site, f"{prefix}about/more/index.html") for prefix in ("", "pl/", "ur/")]
    assert [re.findall(r'<h2[^>]* id="([^"]+)"', text) for text in pages] == [["deep-part", "next-step"]] * 3


def test_the_language_menu_leads_to_the_same_page(tiny):
    site, _ = make(tiny)
    assert '<a href="../../../ur/about/more/" lang="ur" dir="rtl" hreflang="ur">اردو</a>' in read(
        site, "pl/about/more/index.html"
    )
    assert '<a href="../../../about/more/" lang="en"' in read(site, "pl/about/more/index.html")


def test_an_edition_shows_its_council_and_nothing_of_the_nation(tiny):
    site, _ = make(tiny, council="other")
    text = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.html"))
    assert "Other Council" in text and "The nation" not in text


def test_the_sitemap_has_every_page_with_every_alternate_and_the_pages_the_same_canonical(tiny):
    site, _ = make(tiny)
    sitemap = read(site, "sitemap.xml")
    assert sitemap.count("<url>") == 9 and sitemap.count("hreflang=") == 9 * 4
    for address in re.findall("<loc>(.*?)</loc>", sitemap):
        file = address.removeprefix("https://tiny.example/sub/") + "index.html"
        assert re.findall('<link rel="canonical" href="(.*?)">', read(site, file)) == [address]


def test_the_base_address_can_be_given(tiny):
    site, _ = make(tiny, base_url="https://real.example/help")
    assert "<loc>https://real.example/help/pl/about/</loc>" in read(site, "sitemap.xml")


def test_an_untranslated_block_is_marked_and_the_page_says_so(tiny):
    tiny.translate(lambda tag, text: "" if text == "Who we are." else f"{tag}·{text}")
    site, summary = make(tiny)
    polish = read(site, "pl/about/index.html")
    assert re.search(r'<p (?=[^>]*lang="en")(?=[^>]*dir="ltr")[^>]*>Who we are.</p>', polish)
    assert "pl·Some of this page is not translated yet" in polish
    assert "pl·Some of this page" not in read(site, "pl/index.html")
    assert len(summary.warnings) == 2


def test_a_translation_nobody_reviewed_says_so_and_a_reviewed_page_does_not(tiny):
    reviews.record(tiny.load(), "ur", "native speaker in safeguarding", ("index.md",), date(2026, 11, 21))
    site, _ = make(tiny)
    notice = 'class="notice"'
    assert notice in read(site, "pl/index.html") and notice in read(site, "ur/about/index.html")
    assert notice not in read(site, "ur/index.html") and notice not in read(site, "index.html")


def test_titles_are_escaped_wherever_they_stand(tiny):
    tiny.edit("docs/about/index.md", "title: About us", 'title: "</title><script>alert(1)</script>"')
    tiny.translate()
    site, _ = make(tiny)
    for file in site.rglob("*.html"):
        assert "<script>alert" not in file.read_text(encoding="utf-8")
    pages = data_of(read(site, "search.js"))["pages"]
    assert pages[1][1] == "</title><script>alert(1)</script>"


def test_every_language_has_an_index_of_its_own(tiny):
    site, _ = make(tiny)
    index = data_of(read(site, "ur/search.js"))
    assert [title for _, title, _, _ in index["pages"]] == ["ur·Home page", "ur·About us", "ur·More words"]
    words = list(decode(index))
    assert "zebra" in words and "ur" in words and "pl" not in words


def test_no_page_holds_an_unfilled_slot_or_shortcode(tiny):
    site, _ = make(tiny)
    for file in site.rglob("*"):
        if file.is_file() and file.suffix != ".woff2":
            text = file.read_text(encoding="utf-8")
            assert not re.search("[\ue000-\ue003]", text) and (file.suffix != ".html" or "{{" not in text)


def test_one_language_alone_can_be_built_with_english(tiny):
    site, summary = make(tiny, languages=("en", "ur"))
    assert summary.languages == ["en", "ur"] and not (site / "pl").exists()
    assert 'hreflang="pl"' not in read(site, "index.html") + read(site, "sitemap.xml")


def test_building_twice_gives_the_same_bytes(tiny):
    site, _ = make(tiny)
    before = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    site, _ = make(tiny)
    assert {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


def test_a_build_that_finds_a_fault_leaves_the_site_as_it_was(tiny):
    site, _ = make(tiny)
    before = read(site, "index.html")
    tiny.write("docs/index.md", page("Home page", "See [it](nowhere.md).\n"))
    with pytest.raises(ContentError):
        make(tiny)
    assert read(site, "index.html") == before
    assert not [path for path in tiny.root.iterdir() if path.name.startswith(".site")]


def test_a_build_killed_at_any_moment_leaves_a_whole_site(tiny):
    site, _ = make(tiny)
    complete = {path.relative_to(site) for path in site.rglob("*")}
    for number in range(12):
        process = subprocess.Popen(
            [sys.executable, "-m", "campaign", "--root", str(tiny.root), "build", "--no-leaflets"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(0.25 + 0.1 * number)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert {path.relative_to(site) for path in site.rglob("*")} == complete
    make(tiny)
    assert not [path for path in tiny.root.iterdir() if path.name.startswith(".site")]


def test_what_did_not_change_is_neither_read_nor_rendered_again(tiny, monkeypatch):
    site, _ = make(tiny)
    first = files_of(site)
    monkeypatch.setattr("campaign.content.load", None)
    monkeypatch.setattr("campaign.build.render_language", None)
    make(tiny)
    assert files_of(site) == first
    # Another edition is made from the same.
    _, summary = make(tiny, council="other")
    assert summary.pages == 12


@pytest.mark.parametrize(
    "file, old, new, seen",
    [
        ("docs/about/index.md", "Who we are.", "Who we ever were.", "about/index.html"),
        ("translations/ur.po", "ur·Who we are.", "ur·NEW", "ur/about/index.html"),
        ("translations/interface.yml", "text: Search", "text: Look for", "index.html"),
        ("overrides/main.html", "<h1>", '<h1 class="big">', "pl/index.html"),
        (
            "mkdocs.yml",
            "      - about/more.md\n",
            "      - about/more.md\n      - about/new.md\n",
            "about/new/index.html",
        ),
    ],
)
def test_any_change_is_seen_by_the_next_build(tiny, file, old, new, seen):
    site, _ = make(tiny)
    before = files_of(site).get(seen)
    if file == "mkdocs.yml":
        tiny.write("docs/about/new.md", page("New page", "All of it new.\n"))
    tiny.edit(file, old, new)
    if not file.endswith(".po"):
        tiny.translate()
    make(tiny)
    assert files_of(site)[seen] != before
    fresh = tiny.root.parent / "fresh"
    shutil.rmtree(tiny.root / KEPT)
    build(Options(tiny.root, fresh, with_leaflets=False))
    assert files_of(fresh) == files_of(site)


def test_a_hand_in_the_built_site_does_not_reach_the_next_build(tiny):
    site, _ = make(tiny)
    first = files_of(site)
    for file in filter(lambda path: path.is_file(), site.rglob("*")):
        file.write_bytes(b"by hand")
    make(tiny)
    assert files_of(site) == first


def test_what_was_kept_and_cannot_be_read_is_made_anew(tiny):
    site, _ = make(tiny)
    first = files_of(site)
    for file in filter(lambda path: path.is_file(), (tiny.root / KEPT).rglob("*")):
        file.write_bytes(file.read_bytes()[:100])
    _load.cache_clear()
    make(tiny)
    assert files_of(site) == first


def test_a_file_saved_during_a_build_is_seen_by_the_next(tiny):
    def save(step):
        if step.startswith("checked"):
            tiny.edit("docs/about/index.md", "Who we are.", "Who we ever were.")

    site = tiny.root / "site"
    build(Options(tiny.root, site, with_leaflets=False), save)
    tiny.edit("docs/about/index.md", "Who we ever were.", "Who we are.")
    make(tiny)
    assert "Who we are." in read(site, "about/index.html")
    tiny.edit("docs/about/index.md", "Who we are.", "Who we ever were.")
    make(tiny)
    assert "Who we ever were." in read(site, "about/index.html")


def test_compressed_copies_hold_the_same_bytes(tiny):
    site, _ = make(tiny, precompress=5)
    files = files_of(site)
    for name in ("index.html", "ur/about/index.html", "ur/search.js", "sitemap.xml"):
        assert brotli.decompress(files[f"{name}.br"]) == gzip.decompress(files[f"{name}.gz"]) == files[name]
    again, _ = make(tiny, precompress=5)
    assert files_of(again) == files


def test_a_link_is_refused_even_when_it_leads_to_what_was_there(tiny):
    make(tiny)
    page_file = tiny.root / "docs/about/index.md"
    page_file.rename(tiny.root / "elsewhere.md")
    page_file.symlink_to(tiny.root / "elsewhere.md")
    with pytest.raises(ContentError, match="it is a symbolic link"):
        make(tiny)


def test_plain_mkdocs_gives_the_whole_site(tiny):
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(tiny.root / "mkdocs.yml")],
        check=True,
        capture_output=True,
    )
    by_hand = {
        path.relative_to(tiny.root / "site"): path.read_bytes()
        for path in (tiny.root / "site").rglob("*")
        if path.is_file()
    }
    site, _ = make(tiny)
    assert {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()} == by_hand


def test_plain_mkdocs_stops_with_our_words(tiny):
    tiny.edit("docs/index.md", "childline", "childlin")
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(tiny.root / "mkdocs.yml")],
        capture_output=True,
        text=True,
    )
    assert (
        result.returncode != 0
        and "there is no helpline called “childlin”." in result.stderr
        and "Traceback" not in result.stderr
    )


def test_a_preview_lets_the_reloading_script_run_and_changes_nothing_else(tiny):
    site, _ = make(tiny)
    before = read(site, "ur/about/index.html")
    policy = next(line for line in before.splitlines(keepends=True) if "Content-Security-Policy" in line)
    allow_reloading(site)
    assert read(site, "ur/about/index.html") == before.replace(policy, "")
