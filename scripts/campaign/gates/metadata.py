"""What machines read of a page: its name, description, address, language, headings and pictures.

An edition with quiet titles has one neutral title on purpose, so that a browser's history gives nobody away;
an open one has a title for each page. The site itself says which it is: only a quiet page has a neutral card.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

import lxml.etree

from campaign.gates.report import Finding, Report, problems
from campaign.gates.site import SITEMAP, BuiltPage, Site

CHECK = "gate: metadata"
WHY = "search engines and screen readers rely on it."
MEND = "mend the page's front matter or words; where it is wrong on every page, the template in overrides/."

_ADDRESS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_LINK = "{http://www.w3.org/1999/xhtml}link"
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
#: A text of so many words that equals the English page's is English. Fewer may be a name.
_A_SENTENCE = 4
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})


def check(site: Site) -> Report:
    """All pages, and the sitemap beside them."""
    findings = [
        *(Finding(page.path, fault) for page in site.pages.values() for fault in _page_faults(site, page)),
        *_not_unique(site),
        *_alternates(site),
    ]
    return Report(
        CHECK, len(site.pages), site.languages, 1, len(site.pages), "pages read", problems(CHECK, findings, WHY, MEND)
    )


def _page_faults(site: Site, page: BuiltPage) -> Iterator[str]:
    yield from _head(site, page)
    yield from _language(page)
    yield from _headings(page)
    yield from _pictures(page)
    if english := _english(site, page):
        yield from _unmarked(page, english)


def _one(page: BuiltPage, path: str) -> str | None:
    """The one text at a path in the head, or None when there are none or several."""
    found = page.tree.xpath(path)
    return str(found[0]).strip() if len(found) == 1 else None


def _title(page: BuiltPage) -> str | None:
    return _one(page, "/html/head/title/text()")


def _description(page: BuiltPage) -> str | None:
    return _one(page, "/html/head/meta[@name='description']/@content")


def _card(page: BuiltPage) -> str | None:
    return _one(page, "/html/head/meta[@property='og:title']/@content")


def _head(site: Site, page: BuiltPage) -> Iterator[str]:
    if not _title(page):
        yield "this page has not one title."
    if not _description(page):
        yield "this page has not one description."
    canonical = _one(page, "/html/head/link[@rel='canonical']/@href")
    if page.is_not_found:
        if canonical or _one(page, "/html/head/meta[@name='robots']/@content") != "noindex":
            yield "the page for missing addresses must not be found by search engines."
    elif canonical != site.base + page.url:
        yield f"the canonical address is “{canonical}”, and the page stands at “{site.base + page.url}”."


def _language(page: BuiltPage) -> Iterator[str]:
    folder = page.path.split("/")[0]
    if page.language not in (folder, "en"):
        yield f"this page says that it is in “{page.language}”, and it stands in “{folder}”."
    for element in page.tree.iter("*"):
        language = element.get("lang")
        if language is None:
            continue
        if not _TAG.fullmatch(language):
            yield f"“{language}” is not the tag of a language."
        if _direction(language) != (element.get("dir") or _inherited_direction(element)):
            yield f"a part in “{language}” is not set {_direction(language)} (dir)."


def _direction(language: str) -> str:
    return "rtl" if language.split("-")[0] in RIGHT_TO_LEFT else "ltr"


def _inherited_direction(element) -> str:
    return next((each.get("dir") for each in element.iterancestors() if each.get("dir")), "ltr")


def _headings(page: BuiltPage) -> Iterator[str]:
    levels = [int(element.tag[1]) for element in page.tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    if levels.count(1) != 1:
        yield f"this page has {levels.count(1)} main headings (h1), and must have one."
    for above, below in pairwise([0, *(level for level in levels)]):
        if below > above + 1:
            yield f"a heading of level {below} follows one of level {above}."


def _pictures(page: BuiltPage) -> Iterator[str]:
    for picture in page.tree.iter("img"):
        missing = [name for name in ("alt", "width", "height") if picture.get(name) is None]
        if missing:
            yield f"the picture {picture.get('src')} has no {', '.join(missing)}."


def _english(site: Site, page: BuiltPage) -> BuiltPage | None:
    """The English page that a page translates."""
    return None if page.language == "en" else site.pages.get(page.path.split("/", 1)[-1])


@cache
def _sentences(page: BuiltPage) -> frozenset[str]:
    return frozenset(text for text, _ in _texts(page))


def _texts(page: BuiltPage) -> Iterator[tuple[str, str]]:
    """Every longer text of a page's body, with the language it is marked as."""
    for element in page.tree.body.iter("*"):
        own = [element.text, *(child.tail for child in element), element.get("alt"), element.get("aria-label")]
        texts = [joined for text in own if text and (joined := " ".join(text.split())).count(" ") >= _A_SENTENCE - 1]
        if texts:
            language = next(each.get("lang") for each in (element, *element.iterancestors()) if each.get("lang"))
            yield from ((text, language) for text in texts)


