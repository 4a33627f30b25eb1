"""Drafts: what is not published yet is said, and words of a template never reach readers."""

from __future__ import annotations

from collections.abc import Iterator

from campaign.checks.markup import prose
from campaign.content import Content
from campaign.problems import ERROR, NOTE, Problem
from campaign.scaffold.pages import TO_WRITE

CHECK = "draft"


def check(content: Content) -> Iterator[Problem]:
    """A note for every draft, and a problem for words of a template: an error when readers would see them."""
    for page in content.pages.values():
        if page.front.draft:
            yield Problem(
                page.file,
                page.lines.line(("draft",)),
                CHECK,
                "the page is a draft.",
                "readers do not see it.",
                "when it is ready, take the line  draft: true  out.",
                NOTE,
            )
        for line, text in prose(page):
            if TO_WRITE in text:
                yield Problem(
                    page.file,
                    line,
                    CHECK,
                    f"words of the template are still there: {text.strip()}",
                    "readers would read what was meant for you.",
                    "write your own words, or take the line out.",
                    NOTE if page.front.draft else ERROR,
                )
