"""Finding pages in a tiny site: what is forgiven, what comes first, what is danger."""

import pytest
from project import page

from campaign.search.query import Engine, slips
from campaign.translation.catalogue import Translator

LEXICON = """skip: [is, my, the, what, a, to]
means:
  nonce: [abuser]
  wits end: [stressed]
danger:
  - he/hes here/outside
  - suicide/self-harm
"""


@pytest.fixture
def search(tiny):
    tiny.write(
        "docs/about/more.md",
        page("Strange gifts", "Words.\n\n## A chatroom\n", "grooming").replace(
            "one, two, three", "new phone, sextortion, abuser, stressed, takeaway, line"
        ),
    )
    tiny.write(
        "docs/about/index.md", page("What to do", "Words.\n", "safeguarding").replace("one, two", "phone, county lines")
    )
    tiny.write("translations/search/en.yml", LEXICON)
    loaded = tiny.load()
    engine = Engine.of(loaded, Translator.load(tiny.root, "en"))
    return lambda text: engine.find(text)


def titles(found):
    return [hit.title for hit in found.hits]


@pytest.mark.parametrize(
    "typed, why",
    [
        ("grooming", "exact"),
        ("GROOMING!", "exact"),
        ("groo", "beginning"),
        ("gromming", "slip"),
        ("grooimng", "slip"),
        ("sextrotoin", "slip"),
        ("stresses", "ending"),
        ("chat room", "joined"),
        ("takeawayphone", "split"),
        ("nonce", "for nonce"),
        ("at my wits end", "for wits"),
    ],
)
def test_what_was_meant_is_found(search, typed, why):
    hit = search(typed).hits[0]
    assert hit.title == "Strange gifts"
    assert why in [reason for _, _, reason, _ in hit.because]


def test_a_page_with_more_of_the_words_comes_first(search):
    assert titles(search("phone safeguarding"))[:2] == ["What to do", "Strange gifts"]
    assert titles(search("new phone"))[0] == "Strange gifts"


def test_words_that_say_nothing_count_only_where_nothing_else_was_typed(search):
    assert titles(search("what is grooming"))[0] == "Strange gifts"
    assert titles(search("what to"))[0] == "What to do"


@pytest.mark.parametrize("typed", ["", "   ", "?!", "qqqqxxxx", "\U0001f600"])
def test_nothing_is_found_for_nothing(search, typed):
    assert titles(search(typed)) == []


@pytest.mark.parametrize(
    "typed", ["he is here", "omg hes outside my house", "suicide", "suicyde", "self harm", "here he comes"]
)
def test_danger_is_noticed_in_any_order_and_with_a_slip(search, typed):
    assert search(typed).danger


@pytest.mark.parametrize("typed", ["", "is he nice", "outside", "harm", "safeguarding here"])
def test_calm_questions_are_no_danger(search, typed):
    assert not search(typed).danger


@pytest.mark.parametrize(
    "one, other, count", [("abc", "abc", 0), ("abc", "acb", 1), ("abcd", "abd", 1), ("abc", "xyz", 3), ("", "ab", 2)]
)
def test_slips_are_counted(one, other, count):
    assert slips(one, other, 2) == count


def test_a_word_that_leads_nowhere_is_an_error(tiny):
    tiny.write("translations/search/en.yml", "means:\n  nonce: [qqqqxxxx]\n")
    problem = next(problem for problem in tiny.check() if problem.check == "search words" and problem.level == "error")
    assert str(problem) == (
        "translations/search/en.yml:2: “nonce” leads to “qqqqxxxx”, which no page can be found by.\n"
        "  why:  who types it finds nothing.\n"
        "  mend: choose words that stand in titles, summaries, headings or keywords, or add one to a page’s keywords."
        "   [search words]"
    )


def test_a_language_without_search_words_is_warned_of(tiny):
    for tag in ("en", "pl", "ur"):
        (tiny.root / "translations" / "search" / f"{tag}.yml").unlink()
    warned = [problem.path for problem in tiny.check() if problem.check == "search words"]
    assert warned == [f"translations/search/{tag}.yml" for tag in ("en", "pl", "ur")]


def test_a_misspelt_key_of_the_search_words_is_refused(tiny):
    tiny.write("translations/search/en.yml", "dangers: [he is here]\n")
    assert "“dangers” is not a key we know." in tiny.check()[0].what
