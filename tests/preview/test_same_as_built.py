"""What an editor sees is what readers will get: the previewed page is the built page, byte for byte, but for the bar."""

import pytest
from previewing import Preview
from project import page

from campaign import urls
from campaign.build import Options, build

pytestmark = pytest.mark.slow

HOMES = {"national": "/", "other": "/council/other/"}
OWN = """pages: {about/own.md: About}
"""


def files_of(site):
    return {
        file.relative_to(site).as_posix(): file.read_bytes()
        for file in site.rglob("*")
        if file.is_file() and file.name not in ("404.html", "robots.txt")
    }


def assert_same(preview, root, council):
    site = root / f"site-{council}"
    build(Options(root, site, council=council, with_leaflets=False))
    built = files_of(site)
    assert len([name for name in built if name.endswith(".html")]) >= 9
    for name, content in built.items():
        seen = preview.answer(HOMES[council] + name.removesuffix("index.html")).content
        if name.endswith(".html"):
            assert b"/_preview/bar.js" in seen
            seen = preview.get(HOMES[council] + name.removesuffix("index.html")).encode()
        assert seen == content, name


@pytest.mark.parametrize("council", HOMES)
def test_every_previewed_file_is_the_built_one(tiny, preview, council):
    assert_same(preview, tiny.root, council)


def test_it_is_the_built_one_after_edits_of_all_kinds_while_it_stays_warm(tiny, preview):
    for path in ("/", "/ur/about/more/", "/council/other/pl/about/"):
        preview.get(path)
    tiny.edit("docs/about/more.md", "title: More words", "title: More and more")
    tiny.edit("docs/about/index.md", "Who we are.", "Who we are, and **why**?")
    tiny.edit("councils/other/council.yml", '"#23415f"', '"#5f2341"')
    tiny.edit("overrides/main.html", "<h1>{{ view.heading }}</h1>", '<h1 class="new">{{ view.heading }}</h1>')
    tiny.edit("overrides/components/page/page.css", "margin: 0;", "margin: 1px;")
    tiny.edit("translations/interface.yml", "text: Search", "text: Look for")
    tiny.translate()
    preview.refresh()
    for council in HOMES:
        assert_same(preview, tiny.root, council)


def test_a_councils_own_pages_are_previewed_too(tiny, preview):
    tiny.write("councils/other/docs/about/own.md", page("Our own", "Words of our own.\n"))
    council = (tiny.root / "councils/other/council.yml").read_text(encoding="utf-8")
    tiny.write("councils/other/council.yml", council + OWN)
    preview.refresh()
    assert "Words of our own." in preview.get("/council/other/about/own/")
    assert preview.answer("/about/own/").status == 404
    assert_same(preview, tiny.root, "other")


def test_the_real_site_in_english_and_urdu_is_the_built_one(real_root, luton_site, tmp_path):
    preview = Preview(real_root, tmp_path / "scratch")
    pages = [*preview.project.reading.content.pages.values()]
    assert len(pages) >= 100
    for language in ("en", "ur"):
        for each in pages:
            address = urls.prefix(language) + each.url
            built = (luton_site / address / "index.html").read_text(encoding="utf-8")
            assert preview.get(f"/council/luton/{address}") == built, address
