"""Shortcodes: every pair of double braces names something that exists and is published."""

from __future__ import annotations

from collections.abc import Iterator

from campaign import shortcodes
from campaign.content import Content
from campaign.problems import Problem

CHECK = "shortcodes"


def check(content: Content) -> Iterator[Problem]:
    """A problem for every shortcode that would leave a hole in a page."""
    for page in content.pages.values():
        for shortcode in shortcodes.find_all(page.body):
            if fault := shortcodes.fault(shortcode.name, content.register):
                what, mend = fault
                yield Problem(
                    page.file,
                    page.body_line + shortcode.line,
                    CHECK,
                    what,
                    "readers would see a hole where they expect help.",
                    mend,
                )
