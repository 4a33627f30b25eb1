"""What each address of the preview gives: a page with the bar, a view of a page, a file of the site, or the bar's own files."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from campaign.content import Page
from campaign.councils import slugs
from campaign.edition import Edition
from campaign.preview import bar, faults
from campaign.preview.addresses import COUNCILS, Where, home_of, where
from campaign.preview.checking import Findings
from campaign.preview.files import Answer, Files, Later
from campaign.preview.press import Place
from campaign.preview.views import VIEWS, template
from campaign.templates import FOLDER

#: Whose files the bar and the views use, by how their addresses begin.
OWN_FOLDERS = {"": "preview", "leaflets/": "leaflets", "leaflets/fonts/": "leaflets/fonts"}
OWN_KINDS = (".css", ".js", ".woff2")


@dataclass(frozen=True)
class Answers:
    """Answers from what is rendered; ``findings`` gives what the checks know."""

    files: Files
    findings: Callable[[], Findings]

    def get(self, path: str, query: Mapping[str, str]) -> Answer | Later:
        """The answer to an address. Raises only what is a fault of ours."""
        if path.startswith(bar.OWN):
            return self._own(path.removeprefix(bar.OWN))
        if path == f"/{COUNCILS}":
            editions = {slug: home_of(slug) for slug in slugs(self._root)}
            return Answer(template(self._press, "councils", editions=editions).encode())
        shown = self.shown(path, query)
        if shown.page is None:
            return self._file(shown)
        if (here := shown.where.in_language(shown.where.language)) != path.removesuffix("index.html"):
            return Answer(b"", status=302, goal=here)
        if shown.view == "paper" and "kind" in query:
            place = Place(shown.where.slug, shown.where.language, shown.page.path)
            return self.files.part(place, query["kind"], query.get("side", "")) or self._missing(shown)
        return self._seen(shown)

    def state(self, path: str, query: Mapping[str, str]) -> str:
        """What the bar at an address is told, as JSON."""
        project, shown = self._press.project, self.shown(path, query)
        return json.dumps(bar.state(project, self.findings(), shown), ensure_ascii=False)

    def shown(self, path: str, query: Mapping[str, str]) -> bar.Shown:
        """What is seen at an address."""
        reading = self._press.project.reading
        asked = where(path, reading.content.languages if reading else ())
        try:
            edition = self._press.edition(asked.slug) if reading else None
        except Exception as error:
            return bar.Shown(asked, problems=faults.of_reading(error, self._root))
        page = edition and _page_at(edition, asked)
        return self._view(edition, replace(asked, rest=page.url), page, query) if page else bar.Shown(asked)

    def _view(self, edition: Edition, asked: Where, page: Page, query: Mapping[str, str]) -> bar.Shown:
        sheet = self._press.page(Place(asked.slug, asked.language, page.path))
        view = query.get("view")
        if view not in VIEWS:
            return bar.Shown(asked, page, "page", sheet.html, sheet.problems)
        try:
            return bar.Shown(asked, page, view, VIEWS[view](self._press, asked, page, query), sheet.problems)
        except Exception as error:
            problems = faults.of_page(error, edition.content, page.path)
            return bar.Shown(asked, page, view, None, sheet.problems + problems)

    def _seen(self, shown: bar.Shown, status: int = 200) -> Answer:
        html = template(self._press, "unseen") if shown.html is None else shown.html
        return Answer(bar.added(html, shown.digest).encode(), status=status)

    def _file(self, shown: bar.Shown) -> Answer | Later:
        if not self._press.project.reading or shown.problems:
            return self._seen(shown, 404)
        try:
            return self.files.get(shown.where) or self._missing(shown)
        except Exception as error:
            return self._seen(replace(shown, problems=faults.of_reading(error, self._root)), 404)

    def _missing(self, shown: bar.Shown) -> Answer:
        """The site's own page for an address that leads nowhere. Its hash is that of nothing, so that a page that is written meanwhile appears."""
        html = self._press.not_found(shown.where.slug, shown.where.language, shown.where.home)
        return Answer(bar.added(html, bar.Shown(shown.where).digest).encode(), status=404)

    def _own(self, name: str) -> Answer:
        """The preview's own style and scripts, and the fonts of leaflets, in which a translation is reviewed."""
        for start, folder in OWN_FOLDERS.items():
            for file in (self._root / FOLDER / folder).glob("*.*"):
                if name == start + file.name and file.suffix in OWN_KINDS:
                    return Answer(file.read_bytes(), file.suffix)
        return Answer(b"There is no such file.", ".txt", 404)

    @property
    def _press(self):
        return self.files.press

    @property
    def _root(self) -> Path:
        return self._press.project.root


def _page_at(edition: Edition, asked: Where) -> Page | None:
    """The page at an address, which may lack its last slash."""
    if asked.language not in edition.languages:
        return None
    return next((page for page in edition.content.pages.values() if page.url in (asked.rest, asked.rest + "/")), None)
