"""The tiny site on real servers, at the root of a host and in a folder of another site."""

import gzip
from datetime import date
from urllib.parse import urljoin

import pytest
from project import Tiny

from campaign import assets, content, councils
from campaign import edition as editions
from campaign.bench.servers import SERVERS
from campaign.build import Options, build
from campaign.hosts import emit
from campaign.hosts import site as sites
from hosts.crawl import Page, crawl, get

pytestmark = pytest.mark.slow

PATHS = ("/", "/campaign/")
#: Servers that send compressed copies as they are.
SENDS_COPIES = ("nginx", "caddy")


def promise_of(tiny, site, base_url, host):
    loaded = content.load(tiny.root)
    council = councils.load(tiny.root, "national", loaded.languages).model_copy(update={"base_url": base_url})
    edition = editions.of("national", council, loaded, assets.gather(tiny.root), date.today())
    return sites.of(edition, site, apart=emit.HOSTS[host].beside is not None).promise


@pytest.fixture(
    scope="module", params=[(name, path) for name in SERVERS for path in PATHS], ids=lambda param: "".join(param)
)
def served(request, tmp_path_factory):
    """The address of a real server with the tiny site, and what its headers must be."""
    name, path = request.param
    tmp_path = tmp_path_factory.mktemp("hosts")
    tiny = Tiny(tmp_path / "tiny")
    tiny.translate()
    tiny.write("docs/_data/redirects.yml", "redirects: {old/name.md: about/more.md}\n")
    base_url = f"https://tiny.example{path}"
    site, work = tmp_path / "served" / "site", tmp_path / "work"
    level = 5 if name in SENDS_COPIES else None
    build(Options(tiny.root, site, with_leaflets=False, base_url=base_url, host=name, precompress=level))
    work.mkdir()
    with SERVERS[name](site, work, path) as address:
        yield address, promise_of(tiny, site, base_url, name), site


def test_every_page_is_served_with_the_promised_headers_and_no_link_is_broken(served):
    address, promise, _ = served
    crawled = crawl(address)
    assert crawled.broken == []
    assert len([each for each in crawled.answers if each.endswith("/") or not each]) == 9
    kept = set()
    for place, answer in crawled.answers.items():
        wanted = promise.of(place)
        assert {name.title(): value for name, value in wanted.items()}.items() <= answer.headers.items(), place
        kept |= {place} if "immutable" in wanted["Cache-Control"] else set()
    assert [place.split(".")[0] for place in sorted(kept)] == ["assets/campaign", "assets/nastaliq"][
        : len(kept)
    ] and kept


@pytest.mark.parametrize(
    "missing, language",
    [("nowhere/", "en"), ("nowhere", "en"), ("assets/", "en"), ("pl/nowhere/", "pl"), ("ur/about/nowhere.html", "ur")],
)
def test_a_missing_page_is_answered_in_the_language_of_its_folder(served, missing, language):
    address, promise, site = served
    answer = get(address + missing)
    page = site / ("404.html" if language == "en" else f"{language}/404.html")
    assert (answer.status, answer.body) == (404, page.read_bytes())
    assert {name.title(): value for name, value in promise.everywhere.items()}.items() <= answer.headers.items()


def test_the_links_of_the_page_for_missing_pages_hold(served):
    address, *_ = served
    answer = get(address + "ur/about/nowhere/deeper/")
    links = [link for link in Page(answer.body.decode()).links if link.startswith("/")]
    assert links and {get(urljoin(address, link)).status for link in links} == {200}


@pytest.mark.parametrize("language", ["", "ur/"])
@pytest.mark.parametrize("end", ["/", ""])
def test_a_renamed_page_leads_on(served, language, end):
    address, *_ = served
    answer = get(f"{address}{language}old/name{end}")
    assert answer.status == 301
    assert urljoin(address, answer.headers["Location"]) == f"{address}{language}about/more/"


def test_an_address_without_its_slash_leads_to_the_page(served):
    address, *_ = served
    answer = get(address + "about/more")
    assert answer.status in (301, 308)
    assert urljoin(address, answer.headers["Location"]) == address + "about/more/"


def test_the_page_that_clears_the_cache_goes_on_by_itself(served):
    address, *_ = served
    answer = get(address + "go/")
    assert (answer.headers["Clear-Site-Data"], answer.headers["Cache-Control"]) == ('"cache"', "no-store")
    assert b'http-equiv="refresh" content="0; url=https://www.bbc.co.uk/weather"' in answer.body
    assert b"<script" not in answer.body


def test_pages_are_compressed(served):
    address, *_ = served
    answer = get(address + "about/", **{"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.body).startswith(b"<!doctype html>")


@pytest.mark.parametrize("served", [(name, "/") for name in SENDS_COPIES], ids=SENDS_COPIES, indirect=True)
def test_compressed_copies_are_sent_as_they_are(served):
    address, _, site = served
    answer = get(address + "about/", **{"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.body == (site / "about/index.html.gz").read_bytes()


def test_how_the_site_is_served_is_not_published(served):
    address, _, site = served
    for hidden in (".htaccess", "pl/.htaccess", "site.nginx.conf", "site.caddy", "_headers"):
        assert get(address + hidden).status in (403, 404)
