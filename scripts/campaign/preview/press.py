"""Renders a page of any edition in any language when it is asked for, through the very way of the build, and stamps it.

What a page was when it last could be rendered is kept, so that a mistake never empties the screen.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polib

from campaign import calendar, councils, slots, stamp, urls
from campaign import edition as editions
from campaign.edition import Edition, interface_words
from campaign.plugin import Job, PageRenderer
from campaign.preview import faults
from campaign.preview.project import Project
from campaign.problems import Problem
from campaign.render import Rendered
from campaign.search import index
from campaign.slots import Values
from campaign.translation.catalogue import Translator, file_name
from campaign.translation.catalogue import read as read_catalogue

#: How many pages are kept as they last were, and how many languages of how many editions stay warm.
PAGES, WARM = 100, 16


@dataclass(frozen=True)
class Place:
    """Where a page is: the council's folder, the language's tag, and the page's path below docs/."""

    slug: str
    language: str
    path: str


@dataclass(frozen=True)
class Sheet:
    """A page as a reader would get it, in the project's state ``version``; ``html`` is None when it never could be rendered.

    ``body`` holds its words alone; ``problems`` say why what is seen is not the newest.
    """

    version: int
    html: str | None = None
    body: str = ""
    problems: tuple[Problem, ...] = ()


class Press:
    """Renders from a project's last readable state; ``scratch`` is a folder for MkDocs to write into."""

    def __init__(self, project: Project, scratch: Path, with_leaflets: bool = True):
        self.project, self.scratch, self.with_leaflets = project, scratch, with_leaflets
        self._sheets: OrderedDict[Place, Sheet] = OrderedDict()
        self._warm: OrderedDict[Hashable, tuple[str, int, PageRenderer]] = OrderedDict()
        self._editions: dict[str, Edition] = {}
        self._of_now: dict[Hashable, object] = {}
        self._now = 0

    def page(self, place: Place) -> Sheet:
        """A page as it is now or, when that cannot be, as it last was."""
        last = self._sheets.get(place, Sheet(0))
        if last.version != self.project.version:
            edition, problems = self._edition(place.slug)
            try:
                last = Sheet(self.project.version, *self._render(edition, place), problems)
            except Exception as error:
                problems += faults.of_page(error, edition.content, place.path)
                last = Sheet(self.project.version, last.html, last.body, problems)
        _keep(self._sheets, place, last, PAGES)
        return last

    def _render(self, edition: Edition, place: Place) -> tuple[str, str]:
        own = place.path in edition.own.changed
        html, rendered = self._renderer(edition, place.language, own).page(place.path)
        values = self.values(edition, place.language)
        return slots.stamp(html, values), slots.stamp(rendered.body, values)

    def not_found(self, slug: str, language: str, path: str) -> str:
        """The page for a missing address; ``path`` is that of the edition's home page on this server."""
        edition = self.edition(slug)
        language = language if language in edition.languages else urls.DEFAULT_LANGUAGE
        here = edition.council.model_copy(update={"base_url": f"http://localhost{path}"})
        html = self._renderer(edition, language, False).not_found()
        words = self.words(edition, language)
        return slots.stamp(html, Edition(slug, here, edition.own, edition.assets, edition.logo).values(language, words))

    def edition(self, slug: str) -> Edition:
        """A council's edition as it is now or, when it cannot be read, as it last was. Raises what reading raises when it never could."""
        return self._edition(slug)[0]

    def _edition(self, slug: str) -> tuple[Edition, tuple[Problem, ...]]:
        def read():
            try:
                self._editions[slug] = self._read_edition(slug)
            except Exception as error:
                if slug not in self._editions:
                    raise
                return self._editions[slug], faults.of_reading(error, self.project.root)
            return self._editions[slug], ()

        return self._once(("edition", slug), read)

    def _read_edition(self, slug: str) -> Edition:
        reading, today = self.project.reading, date.today()
        council = councils.read(self.project.root, slug, reading.content.languages, today).council
        return editions.of(slug, council, reading.content, reading.assets, today)

    def values(self, edition: Edition, language: str) -> Values:
        """The value of every slot. How large a leaflet's file is will be known when it is set."""
        files = self.project.files_of_council(edition.slug, language)
        make = lambda: edition.values(language, self.words(edition, language)) | {"leaflet.size": lambda name: "…"}
        name = ("values", edition.slug, language)
        return self._once(name, lambda: self.project.recall(name, files, make))

    def translator(self, language: str) -> Translator:
        """The words of a language. Raises ContentError."""
        root = self.project.root
        load = lambda: self.project.recall(
            ("words", language), [root / file_name(language)], lambda: Translator.load(root, language)
        )
        return self._once(("words", language), load)

    def entries(self, language: str) -> polib.POFile:
        """A language's catalogue, for those who want to see what is out of date. Raises ContentError."""
        root = self.project.root
        return self.project.recall(
            ("entries", language), [root / file_name(language)], lambda: read_catalogue(root, language)
        )

    def words(self, edition: Edition, language: str) -> dict[str, str]:
        """The interface's words in a language."""
        return interface_words(edition.content, self.translator(language))

    def _renderer(self, edition: Edition, language: str, own: bool) -> PageRenderer:
        """The common pages of a language are the same for all editions; what a council wrote is rendered for it."""
        name = (language, edition.slug if own else "")
        changed = edition.own.changed if own else None
        layout = self.project.reading.layout + "\n".join(sorted(changed or ()))
        before, version, renderer = self._warm.get(name, ("", 0, None))
        if before != layout:
            renderer = PageRenderer(self._job(edition, language, own))
        elif version != self.project.version:
            renderer.take(self._job(edition, language, own))
        _keep(self._warm, name, (layout, self.project.version, renderer), WARM)
        return renderer

    def _job(self, edition: Edition, language: str, own: bool) -> Job:
        reading = self.project.reading
        folder = self.scratch / "-".join((language, edition.slug if own else ""))
        rendered, leaflets = Rendered(language, folder), self.with_leaflets
        if own:
            words = edition.own.translator(language)
            return Job(edition.content, reading.assets, words, leaflets, rendered, edition.own.changed)
        return Job(reading.content, reading.assets, self.translator(language), leaflets, rendered)

    def search(self, edition: Edition, language: str) -> str:
        """The search file of a language."""
        own = edition.own
        words = own.translator(language) if own.changed else self.translator(language)
        script = index.script(own.content if own.changed else self.project.reading.content, words)
        return slots.stamp_json(script, self.values(edition, language))

    def calendar(self, edition: Edition, language: str) -> bytes | None:
        """The calendar file of a language, when the council has set a first day."""
        council = edition.council
        weeks = calendar.weeks(edition.content, self.translator(language))
        return calendar.calendar(weeks, council.weeks_begin, council.base_url) if council.weeks_begin else None

    def sitemap(self, edition: Edition) -> str:
        """The sitemap of an edition."""
        sitemap = stamp.sitemap_of(edition.content, edition.languages)
        return slots.stamp(sitemap, {"site.url": edition.council.base_url})

    def _once(self, name: Hashable, make):
        """What is the same as long as the project is in one state."""
        if self._now != self.project.version:
            self._of_now, self._now = {}, self.project.version
        if name not in self._of_now:
            self._of_now[name] = make()
        return self._of_now[name]


def _keep(kept: OrderedDict, name: Hashable, value, most: int) -> None:
    """Keep a value as the newest of at most so many."""
    kept[name] = value
    kept.move_to_end(name)
    while len(kept) > most:
        kept.popitem(last=False)
