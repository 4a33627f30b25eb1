"""A problem is one finding of a check, said so that an editor can mend it.

Anything an editor, a translator or a council can write wrongly is answered with a problem and
never with a traceback. A problem stands alone: it is read beside one line of a pull request, so it
names the place, what is there, why that matters to a reader, and one thing to do about it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

ERROR = "error"
WARNING = "warning"
NOTE = "note"
LEVELS = (ERROR, WARNING, NOTE)


@dataclass(frozen=True, order=True)
class Problem:
    """One finding: ``path`` is relative to the project, ``line`` counts from 1, ``level`` is error, warning or note."""

    path: str
    line: int
    check: str
    what: str
    why: str
    mend: str
    level: str = ERROR

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}"
        return f"{place}: {self.what}\n  why:  {self.why}\n  mend: {self.mend}   [{self.check}]"


class ContentError(Exception):
    """Raised when work cannot go on because of problems in the content; carries all of them."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class MachineError(Exception):
    """Raised when this machine lacks something the work needs; the message names it and how to get it."""


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that stop publishing."""
    return [problem for problem in problems if problem.level == ERROR]


def refuse_errors(problems: Iterable[Problem]) -> None:
    """Raise ContentError when any problem is an error."""
    if found := errors(problems):
        raise ContentError(found)


def as_text(problems: Iterable[Problem]) -> str:
    """All problems for a terminal, grouped by file because they are sorted by it."""
    return "\n\n".join(map(str, sorted(problems)))


def as_json(problems: Iterable[Problem], summary=None) -> str:
    """All problems as ``{"problems": [{path, line, check, level, what, why, mend}], "summary": {...}}``; ``summary`` is a dataclass."""
    data = {"problems": as_dicts(problems), "summary": summary and asdict(summary)}
    return json.dumps(data, ensure_ascii=False, indent=2)


def as_github(problems: Iterable[Problem]) -> str:
    """All problems as commands of a GitHub workflow, which show beside the lines of a pull request."""
    commands = []
    for problem in sorted(problems):
        words = f"{problem.what}\nwhy:  {problem.why}\nmend: {problem.mend}"
        place = f"file={_property(problem.path)},line={problem.line},title={_property(problem.check)}"
        commands.append(f"::{_GITHUB_LEVELS[problem.level]} {place}::{_data(words)}")
    return "\n".join(commands)


_GITHUB_LEVELS = {ERROR: "error", WARNING: "warning", NOTE: "notice"}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_dicts(problems: Iterable[Problem]) -> list[dict]:
    """All problems as plain data, sorted."""
    return [asdict(problem) for problem in sorted(problems)]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence that suggests the nearest known name, or lists where to look when none is near."""
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=1)
    return f"did you mean “{near[0]}”?" if near else "no name is near it."


def short(text: str, most: int = 60) -> str:
    """The beginning of a text, enough to know it by."""
    return text if len(text) <= most else text[: most - 3] + "…"
