"""The real site, built once: what a reader in any language can rely on."""

import re
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin

import pytest

from campaign import content
from campaign.leaflets.names import leaflets_of
from campaign.translation.catalogue import Translator
from campaign.views import A_TO_Z_PAGE

pytestmark = pytest.mark.slow

VOID = frozenset({"meta", "link", "img", "input", "br", "hr"})


class Reading(HTMLParser):
    """What a page links to, which ids it has, and whether its elements are closed in order."""

    def __init__(self, text: str):
        super().__init__()
        self.links, self.ids, self.tags, self.open, self.faults = [], [], [], [], []
        self.feed(text)
        self.faults += [f"{tag} is never closed" for tag in self.open]

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.tags.append((tag, values))
        self.links += [
            values[name]
            for name in ("href", "src")
            if values.get(name) is not None and tag != "link" or name == "href" and values.get("rel") == "icon"
        ]
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "p" and self.open and self.open[-1] == "p" or tag == "div" and "p" in self.open:
            self.faults.append(f"{tag} inside a paragraph")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1:]}")
        else:
            self.open.pop()


@pytest.fixture(scope="module")
def pages(built_site):
    return {
        file.relative_to(built_site).as_posix().removesuffix("index.html"): Reading(file.read_text(encoding="utf-8"))
        for file in sorted(built_site.rglob("index.html"))
    }


@pytest.fixture(scope="module")
def loaded(real_root):
    return content.load(real_root)


def test_every_page_is_there_in_every_offered_language_with_its_leaflets(built_site, pages, loaded):
    assert len(pages) == len(loaded.pages) * len(loaded.offered) >= 60
    files = sum(len(leaflets_of(page, Translator("en"))) for page in loaded.leaflets)
    assert len(list(built_site.rglob("*.pdf"))) == files * len(loaded.offered) >= 100


def test_no_link_is_broken_at_the_root_or_under_a_path(built_site, pages):
    seen = 0
    for url, page in pages.items():
        for link in page.links:
            if re.match(r"[a-z]+:", link):
                continue
            assert not link.startswith("/"), f"{url}: {link} would leave a site under a path"
            target = urljoin("https://host/path/" + url, link).removeprefix("https://host/path/")
            path, _, anchor = unquote(target).partition("#")
            assert not path.startswith("https:"), f"{url}: {link} leaves the site"
            file = built_site / (path + "index.html" if path.endswith("/") or not path else path)
            assert file.is_file(), f"{url}: {link}"
            if anchor:
                assert anchor in pages[path].ids, f"{url}: {link}"
            seen += 1
    assert seen > 1000


def test_elements_are_closed_in_order_and_ids_stand_once(pages):
    for url, page in pages.items():
        assert page.faults == [], url
        assert [name for name, count in Counter(page.ids).items() if count > 1] == [], url


def shape(built_site, language, url):
    """Every element of a page's own words, with where it leads and its id; addresses as if all languages stood at the root."""
    prefix = "" if language == "en" else f"{language}/"
    text = (built_site / prefix / url / "index.html").read_text(encoding="utf-8")
    words = "".join(
        re.findall(
            r'<div class="words">(.*?)</div>\n(?=<ul class="contents">|<div class="words">|<details class="page-sources">|<nav|</main>)',
            text,
            re.S,
        )
    )
    assert words
    # A leaflet's file and a pack are named for their language.
    leads = lambda values: (values.get("href") or values.get("src") or values.get("id") or "").replace(
        f"-{language}.", "-en."
    )
    return Counter((tag, leads(values)) for tag, values in Reading(words).tags)


def test_pages_have_the_same_structure_in_every_language(built_site, loaded, record_property):
    compared = 0
    # The list from A to Z stands in another order in each language.
    for page in (page for page in loaded.pages.values() if page.path != A_TO_Z_PAGE):
        english = shape(built_site, "en", page.url)
        for language in loaded.offered[1:]:
            assert shape(built_site, language, page.url) == english, f"{language}/{page.url}"
            compared += 1
    record_property("pages compared", compared)
    print(f"{compared} pages compared")
    assert compared == (len(loaded.pages) - 1) * (len(loaded.offered) - 1) >= 500


def test_heading_ids_are_equal_across_languages(pages, loaded):
    for page in loaded.pages.values():
        ids = {
            language: pages[("" if language == "en" else f"{language}/") + page.url].ids for language in loaded.offered
        }
        assert all(each == ids["en"] for each in ids.values()), page.path


def test_nothing_is_asked_of_a_third_party_and_nothing_is_inline(pages):
    for url, page in pages.items():
        for tag, values in page.tags:
            assert "style" not in values and not any(name.startswith("on") for name in values), f"{url}: {tag} {values}"
            if tag in ("script", "img", "link") and values.get("rel") != "canonical":
                assert not re.match(r"(https?:)?//", values.get("src") or values.get("href") or ""), f"{url}: {values}"
            assert tag != "script" or "src" in values


def test_every_page_has_the_exit_the_help_and_the_menu(pages):
    for url, page in pages.items():
        classes = {values.get("class", "") for _, values in page.tags}
        assert {"exit-link__button", "site-footer__help", "site-menu", "language-menu", "skip-link"} <= classes, url
        assert "tel:999" in page.links, url


def test_every_number_is_isolated_from_right_to_left_text(pages):
    numbers = 0
    for url, page in pages.items():
        for (tag, values), (inner, direction) in zip(page.tags, page.tags[1:], strict=False):
            if (values.get("href") or "").startswith(("tel:", "sms:")):
                assert (tag, inner, direction) == ("a", "bdi", {"dir": "ltr"}), url
                numbers += 1
    assert numbers > 300


def test_the_edition_of_luton_names_luton_and_nothing_of_the_nation(luton_site):
    texts = [
        file.read_text(encoding="utf-8") for file in luton_site.rglob("*") if file.suffix in (".html", ".js", ".xml")
    ]
    whole = "".join(texts)
    assert "Luton Council" in whole and "لوٹن کونسل" in whole
    for placeholder in (
        "The national campaign",
        "Kampania ogólnokrajowa",
        "قومی مہم",
        "https://www.example.org/ur/",
        "report-child-abuse-to-local-council",
    ):
        assert placeholder not in whole


def test_local_numbers_that_nobody_confirmed_are_nowhere(luton_site):
    for file in luton_site.rglob("*.html"):
        assert "01582" not in file.read_text(encoding="utf-8") and "https://www.luton.gov.uk/" in file.read_text(
            encoding="utf-8"
        )
