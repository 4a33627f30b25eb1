"""The files of the site that are no pages, made when they are asked for: search, pictures, scripts, leaflets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from campaign import calendar, urls
from campaign.edition import Edition
from campaign.leaflets.names import Leaflet
from campaign.preview.addresses import Where
from campaign.preview.paper import Paper, leaflets_at
from campaign.preview.press import Place, Press
from campaign.preview.views import template

#: Stands in for the picture of a leaflet: setting one takes seconds, and a shelf shows many.
NOT_SET = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297"><rect width="210" height="297" fill="#eee"/>
<text x="105" y="150" font-size="14" text-anchor="middle" fill="#555">see the paper view</text></svg>
"""


class Answer(NamedTuple):
    """What is sent: ``kind`` is the ending of a file of that kind; ``goal`` is where to look instead."""

    content: bytes
    kind: str = ".html"
    status: int = 200
    goal: str | None = None


Later = Callable[[], Answer]
"""An answer that takes long and is made away from the desk."""


@dataclass(frozen=True)
class Files:
    """Makes the files of the site."""

    press: Press
    paper: Paper

    def get(self, asked: Where) -> Answer | Later | None:
        """The file at an address, or None. Raises what rendering raises."""
        edition = self.press.edition(asked.slug)
        if asked.language not in edition.languages:
            return None
        return self._made(edition, asked) or self._kept(edition, asked) or self._leaflet_file(edition, asked)

    def _made(self, edition: Edition, asked: Where) -> Answer | None:
        press, english = self.press, asked.language == urls.DEFAULT_LANGUAGE
        if asked.rest == "search.js":
            return Answer(press.search(edition, asked.language).encode(), ".js")
        if asked.rest == "sitemap.xml" and english:
            return Answer(press.sitemap(edition).encode(), ".xml")
        if asked.rest == calendar.FILE and (file := press.calendar(edition, asked.language)):
            return Answer(file, ".ics")
        return None

    def _kept(self, edition: Edition, asked: Where) -> Answer | None:
        shared = edition.files if asked.language == urls.DEFAULT_LANGUAGE else {}
        file = shared.get(asked.rest) or edition.assets.pictures.get(asked.rest)
        return Answer(file, Path(asked.rest).suffix) if file else None

    def _leaflet_file(self, edition: Edition, asked: Where) -> Answer | Later | None:
        if not asked.rest.endswith((".pdf", ".webp")):
            return None
        address = urls.prefix(asked.language) + asked.rest
        for page in edition.content.leaflets:
            place = Place(asked.slug, asked.language, page.path)
            for leaflet in leaflets_at(self.press, place):
                if leaflet.picture == address:
                    return Answer(NOT_SET, ".svg")
                if leaflet.url == address:
                    return self._pdf(place, leaflet)
        return None

    def _pdf(self, place: Place, leaflet: Leaflet) -> Later:
        version = self.press.project.version

        def answer() -> Answer:
            printed = self.paper.leaflet(version, place, leaflet.kind)
            if printed.pdf:
                return Answer(printed.pdf, ".pdf")
            return Answer(template(self.press, "leaflet", leaflet=leaflet, printed=printed).encode(), status=404)

        return answer

    def part(self, place: Place, kind: str, side: str) -> Later | None:
        """What the paper view asks for: the picture of a side, or (without one) a leaflet's sides and problems."""
        leaflet = next((each for each in leaflets_at(self.press, place) if each.kind == kind), None)
        version = self.press.project.version

        def answer() -> Answer:
            printed = self.paper.leaflet(version, place, kind)
            if side in map(str, range(len(printed.sides))):
                return Answer(printed.sides[int(side)], ".webp")
            return Answer(template(self.press, "leaflet", leaflet=leaflet, printed=printed).encode())

        return answer if leaflet else None
