"""Catalogues: a translation keeps everything of the English that is not words, and what readers steer by is complete."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

import polib

from campaign import bombs
from campaign.characters import plain_digits
from campaign.checks import likeness
from campaign.problems import WARNING, Problem, short
from campaign.translation import catalogue, messages

CHECK = "catalogue"

#: What must be the same in a translation as in its English: a word for it, the pattern, why it matters.
KEPT = (
    ("shortcode", re.compile(r"\{\{.*?\}\}"), "readers would lose a number or a name."),
    ("placeholder", re.compile(r"(?<!\{)\{[a-z_]+\}(?!\})"), "readers would lose a number or a name."),
    ("link", re.compile(r"\]\(((?:[^()\s]|\([^()]*\))+)|\]\[([^\]]+)\]"), "the link would lead somewhere else."),
    ("HTML", re.compile(r"<[^>]+>"), "HTML that is not in the English can carry harm."),
    ("attribute list", re.compile(r"\{:[^}]*\}"), "the page's structure would differ."),
    ("code", re.compile(r"(?<!`)`[^`]+`(?!`)"), "code must be typed as it is."),
    ("footnote", re.compile(r"\[\^[^\]]+\]"), "the note would be lost."),
)
_ANY_DIGITS = re.compile(r"\d+")
#: What may be left of a translation's markup when all that must be kept is taken away, and then has to be looked at closely.
_LEFT_OVER = re.compile(r"[<{}`\\]|&[#\w]|\]\s*[(\[:]|:/|\b(?:javascript|vbscript|data):", re.I)
#: A text without any of these holds nothing that must be kept: most need no closer look.
_MARKS = re.compile(r"[{<`\]]")


def check_entries(entries, finished, tag: str, wanted: list[messages.Message]) -> Iterator[Problem]:
    """Problems of one catalogue: what a finished translation lost, and what is not finished."""
    name = catalogue.file_name(tag)
    for entry in finished:
        yield from check_entry(entry, name)
    yield from _completeness(wanted, {catalogue.key(entry): entry for entry in entries}, name, tag)


def check_head(head: dict[str, str], wanted: dict[str, str], name: str) -> Iterator[Problem]:
    """A problem when the head of a catalogue says another language or another way of counting than the registry."""
    for field in ("Language", "Plural-Forms", "Content-Type"):
        if head.get(field) != wanted[field]:
            yield Problem(
                name,
                1,
                CHECK,
                f"its head says {field}: {head.get(field, 'nothing')}.",
                "translators' tools would treat it as another language.",
                "run  scripts/translate update  , which sets it right.",
                WARNING,
            )


def check_entry(entry: polib.POEntry, name: str) -> Iterator[Problem]:
    """Problems of one finished translation."""
    for kind, pattern, why in KEPT if _MARKS.search(entry.msgid + entry.msgstr) else ():
        lost, added = _difference(_found(pattern, entry.msgid), _found(pattern, entry.msgstr))
        if lost or added:
            yield _problem(
                entry,
                name,
                f"the translation of “{short(entry.msgid)}” {_said(kind, lost, added)}.",
                why,
                "copy it from the msgid, letter for letter.",
            )
    yield from _harm(entry, name)
    if not _ANY_DIGITS.search(plain_digits(entry.msgid + entry.msgstr)):
        return
    lost, added = _difference(_numbers(entry.msgid), _numbers(entry.msgstr))
    if added or (lost and entry.msgctxt != "keywords"):
        yield _problem(
            entry,
            name,
            f"the translation of “{short(entry.msgid)}” {_said('number', lost, added)}.",
            "a wrong number misleads.",
            "write the same figures as the msgid.",
        )


def _harm(entry: polib.POEntry, name: str) -> Iterator[Problem]:
    """What the patterns above do not see: the translation is rendered and must have the elements of its English."""
    why = "it can carry harm to the reader."
    if len(entry.msgstr) > bombs.LONGEST_BLOCK or bombs.heaped(entry.msgstr):
        yield _problem(entry, name, f"the translation of “{short(entry.msgid)}” is no text.", why, "translate it anew.")
    elif not entry.msgctxt and _LEFT_OVER.search(without_kept(entry.msgstr)):
        for tag in likeness.added(entry.msgid, entry.msgstr):
            what = f"the translation of “{short(entry.msgid)}” makes {tag}, which the English does not."
            yield _problem(entry, name, what, why, "keep links and marks as they are in the msgid.")


@lru_cache(maxsize=8192)
def without_kept(text: str) -> str:
    """A text without what must be kept letter for letter: shortcodes, links, code."""
    for _, pattern, _ in KEPT if _MARKS.search(text) else ():
        text = pattern.sub(" ", text)
    return text


def _found(pattern: re.Pattern, text: str) -> Counter:
    return Counter(next((group for group in match.groups() if group), match[0]) for match in pattern.finditer(text))


def _numbers(text: str) -> Counter:
    """Runs of digits outside shortcodes, links and code; digits of other scripts count as the same figures."""
    text = plain_digits(without_kept(text))
    return Counter(str(int(digits)) if digits.isdecimal() else digits for digits in _ANY_DIGITS.findall(text))


def _difference(english: Counter, translated: Counter) -> tuple[list[str], list[str]]:
    if english == translated:
        return [], []
    return list((english - translated).elements()), list((translated - english).elements())


def _said(kind: str, lost: list[str], added: list[str]) -> str:
    parts = [f"loses the {kind} {', '.join(lost)}"] if lost else []
    parts += [f"adds the {kind} {', '.join(added)}"] if added else []
    return " and ".join(parts)


def _completeness(wanted, entries, name: str, language: str) -> Iterator[Problem]:
    left = {message.key: message for message in wanted if not _finished(entries.get(message.key))}
    for message in left.values():
        if message.context in messages.STEERING:
            entry = entries.get(message.key)
            yield Problem(
                name,
                entry.linenum if entry else 1,
                CHECK,
                f"“{short(message.text)}” ({message.context}, {message.file}) has no finished translation.",
                "readers steer by titles, menus and buttons; in a strange language they are lost.",
                f"run  scripts/translate update  and translate it in {name}; or set  offered: no  for {language}.",
            )
    if rest := [message for message in left.values() if message.context not in messages.STEERING]:
        words = sum(len(message.text.split()) for message in rest)
        yield Problem(
            name,
            1,
            CHECK,
            f"{len(rest)} texts ({words} words) have no finished translation.",
            "readers see them in English, marked as English.",
            "run  scripts/translate update  and translate what is new or marked fuzzy.",
            WARNING,
        )


def _finished(entry: polib.POEntry | None) -> bool:
    return bool(entry and entry.msgstr and not entry.fuzzy)


def _problem(entry: polib.POEntry, name: str, what: str, why: str, mend: str) -> Problem:
    return Problem(name, entry.linenum, CHECK, what, why, mend)
