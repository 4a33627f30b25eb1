"""What each address of the preview gives: a page with the bar, a view of a page, a file of the site, or the bar's own files."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from campaign import calendar, urls
from campaign.content import Page
from campaign.councils import slugs
from campaign.edition import Edition
from campaign.preview import bar, faults, paper
from campaign.preview.addresses import COUNCILS, Where, home_of, where
from campaign.preview.checking import Findings
from campaign.preview.press import Place, Press
from campaign.templates import FOLDER, environment
from campaign.translation import catalogue, messages
from campaign.translation.review_copy import COMPLETE, MISSING, STALE, rows_of

KINDS = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
    ".ics": "text/calendar; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
}
#: Stands in for the picture of a leaflet until it is set.
NOT_SET = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297"><rect width="210" height="297" fill="#eee"/><text x="105" y="150" font-size="14" text-anchor="middle" fill="#555">paper view</text></svg>'


class Answer(NamedTuple):
    """What is sent; ``goal`` is where to look instead."""

    content: bytes
    kind: str = ".html"
    status: int = 200
    goal: str | None = None


Later = Callable[[], Answer]
"""An answer that takes long and is made away from the desk."""


@dataclass(frozen=True)
class Answers:
    """Answers from what the press renders and the paper sets; ``findings`` gives what the checks know."""

    press: Press
    paper: paper.Paper
    findings: Callable[[], Findings]

    def get(self, path: str, query: Mapping[str, str]) -> Answer | Later:
        """The answer to an address."""
        if path.startswith(bar.OWN):
            return self._own(path.removeprefix(bar.OWN))
        if path == f"/{COUNCILS}":
            editions = {slug: home_of(slug) for slug in slugs(self._root)}
            return Answer(self._template("councils", editions=editions).encode())
        shown = self.shown(path, query)
        if shown.page is None:
            return self._file(shown.where) or self._missing(shown)
        if (here := shown.where.in_language(shown.where.language)) != path.removesuffix("index.html"):
            return Answer(b"", status=302, goal=here)
        if shown.view == "paper" and "kind" in query:
            return self._leaflet(shown, query["kind"], query.get("side"))
        return self._seen(shown)

    def state(self, path: str, query: Mapping[str, str]) -> str:
        """What the bar at an address is told, as JSON."""
        return json.dumps(bar.state(self.press.project, self.findings(), self.shown(path, query)), ensure_ascii=False)

    def shown(self, path: str, query: Mapping[str, str]) -> bar.Shown:
        """What is seen at an address."""
        reading = self.press.project.reading
        asked = where(path, reading.content.languages if reading else ())
        try:
            edition = self.press.edition(asked.slug) if reading else None
        except Exception as error:
            return bar.Shown(asked, problems=faults.of_reading(error, self._root))
        page = edition and _page_at(edition, asked)
        if not page:
            return bar.Shown(asked)
        asked = Where(asked.slug, asked.language, page.url)
        sheet = self.press.page(Place(asked.slug, asked.language, page.path))
        view = query.get("view")
        draw = {"review": self._review, "phone": self._phone, "paper": self._paper}.get(view)
        if not draw:
            return bar.Shown(asked, page, "page", sheet.html, sheet.problems)
        try:
            return bar.Shown(asked, page, view, draw(asked, page, query), sheet.problems)
        except Exception as error:
            problems = faults.of_page(error, edition.content, page.path)
            return bar.Shown(asked, page, view, None, sheet.problems + problems)

    def _seen(self, shown: bar.Shown, status: int = 200) -> Answer:
        html = self._template("unseen") if shown.html is None else shown.html
        return Answer(bar.added(html, shown.digest).encode(), status=status)

    def _missing(self, shown: bar.Shown) -> Answer:
        """The page for an address that leads nowhere; a plain one when even that cannot be rendered."""
        if self.press.project.reading and not shown.problems:
            asked = shown.where
            try:
                html = self.press.not_found(asked.slug, asked.language, asked.home)
                # Its digest stays that of nothing, so that the page comes when it is written.
                return Answer(bar.added(html, shown.digest).encode(), status=404)
            except Exception as error:
                problems = faults.of_reading(error, self._root)
                return self._seen(replace(shown, problems=problems), 404)
        return self._seen(shown, 404)

    def _review(self, asked: Where, page: Page, query: Mapping[str, str]) -> str:
        """English beside a translation, block by block."""
        content = self.press.edition(asked.slug).content
        others = [tag for tag in content.offered if tag != urls.DEFAULT_LANGUAGE]
        tag = next((each for each in (query.get("lang"), asked.language) if each in others), others[0])
        entries = self.press.entries(tag)
        rows = [row for _, row in rows_of(messages.of_page(content, page.path), entries)]
        return self._template(
            "review",
            page=page,
            tag=tag,
            language=content.languages[tag],
            languages={each: content.languages[each] for each in others},
            rows=rows,
            counts={state: sum(row.state == state for row in rows) for state in (COMPLETE, STALE, MISSING)},
            catalogue=catalogue.file_name(tag),
        )

    def _phone(self, asked: Where, page: Page, query: Mapping[str, str]) -> str:
        """The page as wide as a phone, beside itself on a desk."""
        return self._template("phone", page=page, address=asked.in_language(asked.language))

    def _paper(self, asked: Where, page: Page, query: Mapping[str, str]) -> str:
        """The page's leaflets, each to be set when it is looked at. What they are made from is in the document, so that it changes with it."""
        place = Place(asked.slug, asked.language, page.path)
        edition = self.press.edition(asked.slug)
        made_from = bar.digest(self.press.page(place).body + self.press.project.reading.look)
        words = self.press.words(edition, asked.language)
        return self._template(
            "paper", page=page, leaflets=list(paper.leaflets_at(self.press, place)), made_from=made_from, words=words
        )

    def _leaflet(self, shown: bar.Shown, kind: str, side: str | None) -> Answer | Later:
        """What the paper view asks for: the picture of a side, or a leaflet's sides and problems."""
        place = Place(shown.where.slug, shown.where.language, shown.page.path)
        leaflet = next((each for each in paper.leaflets_at(self.press, place) if each.kind == kind), None)
        if leaflet is None:
            return self._missing(bar.Shown(shown.where))
        version = self.press.project.version

        def answer() -> Answer:
            printed = self.paper.leaflet(version, place, kind)
            if side is not None and side.isdigit() and int(side) < len(printed.sides):
                return Answer(printed.sides[int(side)], ".webp")
            return Answer(self._template("leaflet", leaflet=leaflet, printed=printed).encode())

        return answer

    def _file(self, asked: Where) -> Answer | Later | None:
        """A file of the site that is no page."""
        if not self.press.project.reading:
            return None
        try:
            edition = self.press.edition(asked.slug)
        except Exception:
            return None
        kind, rest, english = Path(asked.rest).suffix, asked.rest, asked.language == urls.DEFAULT_LANGUAGE
        if asked.language not in edition.languages:
            return None
        if rest == "search.js":
            return Answer(self.press.search(asked.slug, asked.language).encode(), ".js")
        if rest == calendar.FILE and (file := self.press.calendar(asked.slug, asked.language)):
            return Answer(file, ".ics")
        if rest == "sitemap.xml" and english:
            return Answer(self.press.sitemap(asked.slug).encode(), ".xml")
        if file := (edition.files.get(rest) if english else None) or edition.assets.pictures.get(rest):
            return Answer(file, kind)
        return self._leaflet_file(edition, asked) if kind in (".pdf", ".webp") else None

    def _leaflet_file(self, edition: Edition, asked: Where) -> Answer | Later | None:
        """A leaflet is set when it is asked for. Its picture would cost as much, and a shelf shows many: it waits for the paper view."""
        address = urls.prefix(asked.language) + asked.rest
        for page in edition.content.leaflets:
            place = Place(asked.slug, asked.language, page.path)
            for leaflet in paper.leaflets_at(self.press, place):
                if leaflet.picture == address:
                    return Answer(NOT_SET.encode(), ".svg")
                if leaflet.url == address:
                    return self._pdf(place, leaflet)
        return None

    def _pdf(self, place: Place, leaflet) -> Later:
        version = self.press.project.version

        def answer() -> Answer:
            printed = self.paper.leaflet(version, place, leaflet.kind)
            if printed.pdf:
                return Answer(printed.pdf, ".pdf")
            return Answer(self._template("leaflet", leaflet=leaflet, printed=printed).encode(), status=404)

        return answer

    def _own(self, name: str) -> Answer:
        """The preview's own style and scripts, and the fonts of leaflets, in which a translation is reviewed."""
        folders = {
            "": f"{FOLDER}/preview",
            "leaflets/": f"{FOLDER}/leaflets",
            "leaflets/fonts/": f"{FOLDER}/leaflets/fonts",
        }
        for start, folder in folders.items():
            for file in (self._root / folder).glob("*.*"):
                if name == start + file.name and file.suffix in (".css", ".js", ".woff2"):
                    return Answer(file.read_bytes(), file.suffix)
        return Answer(b"There is no such file.", ".txt", 404)

    @property
    def _root(self) -> Path:
        return self.press.project.root

    def _template(self, name: str, **given) -> str:
        return environment(self._root).get_template(f"preview/{name}.html").render(own=bar.OWN, **given)


def _page_at(edition: Edition, asked: Where) -> Page | None:
    """The page at an address, which may lack its last slash."""
    if asked.language not in edition.languages:
        return None
    return next((page for page in edition.content.pages.values() if page.url in (asked.rest, asked.rest + "/")), None)
