"""Which leaflet files a page has, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass

from campaign.content import Page
from campaign.leaflets.formats import COLOUR, SETTINGS, Format
from campaign.slots import slot
from campaign.translation.catalogue import Translator

#: A booklet comes twice: as pages one after the other, to be read, and two on a sheet in the order of printing.
IMPOSED = "to-fold"


#: The groups of the Leaflets page, and the readers whose leaflets stand in each.
SHELVES = {
    "parents": ("parents",),
    "young_people": ("young-people", "friends"),
    "professionals": ("workers", "professionals"),
    "everyone": ("everyone",),
}


@dataclass(frozen=True)
class Leaflet:
    """One file: a leaflet in one format, variant and language; ``url`` leads to it from where it is linked."""

    page: str
    format: Format
    variant: str
    language: str
    title: str
    panels: tuple[tuple[str, ...], ...]
    url: str
    imposed: bool = False

    @property
    def name(self) -> str:
        """Its file's name without folder."""
        return self.url.rsplit("/", 1)[-1]

    @property
    def kind(self) -> str:
        """By this readers choose: ``trifold``, ``trifold-ink``, ``booklet-to-fold`` ..."""
        return "-".join([self.format.name, *([IMPOSED] if self.imposed else []), *self._variant])

    @property
    def _variant(self) -> list[str]:
        return [] if self.variant == COLOUR else [self.variant]

    @property
    def format_name(self) -> str:
        """The format as the interface's words call it, without its variant."""
        return "_".join([self.format.name, *([IMPOSED] if self.imposed else [])]).replace("-", "_")

    @property
    def is_common(self) -> bool:
        """Most schools want these; the others stand behind a fold."""
        return self.variant == COLOUR

    @property
    def size(self) -> str:
        """Where the size of the file in kB will stand: it is known when the file is made."""
        return slot("leaflet.size", self.name)

    @property
    def single(self) -> str:
        """For a booklet to fold, the address of the file with its pages one after the other."""
        return self.url.replace(f"-{IMPOSED}", "")

    @property
    def picture(self) -> str:
        """The address of the picture of its first page."""
        return self.url.removesuffix(".pdf") + ".webp"

    @property
    def has_picture(self) -> bool:
        """One picture shows a format; its variants look alike."""
        return self.variant == COLOUR and not self.imposed

    @property
    def sides(self) -> int:
        """How many pages its PDF file must have."""
        pages = self.format.sides(len(self.panels))
        return pages // 2 if self.imposed else pages


def leaflets_of(page: Page, translator: Translator, folder: str = "") -> tuple[Leaflet, ...]:
    """All leaflet files of a page in one language, named so that they say what they are when they lie in a download folder."""
    if not page.front.leaflet:
        return ()
    stem = page.url.rstrip("/").rsplit("/", 1)[-1]
    title = translator.text(page.front.title, "title")
    found = []
    for setting, panels in page.front.leaflet.given():
        for form in SETTINGS[setting]:
            for variant in form.variants:
                for imposed in (False, True) if setting == "booklet" else (False,):
                    leaflet = Leaflet(page.path, form, variant, translator.language, title, panels, "", imposed)
                    url = f"{folder}{stem}-{leaflet.kind}-{translator.language}.pdf"
                    found.append(Leaflet(page.path, form, variant, translator.language, title, panels, url, imposed))
    return tuple(found)
