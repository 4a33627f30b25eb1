import copy
import random

import pytest
import yaml

from campaign import strict_yaml
from campaign.editing import written
from campaign.editing.patch import CannotPatch, patch

TEXT = """# What is above stays.
name: A name  # and what is behind
numbers: [one, two,
  three]

list:
- id: a
  phone: "0800 1111"
  note: >-
    Two lines
    of text.
# between
- id: b
  phone: "999"
last: {x: 1}
"""
DATA = {
    "name": "A name",
    "numbers": ["one", "two", "three"],
    "list": [{"id": "a", "phone": "0800 1111", "note": "Two lines of text."}, {"id": "b", "phone": "999"}],
    "last": {"x": "1"},
}


def changed(**change):
    return patch(TEXT, DATA | change)


def test_what_is_the_same_is_left_alone():
    assert patch(TEXT, copy.deepcopy(DATA)) == TEXT


def test_only_the_changed_value_is_written_and_comments_stay():
    assert changed(name="Another: name") == TEXT.replace("A name ", '"Another: name" ')


def test_what_was_quoted_stays_quoted():
    items = copy.deepcopy(DATA["list"])
    items[0]["phone"] = "0800 2222"
    assert changed(list=items) == TEXT.replace("0800 1111", "0800 2222")


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        (["one", "2b", "three"], "[one, 2b,\n  three]"),
        (["one", "two", "three", "four"], "[one, two,\n  three, four]"),
        (["zero", "one", "two", "three"], "[zero, one, two,\n  three]"),
        (["one", "three"], "[one, three]"),
        (["one", "two"], "[one, two]"),
        (["one", "two", "a, b"], '[one, two,\n  "a, b"]'),
    ],
)
def test_a_list_in_brackets_keeps_its_folding(numbers, text):
    assert changed(numbers=numbers) == TEXT.replace("[one, two,\n  three]", text)


def test_a_new_key_takes_its_place_in_the_order():
    patched = patch(TEXT, DATA | {"b": "yes", "a": "x, y"}, ["name", "a", "b", "numbers", "list", "last"])
    assert patched == TEXT.replace("numbers:", 'a: x, y\nb: "yes"\nnumbers:')


def test_a_key_that_is_gone_goes_with_its_value_and_no_more():
    wanted = {key: value for key, value in DATA.items() if key != "numbers"}
    assert patch(TEXT, wanted) == TEXT.replace("numbers: [one, two,\n  three]\n", "")


def test_an_item_is_added_at_the_end_and_another_taken_out():
    new = {"id": "c", "phone": "0300 1"}
    assert changed(list=[*DATA["list"], new]) == TEXT.replace("last:", '\n- id: c\n  phone: "0300 1"\nlast:')
    assert changed(list=DATA["list"][:1]) == TEXT.replace('- id: b\n  phone: "999"\n', "")


def test_an_empty_list_takes_the_place_of_a_list_of_lines():
    assert changed(list=[]) == TEXT[: TEXT.index("list:")] + "list: []\n" + TEXT[TEXT.index("last:") :]


def test_what_cannot_be_changed_in_place_is_refused():
    with pytest.raises(CannotPatch, match="line 2 is written in a way that cannot be changed in place"):
        patch(TEXT, "words instead of settings")


@pytest.mark.parametrize(
    "text",
    ["no", "0800", "2026-11-22", "a: b", "a #b", "- a", "“a”", "it's", "@a", "", " a", "a\nb", "a, b", "[a", "x:"],
)
def test_what_is_written_is_read_back(text):
    assert strict_yaml.read(f"key: {written.scalar(text)}\n").data.get("key", "") == text
    assert strict_yaml.read(written.entry("key", [text, "b"])).data["key"] == [text, "b"]
    if not written.scalar(text).startswith('"'):
        assert str(yaml.safe_load(written.scalar(text))) == text


def test_a_long_list_is_folded_between_its_items():
    items = [f"item number {number}" for number in range(30)]
    text = written.entry("keywords", items)
    assert strict_yaml.read(text).data["keywords"] == items
    assert all(len(line) <= written.WIDTH for line in text.split("\n")) and text.count("\n") == 4


def test_random_changes_of_real_files_say_what_was_asked_or_are_refused(real_root):
    chance = random.Random(7)
    tried = 0
    for name in ("councils/luton/council.yml", "docs/realise/myths.md", "docs/leaflets/spot-the-signs.md"):
        text = (real_root / name).read_text(encoding="utf-8")
        text = text.removeprefix("---\n").split("\n---\n")[0] + "\n" if name.endswith(".md") else text
        for _ in range(40):
            data = copy.deepcopy(strict_yaml.read(text).data)
            _change(data, chance)
            assert strict_yaml.read(patch(text, data)).data == data
            tried += 1
    assert tried == 120


def _change(data, chance):
    key = chance.choice(list(data))
    value = data[key]
    match value:
        case dict() if chance.random() < 0.8:
            _change(value, chance)
        case list() if chance.random() < 0.8:
            value.insert(chance.randrange(len(value) + 1), "a new: item, here")
        case str() if chance.random() < 0.8:
            data[key] = "other words, and: more #1"
        case _:
            del data[key]