def _unmarked(page: BuiltPage, english: BuiltPage) -> Iterator[str]:
    for text, language in _texts(page):
        if language != "en" and text in _sentences(english) and not _is_name(text):
            yield f"“{text[:60]}” is English, and marked as “{language}”."


def _is_name(text: str) -> bool:
    """Whether most longer words are capitalised: a name stays as it is and need not be marked (WCAG 3.1.2)."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return sum(word[0].isupper() for word in words) * 3 >= len(words) * 2


def _not_unique(site: Site) -> Iterator[Finding]:
    """Titles and descriptions that two pages of a language share; of a quiet edition, titles that differ."""
    for languages in _by_language(site).values():
        quiet = [page for page in languages if _card(page)]
        yield from _shared(languages, _description, "description")
        yield from _shared([page for page in languages if page not in quiet], _title, "title")
        for page in quiet:
            if {_title(page), _card(page)} != {_title(quiet[0])}:
                yield Finding(page.path, f"the title “{_title(page)}” is not the neutral one of the other pages.")


def _by_language(site: Site) -> dict[str, list[BuiltPage]]:
    found = defaultdict(list)
    for page in site.pages.values():
        found[page.language].append(page)
    return found


def _shared(pages: Iterable[BuiltPage], read, name: str) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for page in pages:
        if (text := read(page)) and first.setdefault(text, page.path) != page.path:
            yield Finding(page.path, f"the {name} “{text[:60]}” is also that of {first[text]}.")


def _alternates(site: Site) -> Iterator[Finding]:
    """The sitemap names every page once, and each with the same page in every language."""
    listed = {}
    for entry in lxml.etree.parse(site.folder / SITEMAP).getroot():
        address = entry.findtext(f"{_ADDRESS}loc")
        if address in listed:
            yield Finding(SITEMAP, f"“{address}” is named twice.")
        listed[address] = {link.get("hreflang"): link.get("href") for link in entry.iter(_LINK)}
    pages = {site.base + page.url: page for page in site.pages.values() if not page.is_not_found}
    yield from (Finding(SITEMAP, f"“{address}” is not named.") for address in pages.keys() - listed.keys())
    yield from (Finding(SITEMAP, f"“{address}” is not there.") for address in listed.keys() - pages.keys())
    everywhere = {page.language for page in pages.values()} | {"x-default"}
    for address in pages.keys() & listed.keys():
        alternates = listed[address]
        if set(alternates) != everywhere:
            yield Finding(SITEMAP, f"“{address}” is not named in every language.")
        elif alternates[pages[address].language] != address or alternates["x-default"] != alternates["en"]:
            yield Finding(SITEMAP, f"“{address}” is named with a wrong language.")
        elif any(listed.get(other) != alternates for other in alternates.values()):
            yield Finding(SITEMAP, f"“{address}” and its other languages do not name each other.")
