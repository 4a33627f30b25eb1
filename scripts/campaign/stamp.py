"""An edition is stamped from rendered pages: slots filled, shared files written once.

``stamp_language`` fills one language's pages; ``write_shared`` adds what an edition has once: scripts, the
icon, the logo, the sitemap with every language of every page, and robots.txt.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from xml.sax.saxutils import escape

from campaign import calendar, pieces, urls
from campaign.content import Content
from campaign.edition import Edition
from campaign.pieces import Pieces, Place
from campaign.render import Rendered
from campaign.slots import Values, slot, stamp

NO_SIZES: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True)
class Ready:
    """One language that is rendered and cut, ready for any edition to be stamped from it."""

    rendered: Rendered
    pieces: Pieces

    @classmethod
    def of(cls, rendered: Rendered) -> Ready:
        """Cut what was rendered."""
        return cls(rendered, pieces.cut(rendered.folder))

    def under(self, upper: Ready) -> Ready:
        """The same with what was rendered for one edition in the place of its namesakes."""
        return Ready(self.rendered.under(upper.rendered), self.pieces.under(upper.pieces))


def stamp_language(
    edition: Edition, ready: Ready, target: Path, sizes: Mapping[str, int] = NO_SIZES, place: Place | None = None
) -> int:
    """Write one language's files with all slots filled into ``target``; returns the number of pages. ``target`` may be the rendered folder.

    ``sizes`` are the bytes of the leaflets' files by name; ``place`` is told in ``pieces.write``.
    """
    rendered = ready.rendered
    pages = pieces.write(ready.pieces, values_of(edition, rendered, sizes), target, place)
    if edition.council.weeks_begin:
        file = target / calendar.FILE
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_calendar(edition, rendered))
    return pages


def values_of(edition: Edition, rendered: Rendered, sizes: Mapping[str, int] = NO_SIZES) -> Values:
    """The values of all slots in one language, the sizes of leaflets among them."""
    size = {"leaflet.size": lambda name: str(round(sizes[name] / 1000))}
    return edition.values(rendered.language, rendered.words) | size


def patch_language(edition: Edition, ready: Ready, target: Path, addresses: Iterable[str]) -> int:
    """Write only some files of a language anew, in a finished edition without leaflets; returns the number of its pages."""
    rendered = ready.rendered
    pieces.patch(ready.pieces, edition.values(rendered.language, rendered.words), target, addresses)
    if edition.council.weeks_begin:
        pieces.replace_file(str(target / calendar.FILE), _calendar(edition, rendered))
    return pieces.count(ready.pieces)


def _calendar(edition: Edition, rendered: Rendered) -> bytes:
    return calendar.calendar(rendered.weeks, edition.council.weeks_begin, edition.council.base_url)


def write_shared(edition: Edition, target: Path, sitemap: str) -> None:
    """Write the files that an edition has once; ``sitemap`` has its slots still (``sitemap_of``)."""
    for address, content in edition.files.items():
        (target / address).parent.mkdir(parents=True, exist_ok=True)
        (target / address).write_bytes(content)
    write_sitemap(edition, target, sitemap)
    (target / "robots.txt").write_text(
        f"User-agent: *\nAllow: /\nSitemap: {edition.council.base_url}sitemap.xml\n", encoding="utf-8"
    )


def write_sitemap(edition: Edition, target: Path, sitemap: str) -> None:
    """Write the sitemap, which names the day of each page's last review."""
    filled = stamp(sitemap, {"site.url": escape(edition.council.base_url)})
    pieces.replace_file(str(target / "sitemap.xml"), filled.encode())


def sitemap_of(content: Content, languages: tuple[str, ...]) -> str:
    """The sitemap: every page in every language, each with all its alternates and x-default (https://www.sitemaps.org).

    It is the same for all editions in the same languages but for the site's address, which is a slot.
    """
    base, entries = slot("site.url"), []
    for path in content.navigation.paths():
        page = content.pages[path]
        addresses = {tag: f"{base}{urls.prefix(tag)}{page.url}" for tag in languages}
        alternates = "".join(
            f'<xhtml:link rel="alternate" hreflang="{tag}" href="{address}"/>'
            for tag, address in [*addresses.items(), ("x-default", addresses[urls.DEFAULT_LANGUAGE])]
        )
        entries += [
            f"<url><loc>{address}</loc><lastmod>{page.front.last_reviewed.isoformat()}</lastmod>{alternates}</url>"
            for address in addresses.values()
        ]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n' + "\n".join(entries) + "\n</urlset>\n"
    )
