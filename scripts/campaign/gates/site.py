"""A built site as the gates see it: every page parsed once, and the address that the site says it has.

Only the built files are read, never the sources, so that a council can hold any copy of its site
against the gates.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

import lxml.html

from campaign.problems import MachineError

SITEMAP = "sitemap.xml"
NOT_FOUND = "404.html"


@dataclass(frozen=True)
class BuiltPage:
    """One page. ``path`` is its file, ``url`` its address, both from the site's root; ``raw`` the file as it is."""

    path: str
    raw: bytes
    tree: lxml.html.HtmlElement

    @property
    def url(self) -> str:
        return self.path.removesuffix("index.html")

    @property
    def is_not_found(self) -> bool:
        """Whether a host shows it for a missing address."""
        return posixpath.basename(self.path) == NOT_FOUND

    @cached_property
    def language(self) -> str:
        return self.tree.get("lang", "")

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(self.tree.xpath("//@id"))


@dataclass(frozen=True)
class Site:
    """A built site. ``base`` is its full address, read from its sitemap."""

    folder: Path
    base: str
    pages: dict[str, BuiltPage]

    @property
    def languages(self) -> int:
        """How many languages its pages have."""
        return len({page.language for page in self.pages.values()})

    @cached_property
    def path(self) -> str:
        """The path of its address: ``/`` or ``/campaign/``."""
        return urlsplit(self.base).path or "/"


def read(folder: Path) -> Site:
    """Parse every page of a built site. Raises MachineError when the folder holds none."""
    files = sorted(folder.rglob("*.html"))
    sitemap = folder / SITEMAP
    if not files or not sitemap.is_file():
        raise MachineError(f"a built site in {folder}. Build one:  scripts/build --output {folder}")
    # The home page in the first language comes first.
    base = re.search("<loc>([^<]*)</loc>", sitemap.read_text(encoding="utf-8"))
    return Site(folder, base[1] if base else "", {page.path: page for page in (_parse(folder, file) for file in files)})


def _parse(folder: Path, file: Path) -> BuiltPage:
    raw = file.read_bytes()
    parser = lxml.html.HTMLParser(encoding="utf-8")
    return BuiltPage(file.relative_to(folder).as_posix(), raw, lxml.html.document_fromstring(raw, parser=parser))
