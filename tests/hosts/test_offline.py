"""The real site as a copy on a USB stick, leaflets included: unpacked, opened without a server, searched."""

import shutil
import zipfile
from urllib.parse import unquote

import pytest

from campaign.bench import browser
from campaign.hosts import offline
from hosts.crawl import Page

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def stick(built_site, tmp_path_factory):
    """A folder into which the ZIP file was unpacked, with a space and letters beyond ASCII in its name."""
    work = tmp_path_factory.mktemp("offline")
    shutil.copytree(built_site, work / "site")
    offline.make_links_name_files(work / "site")
    offline.pack(work / "site", work / "site.zip", "national")
    with zipfile.ZipFile(work / "site.zip") as archive:
        archive.extractall(work / "USB stick – März")
    return work / "USB stick – März" / "national"


def test_every_link_names_a_file_that_is_there(stick):
    pages = {file: Page(file.read_text(encoding="utf-8")) for file in stick.rglob("*.html")}
    seen, leaflets = 0, 0
    for file, page in pages.items():
        for link in page.links:
            if link.startswith(("tel:", "sms:", "mailto:", "https:", "data:")):
                continue
            path, _, anchor = unquote(link).partition("#")
            target = (file.parent / path).resolve() if path else file
            assert target.is_file() and target.is_relative_to(stick), f"{file.relative_to(stick)}: {link}"
            assert not anchor or target.suffix != ".html" or anchor in pages[target].ids, f"{file}: {link}"
            seen, leaflets = seen + 1, leaflets + (target.suffix == ".pdf")
    assert len(pages) >= 700 and seen > 20_000 and leaflets > 100
    print(f"{len(pages)} pages, {seen} links, {leaflets} of them to leaflets, 0 broken")


@pytest.mark.parametrize("prefix, typed", [("", "nudes"), ("ur/", "beti")])
def test_it_opens_by_double_click_and_can_be_searched(stick, prefix, typed):
    with browser.chromium() as chromium:
        page, complaints = chromium.new_page(), []
        page.on("console", lambda message: complaints.append(message.text))
        page.goto((stick / prefix / "index.html").as_uri())
        page.locator(".site-menu a").last.click()
        page.wait_for_load_state()
        assert page.url.startswith("file:") and page.locator("h1").is_visible()
        page.locator("#search").press_sequentially(typed)
        page.locator(".search-box__found a").first.click()
        page.wait_for_load_state()
        assert page.url.startswith("file:") and page.url.endswith("index.html") and page.locator("h1").is_visible()
        assert complaints == []
