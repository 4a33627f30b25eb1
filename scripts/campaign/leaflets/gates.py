"""Gates: a leaflet with lost words, a wrong page count or a reversed number is not made.

WeasyPrint drops text that overflows without a word. So the text in the laid-out boxes is compared with the
text that went in, word by word; a panel of fixed size must hold all its lines; and anything WeasyPrint logs is a fault.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import lxml.html
from fontTools.ttLib import TTFont

from campaign.leaflets import qr
from campaign.slots import plain

#: The ids of the parts of a leaflet begin with this (overrides/leaflets/leaflet.html).
PART = "part-"
_BODY = re.compile(r"<body.*?</body>", re.S)
_PART = re.compile(r"[^\s/-]+")
#: Marks that steer direction or joining are laid out but are no words.
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\u00ad\ufeff]")
_NUMBER = re.compile(r'<a class="number"[^>]*>([\d\u00a0 ]+)</a>')
#: CSS pixels to points, and the slack of rounding in pixels.
POINTS, SLACK = 0.75, 0.5
#: Of two lines that share more than this, one lies over the other.
OVER = 0.2
#: A QR code is read at this many pixels a point: 216 to the inch, as a phone sees it from a hand's length.
CODE_SCALE = 3


@dataclass(frozen=True)
class Fault:
    """What is wrong with a laid-out leaflet, said so that an editor can mend it."""

    what: str
    mend: str


@dataclass(frozen=True)
class Panel:
    """A panel as laid out: its name, its text, and how far text stands out of it, in CSS pixels."""

    name: str
    text: str
    beyond: float


def find_faults(
    html: str, document, sides: int, log: list[str], covered: frozenset[str], smallest: float
) -> list[Fault]:
    """All faults of a laid-out WeasyPrint document made from ``html``; ``covered`` holds the letters of our fonts, ``smallest`` is in points."""
    return [
        *(Fault(f"the engine says: {message}", "mend the template or the style of the leaflet.") for message in log),
        *_sides(document, sides),
        *_overflow(document),
        *_overlap(document),
        *_words(html, document, covered),
        *_small(document, smallest),
    ]


def _sides(document, sides: int) -> Iterator[Fault]:
    if len(document.pages) != sides:
        beyond = " ".join(_text(page._page_box) for page in document.pages[sides:]).split()
        lost = f" Too many by {len(beyond)} words: {' '.join(beyond[:12])} …" if beyond else ""
        yield Fault(
            f"it fills {len(document.pages)} sides instead of {sides}.{lost}",
            "shorten the text, here or in the translation.",
        )


def _overflow(document) -> Iterator[Fault]:
    seen = set()
    for panel in panels(document):
        if panel.name in seen:
            lost = panel.text.split()
            yield Fault(
                f"the panel “{panel.name}” is too long by {len(lost)} words: {' '.join(lost[:12])} …",
                "shorten the text of the panel, here or in the translation.",
            )
        seen.add(panel.name)
        if panel.beyond > SLACK:
            yield Fault(
                f"the panel “{panel.name}” overflows by {panel.beyond / 96 * 25.4:.0f} mm, about "
                f"{max(1, round(panel.beyond / 20 * 7))} words: … {' '.join(panel.text.split()[-8:])}",
                "shorten the text of the panel, here or in the translation.",
            )


def _overlap(document) -> Iterator[Fault]:
    """Lines that lie over one another. Turned text is measured where it was before it was turned, and left out."""
    for page in document.pages:
        lines = sorted(_lines(page._page_box), key=lambda line: line.position_y)
        for number, one in enumerate(lines):
            for other in lines[number + 1 :]:
                if other.position_y > one.position_y + one.height:
                    break
                if _share(one, other) > OVER:
                    yield Fault(
                        f"“{_text(one)[:40]}” and “{_text(other)[:40]}” lie over one another.",
                        "shorten the text, or mend the style of the leaflet.",
                    )
                    return


def _lines(box) -> list:
    """The lines of text in a box; of a line that holds a block with lines of its own, those."""
    if getattr(getattr(box, "element", None), "get", lambda _: None)("class") == "turned" or hasattr(box, "text"):
        return []
    inner = [line for child in getattr(box, "all_children", lambda: ())() for line in _lines(child)]
    return inner or ([box] if type(box).__name__ == "LineBox" and _text(box).strip() else [])


def _share(one, other) -> float:
    """How much of the smaller of two boxes the other covers."""
    width = min(one.position_x + one.width, other.position_x + other.width) - max(one.position_x, other.position_x)
    height = min(one.position_y + one.height, other.position_y + other.height) - max(one.position_y, other.position_y)
    smaller = min(one.width * one.height, other.width * other.height)
    return max(0, width) * max(0, height) / smaller if smaller else 0


def _words(html: str, document, covered: frozenset[str]) -> Iterator[Fault]:
    source, laid_out = words(plain(spaced_body(html))), words(laid_out_text(document))
    if strange := sorted(set("".join(source)) - covered):
        yield Fault(
            f"our fonts have no letter for: {' '.join(strange[:20])}",
            "add a font to overrides/leaflets/fonts.css, or write it otherwise.",
        )
    if lost := list((source - laid_out).elements()):
        yield from _lost_in_panels(html, document) or [
            Fault(f"words are lost in print: {' '.join(lost[:20])}", "shorten the text of the panel.")
        ]
    if twice := list((laid_out - source).elements()):
        yield Fault(
            f"words are printed that are not in the source, or twice: {' '.join(twice[:20])}",
            "mend the template of the leaflet.",
        )


def _lost_in_panels(html: str, document) -> list[Fault]:
    """For each part of the leaflet that loses words on paper: which, and how many."""
    laid_out: dict[str, Counter] = {}
    for page in document.pages:
        for box in boxes(page._page_box):
            name = getattr(getattr(box, "element", None), "get", lambda *_: None)("id")
            if name and name.startswith(PART):
                laid_out[name] = laid_out.get(name, Counter()) + words(_text(box))
    faults = []
    for element in lxml.html.fromstring(html).xpath(f'//*[starts-with(@id, "{PART}")]'):
        source, name = words(" ".join(element.itertext())), element.get("id")
        if lost := list((source - laid_out.get(name, Counter())).elements()):
            said = f"the panel “{name.removeprefix(PART)}” loses {len(lost)} words in print: {' '.join(lost[:12])} …"
            faults.append(Fault(said, "shorten the text of the panel, here or in the translation."))
    return faults


def _small(document, smallest: float) -> Iterator[Fault]:
    sizes = {
        round(box.style["font_size"] * POINTS, 2): box.text
        for page in document.pages
        for box in boxes(page._page_box)
        if getattr(box, "text", "").strip()
    }
    if sizes and min(sizes) < smallest - 0.01:
        yield Fault(
            f"“{sizes[min(sizes)][:40]}” is set in {min(sizes)} pt, below {smallest} pt.",
            "mend the style of the leaflet: nothing may be smaller than 1rem.",
        )


def panels(document) -> Iterator[Panel]:
    """The panels of fixed size (class ``fixed``), as laid out."""
    for page in document.pages:
        for box in boxes(page._page_box):
            element = getattr(box, "element", None)
            if element is not None and "fixed" in element.get("class", "").split():
                lines = [each for each in boxes(box) if hasattr(each, "text")]
                bottom = box.content_box_y() + box.height
                lowest = max((line.position_y + line.height for line in lines), default=0)
                widest = max(
                    (
                        max(
                            line.position_x + line.width - box.content_box_x() - box.width,
                            box.content_box_x() - line.position_x,
                        )
                        for line in lines
                    ),
                    default=0,
                )
                yield Panel(element.get("id", "panel"), _text(box), max(lowest - bottom, widest))


def find_faults_of_file(pdf: bytes, html: str, address: str, with_code: bool) -> list[Fault]:
    """Faults that show in the finished file only: numbers whose digits changed places, and a QR code that cannot be read."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        text = " ".join(page.get_textpage().get_text_range() for page in document)
        faults = list(_numbers(html, text))
        if with_code:
            seen = [
                each for page in document for each in qr.read(page.render(scale=CODE_SCALE, grayscale=True).to_pil())
            ]
            if set(seen) != {address}:
                said = ", ".join(seen) or "nothing that can be read"
                faults.append(Fault(f"the QR code says {said} and not {address}.", "make the code larger."))
    return faults


