"""What a page may write in double braces: ``{{ helpline.childline.phone }}``, ``{{ council.name }}``.

Pages name a helpline and never type a number. In running text a shortcode becomes a link or a slot; a
paragraph that is nothing but a shortcode becomes a card. They are expanded after translation, so a
translator moves them about as words and catalogues stay neutral between councils.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from markupsafe import Markup

from campaign import helplines
from campaign.slots import slot
from campaign.translation.catalogue import Translator

PATTERN = r"\{\{\s*([A-Za-z0-9._-]+)\s*\}\}"
_SHORTCODE = re.compile(PATTERN)
_ANY_BRACES = re.compile(r"\{\{(.*?)\}\}")
_WHOLE = re.compile(rf"\s*{PATTERN}\s*")

COUNCIL_WORDS = ("council.name", "council.short_name")
COUNCIL_CARDS = tuple(
    f"council.{name}.card"
    for name in ("children", "adults", "police", "partnership", "board", "calendar", "views", "news")
)
#: Every source that a page rests on.
SOURCES = "sources.all"
#: All pages from A to Z.
A_TO_Z = "pages.a-to-z"
#: All leaflets, by reader.
LEAFLETS = "leaflets.all"
HELPLINE_FIELDS = ("name", "phone", "text", "card")


@dataclass(frozen=True)
class Shortcode:
    """One use in a text: what stands between the braces, and the line of the text (from 0) it is on."""

    name: str
    line: int


def find_all(text: str) -> Iterator[Shortcode]:
    """Every pair of double braces in a text, well written or not."""
    for match in _ANY_BRACES.finditer(text):
        yield Shortcode(match[1].strip(), text.count("\n", 0, match.start()))


def fault(name: str, register: helplines.Register) -> tuple[str, str] | None:
    """What is wrong with a shortcode and how to mend it, or None when it is right."""
    from campaign.problems import did_you_mean

    known = [*COUNCIL_WORDS, *COUNCIL_CARDS, SOURCES, A_TO_Z, LEAFLETS]
    if name in known:
        return None
    kind, _, rest = name.partition(".")
    if kind == "helplines":
        groups = sorted({group for helpline in register.published().values() for group in helpline.groups})
        return (
            None
            if rest in groups
            else (
                f"there is no group of helplines called “{rest}”.",
                f"{did_you_mean(rest, groups)} Groups: {', '.join(groups)}.",
            )
        )
    if kind != "helpline":
        return (
            f"“{name}” is not a shortcode we know.",
            f"{did_you_mean(name, known)} Or name a helpline:  {{{{ helpline.childline.phone }}}}",
        )
    identity, _, wanted = rest.rpartition(".")
    helpline = register.by_id().get(identity)
    if helpline is None:
        return (
            f"there is no helpline called “{identity or rest}”.",
            f"{did_you_mean(identity or rest, register.published())} Names are in {helplines.FILE}.",
        )
    if not helpline.published:
        return (
            f"“{identity}” is not published: {helpline.reason}",
            f'choose another, or confirm it and set  publish: "yes"  in {helplines.FILE}.',
        )
    if wanted not in HELPLINE_FIELDS:
        return (
            f"a helpline has no “{wanted}”.",
            f"{did_you_mean(wanted, HELPLINE_FIELDS)} Use one of: {', '.join(HELPLINE_FIELDS)}.",
        )
    if wanted in ("phone", "text") and not getattr(helpline, wanted):
        return (
            f"“{identity}” has no {wanted} number.",
            f"use  {{{{ helpline.{identity}.name }}}}  or add the number to {helplines.FILE}.",
        )
    return None


@dataclass
class Drawing:
    """Draws what fills a paragraph of its own. ``root`` is the way from the page to its language's home page, set for each page."""

    card: Callable[[helplines.Helpline], str]
    sources: Callable[[], str]
    a_to_z: Callable[[str], str]
    leaflets: Callable[[str], str]
    root: str = "./"


class _Expand(InlineProcessor):
    def __init__(self, md: Markdown, register: helplines.Register, translator: Translator):
        super().__init__(PATTERN, md)
        self.register, self.translator = register, translator

    def handleMatch(self, m, data):
        return self._element(m[1]), m.start(0), m.end(0)

    def _element(self, name: str):
        kind, _, rest = name.partition(".")
        if kind == "council":
            return AtomicString(slot(name))
        identity, _, wanted = rest.rpartition(".")
        helpline = self.register.published()[identity]
        match wanted:
            case "name":
                return self._name(helpline)
            case "phone":
                return _number(helpline.phone, "tel")
            case "text":
                return _number(helpline.text, "sms")

    def _name(self, helpline: helplines.Helpline) -> etree.Element | str:
        name = AtomicString(self.translator.text(helpline.name, "helpline"))
        if not helpline.web:
            return name
        link = etree.Element("a", {"href": helpline.web})
        link.text = name
        return link


def _number(number: str, scheme: str) -> etree.Element:
    """The same link as ``helplines.number_markup``, for the tree."""
    link = etree.fromstring(str(helplines.number_markup(number, scheme)))
    link[0].text = AtomicString(link[0].text)
    return link


class _Cards(Treeprocessor):
    """A paragraph that is nothing but a shortcode becomes what it names."""

    def __init__(self, md: Markdown, register: helplines.Register, drawing: Drawing):
        super().__init__(md)
        self.register, self.drawing = register, drawing

    def run(self, root: etree.Element) -> None:
        for paragraph in root.iter("p"):
            match = _WHOLE.fullmatch(paragraph.text or "") if not len(paragraph) else None
            html = self._draw(match[1]) if match else None
            if html:
                # Markup, because it comes from our own templates: the sanitiser looks at all else.
                paragraph.text = self.md.htmlStash.store(Markup(html))

    def _draw(self, name: str) -> str | None:
        if name in COUNCIL_CARDS:
            # A division, because Markdown would leave a bare slot in a paragraph, where no card may stand.
            return f"<div>{slot(name, self.drawing.root)}</div>"
        if name == SOURCES:
            return self.drawing.sources()
        if name == A_TO_Z:
            return self.drawing.a_to_z(self.drawing.root)
        if name == LEAFLETS:
            return self.drawing.leaflets(self.drawing.root)
        kind, _, rest = name.partition(".")
        if kind == "helplines":
            return "\n".join(map(self.drawing.card, self.register.group(rest)))
        if kind == "helpline" and rest.endswith(".card"):
            return self.drawing.card(self.register.published()[rest.removesuffix(".card")])
        return None


class ShortcodesExtension(Extension):
    """Python-Markdown extension that expands shortcodes in the words of ``translator``."""

    def __init__(self, register: helplines.Register, translator: Translator, drawing: Drawing):
        super().__init__()
        self.register, self.translator, self.drawing = register, translator, drawing

    def extendMarkdown(self, md: Markdown) -> None:
        # Inline: after code spans (190), so that documentation may show a shortcode, and before links (160).
        md.inlinePatterns.register(_Expand(md, self.register, self.translator), "campaign-shortcode", 176)
        # Cards: right after translation (45) and before inline Markdown (20).
        md.treeprocessors.register(_Cards(md, self.register, self.drawing), "campaign-cards", 44)
