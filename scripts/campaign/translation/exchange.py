"""Work goes out to translators and agencies, and comes back: PO, or XLIFF 1.2 by translate-toolkit.

What comes back passes the same checks as everything else before a word of it is kept: all of it, or nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import polib

from campaign.checks import catalogues, writing
from campaign.content import Content
from campaign.problems import ContentError, Problem, refuse_errors
from campaign.translation import catalogue, messages

CHECK = "import"
FORMATS = ("po", "xliff")


def identity(key: catalogue.Key) -> str:
    """A short name of a text that stays the same as long as its English does."""
    return hashlib.sha256("\x00".join(key).encode()).hexdigest()[:12]


def export(content: Content, tag: str, form: str, only_changed: bool, file: Path) -> str:
    """Write one language's texts, or only those that wait for a translator. Returns what to say."""
    notes = _notes(content)
    entries = [
        entry for entry in catalogue.read(content.root, tag) if not entry.obsolete and catalogue.key(entry) in notes
    ]
    chosen = [entry for entry in entries if not only_changed or entry.fuzzy or not entry.msgstr]
    (_write_po if form == "po" else _write_xliff)(content, tag, chosen, notes, file)
    words = sum(len(entry.msgid.split()) for entry in chosen)
    return f"{file}: {len(chosen)} texts, {words} words"


def _notes(content: Content) -> dict[catalogue.Key, str]:
    """What a translator should know of each text: where it stands, what it is, how long it may be."""
    notes = {}
    for message in messages.collect(content):
        most = writing.room(message.text, message.context, [message.file])
        limit = f"; at most {most} characters" if most else ""
        notes.setdefault(message.key, f"{message.file}: {message.comment}{limit}")
    return notes


def _write_po(content: Content, tag: str, entries, notes, file: Path) -> None:
    po = catalogue.new(tag, content.languages[tag].plurals)
    for entry in entries:
        copy = polib.POEntry(
            msgid=entry.msgid,
            msgctxt=entry.msgctxt,
            msgstr=entry.msgstr,
            flags=entry.flags,
            comment=notes[catalogue.key(entry)],
        )
        copy.previous_msgid, copy.previous_msgctxt = entry.previous_msgid, entry.previous_msgctxt
        po.append(copy)
    catalogue.write(po, file)


def _write_xliff(content: Content, tag: str, entries, notes, file: Path) -> None:
    from translate.storage.xliff import xlifffile

    store = xlifffile()
    store.setsourcelanguage("en")
    store.settargetlanguage(tag)
    for entry in entries:
        unit = store.addsourceunit(entry.msgid)
        unit.setid(identity(catalogue.key(entry)))
        unit.target = entry.msgstr or None
        unit.addnote(notes[catalogue.key(entry)], origin="developer")
        if entry.fuzzy:
            unit.markfuzzy(True)
    file.write_bytes(bytes(store))


def bring_in(content: Content, tag: str, file: Path) -> str:
    """Take finished translations from a file into the catalogue. Raises ContentError and changes nothing when one would break something."""
    incoming = dict(_read(file))
    po = catalogue.read(content.root, tag)
    changed = []
    for entry in po:
        text = incoming.pop(identity(catalogue.key(entry)), None)
        if not entry.obsolete and text and (text != entry.msgstr or entry.fuzzy):
            entry.msgstr, entry.flags = text, [flag for flag in entry.flags if flag != "fuzzy"]
            entry.previous_msgid = entry.previous_msgctxt = None
            changed.append(entry)
    name = str(file)
    problems = [problem for entry in changed for problem in catalogues.check_entry(entry, name)]
    refuse_errors(
        [*problems, *(_at(problem, name) for problem in writing.check_entries(changed, tag, content.languages[tag]))]
    )
    catalogue.write(po, content.root / catalogue.file_name(tag))
    return f"{catalogue.file_name(tag)}: {len(changed)} texts taken in, {len(incoming)} in the file belong to no text of today"


def _at(problem: Problem, name: str) -> Problem:
    from dataclasses import replace

    return replace(problem, path=name)


def _read(file: Path) -> Iterator[tuple[str, str]]:
    """The identity and the finished translation of every text in a file."""
    try:
        if file.suffix == ".po":
            for entry in catalogue.parse(file.read_text(encoding="utf-8"), str(file)):
                if not entry.obsolete and not entry.fuzzy:
                    yield identity(catalogue.key(entry)), entry.msgstr
        else:
            yield from _read_xliff(file)
    except (OSError, ValueError, SyntaxError) as error:
        raise ContentError(
            [
                Problem(
                    str(file),
                    1,
                    CHECK,
                    f"the file cannot be read: {error}",
                    "none of it was taken in.",
                    "send it back as PO or XLIFF 1.2, as it was exported.",
                )
            ]
        ) from None


def _read_xliff(file: Path) -> Iterator[tuple[str, str]]:
    from translate.storage.xliff import xlifffile

    # Parsed with entities left alone: a file from outside must not make us read others.
    store = xlifffile.parsestring(file.read_bytes())
    for unit in store.units:
        if unit.target and not unit.isfuzzy():
            yield unit.getid().rpartition("\x04")[2], str(unit.target)
