"""Writes the files of one host into a finished site, and beside it what must not be published.

The files go into the staged site before it is swapped in, so a host never sees pages without their headers.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from campaign.edition import Edition
from campaign.hosts import leaving, offline, platforms, redirects, security_txt, servers, sitemap
from campaign.hosts import site as sites
from campaign.hosts.site import Site

DEFAULT = "folder"
OFFLINE = "offline"

Files = Callable[[Site], dict[str, str]]


@dataclass(frozen=True)
class Host:
    """What a host can do for readers, and what makes its files: those ``inside`` the site, and those ``beside`` it.

    ``languages`` says whether a missing page is answered in its language, ``redirects`` whether the host itself
    leads on from renamed pages. What is beside the site is brought to the host apart from it, and less often.
    """

    headers: bool = False
    languages: bool = False
    redirects: bool = False
    inside: Files = lambda site: {}
    beside: Files | None = None


HOSTS: dict[str, Host] = {
    "github-pages": Host(inside=lambda site: {".nojekyll": ""}),
    "gitlab-pages": Host(redirects=True, inside=platforms.gitlab),
    "netlify": Host(True, True, True, platforms.netlify),
    "cloudflare-pages": Host(True, True, True, platforms.cloudflare),
    "azure-static-web-apps": Host(True, False, True, platforms.azure),
    "s3-cloudfront": Host(True, False, True, beside=platforms.cloudfront),
    "nginx": Host(True, True, True, beside=servers.nginx),
    "apache": Host(True, True, True, servers.apache),
    "caddy": Host(True, True, True, beside=servers.caddy),
    DEFAULT: Host(),
    OFFLINE: Host(),
}


def write(edition: Edition, folder: Path, beside: Path, name: str = DEFAULT) -> None:
    """Write the files of the host called ``name`` into the site in ``folder``; what belongs beside it goes into ``beside``. Raises ContentError."""
    host = HOSTS[name]
    site = sites.of(edition, folder, apart=host.beside is not None)
    beside.mkdir()
    sitemap.split(folder, edition.council.base_url)
    if name != OFFLINE:
        security_txt.write(edition.council, folder)
    if host.headers:
        leaving.write(edition, folder)
    # Settings beside the site may be older than a rename; the page then leads on.
    if not host.redirects or host.beside:
        redirects.write_pages(edition, folder)
    _write(host.inside(site), folder)
    if host.beside:
        _write(host.beside(site), beside)
    if name == OFFLINE:
        offline.make_links_name_files(folder)
        offline.pack(folder, beside / "zip", edition.slug)


def place(beside: Path, site: Path) -> list[str]:
    """Move what belongs beside a site there, named after it: ``site.nginx.conf``; returns the paths."""
    goals = {file: site.parent / f"{site.name}.{file.name}" for file in sorted(beside.iterdir())}
    for file, goal in goals.items():
        os.replace(file, goal)
    return [str(goal) for goal in goals.values()]


def _write(files: Mapping[str, str], folder: Path) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
