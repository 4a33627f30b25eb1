"""Pages that were renamed: their old addresses stand on posters and in bookmarks, and lead to the new ones.

``docs/_data/redirects.yml`` names English files; every language follows. A host sends the reader on where it can;
elsewhere a tiny page does, without script.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from pydantic import Field

from campaign import schema, strict_yaml, urls
from campaign.edition import Edition
from campaign.translation.catalogue import Translator

FILE = "docs/_data/redirects.yml"
CHECK = "redirects"


class Redirects(schema.Data):
    """The file: by the old path of a page in docs/ its new path."""

    redirects: dict[str, str] = Field(
        description="old addresses stand on posters and in bookmarks.", examples=["{old/page.md: new/page.md}"]
    )


@dataclass(frozen=True)
class Move:
    """One old address in one language, the new one, and the title of the page, all seen from the root of the site."""

    old: str
    new: str
    language: str
    title: str


def load(root: Path) -> tuple[dict[str, str], strict_yaml.Document | None]:
    """The redirects and where they stand; a project without the file has none. Raises ContentError."""
    if not (root / FILE).exists():
        return {}, None
    data, document = schema.read_file(Redirects, root / FILE, FILE, CHECK)
    return data.redirects, document


def moves(edition: Edition) -> list[Move]:
    """Every old address in every language of the edition."""
    redirects, _ = load(edition.content.root)
    return [move for language in edition.languages if redirects for move in _moves(edition, language, redirects)]


def _moves(edition: Edition, language: str, redirects: dict[str, str]) -> Iterator[Move]:
    translator, prefix = Translator.load(edition.content.root, language), urls.prefix(language)
    for old, new in redirects.items():
        page = edition.content.pages[new]
        yield Move(prefix + urls.page_url(old), prefix + page.url, language, translator.text(page.front.title, "title"))


_PAGE = """<!doctype html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url={link}">
<link rel="canonical" href="{canonical}">
<title>{title}</title>
</head>
<body>
<main><h1><a href="{link}">{title}</a></h1></main>
</body>
</html>
"""


def write_pages(edition: Edition, site: Path) -> None:
    """Write a page that leads on for every old address, for hosts that cannot."""
    for move in moves(edition):
        file = site / move.old / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        text = _PAGE.format(
            language=move.language,
            direction=edition.content.languages[move.language].direction,
            link=escape(urls.between(move.old, move.new)),
            canonical=escape(edition.council.base_url + move.new),
            title=escape(move.title),
        )
        file.write_text(text, encoding="utf-8")
