"""A measured figure, its budget, and the figure accepted before (``benchmarks/accepted.json``), so that a slow creep shows."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

ACCEPTED = "benchmarks/accepted.json"


@dataclass(frozen=True)
class Figure:
    """One measured figure. ``budget`` is the most it may be, or with ``at_least`` the least; None is a figure to compare with."""

    name: str
    value: float
    unit: str
    budget: float | None = None
    at_least: bool = False
    accepted: float | None = None

    @property
    def kept(self) -> bool | None:
        """Whether the budget is kept; None without one."""
        if self.budget is None:
            return None
        return self.value >= self.budget if self.at_least else self.value <= self.budget

    def as_dict(self) -> dict:
        """For JSON."""
        return asdict(self) | {"kept": self.kept}


def with_accepted(root: Path, figures: list[Figure]) -> list[Figure]:
    """The figures, each beside the one accepted before."""
    accepted = _accepted(root)
    return [replace(figure, accepted=accepted.get(figure.name)) for figure in figures]


def accept(root: Path, figures: list[Figure]) -> None:
    """Keep the figures for later runs to compare with; those of other benchmarks stay."""
    file = root / ACCEPTED
    file.parent.mkdir(exist_ok=True)
    kept = _accepted(root) | {figure.name: figure.value for figure in figures}
    file.write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _accepted(root: Path) -> dict[str, float]:
    file = root / ACCEPTED
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
