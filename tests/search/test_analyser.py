import unicodedata

import pytest

from campaign.search.analyser import fold, tokens


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Don’t tell, DON'T!", ["dont", "tell", "dont"]),
        ("zażółć Łódź", ["zazolc", "lodz"]),
        ("کیا آپ کو خطرہ ہے؟", ["کیا", "اپ", "کو", "خطرہ", "ہے"]),
        ("যৌন নির্যাতন", ["যৌন", "নির্যাতন"]),
        ("self-harm 999", ["self", "harm", "999"]),
        ("", []),
        ("!?… ", []),
    ],
)
def test_tokens(text, expected):
    assert tokens(text) == [unicodedata.normalize("NFKD", word) for word in expected]


def test_letters_that_readers_type_for_one_another_are_one():
    assert fold("علي") == fold("علی") and fold("كتاب") == fold("کتاب")


def test_folding_twice_changes_nothing():
    assert fold(fold("Łódź آپ ﷺ ½")) == fold("Łódź آپ ﷺ ½")
