"""The index of one language, built by lunr.py and shipped as a script.

A script and not JSON, so that search also works in a copy opened from a folder, where a page may not fetch.
"""

from __future__ import annotations

import json
import re

from lunr.builder import Builder

from campaign.content import Content
from campaign.render import Rendered
from campaign.search.analyser import tokens
from campaign.slots import CLOSE, OPEN, plain
from campaign.translation.catalogue import Translator

#: The words of a title and those that editors give a page on purpose count most.
BOOSTS = {"title": 8, "keywords": 4, "summary": 2, "headings": 1.5, "body": 1}
_HEADING = re.compile(r"<h[2-6][^>]*>(.*?)</h[2-6]>", re.S)
_SLOTS = re.compile(f"{OPEN}[^{CLOSE}]*{CLOSE}")


def script(content: Content, rendered: Rendered, translator: Translator) -> str:
    """The whole search file of a language: a call that hands the pages and the index to the search box."""
    pages = [[content.pages[path].url, *_shown(content, path, translator)] for path in content.navigation.paths()]
    return f"campaignSearch({_json({'pages': pages, 'index': build(content, rendered, translator)})});\n"


def _shown(content: Content, path: str, translator: Translator) -> tuple[str, str, str]:
    """Title, summary and section label as results show them."""
    front = content.pages[path].front
    section = content.navigation.section_by_path.get(path)
    label = translator.text(section.label, "navigation") if section else ""
    return translator.text(front.title, "title"), translator.text(front.summary, "summary"), label


def build(content: Content, rendered: Rendered, translator: Translator) -> dict:
    """The serialised lunr index; a document's ref is its place in the list of pages."""
    builder = Builder()
    builder.ref("id")
    for field, boost in BOOSTS.items():
        builder.field(field, boost=boost)
    builder.pipeline.reset()
    builder.search_pipeline.reset()
    builder.b(0.8)
    for number, path in enumerate(content.navigation.paths()):
        fields = _fields(content, path, rendered.pages[path].body, translator)
        builder.add(
            {"id": str(number)} | {name: " ".join(tokens(_SLOTS.sub(" ", text))) for name, text in fields.items()}
        )
    return builder.build().serialize()


def _fields(content: Content, path: str, body: str, translator: Translator) -> dict[str, str]:
    front = content.pages[path].front
    return {
        "title": translator.text(front.title, "title"),
        "keywords": translator.text(", ".join(front.keywords), "keywords"),
        "headings": plain(" ".join(_HEADING.findall(body))),
        "summary": translator.text(front.summary, "summary"),
        "body": plain(body.replace("<", " <")),
    }


def _json(value) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
