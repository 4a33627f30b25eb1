"""Slots: the places in a finished page that differ between councils.

A page is rendered once for all councils with markers where a council's name, contacts, colours and
addresses go; an edition is stamped by filling the markers. So nothing downstream of a slot may depend
on its value. Markers are private-use characters, which no content may hold, around a name and, for a
few, an argument: ``<E000>language-menu realise/myths/<E001>``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from html.parser import HTMLParser

OPEN, CLOSE = "\ue000", "\ue001"
SLOT = re.compile(f"{OPEN}([a-z][a-z._-]*)(?: ([^{CLOSE}]*))?{CLOSE}")

#: A value is HTML, or a function from the marker's argument to HTML.
Values = Mapping[str, str | Callable[[str], str]]


def slot(name: str, argument: str = "") -> str:
    """The marker of a slot."""
    return f"{OPEN}{name} {argument}{CLOSE}" if argument else f"{OPEN}{name}{CLOSE}"


def names(text: str) -> set[str]:
    """The names of the slots in a text."""
    return {match[1] for match in SLOT.finditer(text)}


def stamp(text: str, values: Values) -> str:
    """Fill every slot of an HTML text. Raises KeyError for a slot without a value."""
    return SLOT.sub(lambda match: _value(values, match), text)


def stamp_json(text: str, values: Values) -> str:
    """Fill every slot inside the strings of a JSON text, as plain text."""
    return SLOT.sub(lambda match: json.dumps(plain(_value(values, match)), ensure_ascii=False)[1:-1], text)


def _value(values: Values, match: re.Match) -> str:
    value = values[match[1]]
    value = value(match[2] or "") if callable(value) else value
    # A value may itself hold slots (a contact card names the council), never the other way round.
    return stamp(value, values) if OPEN in value else value


class _Text(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def plain(html: str) -> str:
    """The words of an HTML fragment, spaces collapsed."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    return " ".join("".join(parser.parts).split())
