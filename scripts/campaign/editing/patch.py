"""Change YAML in place: what is the same keeps its bytes, comments and folding included.

Programs that write YAML write all of it anew: quotes, order and folding change, comments go, and a reviewer
cannot see what an edit was. Here the new data is laid over the old text, only the places that differ are
written, and the result is read again: if it does not say exactly what was asked, nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import yaml

from campaign import strict_yaml
from campaign.editing import written

#: Replace the text between two offsets.
Edit = tuple[int, int, str]


class CannotPatch(Exception):
    """The text cannot be changed in place so that it says what was asked; the message says where."""


def patch(text: str, wanted, order: Sequence[str] = ()) -> str:
    """``text`` with the data of ``wanted``. New keys take their place in ``order``. Raises CannotPatch, YamlFault."""
    if strict_yaml.read(text).data == wanted:
        return text
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    patched = text
    # From the end to the beginning; at one place, what is replaced before what is put in front of it.
    edits = enumerate(_changes(node, wanted, text, order))
    for _, (start, end, new) in sorted(edits, key=lambda each: (-each[1][0], each[1][0] == each[1][1], -each[0])):
        patched = patched[:start] + new + patched[end:]
    try:
        same = strict_yaml.read(patched).data == wanted
    except strict_yaml.YamlFault as fault:
        raise CannotPatch(str(fault)) from None
    if not same:
        raise CannotPatch("the changed text would not say what was asked")
    return patched


def _changes(node: yaml.Node, wanted, text: str, order: Sequence[str] = (), in_list: bool = False) -> Iterator[Edit]:
    if plain(node) == wanted:
        return
    match node, wanted:
        case yaml.MappingNode(), dict() if not node.flow_style:
            yield from _in_mapping(node, wanted, text, order)
        case yaml.SequenceNode(), list() if wanted and not node.flow_style:
            yield from _in_list(node, wanted, text)
        case yaml.SequenceNode(), list() if wanted and node.value:
            yield from _in_flow_list(node, wanted, text)
        case yaml.ScalarNode(), str():
            yield _span(node, text, _scalar(node, wanted, in_list))
        case _ if isinstance(node, yaml.ScalarNode) or node.flow_style:
            yield _span(node, text, written.flow(wanted))
        case _:
            raise CannotPatch(f"line {node.start_mark.line + 1} is written in a way that cannot be changed in place")


def _scalar(node: yaml.ScalarNode, wanted: str, in_list: bool) -> str:
    """Quoted where it was quoted, so that a number stays text for every reader."""
    return written.quoted(wanted) if node.style in ("'", '"') else written.scalar(wanted, in_list)


def _in_mapping(node: yaml.MappingNode, wanted: dict, text: str, order: Sequence[str]) -> Iterator[Edit]:
    pairs = {key.value: (key, value) for key, value in node.value}
    indent = node.start_mark.column
    for key, (key_node, value_node) in pairs.items():
        if key not in wanted:
            # A key with nothing behind it is no key, so it may stay.
            if plain(value_node) is not None:
                yield _line_start(text, key_node.start_mark.index), _end(value_node, text), ""
        elif _same_kind(value_node, wanted[key]):
            yield from _changes(value_node, wanted[key], text)
        else:
            yield (
                key_node.start_mark.index,
                _end(value_node, text),
                written.entry(key, wanted[key], indent).lstrip() + "\n",
            )
    places = list(order) or list(wanted)
    fresh = [key for key in wanted if key not in pairs]
    for key in sorted(fresh, key=lambda key: places.index(key) if key in places else len(places)):
        place = _after(pairs, places[: places.index(key)] if key in places else places, text)
        yield place, place, written.entry(key, wanted[key], indent) + "\n"


def _same_kind(node: yaml.Node, wanted) -> bool:
    match node, wanted:
        case (yaml.MappingNode(), dict()) | (yaml.ScalarNode(), str()):
            return plain(node) is not None
        case yaml.SequenceNode(), list():
            return bool(wanted) or node.flow_style
    return False


def _after(pairs: dict, before: list[str], text: str) -> int:
    """The offset behind the last key of ``before`` that is there, or behind the last key."""
    known = [key for key in before if key in pairs] or list(pairs)
    return _end(pairs[known[-1]][1], text)


def _in_list(node: yaml.SequenceNode, wanted: list, text: str) -> Iterator[Edit]:
    indent = text.rfind("-", 0, node.value[0].start_mark.index) - _line_start(text, node.value[0].start_mark.index)
    for old, new, at in _aligned([plain(item) for item in node.value], wanted):
        items = node.value[slice(*old)]
        if len(items) == len(new):
            for item, value in zip(items, new, strict=True):
                yield from _changes(item, value, text)
            continue
        for item in items:
            yield _line_start(text, item.start_mark.index), _end(item, text), ""
        place = _end(node.value[at - 1], text) if at else _line_start(text, node.start_mark.index)
        yield place, place, "".join(_item(value, indent) for value in new)


def _item(value, indent: int) -> str:
    if isinstance(value, dict):
        return "\n" * (indent == 0) + written.mapping(value, indent, bullet=True) + "\n"
    return f"{' ' * indent}- {written.flow(value)}\n"


def _in_flow_list(node: yaml.SequenceNode, wanted: list, text: str) -> Iterator[Edit]:
    items = node.value
    for (start, end), new, _ in _aligned([plain(item) for item in items], wanted):
        texts = [written.flow(value) for value in new]
        if len(texts) == end - start:
            for item, value in zip(items[start:end], new, strict=True):
                yield from _changes(item, value, text, in_list=True)
        elif start == end:
            at = items[start - 1].end_mark.index if start else items[0].start_mark.index
            yield at, at, "".join(f", {one}" if start else f"{one}, " for one in texts)
        elif texts:
            yield items[start].start_mark.index, items[end - 1].end_mark.index, ", ".join(texts)
        elif end < len(items):
            yield items[start].start_mark.index, items[end].start_mark.index, ""
        else:
            yield items[start - 1].end_mark.index, items[end - 1].end_mark.index, ""


def _aligned(old: list, new: list) -> Iterator[tuple[tuple[int, int], list, int]]:
    """What differs: the range of old items, the new items in its place, and the number of old items before it."""
    keys = [[written.flow(item) for item in items] for items in (old, new)]
    for tag, start, end, new_start, new_end in SequenceMatcher(a=keys[0], b=keys[1], autojunk=False).get_opcodes():
        if tag != "equal":
            yield (start, end), new[new_start:new_end], start


def plain(node: yaml.Node):
    """The data of a node, as ``strict_yaml`` reads it: text, lists, mappings without empty values; None for nothing."""
    match node:
        case yaml.ScalarNode():
            return None if node.value == "" and node.style is None else node.value
        case yaml.SequenceNode():
            return [plain(item) for item in node.value]
        case _:
            return {key.value: value for key, each in node.value if (value := plain(each)) is not None}


def _span(node: yaml.Node, text: str, new: str) -> Edit:
    """Replace a node; the line end that belongs to a block of text stays."""
    start, end = node.start_mark.index, node.end_mark.index
    return start, end, new + ("\n" if text[start:end].endswith("\n") else "")


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def _end(node: yaml.Node, text: str) -> int:
    """Where the last line of a node ends, its line end and a comment behind it included.

    The mark of a block's end stands before the next token, beyond comments that belong to what follows.
    """
    while not isinstance(node, yaml.ScalarNode) and not node.flow_style and node.value:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    end = node.end_mark.index
    if text[node.start_mark.index : end].endswith("\n"):
        return end
    line_end = text.find("\n", end)
    return len(text) if line_end < 0 else line_end + 1
