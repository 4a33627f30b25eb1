"""The index of one language: weighed by lunr.py, shipped as words and their pages in a compact script.

lunr.py reads the pages and weighs each word on each page (BM25). What goes to the browser is that weight alone: for
one word at a time it ranks as a ``lunr.Index`` does, without lunr.js and without its JSON (measured on 90 pages,
first query, brotli: 146 kB with both, about an eighth of it so). It is a script and not JSON, so that search also
works in a copy opened from a folder, where a page may not fetch.

The body of a page is left out: people type their own words, which stand in ``keywords``. Measured on the query sets,
the body cost as many bytes as all the rest and found nothing more.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from math import sqrt

from lunr.builder import Builder

from campaign.content import Content, Page
from campaign.edition import interface_words
from campaign.helplines import digits
from campaign.search.analyser import tokens
from campaign.search.lexicon import Lexicon
from campaign.templates import FOLDER
from campaign.translation.catalogue import Translator

#: The words of a title and those that editors give a page on purpose count most.
BOOSTS = {"title": 8, "keywords": 4, "summary": 2, "headings": 1}
#: How much less a word is worth on a page with many words (BM25's b): keywords are written on purpose, so little.
LENGTH = 0.2
#: Leaflets and pages for organisers say again what other pages say: those come first.
SAID_AGAIN, AGAIN = ("leaflets/", "join-in/", "learn/"), 0.7
#: Weights are told apart in so many steps, at most nine and finer for small ones; the browser squares them back.
STEPS = 9
#: The first character of the code in which steps between pages are written.
FIRST = 35
#: A step between pages of this size is written as one character and goes on.
FAR = 80
#: What finds pages in the browser, in the order in which it is loaded.
ENGINE = ("analyser.js", "query.js")
#: The page offered with the numbers, when somebody seems to be in danger and when no page fits.
HELP_PAGES = {"danger": "react/danger-now.md", "none": "get-help/index.md"}

_HEADING = re.compile(r"^#{2,6} +(.*?) *(?:\{[^}]*\})?$", re.M)
_SHORTCODE = re.compile(r"\{\{[^}]*\}\}")

Weights = dict[str, dict[int, float]]
"""The weight of each word on each page, by the page's place in the navigation."""


def script(content: Content, translator: Translator) -> str:
    """The whole search file of a language: what finds pages, and a call that hands it the words of the language."""
    folder = content.root / FOLDER / "components" / "search-box" / "engine"
    engine = "".join((folder / name).read_text(encoding="utf-8") for name in ENGINE)
    data = json.dumps(contents(content, translator), ensure_ascii=False, separators=(",", ":"))
    return f"(() => {{\n{squeeze(engine)}campaignSearch(campaignEngine({data}));\n}})();\n"


def squeeze(script: str) -> str:
    """A script without its comments and indents."""
    return re.sub(r"(?m)^ +", "", re.sub(r"(?m)^ */\*.*?\*/\n", "", script, flags=re.S))


def contents(content: Content, translator: Translator) -> dict:
    """Everything the browser is told: pages, words, the language's own search words, and whom to call."""
    lexicon = content.lexicons.get(translator.language, Lexicon())
    beginnings = beginnings_of(lexicon)
    weights = weigh(content, translator, lexicon)
    read = lambda text: " ".join(tokens(text, beginnings))
    return {
        **encode(weights),
        "pages": [_shown(content, path, translator) for path in content.navigation.paths()],
        "skip": " ".join(map(read, lexicon.skip)),
        "means": "\n".join(f"{read(key)}={read(' '.join(values))}" for key, values in lexicon.means.items()),
        "danger": "\n".join(" ".join(_any_of(word, read) for word in phrase.split()) for phrase in lexicon.danger),
        "beginnings": beginnings,
        "letters": _simplified(str([*weights, lexicon]))
        if content.languages[translator.language].script == "CJK"
        else {},
        "sounded": is_sounded(content, translator.language),
        "count": interface_words(content, translator)["search_count"],
        "help": {kind: _help(content, kind, translator) for kind in HELP_PAGES},
    }


def beginnings_of(lexicon: Lexicon) -> list[str]:
    """The little words that a language writes as one with the next, the longest first."""
    return sorted((each for text in lexicon.beginnings for each in tokens(text)), key=len, reverse=True)


def is_sounded(content: Content, language: str) -> bool:
    """Whether readers of a language may type it as it sounds, in Latin letters."""
    return content.languages[language].script != "LATIN"


def _any_of(words: str, read: Callable[[str], str]) -> str:
    """Words of which any will do, as ``die/dead``. What is one word to a reader may be several tokens, joined by "+"."""
    return "/".join(read(word).replace(" ", "+") for word in words.split("/"))


def _shown(content: Content, path: str, translator: Translator) -> list[str]:
    """Address, title, summary and section label, as results show them."""
    page = content.pages[path]
    section = content.navigation.section_by_path.get(path)
    label = translator.text(section.label, "navigation") if section else ""
    return [page.url, translator.text(page.front.title, "title"), translator.text(page.front.summary, "summary"), label]


def _help(content: Content, kind: str, translator: Translator) -> dict:
    """What is said, whom to call, and the number of the page to read."""
    names = content.register.danger if kind == "danger" else content.register.footer
    helplines = [content.register.published()[name] for name in names]
    paths = list(content.navigation.paths())
    return {
        "say": interface_words(content, translator)[f"search_{kind}"],
        "call": [[translator.text(each.name, "helpline"), digits(each.phone), each.phone] for each in helplines],
        "page": paths.index(HELP_PAGES[kind]) if HELP_PAGES[kind] in paths else None,
    }


