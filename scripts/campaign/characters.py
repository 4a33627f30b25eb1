"""Characters that nobody types on purpose: what turns a line round, hides in a word, or means nothing.

A phone number that is turned round, a word with a hole in it, a link whose letters only look Latin: a reader cannot see
any of them and neither can an editor. So this is asked of every supplied file, and again of every text that an escape
(``\\u202e`` in YAML, ``&#x202e;`` in Markdown, ``\\a`` in PO) can bring in behind the file's back. The two joiners,
U+200C and U+200D, are letters' business in many scripts and pass where they stand behind such a letter; with U+FE0F they
also make one emoji of several characters, as every phone types them, and pass behind a symbol.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

JOINERS, EMOJI_STYLE = "\u200c\u200d", "\ufe0f"
#: More marks than this on one letter are no letter of any language, and run over the lines above and below.
MOST_MARKS = 4
#: Assigned characters that show nothing or stand for damage. Controls, private use and unassigned ones go by category.
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2028\u2029\u2800\u3164\uffa0\ufffc\ufffd") | frozenset(
    chr(code) for code in (*range(0x180B, 0x1810), *range(0xFE00, 0xFE0F), *range(0xE0000, 0xE0FFF))
)
_TYPED_CONTROLS = frozenset("\n\t")
#: Figures of all scripts, and those with a circle, a bracket or a stop, or set high or low.
_FIGURE = re.compile(
    r"[\d\xb2\xb3\xb9\u2070-\u2089\u2460-\u24ff\u2776-\u2793\u3251-\u325f\u32b1-\u32bf\U0001f100-\U0001f10a]"
)
_JOINER = re.compile(f"[{JOINERS}{EMOJI_STYLE}]")


class _OnlyMarks(dict):
    """For ``str.translate``: each mark becomes a tilde, anything else a space. Each character is looked up once."""

    def __missing__(self, code: int) -> str:
        self[code] = "~" if _is_mark(chr(code)) else " "
        return self[code]


_only_marks = _OnlyMarks()
_HEAP = re.compile(f"~{{{MOST_MARKS + 1},}}")


@dataclass(frozen=True)
class Found:
    """One bad character: where it is in the text (from 0), and what to call it."""

    offset: int
    what: str


def find(text: str, apart_from: str = "") -> Iterator[Found]:
    """The first place of each bad character in a text, and of marks heaped on one letter."""
    letters = set(text)
    for letter in sorted(filter(_is_bad, letters)):
        if letter not in apart_from:
            yield Found(text.index(letter), f"an invisible character ({name(letter)})")
    if letters & set(JOINERS + EMOJI_STYLE):
        yield from _loose_joiners(text)
    if any(map(_is_mark, letters)) and (heap := _HEAP.search(text.translate(_only_marks))):
        at = heap.start()
        yield Found(at, f"{len(heap[0])} marks heaped on one letter ({name(text[at])} …)")


def _loose_joiners(text: str) -> Iterator[Found]:
    for match in _JOINER.finditer(text):
        before = text[match.start() - 1 : match.start()]
        joined = "S" if match[0] == EMOJI_STYLE else "LMS"
        # Joiners shape the letters of scripts such as Arabic and Bengali; anywhere else they only hide.
        if not before or before.isascii() or unicodedata.category(before)[0] not in joined:
            yield Found(match.start(), f"a joiner with nothing to join ({name(match[0])})")
            return


def plain_digits(text: str) -> str:
    """A text with every figure of any script or shape (fullwidth, Bengali, circled) as 0 to 9, and without joiners."""
    if text.isascii() or not _FIGURE.search(text):
        return text
    text = unicodedata.normalize("NFKC", _JOINER.sub("", text))
    return _FIGURE.sub(lambda match: str(unicodedata.digit(match[0], match[0])), text)


def name(letter: str) -> str:
    """``U+202E RIGHT-TO-LEFT OVERRIDE``."""
    return f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".rstrip()


@lru_cache(maxsize=8192)
def _is_bad(letter: str) -> bool:
    if letter in _TYPED_CONTROLS or letter in JOINERS:
        return False
    return letter in _UNSEEN or unicodedata.category(letter) in ("Cc", "Cf", "Cn", "Co", "Cs")


@lru_cache(maxsize=8192)
def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter) in ("Mn", "Me")
