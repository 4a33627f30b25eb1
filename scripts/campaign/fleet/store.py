"""What builds keep: the content as it was read and checked, rendered languages, and the record of each edition, by hashes.

A fleet keeps it beside its editions, in ``<output>/.fleet``, a single build in ``.cache/build``. A rendered language appears
whole or not at all; a record is written after its edition was swapped in, and taken away before. So whatever moment a
run is killed at, the next one sees what is finished and makes only the rest.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import shutil
import tempfile
import time
from collections.abc import Callable, Container, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from campaign import checks, content
from campaign.content import Content
from campaign.pieces import Pieces
from campaign.problems import Problem, refuse_errors
from campaign.render import Rendered
from campaign.stamp import Ready

FOLDER = ".fleet"
_READY = "ready"
Reading = tuple[Content, list[Problem]]
"""The content, and what the checks of all that editions share found in it."""
#: Rendered languages that a worker keeps in memory: those of this run, and as many of the run before.
_AT_HAND = 32


@dataclass(frozen=True)
class Record:
    """What an edition was made from (hashes), and what it holds. ``until`` is the last day on which it is right as it is."""

    council: str
    languages: dict[str, str]
    options: str
    host: str
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
        """Whether a language was rendered from these inputs."""
        return (self.place(tag, key) / _READY).is_file()

    def render(self, tag: str, key: str, render: Callable[[Path], Rendered]) -> Ready:
        """Have a language rendered into a folder, and keep it. Two builds may do so at once: the first stays."""
        place = self.place(tag, key)
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place.parent, prefix=".", ignore_cleanup_errors=True) as scratch:
            ready = Ready.of(render(Path(scratch) / tag))
            _pack(ready, Path(scratch) / tag)
            try:
                (Path(scratch) / tag).rename(place)
            except OSError:
                if not self.has(tag, key):
                    raise
        return _load(place)

    def ready(self, tag: str, key: str) -> Ready | None:
        """A rendered language, kept in memory; None when there is none, or it cannot be read any more."""
        if not self.has(tag, key):
            return None
        try:
            return _load(self.place(tag, key))
        except Exception:
            shutil.rmtree(self.place(tag, key))
            return None

    def read(self, root: Path, key: str) -> Reading:
        """The content and what the checks found in it: kept under a key (``inputs.reading``), or read and checked now. Raises ContentError."""
        file = self.folder / "readings" / key
        with contextlib.suppress(Exception):
            return pickle.loads(file.read_bytes())
        loaded = content.load(root)
        found = checks.common(loaded)
        refuse_errors(found)
        _write(file, pickle.dumps((loaded, found), pickle.HIGHEST_PROTOCOL))
        return loaded, found

    def drop(self, reading: str, languages: Mapping[str, str]) -> None:
        """Throw away what was kept under these keys."""
        (self.folder / "readings" / reading).unlink(missing_ok=True)
        for tag, key in languages.items():
            shutil.rmtree(self.place(tag, key), ignore_errors=True)

    def forget_readings(self, now: str) -> None:
        """Throw away what was read for builds of more than an hour ago, but for the one in use."""
        _forget(self.folder / "readings", {now})

    def forget_languages(self, now: Mapping[str, str]) -> None:
        """Throw away languages rendered for builds of more than an hour ago, but for those in use."""
        _forget(self.folder / "rendered", {f"{tag}-{key}" for tag, key in now.items()})

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
    return Ready(replace(ready.rendered, folder=place), Pieces(ready.pieces.sheets, whole))


def _forget(folder: Path, now: Container[str]) -> None:
    limit = time.time() - 3600
    for kept in folder.glob("*"):
        if kept.name in now:
            os.utime(kept)
        elif kept.stat().st_mtime < limit:
            shutil.rmtree(kept) if kept.is_dir() else kept.unlink(missing_ok=True)


def _pack(ready: Ready, place: Path) -> None:
    """Write down what was rendered in a folder. What was cut is not kept twice."""
    for address in ready.pieces.sheets:
        (place / address).unlink()
    near = {address: str(Path(file).relative_to(place)) for address, file in ready.pieces.whole.items()}
    pieces = replace(ready.pieces, whole=near)
    _write(place / _READY, pickle.dumps(Ready(ready.rendered, pieces), pickle.HIGHEST_PROTOCOL))


def _write(file: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    scratch = file.with_name(f".{file.name}.scratch")
    scratch.write_bytes(content)
    scratch.replace(file)
