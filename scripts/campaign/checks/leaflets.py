"""Leaflets name their sections rightly: each section of the page stands once in each format, on as many panels as it has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from campaign.content import Content, Page
from campaign.leaflets.formats import SETTINGS
from campaign.problems import Problem, did_you_mean

CHECK = "leaflet"
_SECTION = re.compile(r"^## .*?\{:?[^}]*#([\w-]+)[^}]*\}\s*$", re.M)
_HEADING = re.compile(r"^## (.*)$", re.M)


def check(content: Content) -> Iterator[Problem]:
    """A problem for every panel, section or heading that does not fit."""
    for page in content.leaflets:
        sections = _SECTION.findall(page.body)
        for heading in _HEADING.findall(page.body):
            if not _SECTION.match(f"## {heading}"):
                yield _problem(
                    page, f"the heading “{heading}” has no id.", "write it as  ## Who to call {: #who-to-call }"
                )
        for setting, panels in page.front.leaflet.given():
            yield from _format(page, setting, panels, sections)


def _format(page: Page, setting: str, panels: tuple[tuple[str, ...], ...], sections: list[str]) -> Iterator[Problem]:
    allowed = SETTINGS[setting][0].panels
    if len(panels) not in allowed:
        yield _problem(
            page,
            f"“{setting}” has {len(panels)} panels and may have {' or '.join(map(str, allowed))}.",
            "put the sections together, or apart.",
        )
    named = Counter(name for panel in panels for name in panel)
    for name in named:
        if name not in sections:
            yield _problem(
                page, f"“{setting}” names a section “{name}”, which the page lacks.", did_you_mean(name, sections)
            )
        elif named[name] > 1:
            yield _problem(page, f"“{setting}” names the section “{name}” twice.", "leave one of them out.")
    for name in sections:
        if name not in named:
            yield _problem(page, f"“{setting}” leaves out the section “{name}”.", "add it to one of the panels.")


def _problem(page: Page, what: str, mend: str) -> Problem:
    line = page.lines.line(("leaflet",))
    return Problem(page.file, line, CHECK, what, "words would be missing on paper.", mend)
