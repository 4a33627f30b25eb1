import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.search.analyser import fold, sound, tokens


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Don’t tell, DON'T!", ["dont", "tell", "dont"]),
        ("zażółć Łódź", ["zazolc", "lodz"]),
        ("کیا آپ کو خطرہ ہے؟", ["کیا", "اپ", "کو", "خطرہ", "ہے"]),
        ("যৌন নির্যাতন", ["যৌন", "নির্যাতন"]),
        ("self-harm 999", ["self", "harm", "999"]),
        ("我的女儿", ["我的", "的女", "女儿"]),
        ("GP医生在 1小时", ["gp", "医生", "生在", "1", "小时"]),
        ("", []),
        ("!?… ", []),
    ],
)
def test_tokens(text, expected):
    assert tokens(text) == [unicodedata.normalize("NFKD", word) for word in expected]


def test_a_little_word_written_as_one_with_the_next_is_cut_off_where_enough_stays():
    assert tokens("والبنت البيت الى", ("وال", "ال")) == ["بنت", "بیت", "الی"]


def test_letters_that_readers_type_for_one_another_are_one():
    assert fold("علي") == fold("علی") and fold("كتاب") == fold("کتاب")


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_tokens_hold_no_capital_which_the_index_uses_as_a_sign(text):
    assert not [token for token in tokens(text) if any("A" <= char <= "Z" for char in token)]


@pytest.mark.parametrize(
    "words",
    [
        ["tasveer", "tasweer", "taswir", "tasvir"],
        ["ziyadti", "zyadti", "ziaadti"],
        ["khatra", "khatara"],
        ["bache", "bachay", "bachhe"],
        ["ব্ল্যাকমেইল", "ব্লাকমেল"],
        ["تصویر", "تسویر"],
    ],
)
def test_spellings_that_sound_alike_are_one(words):
    assert len({sound(tokens(word)[0]) for word in words}) == 1


@pytest.mark.parametrize("word", ["", "a", "999", "ab", "دن"])
def test_a_word_too_short_to_tell_has_no_sound(word):
    assert sound(word) == ""
