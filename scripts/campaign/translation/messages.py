"""Everything that is to be translated, as one list: navigation, interface, register, and each page's title and blocks.

The same parser and the same walk over the tree that translate a page also collect its messages (``parsed``), so
what is collected is what will be looked up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polib

from campaign import helplines, navigation
from campaign.content import INTERFACE_FILE, Content, Page
from campaign.translation import catalogue

#: Contexts whose messages must be complete before a language is offered: a reader steers by them.
STEERING = ("navigation", "interface", "title", "short_title")
PAGE_FIELDS = ("title", "short_title", "description", "summary")


@dataclass(frozen=True)
class Message:
    """One text to translate: its context (empty for a page's blocks), its English, a word for the translator, its file."""

    context: str
    text: str
    comment: str
    file: str

    @property
    def key(self) -> catalogue.Key:
        """What it is looked up by."""
        return (self.context, self.text)


def collect(content: Content) -> list[Message]:
    """All messages, in the order a reader would meet them; a text used on two pages comes twice."""
    messages = [
        Message("navigation", section.label, "a part of the site, in the menu", navigation.FILE)
        for section in content.navigation.sections
    ]
    messages += [Message("interface", word.text, word.where, INTERFACE_FILE) for word in content.interface.values()]
    messages += _register(content.register)
    for path in content.navigation.paths():
        page = content.pages[path]
        messages += _front_matter(page)
        messages += [Message(each.context, each.text, each.kind, page.file) for each in content.parsed[path].texts]
    return messages


def _register(register: helplines.Register) -> Iterator[Message]:
    for helpline in register.published().values():
        for field, words in helpline.words().items():
            yield Message("helpline", words, f"{helpline.name}: {field}", helplines.FILE)


def _front_matter(page: Page) -> Iterator[Message]:
    for field in PAGE_FIELDS:
        if words := getattr(page.front, field):
            yield Message(field, words, f"{field.replace('_', ' ')} of a page", page.file)
    yield Message(
        "keywords",
        ", ".join(page.front.keywords),
        "what people type to find the page; write what readers of your language would type, with commas between",
        page.file,
    )


def template(messages: list[Message]) -> polib.POFile:
    """The messages as a PO template, each text once with every file it stands in."""
    pot = catalogue.new("")
    entries: dict[catalogue.Key, polib.POEntry] = {}
    for message in messages:
        entry = entries.get(message.key)
        if entry is None:
            entry = polib.POEntry(msgid=message.text, msgctxt=message.context or None, comment=message.comment)
            entries[message.key] = entry
            pot.append(entry)
        if (message.file, "") not in entry.occurrences:
            entry.occurrences.append((message.file, ""))
    return pot
