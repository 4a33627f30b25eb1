"""Every input of ``tests/hostile`` is refused with its file and line, or published harmless; what only looks odd passes."""

from collections import Counter

import corpus
import pytest

ENTRIES = corpus.entries()
FAMILIES = {"html-js", "urls", "yaml", "po", "unicode", "images", "svg", "archives", "paths", "sizes"}
FAMILIES |= {"markdown-bombs", "numbers", "sound"}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return corpus.Project(tmp_path_factory.mktemp("hostile"))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_answered_as_it_should_be(project, entry):
    assert corpus.fault(entry, project) is None


def test_the_project_without_an_entry_is_sound(project):
    assert corpus.found(project.tiny, None) == []


def test_the_corpus_is_large_and_every_entry_has_a_name_of_its_own():
    families = Counter(entry.family for entry in ENTRIES)
    assert set(families) == FAMILIES
    assert min(families.values()) >= 10
    assert sum(families.values()) - families["sound"] >= 200
    assert len({entry.name for entry in ENTRIES}) == len(ENTRIES)


def test_every_entry_does_something_and_expects_something():
    acts = ("page", "po", "svg", "edit", "write", "append", "make")
    assert [entry.name for entry in ENTRIES if not any(key in entry.data for key in acts)] == []
    assert [entry.name for entry in ENTRIES if not (entry.check or entry.built)] == []


def test_every_generator_is_used():
    made = {entry.make for entry in ENTRIES}
    helpers = {"put", "body", "raw_body"}
    own = {name for name, each in vars(corpus.generators).items() if callable(each) and each.__module__ == "generators"}
    assert {name for name in own - helpers if not name.startswith("_")} == made - {None}
