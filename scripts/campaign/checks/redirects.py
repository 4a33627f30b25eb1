"""Redirects from renamed pages: each leads to a page that is there, in one step, from an address that is free."""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaign import urls
from campaign.content import Content
from campaign.hosts import redirects
from campaign.problems import ContentError, Problem, did_you_mean

CHECK = redirects.CHECK
#: Old paths stand in the settings of servers, where other characters have meanings of their own.
_PATH = re.compile(r"[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*\.md")


def check(content: Content) -> Iterator[Problem]:
    """A problem for every redirect that would strand a reader."""
    try:
        moved, document = redirects.load(content.root)
    except ContentError as error:
        yield from error.problems
        return
    taken = {page.url: path for path, page in content.pages.items()}
    for old, new in moved.items():
        fault = _source(old, taken) or _target(new, moved, content)
        if fault:
            yield Problem(redirects.FILE, document.line(("redirects", old)), CHECK, *fault)
        taken.setdefault(urls.page_url(old), old)


def _source(old: str, taken: dict[str, str]) -> tuple[str, str, str] | None:
    if not _PATH.fullmatch(old):
        return (
            f"“{old}” is not the path of a page.",
            "its old address cannot be told.",
            "write it as the file was called in docs/, for example  realise/old-name.md",
        )
    if owner := taken.get(urls.page_url(old)):
        return (
            f"“{old}” has the address of {owner}.",
            "readers of that page would be sent away.",
            "take this line out, or rename the page.",
        )
    return None


def _target(new: str, moved: dict[str, str], content: Content) -> tuple[str, str, str] | None:
    if new in content.pages:
        return None
    if new in moved:
        return (
            f"“{new}” has itself been renamed.",
            "readers would be sent from one old address to another, perhaps in a circle.",
            f"name the page as it is called today instead of “{new}”.",
        )
    return (
        f"there is no page “{new}”.",
        "readers with an old link would find nothing.",
        f"{did_you_mean(new, content.pages)} Name a file in docs/.",
    )
