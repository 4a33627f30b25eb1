"""The search in JavaScript is the search in Python: the same tokens, the same sounds, the same pages in the same order."""

import random
import unicodedata

import pytest

from campaign import content
from campaign.search import quality
from campaign.search.analyser import sound, tokens
from campaign.search.index import ENGINE
from campaign.search.query import Engine
from campaign.translation import catalogue, messages

pytestmark = pytest.mark.slow

#: One block of each script that is typed here, and signs that upset programs.
BLOCKS = [
    (0x20, 0x7F), (0xA0, 0x24F), (0x370, 0x3FF), (0x400, 0x4FF), (0x590, 0x5FF), (0x600, 0x6FF), (0x900, 0x97F),
    (0x980, 0x9FF), (0xA00, 0xA7F), (0xA80, 0xAFF), (0xB80, 0xBFF), (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x2150, 0x218F),
    (0x3040, 0x30FF), (0x4E00, 0x4FFF), (0xAC00, 0xACFF), (0xFB00, 0xFBFF), (0xFE70, 0xFEFF), (0x1D400, 0x1D4FF),
    (0x1F600, 0x1F64F), (0x20000, 0x200FF),
]  # fmt: skip
HOSTILE = [
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "help: my son",
    "foo~x",
    "a^b",
    "-help",
    "* *",
    "<b>",
    "\\",
    "(((",
    "'",
    '"',
    "\n",
    "\u202e",
]


@pytest.fixture
def engine_page(chromium, built_site, real_root):
    """An empty page with the parts of the engine; ``page.load(tag)`` makes it the search of a language."""
    page = chromium.new_page()
    folder = real_root / "overrides" / "components" / "search-box" / "engine"
    parts = "".join((folder / name).read_text(encoding="utf-8") for name in ENGINE)
    page.add_script_tag(content=parts + "window.twin = { tokens: campaignTokens, sound: campaignSound };")
    page.evaluate("() => { window.campaignSearch = made => { window.engine = made; }; }")
    page.load_language = lambda prefix: page.add_script_tag(
        content=(built_site / prefix / "search.js").read_text("utf-8")
    )
    yield page
    page.close()


def _fuzz(count: int, longest: int) -> list[str]:
    """Random strings of all scripts, each of characters that this Python's Unicode knows."""
    chance = random.Random(20261121)

    def char() -> str:
        found = chr(chance.randint(*chance.choice(BLOCKS)))
        return found if unicodedata.category(found) not in ("Cn", "Cs") else " "

    def text() -> str:
        block = chance.choice(BLOCKS)
        draw = char if chance.random() < 0.5 else lambda: chr(chance.randint(*block))
        drawn = "".join(draw() for _ in range(chance.randint(0, longest)))
        return "".join(each if unicodedata.category(each) not in ("Cn", "Cs") else " " for each in drawn)

    return HOSTILE + [text() for _ in range(count)]


def _texts(real_root) -> list[str]:
    loaded = content.load(real_root)
    translations = [entry.msgstr for tag in loaded.languages if tag != "en" for entry in catalogue.read(real_root, tag)]
    return (
        [message.text for message in messages.collect(loaded)]
        + translations
        + [page.body for page in loaded.pages.values()]
    )


def test_tokens_and_sounds_are_identical_for_every_text_and_for_a_hundred_thousand_random_ones(engine_page, real_root):
    texts = _texts(real_root) + _fuzz(100_000, 24)
    assert len(texts) > 110_000
    words = sorted({word for text in texts for word in tokens(text, ("ال",))})
    for start in range(0, len(texts), 20_000):
        some = texts[start : start + 20_000]
        theirs = engine_page.evaluate("texts => texts.map(text => twin.tokens(text, ['ال']))", some)
        different = [
            (text, theirs, tokens(text, ("ال",)))
            for text, theirs in zip(some, theirs, strict=True)
            if theirs != tokens(text, ("ال",))
        ]
        assert different == []
    assert engine_page.evaluate("words => words.map(twin.sound)", words) == [sound(word) for word in words]


@pytest.mark.parametrize("tag", ["en", "pl", "ro", "pa", "ur", "ar", "bn"])
def test_the_same_pages_are_found_in_the_same_order(engine_page, built_site, real_root, tag):
    prefix = "" if tag == "en" else tag
    engine_page.load_language(prefix)
    engine = Engine.read((built_site / prefix / "search.js").read_text(encoding="utf-8"))
    queries = quality.load(real_root, tag)
    asked = [*(query.ask for query in queries.queries), *queries.danger, *queries.calm]
    asked += [query[:-2] for query in asked] + HOSTILE + ["x", "a", "999"]
    theirs = engine_page.evaluate(
        "asked => asked.map(text => { const { danger, pages } = engine.find(text); return [danger, pages.map(({ url, score }) => [url, score])]; })",
        asked,
    )
    ours = [engine.find(text) for text in asked]
    assert theirs == [[found.danger, [[hit.url, hit.score] for hit in found.hits]] for found in ours]


@pytest.mark.parametrize("prefix", ["", "ar"])
def test_no_random_query_throws_or_is_slow(engine_page, prefix):
    engine_page.load_language(prefix)
    queries = _fuzz(20_000, 40)
    thrown = 0
    for start in range(0, len(queries), 5_000):
        thrown += engine_page.evaluate(
            "queries => queries.filter(query => { try { engine.find(query); return false; } catch { return true; } }).length",
            queries[start : start + 5_000],
        )
    assert thrown == 0
