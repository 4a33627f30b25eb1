"""Values as our YAML files write them: plain where that is safe, else in double quotes; long lists folded.

Other programs read these files too, so what looks like a number or a "yes" is quoted, although our own
reader takes everything as text (see ``strict_yaml``).
"""

from __future__ import annotations

import json
import re
import textwrap

#: No line of a folded list is longer, and no folded text.
WIDTH = 128
#: Text that means itself in YAML, and what does not in a list in brackets.
_PLAIN = re.compile(r"(?![-?:](\s|$))[^\s#&*!|>'\"%@`,\[\]{}=].*")
_PART_OF_A_LIST = re.compile(r"[,\[\]{}]")
_OTHERWISE_READ = re.compile(r"[-+.]?[0-9][0-9 _.,eExX+-]*|y|n|yes|no|on|off|null|~|\.inf|\.nan", re.I)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_BREAKS = re.compile(r":(\s|$)|\s#|\s$|[\x00-\x1f\x7f\x85\u2028\u2029]")


def scalar(text: str, in_list: bool = False) -> str:
    """One value on one line; ``in_list`` when it stands in brackets or braces."""
    safe = _PLAIN.fullmatch(text) and not _BREAKS.search(text) and not (in_list and _PART_OF_A_LIST.search(text))
    if safe and (_DAY.fullmatch(text) or not _OTHERWISE_READ.fullmatch(text)):
        return text
    return quoted(text)


def quoted(text: str) -> str:
    """Text in double quotes."""
    return json.dumps(text, ensure_ascii=False)


def flow(value) -> str:
    """A value on one line: text, a list in brackets, a mapping in braces."""
    match value:
        case dict():
            return "{" + ", ".join(f"{scalar(key, True)}: {flow(each)}" for key, each in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(flow(each) for each in value) + "]"
        case _:
            return scalar(str(value), in_list=True)


def entry(key: str, value, indent: int = 0) -> str:
    """``key: value`` as one or more lines, the last without its line end; long lists are folded between items."""
    line = f"{' ' * indent}{key}: {scalar(value) if isinstance(value, str) else flow(value)}"
    if len(line) <= WIDTH or not isinstance(value, (list, tuple)):
        return line
    pad = " " * (indent + 2)
    # A no-break stand-in keeps an item together while the list is folded at its commas.
    items = ", ".join(flow(each).replace(" ", "\x00") for each in value)
    folded = textwrap.wrap(
        f"{key}: [{items}]",
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=pad,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(folded).replace("\x00", " ")


def mapping(values: dict, indent: int = 0, bullet: bool = False) -> str:
    """Entries one below the other; with ``bullet`` as an item of a list whose dash stands at ``indent``."""
    lines = [entry(key, value, indent + 2 * bullet) for key, value in values.items()]
    text = "\n".join(lines)
    return f"{' ' * indent}- {text[indent + 2 :]}" if bullet else text
