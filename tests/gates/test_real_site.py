"""The real site passes every gate, on every page in every language; what was seen is printed at the end of the tests."""

import pytest

from campaign import content, gates
from campaign.checks import spelling

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def national(built_site):
    return gates.read(built_site)


@pytest.mark.parametrize("name", ["links", "metadata", "weight", "html", "journeys", "accessibility"])
def test_the_national_edition_passes(national, real_root, name, record_property):
    seen = gates.held(gates.gates(real_root)[name], national)
    record_property("gate", f"national edition, {seen}")
    assert seen.problems == (), "\n".join(map(str, seen.problems))
    assert seen.languages == len(content.load(real_root).offered)


@pytest.mark.parametrize("name", ["links", "metadata", "weight"])
def test_the_edition_of_luton_passes(luton_site, real_root, name, record_property):
    seen = gates.held(gates.gates(real_root)[name], gates.read(luton_site))
    record_property("gate", f"edition of Luton, {seen}")
    assert seen.problems == (), "\n".join(map(str, seen.problems))


def test_the_gates_look_at_every_file_of_html(national, built_site):
    assert len(national.pages) == len(list(built_site.rglob("*.html"))) > 600


def test_every_english_word_is_in_the_dictionary_or_in_our_list(real_root, record_property):
    loaded = content.load(real_root)
    found = list(spelling.check(loaded))
    words = len(spelling.words(loaded))
    record_property("gate", f"spelling: {len(loaded.pages)} pages, {words} words, {len(found)} findings")
    assert found == [] and words > 1000
