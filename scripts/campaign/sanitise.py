"""What Markdown may become: an allow-list of elements, attributes and addresses, asked of every rendered page.

Markdown lets its writer say nearly everything HTML can: ``{: onclick=… }`` is an attribute, ``[x](javascript:…)`` a link, and
raw HTML passes as it is. So when a page is serialised, and before cards and slots are put in (they are ours, and come from
templates), nh3 cleans it by this list, and anything that nh3 takes away is a finding. The page is then refused and never
quietly mended: an editor should know, and a half-clean page is a strange page. nh3 parses as browsers do, so what it does
not see, no browser sees. Comparing two texts is cheap; only a page that differs is looked at element by element.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

import nh3
from markdown.util import ETX, STX

from campaign import addresses, characters
from campaign.helplines import digits
from campaign.slots import CLOSE, OPEN

ELEMENTS = frozenset(
    str.split(
        "a abbr bdi blockquote br code dd del details div dl dt em figcaption figure h2 h3 h4 h5 h6 hr img input label li ol p pre"
        " q s span strong sub summary sup table tbody td th thead tr ul"
    )
)
ANYWHERE = frozenset({"class", "id", "lang", "dir"})
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height"},
    "abbr": {"title"},
    "ol": {"start"},
    "details": {"open"},
    "input": {"type", "disabled", "checked"},
}
SCHEMES = frozenset({"https", "mailto", "tel", "sms"})
#: Classes that Markdown writes, and those that the style of pages and leaflets offers to editors.
CLASSES = frozenset(
    str.split(
        "abstract admonition admonition-title align-center align-left align-right bug caution danger failure footnote"
        " footnote-backref footnote-ref info note question quote success summary tip warning example"
        " task-list toc task-list-item task-list-control task-list-indicator boxed cards caption number pictogram tear-off"
    )
)
_ID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_:.-]{0,120}$")
_VALUES = {
    "lang": re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})*$"),
    "dir": re.compile(r"(ltr|rtl)$"),
    "type": re.compile(r"checkbox$"),
    "start": re.compile(r"\d{1,4}$"),
    "width": re.compile(r"\d{1,4}$"),
    "height": re.compile(r"\d{1,4}$"),
    **dict.fromkeys(("disabled", "checked", "open"), re.compile(r"\w*$")),
}
_CALL = re.compile(r'<a [^>]*href="(?:tel|sms):([^"]*)"[^>]*>(.*?)</a>', re.S)
_TAG = re.compile(r"<[^>]*>")
_EMPTY = re.compile(r"<(?:br|hr|img|input)\b")
#: Markdown's other way to write a main heading.
UNDERLINE = "==="
#: Marks of ours inside a page that is being made: Markdown's placeholders and slots.
_OURS = STX + ETX + OPEN + CLOSE


@dataclass(frozen=True)
class Finding:
    """What may not be there; ``clue`` is a piece of text by which its place in the file can be found."""

    what: str
    clue: str


@dataclass(frozen=True)
class Rules:
    """What depends on the site: ``numbers`` are the digits that may be dialled, ``taken`` the ids of our own components."""

    numbers: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()

    def fault(self, tag: str, name: str, value: str) -> str | None:
        """What is wrong with an attribute that the list knows; None when it may stay."""
        if STX in value or next(characters.find(value, _OURS), None):
            return "hides something"
        match name:
            case "href" | "src":
                return self._address_fault(tag, value)
            case "class":
                strange = next((each for each in value.split() if each not in CLASSES), None)
                return strange and f"names a class we do not have, “{strange}”"
            case "id":
                if value in self.taken:
                    return "is the name of a part of every page; choose another"
                return None if _ID.match(value) else "is no good id"
        pattern = _VALUES.get(name)
        return None if not pattern or pattern.match(value) else "has a value we do not know"

    def _address_fault(self, tag: str, value: str) -> str | None:
        if tag == "img":
            outside = addresses.inside_fault(value)
            return outside and "is not a picture of our own; it would be asked of somebody else"
        if value.startswith(("tel:", "sms:")):
            return None if value[4:] in self.numbers else "is a number that is not in the register"
        return addresses.fault(value)


def findings(page: str, rules: Rules) -> list[Finding]:
    """What a piece of HTML holds that may not be there."""
    bare = _as_nh3_writes(page)
    cleaned = _clean(page, rules)
    found = list(_compare(page, cleaned, rules)) if cleaned != bare else []
    found += [Finding(f"{each.what} stands in the page", "") for each in characters.find(cleaned, _OURS)]
    for dialled, shown in _CALL.findall(page):
        if dialled != digits(html.unescape(_TAG.sub("", shown))):
            found.append(Finding(f"a link dials {dialled} and shows something else", dialled))
    return found


def _clean(page: str, rules: Rules) -> str:
    return nh3.clean(
        page,
        tags=set(ELEMENTS),
        clean_content_tags=set(),
        attributes={tag: ANYWHERE | ATTRIBUTES.get(tag, set()) for tag in ELEMENTS},
        attribute_filter=lambda tag, name, value: None if rules.fault(tag, name, value) else value,
        strip_comments=True,
        link_rel=None,
        url_schemes=set(SCHEMES),
    )


def _as_nh3_writes(page: str) -> str:
    """Markdown's own HTML, letter for letter as nh3 writes the same."""
    return page.replace(" />", ">").replace("\u00a0", "&nbsp;")


class Pieces(HTMLParser):
    """Start and end tags with attributes, in order, what is neither words nor tag, and the words; what has no end is left out of the ends."""

    def __init__(self, text: str):
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple]] = []
        self.other: list[str] = []
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, tuple(sorted((name, value or "") for name, value in attrs))))

    def handle_endtag(self, tag):
        if not _EMPTY.match(f"<{tag}"):
            self.tags.append((f"/{tag}", ()))

    def handle_data(self, data):
        self.words += data

    def handle_comment(self, data):
        self.other.append(f"<!--{data}")

    def handle_decl(self, decl):
        self.other.append(f"<!{decl}")

    def handle_pi(self, data):
        self.other.append(f"<?{data}")

    unknown_decl = handle_decl


def _compare(page: str, cleaned: str, rules: Rules) -> Iterator[Finding]:
    """Findings where nh3 took something away. What differs only in writing (``&quot;``) is none."""
    before, after = Pieces(page), Pieces(cleaned)
    for other in before.other:
        yield Finding(f"there is HTML in the page: {other[:60]}", other[:20])
    # The words too: what this parser takes for words and a browser for an element is gone from them.
    if (before.tags, before.words) == (after.tags, after.words):
        return
    found = [finding for tag, attributes in before.tags for finding in _faults(tag, attributes, rules)]
    yield from found or [Finding("browsers would read the elements otherwise than they are written", "<")]


def _faults(tag: str, attributes, rules: Rules) -> Iterator[Finding]:
    if tag.lstrip("/") not in ELEMENTS:
        if not tag.startswith("/"):
            yield Finding(f"the element <{tag}> is not allowed in a page", UNDERLINE if tag == "h1" else f"<{tag}")
        return
    for name, value in attributes:
        if name not in ANYWHERE | ATTRIBUTES.get(tag, set()):
            yield Finding(f"the attribute “{name}” is not allowed in a page", name)
        elif fault := rules.fault(tag, name, value):
            clue = next((each for each in value.split() if each not in CLASSES), value) if name == "class" else value
            yield Finding(f"“{name}={value[:80]}” {fault}", clue)
