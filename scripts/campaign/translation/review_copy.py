"""The review copy: English and translation side by side, block by block, for a colleague with a pen.

A native speaker who knows safeguarding need not know PO. They get a page to read on the screen or on paper, with
a number at each text to name it by, and the notes of the glossary in front.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from campaign.checks import glossary
from campaign.content import Content
from campaign.leaflets.make import missing_on_this_machine
from campaign.problems import MachineError
from campaign.templates import FOLDER, environment
from campaign.translation import messages
from campaign.translation.catalogue import Translator
from campaign.translation.exchange import identity


def write(content: Content, tag: str, folder: Path) -> list[Path]:
    """Write the review copy of a language as HTML and, where this machine can, as PDF. Returns the files."""
    html = render(content, tag)
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / f"review-{tag}.html"
    page.write_text(html, encoding="utf-8")
    return [page, _pdf(content.root, html, page.with_suffix(".pdf"))]


def render(content: Content, tag: str) -> str:
    """The review copy as one HTML document that needs no other file."""
    translator = Translator.load(content.root, tag)
    seen: set[str] = set()
    parts = []
    for file, group in groupby(messages.collect(content), key=lambda message: message.file):
        rows = [row for message in group if (row := _row(message, translator, seen))]
        if rows:
            parts.append((file, rows))
    terms = {english: ways[tag] for english, ways in glossary.load(content.root).items() if tag in ways}
    template = environment(content.root).get_template("review/review.html")
    return template.render(language=content.languages[tag], tag=tag, parts=parts, terms=terms)


def _row(message: messages.Message, translator: Translator, seen: set[str]):
    """Number, kind, English and translation of a text, the first time it comes."""
    number = identity(message.key)[:6]
    if number in seen:
        return None
    seen.add(number)
    return number, message.comment, message.text, translator.find(message.text, message.context) or ""


def _pdf(root: Path, html: str, file: Path) -> Path:
    if missing := missing_on_this_machine():
        raise MachineError(missing)
    from weasyprint import HTML

    HTML(string=html, base_url=str(root / FOLDER / "leaflets") + "/").write_pdf(file)
    return file
