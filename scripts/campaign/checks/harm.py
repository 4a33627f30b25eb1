"""Harm: what an editor's Markdown would become in a browser, looked at element by element (see ``campaign.sanitise``).

``markup`` and ``links`` say it better where they see it; this is the gate for what they do not see.
"""

from __future__ import annotations

from collections.abc import Iterator

from campaign import gate
from campaign.checks import links, markup
from campaign.content import Content
from campaign.problems import Problem
from campaign.sanitise import UNDERLINE


def check(content: Content) -> Iterator[Problem]:
    """A problem for everything in a rendered page that may not be there, where no other check names the line already."""
    for path, parsed in content.parsed.items():
        if not parsed.findings:
            continue
        page = content.pages[path]
        said = {problem.line for problem in (*markup.check_page(page), *links.check_page(content, page))}
        for finding in dict.fromkeys(parsed.findings):
            line = gate.line_of(finding, page.body, page.body_line)
            # A main heading has no clue of its own, but for its underline.
            if line not in said and not (said and finding.clue == UNDERLINE):
                yield gate.problem(finding, page.file, line)
