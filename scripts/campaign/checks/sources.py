"""Sources: every key that a page names stands in the list of sources."""

from __future__ import annotations

from collections.abc import Iterator

from campaign.content import SOURCES_FILE, Content
from campaign.problems import Problem, did_you_mean

CHECK = "sources"


def check(content: Content) -> Iterator[Problem]:
    """A problem for every source nobody can look up."""
    for page in content.pages.values():
        for key in page.front.sources:
            if key not in content.sources:
                yield Problem(
                    page.file,
                    page.lines.line(("sources",)),
                    CHECK,
                    f"there is no source called “{key}”.",
                    "every statement of fact can be traced.",
                    f"{did_you_mean(key, content.sources)} Sources are in {SOURCES_FILE}.",
                )
