"""Finished pages cut at their slots once, so that an edition is made by joining: no page is searched twice.

Filling slots by searching costs ten times as much as joining pieces (bench/fleet.py), and 350 editions would search
the same page 350 times. So the files of a language are cut when they are rendered; for an edition each slot is
filled once, and a page is its own pieces with those values between. What holds no slot is the same file in all editions
and is linked, not written.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from campaign import slots
from campaign.slots import SLOT, Values

Filler = Callable[[str, Values], str]
Place = Callable[[str, str], object]
"""Makes the file at the first path appear at the second."""
#: How a slot is filled, by the ending of the file; other files are never touched.
FILLERS: dict[str, Filler] = {".html": slots.stamp, ".js": slots.stamp_json}


@dataclass(frozen=True)
class Sheet:
    """A file with slots: ``texts`` stand around and between the ``slots``, each the marker itself, in turn."""

    texts: tuple[bytes, ...]
    slots: tuple[str, ...]


@dataclass(frozen=True)
class Pieces:
    """The files of one language by their addresses in its folder: those with slots, cut, and where the others lie."""

    sheets: dict[str, Sheet]
    whole: dict[str, str]

    def under(self, upper: Pieces) -> Pieces:
        """These files, with those of ``upper`` in the place of their namesakes."""
        sheets = {address: sheet for address, sheet in self.sheets.items() if address not in upper.whole}
        whole = {address: file for address, file in self.whole.items() if address not in upper.sheets}
        return Pieces(sheets | upper.sheets, whole | upper.whole)

    @cached_property
    def folders(self) -> tuple[str, ...]:
        """All folders, each before the folders inside it."""
        found = set()
        for address in [*self.sheets, *self.whole]:
            while "/" in address:
                address = address.rpartition("/")[0]
                found.add(address)
        return tuple(sorted(found))


class Filled(dict):
    """The bytes of each slot for one edition in one language, made when first asked for."""

    def __init__(self, fill: Filler, values: Values):
        super().__init__()
        self.fill, self.values_by_name = fill, values

    def __missing__(self, marker: str) -> bytes:
        value = self[marker] = self.fill(marker, self.values_by_name).encode()
        return value


def cut(folder: Path) -> Pieces:
    """Cut every file below ``folder`` at its slots."""
    sheets, whole = {}, {}
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for file in files:
        address = file.relative_to(folder).as_posix()
        sheet = _sheet(file) if file.suffix in FILLERS else None
        if sheet and sheet.slots:
            sheets[address] = sheet
        else:
            whole[address] = str(file)
    return Pieces(sheets, whole)


def _sheet(file: Path) -> Sheet:
    text = file.read_text(encoding="utf-8")
    texts = re.split(SLOT.pattern, text)[:: SLOT.groups + 1]
    return Sheet(tuple(each.encode() for each in texts), tuple(match[0] for match in SLOT.finditer(text)))


def join(sheet: Sheet, filled: Filled) -> bytes:
    """The finished file."""
    parts = [b""] * (2 * len(sheet.slots) + 1)
    parts[::2] = sheet.texts
    parts[1::2] = [filled[marker] for marker in sheet.slots]
    return b"".join(parts)


def write(pieces: Pieces, values: Values, target: Path, place: Place | None = None) -> int:
    """Write all files of a language with their slots filled below ``target``; returns the number of pages.

    ``place`` makes a file without slots appear; by default it is linked.
    """
    base = f"{target}/"
    target.mkdir(parents=True, exist_ok=True)
    make_folders(base, pieces.folders)
    filled = fillers(values)
    for address, sheet in pieces.sheets.items():
        write_file(base + address, join(sheet, filled[suffix(address)]))
    for address, file in pieces.whole.items():
        (place or link)(file, base + address)
    return count(pieces)


def patch(pieces: Pieces, values: Values, target: Path, addresses: Iterable[str]) -> None:
    """Write some files of a language anew below ``target``, each in the place of the old one at once."""
    filled = fillers(values)
    for address in addresses:
        sheet, goal = pieces.sheets.get(address), f"{target}/{address}"
        content = join(sheet, filled[suffix(address)]) if sheet else Path(pieces.whole[address]).read_bytes()
        replace_file(goal, content)


def count(pieces: Pieces) -> int:
    """The number of pages."""
    return sum(address.endswith(".html") for address in (*pieces.sheets, *pieces.whole))


def fillers(values: Values) -> dict[str, Filled]:
    """What fills the slots of one edition in one language, by the ending of the file."""
    return {ending: Filled(fill, values) for ending, fill in FILLERS.items()}


def suffix(address: str) -> str:
    """The ending of a file, with its dot."""
    return address[address.rindex(".") :]


def make_folders(base: str, folders: Iterable[str]) -> None:
    """Make folders below ``base``; those that are there stay."""
    for folder in folders:
        with contextlib.suppress(FileExistsError):
            os.mkdir(base + folder)


def write_file(path: str, content: bytes) -> None:
    """Write a file in one go. An earlier one is taken away first: it may be linked to another edition's."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    except FileExistsError:
        os.unlink(path)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        written = os.write(handle, content)
        while written < len(content):
            written += os.write(handle, content[written:])
    finally:
        os.close(handle)


def replace_file(path: str, content: bytes) -> None:
    """Put a file in the place of another at once: whoever reads has the old one or the new one whole."""
    scratch = f"{path}.new"
    write_file(scratch, content)
    os.replace(scratch, path)


def link(source: str, goal: str) -> None:
    """Make a file that is the same in all editions appear in one: linked, or copied where that cannot be."""
    if source == goal:
        return
    try:
        os.link(source, goal)
    except OSError:
        write_file(goal, Path(source).read_bytes())
