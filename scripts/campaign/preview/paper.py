"""Leaflets set on demand, in a process of its own: setting one takes seconds at first, and its engine is not for threads.

That process reads the project by itself, as the build does, through the same press and the same gates.
"""

from __future__ import annotations

import tempfile
import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from campaign import urls
from campaign.leaflets import cache, engine
from campaign.leaflets.document import Maker
from campaign.leaflets.make import Setter, side_pictures
from campaign.leaflets.names import Leaflet, leaflets_of
from campaign.preview import faults
from campaign.preview.child import Child
from campaign.preview.press import Place, Press
from campaign.preview.project import Project
from campaign.problems import ContentError, Problem

#: How many leaflets are kept as they were last set.
LEAFLETS = 20
#: Work is begun in a fresh process after so many leaflets, which bounds its memory.
TURNS = 100
#: The width of the picture of a side, in pixels.
WIDTH = 900


@dataclass(frozen=True)
class Printed:
    """A leaflet as it was set, with pictures of its sides (WebP), or the problems because of which it was not."""

    pdf: bytes = b""
    sides: tuple[bytes, ...] = ()
    problems: tuple[Problem, ...] = ()
    missing: str | None = None


class Paper:
    """Asks the other process for leaflets, one at a time, and keeps the last ones."""

    def __init__(self, root: Path):
        self._root, self._child = root, None
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[Place, str], tuple[int, Printed]] = OrderedDict()

    def leaflet(self, version: int, place: Place, kind: str) -> Printed:
        """A page's leaflet of a kind (``trifold``, ``poster-ink``) in the project's state ``version``. May take seconds."""
        with self._lock:
            before, printed = self._kept.get((place, kind), (0, Printed()))
            if before != version:
                printed = self._set(place, kind)
                self._kept[place, kind] = version, printed
            self._kept.move_to_end((place, kind))
            while len(self._kept) > LEAFLETS:
                self._kept.popitem(last=False)
            return printed

    def _set(self, place: Place, kind: str) -> Printed:
        for _ in range(2):  # the process may have reached the end of its turns, or died on the last leaflet
            if not (self._child and self._child.is_alive):
                self.stop()
                self._child = Child(work, self._root)
            try:
                self._child.connection.send((place, kind))
                return self._child.connection.recv()
            except (EOFError, OSError):
                self.stop()
        what, mend = "the program that sets leaflets stopped twice on this one.", "make its page simpler."
        return Printed(problems=(Problem(f"docs/{place.path}", 1, faults.CHECK, what, "it cannot be printed.", mend),))

    def stop(self) -> None:
        """End the process, if there is one."""
        if self._child:
            self._child.stop()
            self._child = None


def work(connection: Connection, root: Path) -> None:
    """Run in the child: set each leaflet that comes in."""
    with tempfile.TemporaryDirectory(prefix="campaign-preview-") as scratch:
        project = Project(root)
        press = Press(project, Path(scratch))
        look = ""
        for _ in range(TURNS):
            place, kind = connection.recv()
            project.refresh()
            if project.reading and project.reading.look != look:
                look = project.reading.look
                engine.engine.cache_clear()
            connection.send(_printed(press, place, kind))


def _printed(press: Press, place: Place, kind: str) -> Printed:
    if missing := engine.missing_on_this_machine():
        return Printed(missing=missing)
    if press.project.problems:
        return Printed(problems=press.project.problems)
    try:
        sheet = press.page(place)
        if sheet.problems:
            return Printed(problems=sheet.problems)
        pdf = _set(press, place, kind, sheet.body)
        return Printed(pdf, tuple(side_pictures(pdf, WIDTH)))
    except ContentError as error:
        return Printed(problems=tuple(error.problems))
    except Exception as error:
        return Printed(problems=faults.of_page(error, press.edition(place.slug).content, place.path))


def _set(press: Press, place: Place, kind: str, body: str) -> bytes:
    """The PDF file. A booklet to fold is made from the one with single pages, which is made before. Raises ContentError."""
    edition, language = press.edition(place.slug), place.language
    setter = Setter(edition, language, cache.Cache(edition.content.root / cache.FOLDER))
    maker = Maker(edition, edition.own.translator(language), press.values(edition, language), place.path, body)
    wanted = next(each for each in leaflets_at(press, place) if each.kind == kind)
    with tempfile.TemporaryDirectory(dir=press.scratch) as target:
        for leaflet in leaflets_at(press, place):
            if leaflet == wanted or wanted.imposed and leaflet.url == wanted.single:
                setter.make(maker, leaflet, Path(target))
        return (Path(target) / wanted.url).read_bytes()


def leaflets_at(press: Press, place: Place) -> Iterator[Leaflet]:
    """All leaflets of a page, with addresses below the edition's first page."""
    edition = press.edition(place.slug)
    page = edition.content.pages[place.path]
    words = edition.own.translator(place.language)
    return leaflets_of(page, words, urls.prefix(place.language) + page.url)
