"""Care: help within one link, a next step, a word of warning before hard content, and pictures that say something."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from campaign.checks.markup import prose
from campaign.content import Content, Page
from campaign.problems import Problem

CHECK = "care"
#: Readers who may themselves be in need. Pages for them must lead to help.
PUBLIC = frozenset({"everyone", "parents", "young-people", "friends"})
#: Pages that are help.
HELP = ("get-help/", "react/danger-now.md", "react/what-to-do.md", "easy-read/get-help.md")

_NEXT_STEP = re.compile(r"^##\s+Next step\b", re.M)
_HELPLINE = re.compile(r"\{\{\s*(?:helplines?|council\.(?:children|adults))\.")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s#]+)")
_IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)[^)]*\)")
_SAYS_NOTHING = re.compile(r"^(?:image|picture|photo|graphic|icon|logo)\b|\.(?:png|jpe?g|svg|webp|gif)$", re.I)
_NOTICE = re.compile(r"^!!! note\b", re.M)


def check(content: Content) -> Iterator[Problem]:
    """A problem for every page that leaves a reader alone."""
    for page in content.pages.values():
        if PUBLIC & set(page.front.audience) and not _reaches_help(page):
            yield Problem(
                page.file,
                page.body_line,
                CHECK,
                "the page does not lead to help.",
                "a reader in need must reach help with one tap from every page.",
                "name a helpline, or link to  get-help/index.md",
            )
        if not page.front.leaflet and not _NEXT_STEP.search(page.body):
            yield Problem(
                page.file,
                page.body_line,
                CHECK,
                "the page has no next step.",
                "a reader should not be left at a dead end.",
                "end it with  ## Next step  and one to three links.",
            )
        if page.front.sensitive and not _NOTICE.search(page.body.split("\n## ", 1)[0]):
            yield Problem(
                page.file,
                page.lines.line(("sensitive",)),
                CHECK,
                "the page is sensitive and begins without a notice.",
                "readers should choose whether to go on.",
                'before the first heading write  !!! note "Before you read"  and one or two calm sentences.',
            )
        yield from _images(page)


def _reaches_help(page: Page) -> bool:
    folder = posixpath.dirname(page.path)
    targets = (posixpath.normpath(posixpath.join(folder, link)) for link in _LINK.findall(page.body))
    return (
        bool(_HELPLINE.search(page.body))
        or any(target.startswith(HELP) for target in targets)
        or page.path.startswith(HELP)
    )


def _images(page: Page) -> Iterator[Problem]:
    for line, text in prose(page):
        for alternative, address in _IMAGE.findall(text):
            if not alternative.strip() or _SAYS_NOTHING.search(alternative.strip()):
                yield Problem(
                    page.file,
                    line,
                    CHECK,
                    f"the picture {address} has no words that stand for it (found: “{alternative}”).",
                    "readers who cannot see it are told nothing.",
                    "say in the square brackets what it shows:  ![Two people talking](…)",
                )
