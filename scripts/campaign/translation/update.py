"""A catalogue follows the English: new texts come in, changed ones keep their translation as a fuzzy suggestion.

A changed text is matched against the texts that vanished from the same file; nothing else is compared,
which is both quick and what a translator expects. The earlier English is kept beside the suggestion, so
that a translator sees what changed. Texts that are gone stay at the end, marked obsolete.
"""

from __future__ import annotations

from difflib import SequenceMatcher

import polib

from campaign.translation import catalogue

#: Two texts less alike than this are different texts.
ALIKE = 0.6


def update(old: polib.POFile, template: polib.POFile, head: dict[str, str]) -> polib.POFile:
    """A new catalogue with the template's texts in the template's order, what the old one knew of them, and ``head`` as its head."""
    merged = catalogue.new("")
    merged.metadata, merged.header = old.metadata | head, old.header
    known = {catalogue.key(entry): entry for entry in old if not entry.obsolete}
    retired = {catalogue.key(entry): entry for entry in old if entry.obsolete}
    wanted = {catalogue.key(entry) for entry in template}
    vanished = [entry for key, entry in known.items() if key not in wanted and entry.msgstr]
    used: set[catalogue.Key] = set()
    for fresh in template:
        key = catalogue.key(fresh)
        entry = polib.POEntry(
            msgid=fresh.msgid, msgctxt=fresh.msgctxt, comment=fresh.comment, occurrences=fresh.occurrences
        )
        if earlier := known.get(key) or retired.get(key):
            _keep(entry, earlier)
            used.add(key)
        elif earlier := _nearest(fresh, vanished):
            _suggest(entry, earlier)
        merged.append(entry)
    for key, entry in (retired | {catalogue.key(entry): entry for entry in vanished}).items():
        if key not in used:
            merged.append(polib.POEntry(msgid=entry.msgid, msgctxt=entry.msgctxt, msgstr=entry.msgstr, obsolete=True))
    return merged


def _keep(entry: polib.POEntry, earlier: polib.POEntry) -> None:
    entry.msgstr, entry.flags, entry.tcomment = earlier.msgstr, earlier.flags, earlier.tcomment
    entry.previous_msgid, entry.previous_msgctxt = earlier.previous_msgid, earlier.previous_msgctxt


def _suggest(entry: polib.POEntry, earlier: polib.POEntry) -> None:
    entry.msgstr, entry.flags, entry.tcomment = earlier.msgstr, ["fuzzy"], earlier.tcomment
    # A suggestion that was itself fuzzy keeps the English that its words were made from.
    entry.previous_msgid = earlier.previous_msgid if earlier.fuzzy and earlier.previous_msgid else earlier.msgid
    entry.previous_msgctxt = earlier.msgctxt


def _nearest(fresh: polib.POEntry, vanished: list[polib.POEntry]) -> polib.POEntry | None:
    files = {file for file, _ in fresh.occurrences}
    candidates = [
        entry
        for entry in vanished
        if entry.msgctxt == fresh.msgctxt and files & {file for file, _ in entry.occurrences}
    ]
    matcher = SequenceMatcher(b=fresh.msgid, autojunk=False)
    scored = []
    for entry in candidates:
        matcher.set_seq1(entry.msgid)
        if matcher.quick_ratio() >= ALIKE and (score := matcher.ratio()) >= ALIKE:
            scored.append((score, entry))
    return max(scored, key=lambda pair: pair[0])[1] if scored else None
