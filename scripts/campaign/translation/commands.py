"""What ``scripts/translate`` does, as functions that return what to say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polib

from campaign import languages, urls
from campaign.content import Content
from campaign.problems import ContentError, Problem, did_you_mean
from campaign.translation import catalogue, messages
from campaign.translation.status import Status, status
from campaign.translation.update import update as merge

TEMPLATE = f"{catalogue.FOLDER}/messages.pot"


def extract(content: Content) -> str:
    """Write the template of all messages."""
    return _write_template(content, messages.template(messages.collect(content)))


def _write_template(content: Content, pot: polib.POFile) -> str:
    changed = catalogue.write(pot, content.root / TEMPLATE)
    return f"{TEMPLATE}: {len(pot)} texts, {'changed' if changed else 'unchanged'}"


def update(content: Content, tags: tuple[str, ...] = ()) -> Iterator[str]:
    """Write the template, and bring every catalogue, or those named, in step with it."""
    for tag in tags:
        refuse_unknown(content, tag)
    pot = messages.template(messages.collect(content))
    yield _write_template(content, pot)
    for tag in tags or _with_catalogue(content):
        merged = merge(catalogue.read(content.root, tag), pot, _head(content, tag))
        changed = catalogue.write(merged, _file(content, tag))
        yield f"{catalogue.file_name(tag)}: {'changed' if changed else 'unchanged'}"


def new(content: Content, tag: str) -> str:
    """Begin a catalogue. An existing one is left alone."""
    refuse_unknown(content, tag)
    file = _file(content, tag)
    if file.exists():
        return f"{catalogue.file_name(tag)} is there already; bring it up to date with  scripts/translate update {tag}"
    catalogue.write(merge(catalogue.new(tag), messages.template(messages.collect(content)), _head(content, tag)), file)
    return f"{catalogue.file_name(tag)}: begun. Translate it, then set  offered: yes  in {languages.FILE}"


def statuses(content: Content) -> list[Status]:
    """The state of every language that has a catalogue."""
    wanted = messages.collect(content)
    return [status(content, tag, wanted) for tag in _with_catalogue(content)]


def _with_catalogue(content: Content) -> list[str]:
    return [tag for tag in content.languages if tag != urls.DEFAULT_LANGUAGE and _file(content, tag).exists()]


def _head(content: Content, tag: str) -> dict[str, str]:
    return catalogue.header(tag, content.languages[tag].plurals)


def _file(content: Content, tag: str) -> Path:
    return content.root / catalogue.file_name(tag)


def refuse_unknown(content: Content, tag: str) -> None:
    """Raise ContentError for a language that is not in the registry."""
    known = [language for language in content.languages if language != urls.DEFAULT_LANGUAGE]
    if tag not in known:
        raise ContentError(
            [
                Problem(
                    languages.FILE,
                    1,
                    "languages",
                    f"“{tag}” is not in the registry of languages.",
                    "the site must know a language's name and direction.",
                    f"{did_you_mean(tag, known)} Known: {', '.join(known)}. Or add an entry for it.",
                )
            ]
        )
