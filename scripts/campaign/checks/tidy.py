"""Tidiness that a machine can mend without changing a meaning: the order of front matter, spaces, apostrophes.

``scripts/check --fix`` does this and nothing else. Words are for people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaign.content import Content, FrontMatter
from campaign.problems import WARNING, Problem

CHECK = "tidy"
_KEY = re.compile(r"^([a-z_]+):")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_KEPT = re.compile(r"`+[^`]*`+|\{\{[^}]*\}\}|\]\([^)]*\)|\{:[^}]*\}")
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])'(?=[A-Za-z])")


def check(content: Content) -> Iterator[Problem]:
    """A warning for every page that ``tidy`` would change."""
    for page in content.pages.values():
        text = (content.root / page.file).read_text(encoding="utf-8")
        if (mended := tidy(text)) != text:
            yield Problem(
                page.file,
                _first_difference(text, mended),
                CHECK,
                "the page can be tidied from here on.",
                "tidy pages are easier to compare and to translate.",
                "run  scripts/check --fix",
                WARNING,
            )


def fix(content: Content) -> list[str]:
    """Tidy every page; returns the files that changed."""
    changed = []
    for page in content.pages.values():
        file = content.root / page.file
        text = file.read_text(encoding="utf-8")
        if (mended := tidy(text)) != text:
            file.write_text(mended, encoding="utf-8")
            changed.append(page.file)
    return changed


def tidy(text: str) -> str:
    """The text of a page, tidied. Tidying twice changes nothing more."""
    head, body = text.removeprefix("---\n").split("\n---\n", 1)
    return f"---\n{_ordered(head)}\n---\n{_tidy_body(body)}"


def _ordered(head: str) -> str:
    """Front matter in the order of its schema; a comment stays above the key it stands above."""
    order = list(FrontMatter.model_fields)
    parts: list[tuple[int, list[str]]] = []
    waiting: list[str] = []
    for line in head.split("\n"):
        line = line.rstrip()
        if match := _KEY.match(line):
            parts.append((order.index(match[1]) if match[1] in order else len(order), [*waiting, _apostrophes(line)]))
            waiting = []
        elif line.startswith("#"):
            waiting.append(line)
        elif parts and line:
            parts[-1][1].append(_apostrophes(line))
    return "\n".join(line for _, lines in sorted(parts, key=lambda part: part[0]) for line in lines) + "".join(
        f"\n{line}" for line in waiting
    )


def _tidy_body(body: str) -> str:
    lines: list[str] = []
    fenced = False
    for line in body.split("\n"):
        fence = _FENCE.match(line)
        fenced = fenced != bool(fence)
        if fenced or fence:
            lines.append(line)
            continue
        # Two spaces at the end of a line are a line break that somebody wanted.
        line = line.rstrip() + ("  " if line.endswith("  ") and line.strip() else "")
        if line or (lines and lines[-1]):
            lines.append(_apostrophes(line))
    return "\n" + "\n".join(lines).strip("\n") + "\n"


def _apostrophes(line: str) -> str:
    """Typographic apostrophes in words, but not in code, shortcodes, addresses or YAML's own quotes."""
    if re.match(r"^[a-z_]+:\s*'", line):
        return line
    parts, end = [], 0
    for kept in _KEPT.finditer(line):
        parts += [_APOSTROPHE.sub("’", line[end : kept.start()]), kept[0]]
        end = kept.end()
    return "".join(parts) + _APOSTROPHE.sub("’", line[end:])


def _first_difference(text: str, mended: str) -> int:
    pairs = zip(text.split("\n"), mended.split("\n"), strict=False)
    return next((number for number, (one, other) in enumerate(pairs, start=1) if one != other), text.count("\n") + 1)
