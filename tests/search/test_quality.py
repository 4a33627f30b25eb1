"""What the search has reached is kept: the shares of the last accepted benchmark, less one query's worth of chance."""

import pytest

from campaign import content
from campaign.bench import figures
from campaign.search import quality
from campaign.search.query import Engine
from campaign.translation.catalogue import Translator

pytestmark = pytest.mark.slow
LANGUAGES = ["en", "pl", "ro", "pa", "ur", "ar", "bn"]


@pytest.fixture(scope="module")
def loaded(real_root):
    return content.load(real_root)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_search_finds_as_well_as_it_did(loaded, tag):
    accepted = {name: figure.value for name, figure in figures.accepted(loaded.root).items()}
    engine, queries = Engine.of(loaded, Translator.load(loaded.root, tag)), quality.load(loaded.root, tag)
    paths = {page.url: path for path, page in loaded.pages.items()}
    score = quality.score(queries.judging, lambda ask: [paths[hit.url] for hit in engine.find(ask).hits])
    slack = 1.5 / score.queries
    assert score.hit1 >= accepted[f"search {tag}: right page first, judged"] - slack
    assert score.hit3 >= accepted[f"search {tag}: among three, judged"] - slack
    alarmed = sum(engine.find(each).danger for each in queries.calm) / len(queries.calm)
    missed = sum(not engine.find(each).danger for each in queries.danger) / len(queries.danger)
    assert alarmed <= accepted[f"search {tag}: emergency line for nothing"] + 0.07
    assert missed <= accepted[f"search {tag}: emergency line missed"] + 0.07


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_query_set_is_large_and_names_pages_that_exist(loaded, tag):
    queries = quality.load(loaded.root, tag)
    assert len(queries.queries) >= (60 if tag == "en" else 30)
    assert {path for query in queries.queries for path in query.right} <= set(loaded.pages)
    assert len({query.ask for query in queries.queries}) == len(queries.queries)
    assert {"plain", "typo", "slang", "sentence", "inflected"} <= {query.kind for query in queries.queries}
