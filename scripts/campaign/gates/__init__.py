"""The gates: what every page of a built site is held against, in every language, before anybody reads it.

Each runs once over all pages (``site`` parses them once) and says how much it saw; ``scripts/test`` prints that
at its end, and ``scripts/gates`` holds any built site against them. What is written, rather than built, is
checked by ``campaign.checks``.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from campaign.gates import axe, journeys, links, metadata, nu, weight
from campaign.gates.report import Report, saw_nothing
from campaign.gates.site import Site, read

Gate = Callable[[Site], Report]


def gates(root: Path) -> dict[str, Gate]:
    """All gates by name, quick ones first. ``root`` is the project's folder, where setup put what they need."""
    return {
        "links": links.check,
        "metadata": metadata.check,
        "weight": weight.check,
        "html": partial(nu.check, root / nu.JAR),
        "journeys": journeys.check,
        "accessibility": partial(axe.check, root / axe.KEPT),
    }


def run(folder: Path, root: Path, only: Collection[str] = ()) -> Iterator[Report]:
    """Hold a built site against the gates, or against those named. Raises MachineError for what the machine lacks."""
    site = read(folder)
    for name, gate in gates(root).items():
        if not only or name in only:
            yield held(gate, site)


def held(gate: Gate, site: Site) -> Report:
    """What a gate says, with the seconds it took; one that saw nothing has a problem."""
    start = time.monotonic()
    report = gate(site)
    problems = report.problems if report.checked else (saw_nothing(report),)
    return replace(report, problems=problems, seconds=round(time.monotonic() - start, 1))
