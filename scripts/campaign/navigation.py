"""The order of the pages, from ``nav`` in mkdocs.yml: a home page, then sections of pages.

Two levels and no more: a reader on a phone reaches every page in two taps. A section's first page opens it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from campaign import strict_yaml
from campaign.problems import ContentError, Problem, did_you_mean
from campaign.schema import read_text

FILE = "mkdocs.yml"
CHECK = "navigation"


@dataclass(frozen=True)
class Section:
    """A part of the site: its label in the menu, the page that opens it, and the pages in it."""

    label: str
    index: str
    pages: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Navigation:
    """The home page's path and the sections."""

    home: str
    sections: tuple[Section, ...]

    def paths(self) -> Iterator[str]:
        """Every page in reading order."""
        yield self.home
        for section in self.sections:
            yield section.index
            yield from section.pages

    @cached_property
    def section_by_path(self) -> dict[str, Section]:
        """The section that a page stands in; the home page stands in none."""
        return {path: section for section in self.sections for path in (section.index, *section.pages)}


def load(root: Path) -> Navigation:
    """Read the navigation. Raises ContentError."""
    try:
        document = strict_yaml.read(read_text(root / FILE, FILE, CHECK))
    except strict_yaml.YamlFault as fault:
        raise ContentError([_problem(fault.line, f"{fault.what}.", "write it like its neighbours.")]) from None
    entries = document.data.get("nav", [])
    if not entries or not isinstance(entries[0], str):
        raise ContentError(
            [
                _problem(
                    document.line(("nav",)),
                    "the first entry of “nav” is not the home page.",
                    "begin it with  - index.md",
                )
            ]
        )
    sections = [_section(entry, document.line(("nav", number))) for number, entry in enumerate(entries[1:], start=1)]
    return Navigation(entries[0], tuple(sections))


def _section(entry, line: int) -> Section:
    match entry:
        case dict() if len(entry) == 1:
            [(label, pages)] = entry.items()
            if isinstance(pages, list) and pages and all(isinstance(page, str) for page in pages):
                return Section(label, pages[0], tuple(pages[1:]), line)
    raise ContentError(
        [
            _problem(
                line,
                "this entry of “nav” is not a section with a list of pages.",
                "write  - Label:  and below it one  - folder/page.md  for each page.",
            )
        ]
    )


def refuse_strays(navigation: Navigation, paths: Collection[str]) -> None:
    """Raise ContentError for pages that are not in the navigation, listed twice, or listed and not there."""
    listed = list(navigation.paths())
    problems = [
        _problem(1, f"the page {path} is not in “nav”.", f"add a line  - {path}  under its section.")
        for path in paths
        if path not in listed
    ]
    for path in dict.fromkeys(listed):
        section = navigation.section_by_path.get(path)
        line = section.line if section else 1
        if path not in paths:
            problems.append(
                _problem(
                    line,
                    f"“nav” lists {path}, and there is no such page.",
                    f"{did_you_mean(path, paths)} Create it or take the line out.",
                )
            )
        if listed.count(path) > 1:
            problems.append(_problem(line, f"“nav” lists {path} twice.", "keep it where readers would look for it."))
    if problems:
        raise ContentError(problems)


def without(navigation: Navigation, drafts: Collection[str]) -> Navigation:
    """The navigation without drafts. Raises ContentError for a draft that other pages cannot do without."""
    openings = {navigation.home: 1} | {section.index: section.line for section in navigation.sections}
    if problems := [
        _problem(
            line,
            f"{path} is a draft and opens a part of the site.",
            f"take  draft: true  out of docs/{path}, or let another page stand first.",
        )
        for path, line in openings.items()
        if path in drafts
    ]:
        raise ContentError(problems)
    return replace(
        navigation,
        sections=tuple(
            replace(section, pages=tuple(path for path in section.pages if path not in drafts))
            for section in navigation.sections
        ),
    )


def _problem(line: int, what: str, mend: str) -> Problem:
    return Problem(FILE, line, CHECK, what, "readers find pages through the menu.", mend)
