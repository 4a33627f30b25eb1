"""The page that clears the browser's cache on the way out, for hosts that can send headers.

The exit leads there, and it goes on at once. Nothing on it or in its address speaks of the campaign: it may be what
stays in the history. It needs no script and no words, so it is one page for all languages. A reader must go there:
when a script only fetches it, Chromium keeps what it has in memory.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from campaign.problems import ContentError, Problem

if TYPE_CHECKING:
    from campaign.edition import Edition

#: Its address in the site.
ADDRESS = "go/"

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={url}">
<title>{host}</title>
</head>
<body>
<main><h1><a href="{url}" rel="noreferrer">{host}</a></h1></main>
</body>
</html>
"""


def write(edition: Edition, site: Path) -> None:
    """Write the page. Raises ContentError when a page of the campaign already has its address."""
    folder = site / ADDRESS
    if folder.exists():
        raise ContentError([_taken(edition)])
    folder.mkdir()
    url = edition.council.exit
    page = _PAGE.format(url=escape(url), host=escape(urlsplit(url).netloc))
    (folder / "index.html").write_text(page, encoding="utf-8")


def _taken(edition: Edition) -> Problem:
    owner = next((page.file for page in edition.content.pages.values() if page.url == ADDRESS), f"docs/{ADDRESS}")
    return Problem(
        owner,
        1,
        "redirects",
        f"the address {ADDRESS} belongs to the page that clears a reader’s cache.",
        "a reader who leaves would land on this page instead.",
        "give the page another name.",
    )
