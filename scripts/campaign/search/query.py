"""Finding pages: the twin of ``overrides/components/search-box/engine/query.js``. Change both, or neither.

It reads the very file that the browser loads, so that ``scripts/search``, the tests and the benchmark rank as readers
see it. Each typed word may mean several words of the index, each at a worth: itself, its beginning, its ending
changed, its sound, a slip of the finger, another word for it. A page counts a typed word once, by the best of these,
and a page that holds more of the words stands before one that holds a single word often.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

from campaign.search.analyser import sound, tokens
from campaign.search.index import decode, shared

#: Pages shown.
MOST = 8
#: What each way of meaning a word of the index is worth.
BEGINNING, ENDING, SOUND, ONE_SLIP, TWO_SLIPS, JOINED, SPLIT, SYNONYM = 0.7, 0.8, 0.7, 0.7, 0.3, 0.9, 0.6, 0.75
#: A word with another ending shares at least so much of the longer of the two.
SHARED = 0.6
_DATA = re.compile(r"campaignSearch\(campaignEngine\((.*)\)\);\n}\)\(\);\n", re.S)


@dataclass(frozen=True)
class Meaning:
    """A word of the index that a typed word may mean: what it is worth, and why."""

    worth: float
    why: str


@dataclass(frozen=True)
class Hit:
    """A page found. ``because`` tells for each typed word that it holds: the word of the index, why, and its share of the score."""

    url: str
    title: str
    summary: str
    section: str
    score: float
    because: tuple[tuple[str, str, str, float], ...]


@dataclass(frozen=True)
class Found:
    """What a query finds. ``danger`` is whether the emergency line is shown above it."""

    danger: bool
    hits: tuple[Hit, ...]


class Engine:
    """Finds pages in one language."""

    def __init__(self, data: dict):
        self.pages = data["pages"]
        weights = decode(data)
        self.words, self.found = list(weights), list(weights.values())
        self.at = {word: number for number, word in enumerate(self.words)}
        self.skip = set(data["skip"].split())
        self.means = {
            tuple(key.split()): values.split()
            for key, _, values in (line.partition("=") for line in data["means"].split("\n"))
            if key
        }
        self.danger = [set(line.split()) for line in data["danger"].split("\n") if line]
        self.beginnings, self.letters, self.sounded = data["beginnings"], data["letters"], data["sounded"]

    @classmethod
    def read(cls, script: str) -> Engine:
        """From the text of a language's search.js."""
        return cls(json.loads(_DATA.search(script)[1]))

    @cached_property
    def _by_sound(self) -> dict[str, list[int]]:
        found = defaultdict(list)
        for number, word in enumerate(self.words):
            if key := self._sound(word):
                found[key].append(number)
        return found

    @cached_property
    def _means_by_sound(self) -> dict[str, list[str]]:
        return {sound(key[0]): values for key, values in self.means.items() if self.sounded and len(key) == 1} | {
            "": []
        }

    def find(self, text: str) -> Found:
        """The pages for a query, the best first, and whether somebody seems to be in danger."""
        typed = tokens("".join(self.letters.get(char, char) for char in text), self.beginnings)
        groups = self._groups(typed)
        scores: dict[int, list] = defaultdict(list)
        for word, meanings in groups:
            for page, (score, why) in self._best(meanings).items():
                scores[page].append((word, *why, score))
        ranked = [
            (sum(each[3] for each in because) * len(because) / len(groups), page, because)
            for page, because in scores.items()
        ]
        ranked.sort(key=lambda each: (-each[0], each[1]))
        hits = (Hit(*self.pages[page], score, tuple(because)) for score, page, because in ranked[:MOST])
        return Found(self._in_danger(typed), tuple(hits))

    def _groups(self, typed: list[str]) -> list[tuple[str, dict[int, Meaning]]]:
        """The typed words that count, each with all that it may mean. Words that say nothing count only where nothing else was typed."""
        others = self._others(typed)
        kept = [place for place, word in enumerate(typed) if word not in self.skip or place in others]
        return [
            (typed[place], self._meanings(typed, place, others.get(place, []))) for place in kept or range(len(typed))
        ]

    def _others(self, typed: list[str]) -> dict[int, list[str]]:
        """Other words for what was typed, by the place of the first word that they stand for and that counts."""
        found = defaultdict(list)
        for length in (3, 2, 1):
            for start in range(len(typed) - length + 1):
                part = typed[start : start + length]
                values = self.means.get(tuple(part))
                if values is None and length == 1 and part[0] not in self.at and part[0] not in self.skip:
                    values = self._means_by_sound.get(self._sound(part[0]))
                if values:
                    counting = (place for place, word in enumerate(part) if word not in self.skip)
                    found[start + next(counting, 0)] += values
        return found

    def _sound(self, word: str) -> str:
        return sound(word) if self.sounded else ""

    def _meanings(self, typed: list[str], place: int, others: list[str]) -> dict[int, Meaning]:
        word, found = typed[place], {}
        self._add(found, word, place == len(typed) - 1, 1)
        for other in others:
            self._add(found, other, False, SYNONYM)
        for joined in (
            "".join(typed[start : start + 2]) for start in (place - 1, place) if 0 <= start < len(typed) - 1
        ):
            self._keep(found, self.at.get(joined), JOINED, "joined")
        if word not in self.at:
            for cut in range(3, len(word) - 2):
                first, second = self.at.get(word[:cut]), self.at.get(word[cut:])
                if first is not None and second is not None:
                    self._keep(found, first, SPLIT, "split")
                    self._keep(found, second, SPLIT, "split")
        return found

    def _keep(self, found: dict[int, Meaning], number: int | None, worth: float, why: str) -> None:
        if number is not None and (number not in found or found[number].worth < worth):
            found[number] = Meaning(worth, why)

    def _add(self, found: dict[int, Meaning], word: str, last: bool, times: float) -> None:
        """All words of the index that one word may mean, at ``times`` their worth."""
        known = word in self.at
        least = 4 if word.isascii() or not self.sounded else 3
        allowed = 0 if known or len(word) < 4 else 1 if len(word) < 8 else 2
        if known:
            self._keep(found, self.at[word], times, "exact")
        if last or len(word) >= 3:
            for number in range(bisect_left(self.words, word), len(self.words)):
                if not self.words[number].startswith(word):
                    break
                self._keep(found, number, times * BEGINNING * sqrt(len(word) / len(self.words[number])), "beginning")
        for number in self._by_sound.get(self._sound(word), ()):
            self._keep(found, number, times * SOUND, "sound")
        for number, other in enumerate(self.words):
            longer, same = max(len(word), len(other)), shared(word, other)
            if same >= least and same / longer >= SHARED:
                self._keep(found, number, times * ENDING * same / longer, "ending")
            count = slips(word, other, allowed) if allowed else 1
            if count <= allowed:
                self._keep(found, number, times * (TWO_SLIPS if count == 2 else ONE_SLIP), "slip")

    def _best(self, meanings: dict[int, Meaning]) -> dict[int, tuple[float, tuple[str, str]]]:
        """For each page the best of the meanings that it holds: its score, the word of the index, and why."""
        best: dict[int, tuple[float, tuple[str, str]]] = {}
        for number, meaning in meanings.items():
            for page, weight in self.found[number].items():
                score = meaning.worth * weight
                if page not in best or best[page][0] < score:
                    best[page] = score, (self.words[number], meaning.why)
        return best

    def _in_danger(self, typed: list[str]) -> bool:
        """Whether all the words of a phrase of danger were typed, in any order. A long word that no page knows may have a slip."""
        strange = [word for word in typed if len(word) >= 5 and word not in self.at and word not in self.skip]
        said = lambda word: word in typed or any(slips(each, word, 1) <= 1 for each in strange)
        return any(all(map(said, phrase)) for phrase in self.danger)


def slips(one: str, other: str, most: int) -> int:
    """Slips between two words, counted up to ``most`` + 1: a letter more, less, another, or two that changed places."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before, row = [], list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        following = [i]
        for j, opposite in enumerate(other, 1):
            least = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (letter != opposite))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == opposite:
                least = min(least, before[j - 2] + 1)
            following.append(least)
        if min(following) > most:
            return most + 1
        before, row = row, following
    return row[-1]