def _numbers(html: str, text: str) -> Iterator[Fault]:
    digits = re.sub(r"[^\d]+", " ", text)
    for number in sorted(set(_NUMBER.findall(html))):
        if re.sub(r"[^\d]+", " ", number).strip() not in digits:
            yield Fault(
                f"the number {number} does not stand in the file as it is dialled.",
                "let every number go through a shortcode, which keeps its direction.",
            )


@cache
def letters_of(folder: Path) -> frozenset[str]:
    """The letters that the fonts in a folder have between them."""
    covered: set[int] = set()
    for file in sorted(folder.glob("*-Regular.woff2")):
        with TTFont(file, lazy=True) as font:
            covered |= font.getBestCmap().keys()
    return frozenset(map(chr, covered))


def words(text: str) -> Counter:
    """Every word, counted. A line may end after a hyphen or a slash, so words are taken apart there; invisible marks do not matter."""
    return Counter(_PART.findall(_INVISIBLE.sub("", text)))


def laid_out_text(document) -> str:
    """The text of all boxes on all pages, in the order of the source. Bullets and other marks made by style are left out."""
    return "\n".join(_text(page._page_box) for page in document.pages)


def _text(box) -> str:
    return "\n".join(each.text for each in boxes(box) if hasattr(each, "text"))


def boxes(box) -> Iterator:
    """A box and all inside it, but bullets and other marks made by style."""
    if getattr(box, "element_tag", None) and box.element_tag.endswith("::marker"):
        return
    yield box
    if not hasattr(box, "text"):
        for child in getattr(box, "all_children", lambda: ())():
            yield from boxes(child)


def spaced_body(html: str) -> str:
    """The body of a document with a space before every tag, so that words of neighbouring elements do not run together."""
    return _BODY.search(html)[0].replace("<", " <")
