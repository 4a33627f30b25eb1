"""Leaflets: how many, how large, how dear, and how much of their text can be read out of the file.

CPU seconds are those of this process, which sets one language after another without the cache, and again with it.
"""

from __future__ import annotations

import tempfile
import time
import unicodedata
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import pypdfium2

from campaign import assets, content, councils, slots
from campaign import edition as editions
from campaign.bench.figures import Figure
from campaign.edition import Edition
from campaign.leaflets import cache, gates, make
from campaign.leaflets.document import Maker
from campaign.plugin import render_language
from campaign.slots import plain
from campaign.translation.catalogue import Translator


@dataclass(frozen=True)
class Measured:
    """One language. ``read_out`` is the share of the words of all A4, booklet and folded leaflets that PDFium reads out whole."""

    language: str
    script: str
    files: int
    bytes: int
    largest: int
    cpu_seconds: float
    set_again: int
    cpu_seconds_again: float
    read_out: float


def run(root: Path) -> list[Measured]:
    """Measure every offered language, in a scratch folder with a cache of its own."""
    loaded = content.load(root)
    council = councils.load(root, councils.NATIONAL, loaded.languages)
    edition = editions.of(councils.NATIONAL, council, loaded, assets.gather(root), date.today())
    with tempfile.TemporaryDirectory() as scratch:
        return [_language(edition, tag, Path(scratch)) for tag in edition.languages]


def _language(edition: Edition, tag: str, scratch: Path) -> Measured:
    rendered = render_language(edition.content, edition.assets, tag, True, scratch / f"rendered-{tag}")
    own = cache.Cache(scratch / "cache")
    first, cpu = _timed(lambda: make.make_all(edition, rendered, scratch / "out", own))
    again, cpu_again = _timed(lambda: make.make_all(edition, rendered, scratch / "out", own))
    translator, values = Translator.load(edition.content.root, tag), edition.values(tag, rendered.words)
    source, read = Counter(), Counter()
    for each in first:
        leaflet = each.leaflet
        if leaflet.is_common and not leaflet.imposed and "poster" not in leaflet.kind:
            body = slots.stamp(rendered.pages[leaflet.page].body, values)
            html = Maker(edition, translator, values, leaflet.page, body).html(leaflet, 100)
            wanted = _words(plain(gates.spaced_body(html)))
            source += wanted
            read += wanted & _words(_text(scratch / "out" / leaflet.url))
    return Measured(
        tag,
        edition.content.languages[tag].script,
        len(first),
        sum(each.size for each in first),
        max(each.size for each in first),
        round(cpu, 2),
        sum(each.fresh for each in again),
        round(cpu_again, 2),
        round(read.total() / source.total(), 3),
    )


def _timed(action):
    start = time.process_time()
    return action(), time.process_time() - start


def _words(text: str) -> Counter:
    return gates.words(unicodedata.normalize("NFKC", text))


def _text(file: Path) -> str:
    with pypdfium2.PdfDocument(file) as document:
        return " ".join(page.get_textpage().get_text_range() for page in document)


def figures(measured: list[Measured]) -> list[Figure]:
    """Against the budgets."""
    files = sum(each.files for each in measured)
    cpu = sum(each.cpu_seconds for each in measured)
    return [
        Figure("leaflets: files", files, "files"),
        Figure("leaflets: all together", sum(each.bytes for each in measured), "bytes"),
        Figure("leaflets: largest", max(each.largest for each in measured), "bytes", 100_000),
        Figure("leaflets: CPU a file, cold", round(cpu / files, 3), "s", 0.5),
        Figure("leaflets: set again when nothing changed", sum(each.set_again for each in measured), "files", 0),
        *(
            Figure(f"leaflets {each.language}: words read out whole", each.read_out, "share", 1, at_least=True)
            for each in measured
        ),
    ]


def as_dict(measured: Measured) -> dict:
    """For JSON."""
    return asdict(measured)
