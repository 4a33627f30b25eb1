"""A new page's line in ``nav`` of mkdocs.yml: one line more, every other byte and comment as it was."""

from __future__ import annotations

import re
from pathlib import Path

from campaign import navigation
from campaign.navigation import Navigation, Section
from campaign.problems import ContentError, Problem


def section_for(nav: Navigation, path: str) -> Section:
    """The part of the site that pages of this path's folder stand in. Raises ContentError."""
    folders = {section.index.rpartition("/")[0]: section for section in nav.sections}
    folder = path.rpartition("/")[0]
    if folder not in folders:
        raise ContentError(
            [
                Problem(
                    f"docs/{path}",
                    1,
                    navigation.CHECK,
                    f"no part of the site has its pages in the folder “{folder}”.",
                    "readers find pages through the menu.",
                    f"choose one of {', '.join(folders)}",
                )
            ]
        )
    return folders[folder]


def add(root: Path, path: str, after: str | None = None) -> None:
    """Write the line of the page ``path`` behind that of the page ``after``, or last in its part of the site.

    Raises ContentError when there is no such part or page.
    """
    nav = navigation.load(root)
    section = section_for(nav, path)
    after = after or (section.index, *section.pages)[-1]
    file = root / navigation.FILE
    text = file.read_text(encoding="utf-8")
    line = re.search(rf"^([ \t]*- ){re.escape(after)}[ \t]*(#.*)?\n", text, re.M)
    if not line or after not in (section.index, *section.pages):
        raise ContentError(
            [
                Problem(
                    navigation.FILE,
                    section.line,
                    navigation.CHECK,
                    f"the part “{section.label}” has no line of its own for {after}.",
                    "readers find pages through the menu.",
                    f"add a line  - {path}  under  {section.label}:",
                )
            ]
        )
    file.write_text(f"{text[: line.end()]}{line[1]}{path}\n{text[line.end() :]}", encoding="utf-8")
