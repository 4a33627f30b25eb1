"""A built site as its host files see it: the promise to readers, the renamed pages, and where it will stand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from campaign import urls
from campaign.edition import Edition
from campaign.hosts import headers, leaving, policy, redirects


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
    """The site in ``folder``; ``apart`` as in ``Site``."""
    return Site(
        folder,
        edition.council.path,
        edition.council.base_url,
        tuple(redirects.moves(edition)),
        tuple(filter(None, map(urls.prefix, edition.languages))),
        apart,
    )
