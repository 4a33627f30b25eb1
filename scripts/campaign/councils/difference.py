"""What an edition changes, proved on its finished files: each is compared with the national one, byte for byte.

Two files of one page are the same pieces with the values of two councils between them. So a file that is exactly its
pieces joined with its own council's values can differ from the national one only in those values; which ones differ is
told by the setting they come from. A file that is anything else is unexplained.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from campaign import assets, calendar, content, councils, urls
from campaign import edition as editions
from campaign.edition import Edition
from campaign.fleet.store import FOLDER as STORE
from campaign.fleet.store import Store
from campaign.pieces import FILLERS, Filled, Pieces, join
from campaign.plugin import ready_for, render_language
from campaign.problems import ContentError, Problem
from campaign.slots import SLOT, Values
from campaign.stamp import Ready, sitemap_of, stamp_language, write_shared

#: The settings that a slot's value is made of.
SETTINGS = {
    "colour.brand": "colours",
    "colour.accent": "colours",
    "site.style-hash": "colours, base_url",
    "site.path": "base_url",
    "site.url": "base_url",
    "site.exit": "exit",
    "site.language-menu": "languages",
    "council.name": "name",
    "council.short_name": "short_name",
    "council.link": "name, website, logo",
    "council.calendar.card": "weeks_begin",
    "council.views.card": "views",
    "council.news.card": "news",
} | {f"council.{team}.card": f"contacts: {team}" for team in ("children", "adults", "police", "partnership", "board")}


@dataclass
class Difference:
    """``settings`` counts the files in which a setting shows; ``own`` are files rendered for this edition; ``unexplained``
    says of each file what nothing explains."""

    slug: str
    files: int = 0
    same: int = 0
    settings: Counter = field(default_factory=Counter)
    own: list[str] = field(default_factory=list)
    unexplained: list[str] = field(default_factory=list)

    def as_dict(self) -> dict:
        """For JSON."""
        return vars(self) | {"settings": dict(self.settings)}


@dataclass(frozen=True)
class _Side:
    """One of the two editions: its folder, and its pieces and values by language."""

    edition: Edition
    folder: Path
    pieces: dict[str, Pieces]
    values: dict[str, Values]
    weeks: dict[str, tuple]


def find(root: Path, slug: str, site: Path | None = None) -> Difference:
    """Compare an edition with the national one: those in ``site``, or else both built in a scratch folder. Leaflets are left out. Raises ContentError."""
    with tempfile.TemporaryDirectory(prefix="campaign-") as scratch:
        nation, own = _sides(root, slug, Path(scratch), site)
        return compare(nation, own)


def _sides(root: Path, slug: str, scratch: Path, site: Path | None) -> list[_Side]:
    loaded, gathered, today = content.load(root), assets.gather(root), date.today()
    both = []
    for name in (councils.NATIONAL, slug):
        council = councils.read(root, name, loaded.languages, today).council
        record = Store(site / STORE).record(name) if site else None
        if record:
            council = council.model_copy(update={"languages": tuple(record.languages)})
        edition = editions.of(name, council, loaded, gathered, today)
        both.append(_Side(edition, (site or scratch / "site") / name, {}, {}, {}))
    with_leaflets = site is not None and any(site.rglob("*.pdf"))
    for tag in dict.fromkeys(tag for side in both for tag in side.edition.languages):
        common = Ready.of(render_language(loaded, gathered, tag, with_leaflets, scratch / tag))
        for side in both:
            if tag in side.edition.languages:
                _add(side, common, with_leaflets, scratch / f"{side.edition.slug}-{tag}", build=site is None)
    for side in both:
        if site is None:
            write_shared(side.edition, side.folder, sitemap_of(side.edition.content, side.edition.languages))
        elif not side.folder.is_dir():
            raise ContentError([_missing(side)])
    return both


def _missing(side: _Side) -> Problem:
    return Problem(
        f"{councils.FOLDER}/{side.edition.slug}",
        1,
        councils.CHECK,
        f"its edition is not in {side.folder.parent}.",
        "there is nothing to compare.",
        "run  scripts/build --all-councils  first, or leave out --site.",
    )


def _add(side: _Side, common: Ready, with_leaflets: bool, scratch: Path, build: bool) -> None:
    """Make one language of a side ready, and build it when it is not there."""
    tag, edition = common.rendered.language, side.edition
    ready = ready_for(edition, common, with_leaflets, scratch)
    folder = side.folder / urls.prefix(tag)
    size = {"leaflet.size": lambda name: _size(folder, name)}
    side.pieces[tag] = ready.pieces
    side.values[tag] = edition.values(tag, ready.rendered.words) | size
    side.weeks[tag] = ready.rendered.weeks
    if build:
        stamp_language(edition, ready, folder)


def _size(folder: Path, name: str) -> str:
    file = next(folder.rglob(name), None)
    return str(round(file.stat().st_size / 1000)) if file else ""


def compare(nation: _Side, own: _Side) -> Difference:
    """What the second edition has in other words than the first."""
    found = Difference(own.edition.slug)
    expected = dict(_shared(own))
    for tag in own.edition.languages:
        _language(nation, own, tag, found)
        expected |= {urls.prefix(tag) + address: None for address in [*own.pieces[tag].sheets, *own.pieces[tag].whole]}
    for file in sorted(path for path in own.folder.rglob("*") if path.is_file()):
        address = file.relative_to(own.folder).as_posix()
        if address not in expected and file.suffix not in (".pdf", ".webp", ".zip"):
            found.unexplained.append(f"{address}: nothing says that this file should be there")
        elif (wanted := expected.get(address)) is not None:
            _shared_file(file, address, wanted, nation, found)
    return found


def _language(nation: _Side, own: _Side, tag: str, found: Difference) -> None:
    """Compare the files of one language."""
    common = nation.pieces.get(tag)
    changed = {urls.page_url(path) + "index.html" for path in own.edition.own.changed | nation.edition.own.changed}
    for address, sheet in own.pieces[tag].sheets.items():
        place, values = urls.prefix(tag) + address, own.values[tag]
        found.files += 1
        if _read(own.folder / place) != join(sheet, _filled(address, values)):
            found.unexplained.append(f"{place}: it is not what its settings make of the page")
        elif common is None:
            found.settings["languages"] += 1
        elif common.sheets.get(address) == sheet:
            _slots(nation, own, tag, address, sheet, found)
        elif address in changed or address == "404.html":
            found.own.append(place)
        else:
            found.unexplained.append(
                f"{place}: it reads differently, and no page or section of the council explains it"
            )
    for address, file in own.pieces[tag].whole.items():
        _whole(common, own, tag, address, file, found)


def _slots(nation: _Side, own: _Side, tag: str, address: str, sheet, found: Difference) -> None:
    """Which settings show in a file whose pieces are those of the national one."""
    place = urls.prefix(tag) + address
    theirs = _filled(address, nation.values[tag])
    if _read(nation.folder / place) != join(sheet, theirs):
        found.unexplained.append(f"{place}: the national edition’s file is not what its settings make of the page")
        return
    ours = _filled(address, own.values[tag])
    names = {SLOT.match(marker)[1] for marker in sheet.slots if ours[marker] != theirs[marker]}
    found.same += not names
    found.settings.update({SETTINGS.get(name, name) for name in names})


def _whole(common: Pieces | None, own: _Side, tag: str, address: str, file: str, found: Difference) -> None:
    """A file without slots is the same in all editions, but for the search of one with pages of its own."""
    place = urls.prefix(tag) + address
    found.files += 1
    if _read(own.folder / place) != Path(file).read_bytes():
        found.unexplained.append(f"{place}: it is not the file that all editions share")
    elif common is None:
        found.settings["languages"] += 1
    elif address in common.whole and Path(common.whole[address]).read_bytes() == Path(file).read_bytes():
        found.same += 1
    elif own.edition.own.changed and address == "search.js":
        found.own.append(place)
    else:
        found.unexplained.append(f"{place}: it differs from the file that all editions share")


def _shared(side: _Side) -> Iterator[tuple[str, bytes]]:
    """The files that an edition has once, and its calendars."""
    edition, council = side.edition, side.edition.council
    with tempfile.TemporaryDirectory() as scratch:
        write_shared(edition, Path(scratch), sitemap_of(edition.content, edition.languages))
        for file in Path(scratch).rglob("*"):
            if file.is_file():
                yield file.relative_to(scratch).as_posix(), file.read_bytes()
    if council.weeks_begin:
        for tag in edition.languages:
            file = calendar.calendar(side.weeks[tag], council.weeks_begin, council.base_url)
            yield urls.prefix(tag) + calendar.FILE, file


def _shared_file(file: Path, address: str, wanted: bytes, nation: _Side, found: Difference) -> None:
    found.files += 1
    if file.read_bytes() != wanted:
        found.unexplained.append(f"{address}: it is not what its settings say")
    elif _read(nation.folder / address) == wanted:
        found.same += 1
    else:
        known = {"sitemap.xml": "base_url, languages, pages", "robots.txt": "base_url"}
        kind = "weeks_begin, base_url" if address.endswith(".ics") else "logo"
        found.settings[known.get(address, kind)] += 1


def _filled(address: str, values: Values) -> Filled:
    return Filled(FILLERS[address[address.rindex(".") :]], values)


def _read(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def said(found: Difference) -> str:
    """The result for a terminal."""
    lines = [f"{found.slug}: {found.files} files compared with the national edition, {found.same} the same."]
    lines += [f"  {count} show  {setting}" for setting, count in found.settings.most_common()]
    lines += [f"  {len(found.own)} read differently because of the council’s own words:"] if found.own else []
    lines += [f"    {address}" for address in found.own]
    if found.unexplained:
        lines += [f"{len(found.unexplained)} differences that no setting explains:"]
        lines += [f"  {each}" for each in found.unexplained]
    else:
        lines += ["Nothing else differs."]
    return "\n".join(lines)
