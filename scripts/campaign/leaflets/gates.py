"""Gates: a leaflet with lost words, a wrong page count or a reversed number is not made.

WeasyPrint drops text that overflows without a word. So the text in the laid-out boxes is compared with the
text that went in, word by word, and anything WeasyPrint logs is a fault.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from campaign.slots import plain

_BODY = re.compile(r"<body.*?</body>", re.S)
_PART = re.compile(r"[^\s/-]+")
#: Marks that steer direction or joining are laid out but are no words.
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\u00ad\ufeff]")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a laid-out leaflet, said so that an editor can mend it."""

    what: str
    mend: str


def find_faults(html: str, document, sides: int, log: list[str], covered: frozenset[str]) -> list[Fault]:
    """All faults of a laid-out WeasyPrint document made from ``html``; ``covered`` holds the letters of our fonts."""
    faults = [Fault(f"the engine says: {message}", "mend the template or the style of the leaflet.") for message in log]
    if len(document.pages) != sides:
        faults.append(
            Fault(
                f"it fills {len(document.pages)} sides instead of {sides}.",
                "shorten the text, here or in the translation.",
            )
        )
    source, laid_out = words(plain(_spaced(_BODY.search(html)[0]))), words(laid_out_text(document))
    if strange := sorted(set("".join(source)) - covered):
        faults.append(
            Fault(
                f"our fonts have no letter for: {' '.join(strange[:20])}",
                "add a font to overrides/leaflets/fonts.css, or write it otherwise.",
            )
        )
    if lost := list((source - laid_out).elements()):
        faults.append(Fault(f"words are lost in print: {' '.join(lost[:20])}", "shorten the text of the panel."))
    if twice := list((laid_out - source).elements()):
        faults.append(
            Fault(
                f"words are printed that are not in the source, or twice: {' '.join(twice[:20])}",
                "mend the template of the leaflet.",
            )
        )
    return faults


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
    return "\n".join(line for page in document.pages for line in _lines(page._page_box))


def _lines(box):
    """Text boxes joined as far as a line goes; a word broken over two lines is made whole by its soft hyphen only."""
    if getattr(box, "element_tag", None) and box.element_tag.endswith("::marker"):
        return
    if hasattr(box, "text"):
        yield box.text
        return
    for child in getattr(box, "all_children", lambda: ())():
        yield from _lines(child)


def _spaced(html: str) -> str:
    """A space before every tag, so that words of neighbouring elements do not run together."""
    return html.replace("<", " <")
