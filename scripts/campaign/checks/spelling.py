"""Spelling of the English that readers see: pages, menus and buttons, helplines; keywords are left out, because people type badly.

The judge is Hunspell with Debian's British dictionary, asked once for every word that occurs (measured: 0.3 CPU
seconds for all pages). Names and words of the subject stand in a list of our own, which must not grow stale.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator

from pydantic import Field

from campaign import schema
from campaign.content import Content
from campaign.problems import NOTE, WARNING, Problem
from campaign.translation import messages

CHECK = "spelling"
LIST = "docs/_data/spelling.yml"
WHY = "a slip makes readers doubt the rest of the page, and translators guess."

_NO_WORDS = re.compile(
    r"\{\{.*?\}\}|\]\([^)]*\)|<[^>]*>|`[^`]*`|\S+@\S+|https?://\S+|\b[\w-]+(\.[\w-]+)*\.(?i:com|net|org|scot|uk)\b\S*"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


class _List(schema.Data):
    words: tuple[str, ...] = Field(
        description="these are right, though no dictionary has them.", examples=["[Childline]"]
    )


def check(content: Content) -> Iterator[Problem]:
    """A warning for each word that neither the dictionary nor our list knows, and for each of the list that nobody uses. A project without a list is not checked."""
    if not (content.root / LIST).is_file():
        return
    listed, document = schema.read_file(_List, content.root / LIST, LIST, CHECK)
    used = words(content)
    for number, word in enumerate(listed.words):
        if word not in used:
            yield _unused(word, document.line(("words", number)))
    if not has_dictionary():
        yield _not_looked_at()
        return
    for word, near in unknown(used.keys() - set(listed.words)).items():
        yield from (_misspelt(content, file, word, near) for file in sorted(used[word]))


def _misspelt(content: Content, file: str, word: str, near: list[str]) -> Problem:
    mend = f"{f'write “{near[0]}”' if near else 'look it up'}; if it is right, add it to {LIST}."
    return Problem(file, _line(content, file, word), CHECK, f"“{word}” is in no dictionary.", WHY, mend, WARNING)


def _unused(word: str, line: int) -> Problem:
    why = "an unused word may let a slip through."
    return Problem(LIST, line, CHECK, f"no page uses “{word}”.", why, "take it off the list.", WARNING)


def _not_looked_at() -> Problem:
    why = "this machine lacks Hunspell with its British dictionary."
    mend = "run  scripts/setup --test  once."
    return Problem(LIST, 1, CHECK, "the spelling was not looked at.", why, mend, NOTE)


def words(content: Content) -> dict[str, set[str]]:
    """Every word that readers see, without a possessive ’s, with the files it stands in."""
    found: dict[str, set[str]] = {}
    for message in messages.collect(content):
        if message.context != "keywords":
            for word in _WORD.findall(_NO_WORDS.sub(" ", message.text)):
                found.setdefault(word.replace("’", "'").removesuffix("'s"), set()).add(message.file)
    return found


def has_dictionary() -> bool:
    """Whether this machine has Hunspell and its British dictionary."""
    return shutil.which("hunspell") is not None and "en_GB" in _hunspell("-D").stderr


def unknown(asked: set[str]) -> dict[str, list[str]]:
    """The words that the dictionary does not know, each with the words near it."""
    # The ^ keeps a word from being taken for a command.
    said = _hunspell("-a", "-d", "en_GB", "-i", "utf-8", text="".join(f"^{word}\n" for word in sorted(asked))).stdout
    found = {}
    for line in said.splitlines():
        if line.startswith(("&", "#")):
            word, _, near = line[2:].partition(":")
            found[word.split()[0]] = near.strip().split(", ") if near else []
    return found


def _hunspell(*options: str, text: str = "") -> subprocess.CompletedProcess:
    return subprocess.run(["hunspell", *options], input=text, capture_output=True, text=True, encoding="utf-8")


def _line(content: Content, file: str, word: str) -> int:
    """The first line of a file that holds a word."""
    pattern = re.compile(rf"\b{re.escape(word).replace(chr(39), '[' + chr(39) + '’]')}\b")
    lines = schema.read_text(content.root / file, file, CHECK).split("\n")
    return next((number for number, line in enumerate(lines, 1) if pattern.search(line)), 1)
