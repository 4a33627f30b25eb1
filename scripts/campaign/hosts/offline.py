"""A copy for a USB stick: opened by double click, without a server, search and leaflets included.

A browser that reads a folder shows a list of files where a server shows a page, so every link to a page names its
file. What only a host needs is left out.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

#: Every file has this date, so that the copy is the same whenever it is made.
DATE = (1980, 1, 1, 0, 0, 0)
#: The tag of a link up to its address; text in quotation marks may hold anything.
_LINK = re.compile(r'(<(?:a|area)\s(?:[^>"]|"[^"]*")*?(?<=\s)href=")([^"]*)(?=")')
_REFRESH = re.compile(r'(<meta http-equiv="refresh" content="0; url=)([^"]*)(?=")')
_FOR_HOSTS = ("robots.txt", "sitemap*.xml", "404.html", "*/404.html")


def make_links_name_files(site: Path) -> int:
    """Let every link inside the site name the file of its page, and remove what only hosts need; returns how many links were changed."""
    for pattern in _FOR_HOSTS:
        for file in site.glob(pattern):
            file.unlink()
    changed = 0
    for page in site.rglob("*.html"):
        text, links = _LINK.subn(_named, page.read_text(encoding="utf-8"))
        page.write_text(_REFRESH.sub(_named, text), encoding="utf-8")
        changed += links
    return changed


def with_file(link: str) -> str:
    """A link as it must stand in a copy without a server: ``../realise/#signs`` is ``../realise/index.html#signs``."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path.endswith("/"):
        return link
    return parts._replace(path=parts.path + "index.html").geturl()


def _named(match: re.Match) -> str:
    return match[1] + with_file(match[2])


def pack(site: Path, file: Path, folder: str) -> None:
    """Write the whole site as a ZIP file that unpacks into one folder."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in site.rglob("*") if path.is_file()):
            name = f"{folder}/{path.relative_to(site).as_posix()}"
            archive.writestr(zipfile.ZipInfo(name, DATE), path.read_bytes(), zipfile.ZIP_DEFLATED)