def words(content: Content, translator: Translator, lexicon: Lexicon) -> set[str]:
    """Every word that finds a page."""
    return {
        word for _, fields in _read(content, translator, lexicon) for text in fields.values() for word in text.split()
    }


def weigh(content: Content, translator: Translator, lexicon: Lexicon) -> Weights:
    """What each word is worth on each page: the sum of its lunr weights in the page's fields."""
    builder = Builder()
    builder.ref("id")
    for field, boost in BOOSTS.items():
        builder.field(field, boost=boost)
    builder.pipeline.reset()
    builder.search_pipeline.reset()
    builder.b(LENGTH)
    for number, (path, fields) in enumerate(_read(content, translator, lexicon)):
        builder.add({"id": str(number)} | fields, {"boost": AGAIN if path.startswith(SAID_AGAIN) else 1})
    return _sum_fields(builder.build())


def _read(content: Content, translator: Translator, lexicon: Lexicon) -> Iterator[tuple[str, dict[str, str]]]:
    """Each page with the tokens of its fields, a space between them, without those to skip."""
    beginnings = beginnings_of(lexicon)
    skip = {word for text in lexicon.skip for word in tokens(text, beginnings)}
    for path in content.navigation.paths():
        yield (
            path,
            {
                # "What to do" is nothing but words to skip, and yet a title.
                field: " ".join(
                    word
                    for word in tokens(_SHORTCODE.sub(" ", text), beginnings)
                    if field == "title" or word not in skip
                )
                for field, text in _fields(content.pages[path], translator).items()
            },
        )


def _sum_fields(index) -> Weights:
    by_number = {posting["_index"]: term for term, posting in index.inverted_index.items()}
    weights: Weights = defaultdict(lambda: defaultdict(float))
    for name, vector in index.field_vectors.items():
        page = int(name.rpartition("/")[2])
        # A lunr vector is a flat list: number of the word, weight, number, weight ...
        for number, weight in zip(vector.elements[::2], vector.elements[1::2], strict=True):
            weights[by_number[int(number)]][page] += weight
    return weights


def encode(weights: Weights) -> dict[str, str]:
    """The weights as three texts that compress well.

    ``words``: sorted by code unit, as JavaScript sorts; each begins with a capital letter that says how many letters it
    shares with the one before (no token holds a capital). ``found``: for each word a line of steps from page to page.
    ``levels``: for each step a digit, the weight.
    """
    most = max((weight for pages in weights.values() for weight in pages.values()), default=1)
    words = sorted(weights, key=lambda word: word.encode("utf-16-be"))
    pages = [sorted(weights[word].items()) for word in words]
    return {
        "words": "".join(_after(before, word) for before, word in pairwise(["", *words])),
        "found": "\n".join(_steps([page for page, _ in found]) for found in pages),
        "levels": "".join(str(max(1, round(STEPS * sqrt(weight / most)))) for found in pages for _, weight in found),
    }


def _after(before: str, word: str) -> str:
    """A word without what it shares with the one before."""
    same = min(shared(before, word), 25)
    return chr(ord("A") + same) + word[same:]


def shared(one: str, other: str) -> int:
    """How many letters two words share at their beginning."""
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count


def _steps(pages: list[int]) -> str:
    steps = (divmod(page - last, FAR) for last, page in pairwise([0, *pages]))
    return "".join(_char(FAR) * far + _char(step) for far, step in steps)


def _char(number: int) -> str:
    """A character that JSON leaves as it is: the backslash is stepped over."""
    code = FIRST + number
    return chr(code + (code >= ord("\\")))


def decode(data: dict[str, str]) -> Weights:
    """The weights again, the greatest possible being 1: the other half of ``encode``, as the browser does it."""
    levels = iter(data["levels"])
    words = _words(data["words"])
    return {
        word: {page: (int(next(levels)) / STEPS) ** 2 for page in _pages(line)}
        for word, line in zip(words, data["found"].split("\n"), strict=True)
    }


def _words(text: str) -> Iterator[str]:
    word = ""
    for same, rest in re.findall("([A-Z])([^A-Z]*)", text):
        word = word[: ord(same) - ord("A")] + rest
        yield word


def _pages(line: str) -> Iterator[int]:
    page = 0
    for char in line:
        step = ord(char) - FIRST - (ord(char) > ord("\\"))
        page += step
        if step < FAR:
            yield page


def _fields(page: Page, translator: Translator) -> dict[str, str]:
    front = page.front
    return {
        "title": f"{translator.text(front.title, 'title')} {translator.text(front.short_title or '', 'short_title')}",
        "keywords": translator.text(", ".join(front.keywords), "keywords"),
        "summary": translator.text(front.summary, "summary"),
        "headings": " ".join(translator.text(heading, "") for heading in _HEADING.findall(page.body)),
    }


def _simplified(words: str) -> dict[str, str]:
    """The traditional form of every Chinese character in the words that has one, with its simplified form."""
    return {old: new for old, new in _traditional().items() if new in words}


@cache
def _traditional() -> dict[str, str]:
    from opencc import OpenCC

    convert = OpenCC("t2s").convert
    characters = map(chr, range(0x4E00, 0xA000))
    return {char: simple for char in characters if (simple := convert(char)) != char}
