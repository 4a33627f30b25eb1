"""Packs: all leaflets for one group of readers in one language, as a ZIP file with a list in plain text."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

from campaign.content import Content
from campaign.leaflets.formats import PRESS
from campaign.leaflets.names import SHELVES, Leaflet

#: The folder of a language in which its packs lie: that of the Leaflets page.
FOLDER = "leaflets"
#: The list of a pack's files.
LIST = "README.txt"
#: Every file in a pack has this date, so that a pack is the same whenever it is made.
DATE = (1980, 1, 1, 0, 0, 0)


def pack_name(shelf: str, language: str) -> str:
    """The name of the pack of a group of readers; packs lie in the folder of the Leaflets page."""
    return f"{shelf.replace('_', '-')}-{language}.zip"


def make(content: Content, words: dict[str, str], made: Iterable[Leaflet], site: Path, folder: Path) -> list[Path]:
    """Write the packs of one language into ``folder`` from the files below ``site``; files for a print shop stay out."""
    kept = [leaflet for leaflet in made if leaflet.variant != PRESS]
    packs = []
    for shelf, readers in SHELVES.items():
        own = [leaflet for leaflet in kept if content.pages[leaflet.page].front.audience[0] in readers]
        if not own:
            continue
        folder.mkdir(parents=True, exist_ok=True)
        packs.append(folder / pack_name(shelf, own[0].language))
        with zipfile.ZipFile(packs[-1], "w", zipfile.ZIP_DEFLATED) as pack:
            _add(pack, LIST, _list(words, words[f"leaflet_for_{shelf}"], own).encode())
            for leaflet in own:
                _add(pack, leaflet.name, (site / leaflet.url).read_bytes())
    return packs


def _list(words: dict[str, str], heading: str, leaflets: list[Leaflet]) -> str:
    lines = [heading, ""]
    for leaflet in leaflets:
        variant = f", {words[f'leaflet_variant_{leaflet.variant}']}" if not leaflet.is_common else ""
        lines += [f"{leaflet.title}: {words[f'leaflet_format_{leaflet.format_name}']}{variant}", f"  {leaflet.name}"]
    return "\r\n".join(lines) + "\r\n"


def _add(pack: zipfile.ZipFile, name: str, content: bytes) -> None:
    pack.writestr(zipfile.ZipInfo(name, DATE), content, zipfile.ZIP_DEFLATED)
