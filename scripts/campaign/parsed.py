"""Every English page parsed once, for all who ask: what translators see, what links can lead to, and what may not be there.

Parsing is the dearest thing that checks do. So a page is parsed one time, under a time limit, and each check takes its part.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from campaign.bombs import CHECK, time_limit
from campaign.gate import SanitiseExtension, taken_ids
from campaign.markdown import parser
from campaign.problems import ContentError, Problem
from campaign.sanitise import Finding, Rules
from campaign.translation.tree import TranslateExtension

_ID = re.compile(r'\sid="([^"]+)"')


@dataclass(frozen=True)
class Text:
    """One text that a translator sees: with its context (empty for a block of the page) and what kind of thing it is."""

    text: str
    context: str
    kind: str


@dataclass(frozen=True)
class Parsed:
    """What parsing a page gave."""

    texts: tuple[Text, ...]
    ids: frozenset[str]
    findings: tuple[Finding, ...]


def parse_all(root: Path, pages: Mapping[str, tuple[str, str]]) -> dict[str, Parsed]:
    """Parse every page; ``pages`` maps a path to the file's name and its body. Raises ContentError for pages that take too long."""
    texts: list[Text] = []

    def write_down(text: str, context: str, kind: str) -> str:
        texts.append(Text(text, context, kind))
        return text

    gate = SanitiseExtension(Rules(taken=taken_ids(root)))
    new_parser = lambda: parser(root, TranslateExtension(write_down), gate)
    md = new_parser()
    parsed, problems = {}, []
    for path, (file, body) in pages.items():
        texts.clear()
        md.reset()
        try:
            with time_limit(file):
                html = md.convert(body)
        except Exception as error:
            problems += error.problems if isinstance(error, ContentError) else [_tangled(file, error)]
            md = new_parser()  # the old one has stopped somewhere in the middle
            continue
        parsed[path] = Parsed(tuple(texts), frozenset(_ID.findall(html)), tuple(gate.gate.found))
    if problems:
        raise ContentError(problems)
    return parsed


def _tangled(file: str, error: Exception) -> Problem:
    """Python-Markdown and its extensions stumble over some nonsense, such as a caption in an open caption. It is still the page's."""
    what = f"Markdown cannot make sense of the page ({type(error).__name__})."
    mend = "put back the last version, and make your changes a few at a time."
    return Problem(file, 1, CHECK, what, "the site cannot be built with it.", mend)
