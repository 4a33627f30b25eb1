"""The review copy: English and translation side by side, block by block, for a colleague with a pen.

A native speaker who knows safeguarding need not know PO. They get a page to read on the screen or on paper, with
a number at each text to name it by, and the notes of the glossary in front.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import polib

from campaign.checks import glossary
from campaign.content import Content
from campaign.leaflets.make import missing_on_this_machine
from campaign.problems import MachineError
from campaign.templates import FOLDER, environment
from campaign.translation import catalogue, messages
from campaign.translation.exchange import identity

COMPLETE, STALE, MISSING = "complete", "stale", "missing"


@dataclass(frozen=True)
class Row:
    """One text. A stale translation was made for other English, ``before``, and readers see the English; ``line`` is that of the catalogue."""

    number: str
    kind: str
    english: str
    translation: str
    state: str
    before: str
    line: int | None


def write(content: Content, tag: str, folder: Path) -> list[Path]:
    """Write the review copy of a language as HTML and, where this machine can, as PDF. Returns the files."""
    html = render(content, tag)
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / f"review-{tag}.html"
    page.write_text(html, encoding="utf-8")
    return [page, _pdf(content.root, html, page.with_suffix(".pdf"))]


def render(content: Content, tag: str) -> str:
    """The review copy as one HTML document that needs no other file."""
    rows = rows_of(messages.collect(content), catalogue.read(content.root, tag))
    parts = [(file, [row for _, row in group]) for file, group in groupby(rows, key=lambda row: row[0])]
    terms = {english: ways[tag] for english, ways in glossary.load(content.root).items() if tag in ways}
    template = environment(content.root).get_template("review/review.html")
    return template.render(language=content.languages[tag], tag=tag, parts=parts, terms=terms)


def rows_of(wanted: Iterable[messages.Message], entries: polib.POFile) -> list[tuple[str, Row]]:
    """Each text the first time it comes, with the file it stands in."""
    by_key = {catalogue.key(entry): entry for entry in entries if not entry.obsolete}
    first: dict[catalogue.Key, messages.Message] = {}
    for message in wanted:
        first.setdefault(message.key, message)
    return [(message.file, _row(message, by_key.get(key))) for key, message in first.items()]


def _row(message: messages.Message, entry: polib.POEntry | None) -> Row:
    translation = entry.msgstr if entry else ""
    state = MISSING if not translation else STALE if entry.fuzzy else COMPLETE
    before = (entry.previous_msgid or "") if entry else ""
    number = identity(message.key)[:6]
    return Row(number, message.comment, message.text, translation, state, before, entry.linenum if entry else None)


def _pdf(root: Path, html: str, file: Path) -> Path:
    if missing := missing_on_this_machine():
        raise MachineError(missing)
    from weasyprint import HTML

    HTML(string=html, base_url=str(root / FOLDER / "leaflets") + "/").write_pdf(file)
    return file
