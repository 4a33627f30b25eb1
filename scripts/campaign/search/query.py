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
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

from campaign.content import Content
from campaign.search.analyser import sound, tokens
from campaign.search.index import contents, decode, shared
from campaign.translation.catalogue import Translator

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


def data_of(script: str) -> dict:
    """What a language's search.js tells the browser."""
    return json.loads(_DATA.search(script)[1])


class _Meanings(dict[int, Meaning]):
    """What a typed word may mean, by the number of the word in the index; of two reasons the better is kept."""

    def keep(self, number: int | None, worth: float, why: str) -> None:
        if number is not None and (number not in self or self[number].worth < worth):
            self[number] = Meaning(worth, why)


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
        self.danger = [
            [[each.split("+") for each in word.split("/")] for word in line.split(" ")]
            for line in data["danger"].split("\n")
        ]
        self.beginnings, self.letters, self.sounded = data["beginnings"], data["letters"], data["sounded"]

    @classmethod
    def of(cls, content: Content, translator: Translator) -> Engine:
        """From the pages as they are now."""
        return cls(contents(content, translator))

    @classmethod
    def read(cls, script: str) -> Engine:
        """From the text of a language's search.js."""
        return cls(data_of(script))

    @cached_property
    def _by_sound(self) -> dict[str, list[int]]:
        found = defaultdict(list)
        for number, word in enumerate(self.words):
            if key := self._sound(word):
                found[key].append(number)
        return found

    @cached_property
    def _means_by_sound(self) -> dict[str, list[str]]:
        found = {self._sound(key[0]): values for key, values in self.means.items() if len(key) == 1}
        return found | {"": []}

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

    def _least(self, word: str) -> int:
        return least(word, self.sounded)

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
        word = typed[place]
        found = _Meanings()
        self._add(found, word, place == len(typed) - 1)
        for other in others:
            inner = _Meanings()
            self._add(inner, other, False)
            for number, meaning in inner.items():
                found.keep(number, SYNONYM * meaning.worth, f"for {word}")
        for start in (place - 1, place):
            if 0 <= start < len(typed) - 1:
                found.keep(self.at.get(typed[start] + typed[start + 1]), JOINED, "joined")
        if word not in self.at:
            for cut in range(3, len(word) - 2):
                first, second = self.at.get(word[:cut]), self.at.get(word[cut:])
                if first is not None and second is not None:
                    found.keep(first, SPLIT, "split")
                    found.keep(second, SPLIT, "split")
        return found

    def _add(self, found: _Meanings, word: str, last: bool) -> None:
        """All words of the index that one word may mean."""
        known = word in self.at
        if known:
            found.keep(self.at[word], 1, "exact")
        else:
            for number in self._by_sound.get(self._sound(word), ()):
                found.keep(number, SOUND, "sound")
        if last or len(word) >= 3:
            for number in range(bisect_left(self.words, word), len(self.words)):
                if not self.words[number].startswith(word):
                    break
                found.keep(number, BEGINNING * sqrt(len(word) / len(self.words[number])), "beginning")
        least = self._least(word)
        allowed = 0 if known or len(word) < 4 else 1 if len(word) < 8 else 2
        for number, other in enumerate(self.words):
            if share := _same_beginning(word, other, least):
                found.keep(number, ENDING * share, "ending")
            if allowed and other not in self.skip and (count := slips(word, other, allowed)) <= allowed:
                found.keep(number, (ONE_SLIP if count == 1 else TWO_SLIPS) * (1 - 1 / len(word)), "slip")

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
        """Whether of each word of a phrase of danger one of its forms was typed. A long word that no page knows may have a slip."""
        strange = [word for word in typed if len(word) >= 5 and word not in self.at and word not in self.skip]
        said = lambda word: word in typed or any(slips(each, word, 1) <= 1 for each in strange)
        return bool(typed) and any(
            all(any(all(map(said, tokens)) for tokens in word) for word in phrase) for phrase in self.danger
        )


def least(word: str, sounded: bool) -> int:
    """So many letters two endings of a word must share: letters of other scripts say more."""
    return 4 if word.isascii() or not sounded else 3


def leads(word: str, words: Collection[str], least: int) -> bool:
    """Whether a word is among those that find a page, as it is or with another ending."""
    start = word[:least]
    return word in words or any(other.startswith(start) and _same_beginning(word, other, least) for other in words)


def _same_beginning(one: str, other: str, least: int) -> float:
    """How much of the longer of two words they share at their beginning, where that is enough for one word with two endings; else 0."""
    same = shared(one, other)
    share = same / max(len(one), len(other))
    return share if same >= least and share >= SHARED else 0


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
