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
    before = accepted(root)
    value = lambda name: before[name].value if name in before else None
    return [replace(figure, accepted=value(figure.name)) for figure in figures]


def accept(root: Path, figures: list[Figure]) -> None:
    """Keep the figures for later runs to compare with; those of other benchmarks stay."""
    kept = accepted(root) | {figure.name: figure for figure in figures}
    fields = ("value", "unit", "budget", "at_least")
    rows = {name: {field: getattr(figure, field) for field in fields} for name, figure in kept.items()}
    lines = [f"  {json.dumps(name, ensure_ascii=False)}: {json.dumps(row)}" for name, row in rows.items()]
    file = root / ACCEPTED
    file.parent.mkdir(exist_ok=True)
    file.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def accepted(root: Path) -> dict[str, Figure]:
    """The figures that were accepted last, by name."""
    file = root / ACCEPTED
    rows = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return {name: Figure(name, **row) for name, row in rows.items()}
