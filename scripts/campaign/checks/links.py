"""Links inside the site: the page is there, and so is the heading."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator

from campaign import addresses
from campaign.checks.markup import prose
from campaign.content import DATA_FOLDER, Content, Page
from campaign.problems import Problem, did_you_mean

CHECK = "links"
_LINK = re.compile(r"\]\(\s*<?((?:[^()\s>]|\([^()]*\))+)|^\s{0,3}\[[^\]^][^\]]*\]:\s*(\S+)")
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)


def check(content: Content) -> Iterator[Problem]:
    """A problem for every link that leads nowhere, or outside by anything but https."""
    for page in content.pages.values():
        yield from check_page(content, page)


def check_page(content: Content, page: Page) -> Iterator[Problem]:
    """Problems of one page."""
    for line, text in prose(page):
        for match in _LINK.finditer(text):
            if fault := _fault(content, page, match[1] or match[2]):
                what, mend = fault
                yield Problem(page.file, line, CHECK, what, "a reader who needs the next step finds nothing.", mend)


def _fault(content: Content, page: Page, target: str) -> tuple[str, str] | None:
    if _OUTSIDE.match(target) or target.startswith(("/", "\\")):
        wrong = addresses.fault(target)
        return wrong and (f"the link {target} {wrong}.", "use an address that begins with https://")
    path, _, anchor = target.partition("#")
    goal = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path)) if path else page.path
    if goal.endswith(".md"):
        if goal not in content.pages:
            return (
                f"the link {target} leads to no page.",
                f"{did_you_mean(goal, content.pages)} Links name the .md file, seen from this page's folder.",
            )
        if anchor and anchor not in content.ids(goal):
            return f"the page {goal} has no heading “#{anchor}”.", f"{did_you_mean(anchor, content.ids(goal))}"
        return None
    if goal.startswith(("..", f"{DATA_FOLDER}/")) or not os.path.isfile(content.root / "docs" / goal):
        return (
            f"the link {target} leads to no file.",
            "link to a page by its .md file, for example  ../react/what-to-do.md",
        )
    return None
