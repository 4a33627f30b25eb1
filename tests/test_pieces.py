import os

import pytest
from hypothesis import given
from hypothesis.strategies import lists, sampled_from

from campaign import pieces
from campaign.pieces import Filled, Sheet, cut, join, write
from campaign.slots import SLOT, slot, stamp, stamp_json

VALUES = {"council.name": "<b>A &amp; B</b>", "menu": lambda url: f"[{url}|{slot('council.name')}]"}
MARKERS = [slot("council.name"), slot("menu", "a/"), slot("menu", "b/"), slot("menu")]


def files(folder, **texts):
    folder.mkdir()
    for name, written in texts.items():
        path = folder / name.replace("_", "/").replace("-", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written, encoding="utf-8")
    return folder


def read(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


@given(lists(sampled_from([*MARKERS, "<p>", "é", "&", ""])))
def test_joined_pieces_are_the_stamped_text(parts):
    written = "".join(parts)
    texts = [each.encode() for each in SLOT.sub("\0", written).split("\0")]
    sheet = Sheet(tuple(texts), tuple(match[0] for match in SLOT.finditer(written)))
    assert join(sheet, Filled(stamp, VALUES)).decode() == stamp(written, VALUES)


def test_a_page_is_filled_as_html_and_a_script_as_json(tmp_path):
    name = slot("council.name")
    folder = files(tmp_path / "cut", **{"a_index-html": name, "search-js": f'"{name}"', "pic-svg": "<svg/>"})
    assert write(cut(folder), VALUES, tmp_path / "site") == 1
    assert read(tmp_path / "site") == {
        "a/index.html": stamp(name, VALUES),
        "search.js": stamp_json(f'"{name}"', VALUES),
        "pic.svg": "<svg/>",
    }


def test_what_holds_no_slot_is_one_file_in_all_editions(tmp_path):
    folder = files(tmp_path / "cut", **{"pic-svg": "<svg/>"})
    for site in ("one", "two"):
        write(cut(folder), {}, tmp_path / site)
    assert os.path.samefile(tmp_path / "one" / "pic.svg", tmp_path / "two" / "pic.svg")


def test_where_files_cannot_be_linked_they_are_copied(tmp_path, monkeypatch):
    def refuse(source, goal):
        raise OSError

    monkeypatch.setattr(os, "link", refuse)
    write(cut(files(tmp_path / "cut", **{"pic-svg": "<svg/>"})), {}, tmp_path / "site")
    assert read(tmp_path / "site") == {"pic.svg": "<svg/>"}


def test_writing_over_a_linked_file_leaves_the_other_edition_as_it_was(tmp_path):
    (tmp_path / "one").write_bytes(b"one")
    pieces.link(str(tmp_path / "one"), str(tmp_path / "two"))
    pieces.write_file(str(tmp_path / "two"), b"two")
    assert ((tmp_path / "one").read_bytes(), (tmp_path / "two").read_bytes()) == (b"one", b"two")


def test_what_one_edition_wrote_takes_the_place_of_its_namesake(tmp_path):
    name = slot("council.name")
    lower = cut(files(tmp_path / "lower", **{"a-html": name, "b-html": name, "search-js": "1"}))
    upper = cut(files(tmp_path / "upper", **{"b-html": "own", "search-js": f'"{name}"'}))
    write(lower.under(upper), {"council.name": "X"}, tmp_path / "site")
    assert read(tmp_path / "site") == {"a.html": "X", "b.html": "own", "search.js": '"X"'}


def test_a_patch_changes_the_named_files_and_no_other(tmp_path):
    name = slot("council.name")
    folder = cut(files(tmp_path / "cut", **{"a-html": name, "b-html": name, "search-js": "1"}))
    write(folder, {"council.name": "old"}, tmp_path / "site")
    pieces.patch(folder, {"council.name": "new"}, tmp_path / "site", ["b.html", "search.js"])
    assert read(tmp_path / "site") == {"a.html": "old", "b.html": "new", "search.js": "1"}


def test_a_slot_without_value_is_an_error_and_not_a_hole(tmp_path):
    with pytest.raises(KeyError):
        write(cut(files(tmp_path / "cut", **{"a-html": slot("nobody")})), {}, tmp_path / "site")
