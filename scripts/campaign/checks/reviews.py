"""Reviews: a page whose review is overdue is reported, so that advice does not grow old unnoticed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from campaign.content import Content
from campaign.problems import WARNING, Problem

CHECK = "reviews"


def check(content: Content) -> Iterator[Problem]:
    """A warning for every page that is past its review date."""
    yield from overdue(content, date.today())


def overdue(content: Content, today: date) -> Iterator[Problem]:
    """The warnings as of a day."""
    for page in content.pages.values():
        if today > page.front.review_by:
            yield Problem(
                page.file,
                page.lines.line(("last_reviewed",)),
                CHECK,
                f"the page was last reviewed on {page.front.last_reviewed.isoformat()}, and its review was due by {page.front.review_by.isoformat()}.",
                "laws, services and advice change.",
                f"read it against its sources, then set  last_reviewed: {today.isoformat()}",
                WARNING,
            )
