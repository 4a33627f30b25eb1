import pytest

from campaign.search.index import FAR, FIRST, STEPS, encode


def decode(line):
    """As the search box does it."""
    numbers = [ord(char) - FIRST - (ord(char) > ord("\\")) for char in line]
    found, page = [], 0
    while numbers:
        while numbers[0] == FAR:
            page += numbers.pop(0)
        page += numbers.pop(0)
        found.append((page, numbers.pop(0)))
    return found


@pytest.mark.parametrize(
    "pages", [{0: 1.0}, {3: 1.0, 4: 0.25}, {0: 1.0, 79: 1.0, 80: 1.0, 81: 1.0, 500: 1.0}, {57: 1.0, 400: 0.0001}]
)
def test_a_line_gives_back_its_pages_and_weights(pages):
    words, found = encode({"word": pages})
    most = max(pages.values())
    assert decode(found) == [(page, max(1, round(STEPS * (weight / most) ** 0.5))) for page, weight in pages.items()]


def test_no_character_needs_escaping():
    _, found = encode({"word": {page: (page + 1) / 200 for page in range(0, 200, 3)}})
    assert not set(found) & set('"\\\n') and all(ord(char) < 127 for char in found)


def test_words_are_sorted_as_javascript_sorts():
    words, _ = encode({word: {0: 1.0} for word in ["z", "é", "\U0001d400", "\ufb00", "a"]})
    assert words.split("\n") == ["a", "z", "é", "\U0001d400", "\ufb00"]
