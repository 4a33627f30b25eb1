"""Shapes of Markdown that keep a parser busy for ever, found before it sees them, and a clock for those nobody thought of.

Twenty thousand opening brackets hung the stock build for more than a minute and a half: Python-Markdown looks for a partner
for each of them. A page that a person wrote is nowhere near these limits (the fullest block of ours, a table, has 119 bars).
"""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from campaign.problems import ContentError, Problem

CHECK = "size"
MOST_LINES, LONGEST_LINE, LONGEST_BLOCK = 3_000, 5_000, 20_000
#: Of each of these characters, the most in one block: what inline Markdown looks for partners of.
MARKS, MOST_MARKS = "[]()*_`<>!|{}\\&~^", 400
DEEPEST_QUOTE, DEEPEST_INDENT = 5, 32
#: Seconds that one page may take; ours take thousandths.
SECONDS = 5
_QUOTES = re.compile(rf"[ \t]*(?:>[ \t]*){{{DEEPEST_QUOTE + 1},}}")
_INDENT = re.compile(rf"(?: {{4}}|\t){{{DEEPEST_INDENT // 4 + 1},}}")
#: Markers of lists in one line: each opens a list inside the last.
_LISTS = re.compile(r"\s*(?:(?:[-*+]|\d+\.)[ \t]+){6,}\S?")
_BLANK = re.compile(r"\n[ \t]*\n")


def check(text: str, name: str) -> Iterator[Problem]:
    """Problems of a Markdown text that stands in the file ``name``, each at its line."""
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        yield _problem(name, MOST_LINES + 1, f"the page has {len(lines)} lines.", "make several pages of it.")
    for number, line in enumerate(lines, start=1):
        if len(line) > LONGEST_LINE:
            yield _problem(name, number, f"the line has {len(line)} characters.", "break it into paragraphs.")
        elif _QUOTES.match(line):
            yield _problem(name, number, f"quotes stand more than {DEEPEST_QUOTE} deep in one another.", "keep one.")
        elif _INDENT.match(line) or _LISTS.match(line):
            yield _problem(name, number, "lists stand too deep in one another.", "keep two levels.")
    start = 0
    for gap in (*_BLANK.finditer(text), None):
        end = gap.start() if gap else len(text)
        yield from _block(text[start:end], name, text.count("\n", 0, start) + 1)
        start = gap.end() if gap else end


def _block(block: str, name: str, line: int) -> Iterator[Problem]:
    line += len(block) - len(block.lstrip("\n"))
    if len(block) > LONGEST_BLOCK:
        yield _problem(name, line, f"a paragraph, list or table has {len(block)} characters.", "break it up.")
    elif mark := heaped(block):
        yield _problem(name, line, f"there are {block.count(mark)} “{mark}” in one block.", "break it up.")


def heaped(block: str) -> str | None:
    """The mark of which a block holds too many, if any."""
    if len(block) <= MOST_MARKS:
        return None
    return next((mark for mark in MARKS if block.count(mark) > MOST_MARKS), None)


def _problem(name: str, line: int, what: str, mend: str) -> Problem:
    return Problem(name, line, CHECK, what, "such a page can stop the whole build.", mend)


@contextmanager
def time_limit(name: str) -> Iterator[None]:
    """Raise ContentError naming the file when the work inside takes longer than a page may. Only systems with timers have the limit, and only a main thread."""
    if not start_clock(name):
        yield
        return
    try:
        yield
    finally:
        stop_clock()


def start_clock(name: str) -> bool:
    """Start the clock for a page, and say whether there is one."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        return False

    def out_of_time(*_):
        raise ContentError([_problem(name, 1, f"the page takes longer than {SECONDS:g} seconds.", "make it simpler.")])

    signal.signal(signal.SIGALRM, out_of_time)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    return True


def stop_clock() -> None:
    """Stop the clock, if one runs."""
    if hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        signal.setitimer(signal.ITIMER_REAL, 0)
