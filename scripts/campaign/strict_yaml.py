"""YAML as plain text values with line numbers, and nothing clever.

Editors and councils write YAML. Stock loaders turn ``no`` into false and ``0800`` into a number, run
tags, and expand anchors into gigabytes. Here every value is text, a list or a mapping; duplicate
keys, anchors, aliases, merge keys, tags and directives are refused, and so is what lies too deep or hides
in an escape; and the line of each key is kept so that a problem can point at it. Types are the schema's
business (see ``schema``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml
from yaml.composer import Composer
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from campaign import characters

try:
    from yaml.cyaml import CParser
except ImportError:
    CParser = None

#: Lists and mappings in one another; ours go five deep, and a thousand would exhaust the reader's stack.
DEEPEST = 12

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """``data`` is text, lists and mappings; ``lines`` maps the place of each value to its line."""

    data: Any
    lines: dict[Place, int]

    def line(self, place: Place) -> int:
        """The line of a place, or of the nearest place around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


class YamlFault(Exception):
    """What is wrong with a YAML text, and on which line."""

    def __init__(self, what: str, line: int):
        self.what, self.line = what, line
        super().__init__(f"line {line}: {what}")


class _Composer(Composer):
    """Composes nodes only: no value is ever constructed from a tag."""

    depth = 0

    def resolve(self, kind, value, implicit):
        """Every value is text, so nobody asks for its tag."""

    def descend_resolver(self, parent, index):
        pass

    def ascend_resolver(self):
        pass

    def compose_document(self):
        event = self.peek_event()
        if event.version or event.tags:
            raise YamlFault("directives (%YAML, %TAG) are not used here", event.start_mark.line + 1)
        return super().compose_document()

    def compose_node(self, parent, index):
        event = self.peek_event()
        line = event.start_mark.line + 1
        if isinstance(event, yaml.CollectionStartEvent):
            self.depth += 1
        if self.depth > DEEPEST:
            raise YamlFault(f"lists and keys stand more than {DEEPEST} deep in one another", line)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlFault("anchors and aliases (& and *) are not used here", line)
        if getattr(event, "tag", None):
            raise YamlFault(f"tags are not used here ({event.tag})", line)
        node = super().compose_node(parent, index)
        self.depth -= isinstance(node, yaml.CollectionNode)
        return node


class _Plain(_Composer, Reader, Scanner, Parser):
    """PyYAML's own reader, which says best what is wrong."""

    def __init__(self, text: str):
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)


if CParser:

    class _Fast(_Composer, CParser):
        """libyaml, which reads the same in an eighth of the time."""

        def __init__(self, text: str):
            CParser.__init__(self, text)
            Composer.__init__(self)


def read(text: str, first_line: int = 1) -> Document:
    """Read one YAML document that starts on ``first_line`` of its file. Raises YamlFault."""
    offset = first_line - 1
    # Line ends of other kinds (U+0085, U+2028) are among them: YAML would count its lines by these.
    for found in characters.find(text):
        raise YamlFault(f"the text holds {found.what}", text.count("\n", 0, found.offset) + 1 + offset)
    loader = None
    try:
        node = _fast(text)
        if node is None:
            loader = _Plain(text)
            node = loader.get_single_node()
        lines: dict[Place, int] = {}
        data = _plain(node, (), lines, offset) if node else {}
    except YamlFault as fault:
        raise YamlFault(fault.what, fault.line + offset) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlFault(f"this is not YAML: {error.problem}", (mark.line + 1 if mark else 1) + offset) from None
    except (yaml.YAMLError, ValueError) as error:
        # Neither a character that is refused nor an escape such as "\U00110000" says its line: the reader has stopped at it.
        line = loader.line + 1 if loader else 1
        raise YamlFault(f"this is not YAML: {str(error).splitlines()[0]}", line + offset) from None
    finally:
        if loader:
            loader.dispose()
    return Document(data, lines)


def _fast(text: str) -> yaml.Node | None:
    """The nodes as libyaml reads them; None when it stops, finds nothing, or is not there: the slow reader says why."""
    if not CParser:
        return None
    try:
        return _Fast(text).get_single_node()
    except (YamlFault, yaml.YAMLError, ValueError):
        return None


def _plain(node: yaml.Node, place: Place, lines: dict[Place, int], offset: int) -> Any:
    lines.setdefault(place, node.start_mark.line + 1 + offset)
    if isinstance(node, yaml.ScalarNode):
        return _visible(node)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*place, number), lines, offset) for number, item in enumerate(node.value)]
    return _mapping(node, place, lines, offset)


def _visible(node: yaml.ScalarNode) -> str:
    """The text of a node; an escape may not bring in what nobody could type."""
    for found in characters.find(node.value) if node.style == '"' else ():
        raise YamlFault(f"the text holds {found.what}", node.start_mark.line + 1)
    return node.value


def _mapping(node: yaml.MappingNode, place: Place, lines: dict[Place, int], offset: int) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise YamlFault("a key must be one word", line)
        key = _visible(key_node)
        if key == "<<":
            raise YamlFault("merge keys (<<) are not used here", line)
        if key in mapping:
            raise YamlFault(f"“{key}” is given twice", line)
        lines[(*place, key)] = line + offset
        # A key with nothing behind it is the same as no key: the schema says whether it was needed.
        if isinstance(value_node, yaml.ScalarNode) and value_node.value == "" and not value_node.style:
            continue
        mapping[key] = _plain(value_node, (*place, key), lines, offset)
    return mapping
