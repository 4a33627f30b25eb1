"""Markup: a page holds Markdown only, and leaves the one main heading to its title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaign.content import Content, Page
from campaign.problems import Problem

CHECK = "markup"
_FENCE = re.compile(r"^ *(```|~~~)")
_CODE = re.compile(r"(`+).*?\1")
_HTML = re.compile(r"</?[a-zA-Z][^>]*>|<!--")
_MAIN_HEADING = re.compile(r"^#(?!#)\s*\S")


def check(content: Content) -> Iterator[Problem]:
    """A problem for every piece of HTML and every main heading in a page."""
    for page in content.pages.values():
        yield from check_page(page)


def check_page(page: Page) -> Iterator[Problem]:
    """Problems of one page."""
    for line, text in prose(page):
        if match := _HTML.search(text):
            yield Problem(
                page.file,
                line,
                CHECK,
                f"there is HTML in the page: {match[0]}",
                "it cannot be translated, and can carry harm.",
                "say it in Markdown: **bold**, [a link](page.md), - a list.",
            )
        if _MAIN_HEADING.match(text):
            yield Problem(
                page.file,
                line,
                CHECK,
                "there is a main heading (#) in the page.",
                "the title is the main heading; two confuse screen readers.",
                "use ## for a heading inside the page.",
            )


def prose(page: Page) -> Iterator[tuple[int, str]]:
    """The lines of a page with their numbers, without code."""
    fenced = False
    for line, text in enumerate(page.body.split("\n"), start=page.body_line):
        if _FENCE.match(text):
            fenced = not fenced
        elif not fenced:
            yield line, _CODE.sub("", text)
