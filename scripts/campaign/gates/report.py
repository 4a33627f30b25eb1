"""What a gate saw and what it found. A gate that saw nothing has proved nothing, so that is a finding, too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from campaign.problems import Problem


@dataclass(frozen=True)
class Finding:
    """One fault on one page. ``page`` is the page's file in the site; the same ``what`` on many pages is shown once."""

    page: str
    what: str
    line: int = 1


@dataclass(frozen=True)
class Report:
    """What one gate saw: so many ``pages`` (all languages counted), in so many ``languages`` and ``modes``; ``checked`` counts ``unit``s."""

    gate: str
    pages: int
    languages: int
    modes: int
    checked: int
    unit: str
    problems: tuple[Problem, ...]
    seconds: float = 0

    def __str__(self) -> str:
        of = f"{self.pages} pages, {_many(self.languages, 'language')}, {_many(self.modes, 'mode')}"
        return f"{self.gate}: {of}: {self.checked} {self.unit}, {len(self.problems)} findings ({self.seconds} s)"

    def as_dict(self) -> dict:
        """For JSON."""
        return asdict(self)


def _many(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def problems(check: str, findings: Iterable[Finding], why: str, mend: str) -> tuple[Problem, ...]:
    """The findings as problems, one for each fault, at the first page that has it."""
    places: dict[str, list[Finding]] = {}
    for finding in findings:
        places.setdefault(finding.what, []).append(finding)
    return tuple(
        Problem(same[0].page, same[0].line, check, what + _elsewhere(len(same) - 1), why, mend)
        for what, same in places.items()
    )


def _elsewhere(others: int) -> str:
    return f" (and {others} more)" if others else ""


def saw_nothing(report: Report) -> Problem:
    """The problem of a gate that had nothing to look at."""
    return Problem(
        ".",
        1,
        report.gate,
        f"this gate saw no {report.unit}.",
        "a gate that looks at nothing lets everything through.",
        "name the folder of a built site:  campaign gates --site DIR",
    )
