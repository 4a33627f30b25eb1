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

from campaign import characters

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


class _Composer(yaml.SafeLoader):
    """Composes nodes only: no value is ever constructed from a tag."""

    depth = 0

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


def read(text: str, first_line: int = 1) -> Document:
    """Read one YAML document that starts on ``first_line`` of its file. Raises YamlFault."""
    offset = first_line - 1
    # Line ends of other kinds (U+0085, U+2028) are among them: YAML would count its lines by these.
    for found in characters.find(text):
        raise YamlFault(f"the text holds {found.what}", text.count("\n", 0, found.offset) + 1 + offset)
    loader = None
    try:
        loader = _Composer(text)
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
        if isinstance(value_node, yaml.ScalarNode) and value_node.value == "" and value_node.style is None:
            continue
        mapping[key] = _plain(value_node, (*place, key), lines, offset)
    return mapping
