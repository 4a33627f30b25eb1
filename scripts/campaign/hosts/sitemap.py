"""A sitemap that is too long for one file becomes an index of several (https://www.sitemaps.org/protocol.html).

A campaign in many languages names each address with all its alternates, so the limit of bytes comes long before
that of addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

ADDRESSES, BYTES = 50_000, 50 * 1024 * 1024
NAME = "sitemap.xml"
_ENTRY = re.compile(r"<url>.*?</url>\n?", re.S)


def split(site: Path, base_url: str, addresses: int = ADDRESSES, most: int = BYTES) -> int:
    """Split ``sitemap.xml`` where it passes the limits; returns how many files hold the addresses."""
    text = (site / NAME).read_text(encoding="utf-8")
    entries = _ENTRY.findall(text)
    if len(entries) <= addresses and len(text.encode()) <= most:
        return 1
    head, tail = text[: text.index("<url>")], text[text.rindex("</url>") + len("</url>") :]
    names = []
    for part in _parts(entries, addresses, most - len((head + tail).encode())):
        names.append(f"sitemap-{len(names) + 1}.xml")
        (site / names[-1]).write_text(head + "".join(part).rstrip("\n") + tail, encoding="utf-8")
    (site / NAME).write_text(_index(names, base_url), encoding="utf-8")
    return len(names)


def _parts(entries: list[str], addresses: int, most: int) -> Iterator[list[str]]:
    part, size = [], 0
    for entry in entries:
        length = len(entry.encode())
        if part and (len(part) == addresses or size + length > most):
            yield part
            part, size = [], 0
        part.append(entry)
        size += length
    yield part


def _index(names: list[str], base_url: str) -> str:
    entries = "".join(f"<sitemap><loc>{escape(base_url + name)}</loc></sitemap>\n" for name in names)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</sitemapindex>\n'
    )
