"""Which leaflet files a page has, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass

from campaign.content import Page
from campaign.translation.catalogue import Translator

#: Pages of paper sides, and the width and height of the picture of the first side in pixels.
SIDES = {"a4": 2}
PICTURE = {"a4": (420, 594)}


@dataclass(frozen=True)
class Leaflet:
    """One leaflet in one format and language; ``url`` leads to the PDF from where it is linked."""

    page: str
    format: str
    language: str
    title: str
    url: str

    @property
    def picture(self) -> str:
        """The address of the picture of its first side."""
        return self.url.removesuffix(".pdf") + ".webp"

    @property
    def picture_size(self) -> tuple[int, int]:
        """Width and height of the picture in pixels."""
        return PICTURE[self.format]

    @property
    def sides(self) -> int:
        """How many sides of paper it has."""
        return SIDES[self.format]


def leaflets_of(page: Page, translator: Translator, folder: str = "") -> tuple[Leaflet, ...]:
    """The leaflets of a page in one language, in files that say what they are when they lie in a download folder."""
    if not page.front.leaflet:
        return ()
    name = page.url.rstrip("/").rsplit("/", 1)[-1]
    title = translator.text(page.front.title, "title")
    return tuple(
        Leaflet(page.path, form, translator.language, title, f"{folder}{name}-{form}-{translator.language}.pdf")
        for form in page.front.leaflet.formats
    )
