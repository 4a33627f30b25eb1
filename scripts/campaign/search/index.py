"""The index of one language: weighed by lunr.py, shipped as words and their pages in a compact script.

lunr.py reads the pages and weighs each word on each page (BM25, with boosts for title and keywords). What goes to
the browser is that weight alone: for one word at a time it ranks as a ``lunr.Index`` does, without lunr.js and
without its JSON (measured on 90 pages, first query, brotli: 146 kB with both, a fifth of it so). It is a script
and not JSON, so that search also works in a copy opened from a folder, where a page may not fetch.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from math import sqrt

from lunr.builder import Builder

from campaign.content import Content
from campaign.render import Rendered
from campaign.search.analyser import tokens
from campaign.slots import CLOSE, OPEN, plain
from campaign.translation.catalogue import Translator

#: The words of a title and those that editors give a page on purpose count most.
BOOSTS = {"title": 8, "keywords": 4, "summary": 2, "headings": 1.5, "body": 1}
#: Weights are told apart in so many steps, finer for small ones; the browser squares them back.
STEPS = 20
#: The first character of the code in which steps between pages and weights are written.
FIRST = 35
#: A step between pages of this size is written as one character and goes on.
FAR = 80

_HEADING = re.compile(r"<h[2-6][^>]*>(.*?)</h[2-6]>", re.S)
_SLOTS = re.compile(f"{OPEN}[^{CLOSE}]*{CLOSE}")

Weights = dict[str, dict[int, float]]
"""The weight of each word on each page, by the page's place in the navigation."""


def script(content: Content, rendered: Rendered, translator: Translator) -> str:
    """The whole search file of a language: a call that hands the pages and the index to the search box."""
    pages = [[content.pages[path].url, *_shown(content, path, translator)] for path in content.navigation.paths()]
    words, found = encode(weigh(content, rendered, translator))
    data = json.dumps({"pages": pages, "words": words, "found": found}, ensure_ascii=False, separators=(",", ":"))
    return f"campaignSearch({data});\n"


def _shown(content: Content, path: str, translator: Translator) -> tuple[str, str, str]:
    """Title, summary and section label as results show them."""
    front = content.pages[path].front
    section = content.navigation.section_by_path.get(path)
    label = translator.text(section.label, "navigation") if section else ""
    return translator.text(front.title, "title"), translator.text(front.summary, "summary"), label


def weigh(content: Content, rendered: Rendered, translator: Translator) -> Weights:
    """What each word is worth on each page: the sum of its lunr weights in the page's fields."""
    builder = Builder()
    builder.ref("id")
    for field, boost in BOOSTS.items():
        builder.field(field, boost=boost)
    builder.pipeline.reset()
    builder.search_pipeline.reset()
    builder.b(0.8)
    for number, path in enumerate(content.navigation.paths()):
        fields = _fields(content, path, rendered.pages[path].body, translator)
        texts = {name: " ".join(tokens(_SLOTS.sub(" ", text))) for name, text in fields.items()}
        builder.add({"id": str(number)} | texts)
    return _sum_fields(builder.build())


def _sum_fields(index) -> Weights:
    by_number = {posting["_index"]: term for term, posting in index.inverted_index.items()}
    weights: Weights = defaultdict(lambda: defaultdict(float))
    for name, vector in index.field_vectors.items():
        page = int(name.rpartition("/")[2])
        # A lunr vector is a flat list: number of the word, weight, number, weight ...
        for number, weight in zip(vector.elements[::2], vector.elements[1::2], strict=True):
            weights[by_number[int(number)]][page] += weight
    return weights


def encode(weights: Weights) -> tuple[str, str]:
    """The words, one a line and sorted by code unit as JavaScript sorts, and for each a line of steps and weights."""
    most = max((weight for pages in weights.values() for weight in pages.values()), default=1)
    words = sorted(weights, key=lambda word: word.encode("utf-16-be"))
    return "\n".join(words), "\n".join(_line(weights[word], most) for word in words)


def _line(pages: dict[int, float], most: float) -> str:
    line, last = "", 0
    for page, weight in sorted(pages.items()):
        far, step = divmod(page - last, FAR)
        level = max(1, round(STEPS * sqrt(weight / most)))
        line += _char(FAR) * far + _char(step) + _char(level)
        last = page
    return line


def _char(number: int) -> str:
    """A character that JSON leaves as it is: the backslash is stepped over."""
    code = FIRST + number
    return chr(code + (code >= ord("\\")))


def _fields(content: Content, path: str, body: str, translator: Translator) -> dict[str, str]:
    front = content.pages[path].front
    return {
        "title": translator.text(front.title, "title"),
        "keywords": translator.text(", ".join(front.keywords), "keywords"),
        "headings": plain(" ".join(_HEADING.findall(body))),
        "summary": translator.text(front.summary, "summary"),
        "body": plain(body.replace("<", " <")),
    }
