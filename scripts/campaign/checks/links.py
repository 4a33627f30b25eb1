"""Links inside the site: the page is there, and so is the heading."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from campaign.checks.markup import prose
from campaign.content import Content, Page
from campaign.markdown import parser
from campaign.problems import Problem, did_you_mean
from campaign.translation.tree import TranslateExtension

CHECK = "links"
_LINK = re.compile(r"\]\(\s*<?((?:[^()\s>]|\([^()]*\))+)|^\s{0,3}\[[^\]]+\]:\s*(\S+)")
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
_ID = re.compile(r'\sid="([^"]+)"')


def check(content: Content) -> Iterator[Problem]:
    """A problem for every link that leads nowhere, or outside by anything but https."""
    anchors = _Anchors(content)
    for page in content.pages.values():
        for line, text in prose(page):
            for match in _LINK.finditer(text):
                if fault := _fault(content, anchors, page, match[1] or match[2]):
                    what, mend = fault
                    yield Problem(page.file, line, CHECK, what, "a reader who needs the next step finds nothing.", mend)


class _Anchors:
    """The ids of a page's headings, found when first asked for."""

    def __init__(self, content: Content):
        self.content = content
        self.md = parser(content.root, TranslateExtension(lambda text, context, kind: text))
        self.known: dict[str, set[str]] = {}

    def of(self, path: str) -> set[str]:
        if path not in self.known:
            self.md.reset()
            self.known[path] = set(_ID.findall(self.md.convert(self.content.pages[path].body)))
        return self.known[path]


def _fault(content: Content, anchors: _Anchors, page: Page, target: str) -> tuple[str, str] | None:
    if _OUTSIDE.match(target):
        if target.startswith(("https://", "mailto:")):
            return None
        return f"the link {target} is not an https address.", "use an address that begins with https://"
    path, _, anchor = target.partition("#")
    goal = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path)) if path else page.path
    if goal.endswith(".md"):
        if goal not in content.pages:
            return (
                f"the link {target} leads to no page.",
                f"{did_you_mean(goal, content.pages)} Links name the .md file, seen from this page's folder.",
            )
        if anchor and anchor not in anchors.of(goal):
            return f"the page {goal} has no heading “#{anchor}”.", f"{did_you_mean(anchor, anchors.of(goal))}"
        return None
    if not (content.root / "docs" / goal).is_file():
        return (
            f"the link {target} leads to no file.",
            "link to a page by its .md file, for example  ../react/what-to-do.md",
        )
    return None
