"""What a fleet keeps beside its editions, in ``<output>/.fleet``: rendered languages by their hash, and the record of each edition.

A rendered language is whole when its ``ready`` file is there, which is written last; a record is written after its
edition was swapped in, and taken away before. So whatever moment a run is killed at, the next one sees what is
finished and makes only the rest.
"""

from __future__ import annotations

import json
import pickle
import shutil
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from campaign.pieces import Pieces
from campaign.stamp import Ready

FOLDER = ".fleet"
_READY = "ready"
#: Rendered languages that a worker keeps in memory: those of this run, and as many of the run before.
_AT_HAND = 32


@dataclass(frozen=True)
class Record:
    """What an edition was made from (hashes), and what it holds. ``until`` is the last day on which it is right as it is."""

    council: str
    languages: dict[str, str]
    options: str
    until: str | None
    pages: int
    leaflets: int
    leaflets_set: int
    warnings: list[dict]
    built: str

    def holds(self, council: str, languages: dict[str, str], options: str, today: date) -> bool:
        """Whether the edition would come out the same today."""
        return (
            self.council == council
            and self.options == options
            and all(languages.get(tag) == key for tag, key in self.languages.items())
            and (self.until is None or today.isoformat() <= self.until)
        )


@dataclass(frozen=True)
class Store:
    """The folder, and what is in it."""

    folder: Path

    def record(self, slug: str) -> Record | None:
        """What is known of a finished edition."""
        try:
            return Record(**json.loads(self._record(slug).read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError, TypeError):
            return None

    def keep(self, slug: str, record: Record) -> None:
        """Remember that an edition is finished."""
        _write(self._record(slug), json.dumps(asdict(record), ensure_ascii=False).encode())

    def forget(self, slug: str) -> None:
        """An edition is about to change."""
        self._record(slug).unlink(missing_ok=True)

    def known(self) -> list[str]:
        """All editions that have a record."""
        return sorted(path.stem for path in (self.folder / "editions").glob("*.json"))

    def _record(self, slug: str) -> Path:
        return self.folder / "editions" / f"{slug}.json"

    def place(self, tag: str, key: str) -> Path:
        """Where a rendered language lies."""
        return self.folder / "rendered" / f"{tag}-{key}"

    def has(self, tag: str, key: str) -> bool:
        """Whether a language was rendered from these inputs, to the end."""
        return (self.place(tag, key) / _READY).is_file()

    def finish(self, tag: str, key: str, ready: Ready) -> None:
        """Keep a language that was rendered in its place. What was cut is not kept twice."""
        place = self.place(tag, key)
        for address in ready.pieces.sheets:
            (place / address).unlink()
        near = {address: str(Path(file).relative_to(place)) for address, file in ready.pieces.whole.items()}
        pieces = replace(ready.pieces, whole=near)
        _write(place / _READY, pickle.dumps(Ready(ready.rendered, pieces), pickle.HIGHEST_PROTOCOL))

    def ready(self, tag: str, key: str) -> Ready | None:
        """A rendered language, kept in memory; None when there is none."""
        return _load(self.place(tag, key)) if self.has(tag, key) else None

    def sweep(self, current: dict[str, str]) -> None:
        """Throw away rendered languages that are neither current nor named by an edition."""
        records = filter(None, map(self.record, self.known()))
        wanted = {f"{tag}-{key}" for each in records for tag, key in each.languages.items()}
        wanted |= {f"{tag}-{key}" for tag, key in current.items()}
        for place in (self.folder / "rendered").glob("*"):
            if place.name not in wanted:
                shutil.rmtree(place)


@lru_cache(maxsize=_AT_HAND)
def _load(place: Path) -> Ready:
    ready = pickle.loads((place / _READY).read_bytes())
    whole = {address: f"{place}/{file}" for address, file in ready.pieces.whole.items()}
    return Ready(ready.rendered, Pieces(ready.pieces.sheets, whole))


def _write(file: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    scratch = file.with_name(f".{file.name}.scratch")
    scratch.write_bytes(content)
    scratch.replace(file)
