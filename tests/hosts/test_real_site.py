"""The real site on real servers: every reference holds, every answer carries what is promised, no page breaks its policy."""

import os
import re
import shutil
from datetime import date
from urllib.parse import urljoin, urlsplit

import pytest

from campaign import assets, content, councils
from campaign import edition as editions
from campaign.bench import browser
from campaign.bench.servers import SERVERS
from campaign.build import Options, build
from campaign.hosts import emit, headers, leaving
from hosts.crawl import crawl, get

pytestmark = pytest.mark.slow

PATHS = ("/", "/campaign/")


@pytest.fixture(scope="module")
def built(real_root, tmp_path_factory):
    """The real site as built for the root of a host, and for a folder of another site."""
    sites = {path: tmp_path_factory.mktemp("real") / "site" for path in PATHS}
    for path, site in sites.items():
        build(Options(real_root, site, with_leaflets=False, base_url=f"https://council.example{path}"))
    return sites


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """Where the exit leads in these tests: a neutral site on this machine."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "index.html").write_text("<title>elsewhere</title>")
    with browser.serving(folder) as address:
        # Another site for the browser, which is then in another process and has no memory of this one.
        yield address.replace("127.0.0.1", "localhost")


@pytest.fixture(scope="module", params=[name + path for name in SERVERS for path in PATHS])
def address(request, real_root, built, elsewhere, tmp_path_factory):
    """The address of the real site on a real server."""
    name, _, rest = request.param.partition("/")
    path, folder = f"/{rest}", tmp_path_factory.mktemp(name)
    site, work = folder / "site", folder / "work"
    shutil.copytree(built[path], site, copy_function=os.link)
    loaded = content.load(real_root)
    council = councils.load(real_root, councils.NATIONAL, loaded.languages)
    council = council.model_copy(update={"base_url": f"https://council.example{path}"})
    edition = editions.of(councils.NATIONAL, council, loaded, assets.gather(real_root), date.today())
    emit.write(edition, site, folder / "beside", name)
    emit.place(folder / "beside", site)
    leave = site / leaving.ADDRESS / "index.html"
    leave.write_text(
        leave.read_text(encoding="utf-8").replace("https://www.bbc.co.uk/weather", elsewhere), encoding="utf-8"
    )
    work.mkdir()
    with SERVERS[name](site, work, path) as address:
        yield address


@pytest.fixture(scope="module")
def chromium():
    with browser.chromium() as running:
        yield running


#: A browser looks at one server that sends the policy with the pages and at one that sends the lasting policy.
in_a_browser = pytest.mark.parametrize("address", ["nginx/campaign/", "apache/"], indirect=True)


def test_no_reference_is_broken_and_every_answer_carries_the_headers(address):
    crawled = crawl(address)
    assert crawled.broken == []
    pages = [place for place in crawled.answers if place.endswith("/") or not place]
    assert len(pages) >= 700 and len(crawled.answers) > len(pages) + 50
    always = {name.title(): value for name, value in headers.ALWAYS.items()}
    for place, answer in crawled.answers.items():
        assert always.items() <= answer.headers.items(), place
        assert answer.headers["Cache-Control"] == headers.cache_control(place), place
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"], place
        assert ("Strict-Transport-Security" in answer.headers) is (urlsplit(address).path == "/"), place
    print(f"{address}: {len(pages)} pages, {len(crawled.answers)} references, 0 broken")


def test_the_sitemap_names_the_pages_that_are_there(address):
    text = get(address + "sitemap.xml").body.decode()
    places = re.findall("<loc>https://council.example/(?:campaign/)?(.*?)</loc>", text)
    assert len(places) >= 700
    assert {get(urljoin(address, place)).status for place in places[::50]} == {200}


@in_a_browser
def test_no_page_breaks_the_policy_of_the_header(address, chromium):
    """One page for every style that the site has, in several languages, with the search, and the page for missing pages."""
    context = chromium.new_context()
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
    places = ("", "realise/", "realise/myths/", "ur/", "ur/realise/", "ur/realise/myths/", "ar/get-help/", "leaflets/")
    for place in places:
        page.goto(address + place)
        assert is_styled(page), place
        page.locator("#search").press_sequentially("999")
        page.wait_for_selector(".search-box__help li, .search-box__found a")
    assert complaints == []
    page.goto(address + "pl/nowhere/")
    assert page.locator("html").get_attribute("lang") == "pl" and is_styled(page)
    assert [each for each in complaints if "404" not in each] == []
    context.close()


def is_styled(page):
    return page.locator(".exit-link").evaluate("bar => getComputedStyle(bar).position") == "sticky"


KEPT = """() => performance.getEntriesByType("resource").filter(each => /campaign.*js$/.test(each.name)).map(each => each.transferSize === 0)"""


@in_a_browser
def test_the_way_out_clears_what_the_browser_kept(address, elsewhere, chromium):
    """Chromium keeps the script; after the page that clears the cache it must ask for it again."""
    context = chromium.new_context()
    page, kept = context.new_page(), []
    for place in ("", "realise/", "get-help/"):
        page.goto(address + place)
        kept += page.evaluate(KEPT)
        if place == "realise/":
            page.goto(address + "go/")
            page.wait_for_url(elsewhere)
    assert kept == [False, True, False]
    context.close()


@in_a_browser
def test_the_page_that_clears_the_cache_leaves_no_row_in_the_history(address, elsewhere, chromium):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(address)
    rows = page.evaluate("history.length")
    page.evaluate("address => location.replace(address)", address + "go/")
    page.wait_for_url(elsewhere)
    assert page.evaluate("history.length") == rows
    context.close()
