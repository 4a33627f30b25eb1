"""A built site as its host files see it: the promise to readers, the renamed pages, and where it will stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from campaign import councils, urls
from campaign.edition import Edition
from campaign.hosts import headers, leaving, policy, redirects
from campaign.problems import ContentError, Problem

#: The path stands in the settings of servers, where other characters have meanings of their own.
_PATH = re.compile(r"/([A-Za-z0-9._~%-]+/)*")


@dataclass(frozen=True)
class Site:
    """``apart`` says that the headers are sent by settings that do not travel with the site. ``path`` is the path of the site on its host, with slashes at both ends; ``own_folders`` are those of the languages that do not stand at the root."""

    folder: Path
    path: str
    base_url: str
    moves: tuple[redirects.Move, ...]
    own_folders: tuple[str, ...]
    apart: bool

    @cached_property
    def promise(self) -> headers.Promise:
        """The headers of the site, which are read from its pages."""
        files = sorted(path.relative_to(self.folder).as_posix() for path in (self.folder / "assets").glob("*.*"))
        hashed = tuple(filter(headers.is_hashed, files))
        as_header = policy.as_lasting_header if self.apart else policy.as_header
        return headers.Promise(as_header(policy.of_pages(self.folder)), self.base_url, hashed, leaving.ADDRESS)


def of(edition: Edition, folder: Path, apart: bool) -> Site:
    """The site in ``folder``; ``apart`` as in ``Site``. Raises ContentError."""
    if not _PATH.fullmatch(edition.council.path):
        raise ContentError([_strange_path(edition)])
    return Site(
        folder,
        edition.council.path,
        edition.council.base_url,
        tuple(redirects.moves(edition)),
        tuple(filter(None, map(urls.prefix, edition.languages))),
        apart,
    )


def _strange_path(edition: Edition) -> Problem:
    return Problem(
        f"{councils.FOLDER}/{edition.slug}/council.yml",
        1,
        councils.CHECK,
        f"the path “{edition.council.path}” of the site’s address holds a character that servers read as a setting.",
        "the settings for the host would not mean what they say.",
        "use letters, digits, hyphens, full stops and slashes in “base_url” (or --base-url).",
    )
