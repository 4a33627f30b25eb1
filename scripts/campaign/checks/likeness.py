"""Likeness: a translation makes the same elements as its English, which only rendering both can tell for sure."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections import Counter
from collections.abc import Iterator
from functools import cache

from markdown import Markdown

from campaign.sanitise import Pieces
from campaign.settings import ALLOWED


def added(english: str, translation: str) -> list[str]:
    """The start tags that a translation makes and its English does not, as they would be written."""
    tags = [Counter(tag for tag in _rendered(text) if not tag.startswith("</")) for text in (english, translation)]
    return sorted((tags[1] - tags[0]).elements())


def _rendered(text: str) -> Iterator[str]:
    """Inline Markdown only: a translation stands in a block that its English has made."""
    md = _inline().reset()
    page = etree.Element("div")
    etree.SubElement(page, "p").text = text
    for name in ("inline", "attr_list"):
        md.treeprocessors[name].run(page)
    written = md.serializer(page)
    for processor in md.postprocessors:
        written = processor.run(written)
    pieces = Pieces(written)
    yield from pieces.other
    for tag, attributes in pieces.tags:
        # What is spoken is translated, and so differs.
        kept = (f' {name}="{value}"' for name, value in attributes if name not in ("alt", "title"))
        yield f"<{tag}{''.join(kept)}>"


@cache
def _inline() -> Markdown:
    return Markdown(extensions=sorted(ALLOWED["markdown_extensions"] - {"toc"}))
