"""An edition is stamped from rendered pages: slots filled, shared files written once.

``stamp_language`` fills one language's pages; ``write_shared`` adds what an edition has once: scripts, the
icon, the sitemap with every language of every page, and robots.txt.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from xml.sax.saxutils import escape

from campaign import calendar, slots, urls
from campaign.edition import Edition
from campaign.render import Rendered

_STAMPS = {".html": slots.stamp, ".js": slots.stamp_json}


def stamp_language(
    edition: Edition, rendered: Rendered, target: Path, sizes: Mapping[str, int] = MappingProxyType({})
) -> int:
    """Write one language's files with all slots filled into ``target``; returns the number of pages. ``target`` may be the rendered folder.

    ``sizes`` are the bytes of the leaflets' files by name.
    """
    values = edition.values(rendered.language) | {"leaflet.size": lambda name: str(round(sizes[name] / 1000))}
    pages = 0
    for file in sorted(path for path in rendered.folder.rglob("*") if path.is_file()):
        goal = target / file.relative_to(rendered.folder)
        goal.parent.mkdir(parents=True, exist_ok=True)
        stamp = _STAMPS.get(file.suffix)
        if stamp:
            goal.write_text(stamp(file.read_text(encoding="utf-8"), values), encoding="utf-8")
        elif goal != file:
            goal.write_bytes(file.read_bytes())
        pages += file.suffix == ".html"
    if edition.council.weeks_begin:
        file = target / calendar.FILE
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(edition.calendar(rendered.language))
    return pages


def write_shared(edition: Edition, target: Path) -> None:
    """Write the files that an edition has once."""
    for address, content in edition.assets.files.items():
        (target / address).parent.mkdir(parents=True, exist_ok=True)
        (target / address).write_bytes(content)
    (target / "sitemap.xml").write_text(sitemap(edition), encoding="utf-8")
    (target / "robots.txt").write_text(
        f"User-agent: *\nAllow: /\nSitemap: {edition.council.base_url}sitemap.xml\n", encoding="utf-8"
    )


def sitemap(edition: Edition) -> str:
    """The sitemap: every page in every language, each with all its alternates and x-default (https://www.sitemaps.org)."""
    base = edition.council.base_url
    entries = []
    for path in edition.content.navigation.paths():
        page = edition.content.pages[path]
        addresses = {tag: escape(f"{base}{urls.prefix(tag)}{page.url}") for tag in edition.languages}
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
