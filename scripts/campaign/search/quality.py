"""How well the search finds: the query sets of ``tests/search/``, and what is counted over them.

The authors of a set have not read the search words that editors gave the pages. Of each set every second query,
from the first, may be used to improve the search; the others only judge it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field

from campaign import schema

FOLDER = "tests/search"
CHECK = "query sets"


class Query(schema.Data):
    """What somebody types, of which kind it is, and the pages that would be right as a first answer."""

    kind: Literal["plain", "typo", "slang", "sentence", "inflected", "roman", "traditional"] = Field(
        description="figures are told apart by kind.", examples=["typo"]
    )
    ask: str = Field(min_length=1, description="it is what is typed.", examples=["signs of gromming"])
    right: tuple[str, ...] = Field(
        min_length=1, description="these pages would help.", examples=["[recognise/parents.md]"]
    )


class QuerySet(schema.Data):
    """One language's queries, and what must and must not show the emergency line."""

    queries: tuple[Query, ...] = Field(min_length=1, description="a set without queries measures nothing.")
    danger: tuple[str, ...] = Field(min_length=1, description="the emergency line must be shown for these.")
    calm: tuple[str, ...] = Field(min_length=1, description="for these it must not be.")

    @property
    def judging(self) -> tuple[Query, ...]:
        """The queries that were not used to improve the search."""
        return self.queries[1::2]


def load(root: Path, tag: str) -> QuerySet:
    """A language's query set. Raises ContentError."""
    name = f"{FOLDER}/{tag}.yml"
    return schema.read_file(QuerySet, root / name, name, CHECK)[0]


@dataclass(frozen=True)
class Score:
    """Over ``queries`` queries: the share with a right page first, among the first three, the mean of one over its place, and the share that found nothing."""

    queries: int
    hit1: float
    hit3: float
    mrr: float
    nothing: float

    def __str__(self) -> str:
        return f"{self.hit1:.2f}/{self.hit3:.2f}"


def score(queries: Iterable[Query], find: Callable[[str], list[str]]) -> Score:
    """Judge ``find``, which gives the paths of the pages found, the best first."""
    places, empty = [], 0
    for query in queries:
        found = find(query.ask)
        empty += not found
        places.append(next((place for place, path in enumerate(found, 1) if path in query.right), None))
    count = len(places)
    share = lambda limit: sum(place is not None and place <= limit for place in places) / count
    return Score(count, share(1), share(3), sum(1 / place for place in places if place) / count, empty / count)
