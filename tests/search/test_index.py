from hypothesis import given
from hypothesis import strategies as st

from campaign.search.index import STEPS, decode, encode, squeeze

WORDS = st.text(st.characters(exclude_categories=("Lu", "Lt", "Cs"), exclude_characters="\n"), min_size=1)
WEIGHTS = st.dictionaries(
    WORDS,
    st.dictionaries(st.integers(0, 500), st.floats(0.001, 100), min_size=1),
    min_size=1,
)


@given(WEIGHTS)
def test_what_is_encoded_gives_back_every_word_and_page_and_nearly_the_weight(weights):
    most = max(weight for pages in weights.values() for weight in pages.values())
    read = decode(encode(weights))
    assert {word: set(pages) for word, pages in read.items()} == {word: set(pages) for word, pages in weights.items()}
    for word, pages in weights.items():
        for page, weight in pages.items():
            assert abs(read[word][page] ** 0.5 - (weight / most) ** 0.5) <= 1 / STEPS


def test_words_are_sorted_as_javascript_sorts():
    words = list(decode(encode({word: {0: 1.0} for word in ["z", "é", "\U0001d400", "\ufb00", "a"]})))
    assert words == ["a", "z", "é", "\U0001d400", "\ufb00"]


def test_the_pages_need_no_escaping_in_json():
    found = encode({"word": {page: (page + 1) / 200 for page in range(0, 200, 3)}})["found"]
    assert not set(found) & set('"\\\n') and all(ord(char) < 127 for char in found)


def test_a_squeezed_script_has_no_comments_and_no_indents():
    assert (
        squeeze("/* About. */\nlet a;\n  /* Of two\n     lines. */\n  let b = 1; // kept\n")
        == "let a;\nlet b = 1; // kept\n"
    )
