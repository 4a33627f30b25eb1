"""Measures against the budgets: bytes, counts and CPU seconds, which mean the same on a busy machine.

Each figure comes with its budget and, when one was accepted before, the accepted figure
(``benchmarks/accepted.json``), so that a slow creep shows.
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

import brotli

ACCEPTED = "benchmarks/accepted.json"


@dataclass(frozen=True)
class Figure:
    """One measured figure; ``budget`` is the most it may be."""

    name: str
    value: float
    unit: str
    budget: float
    accepted: float | None = None

    @property
    def kept(self) -> bool:
        """Whether the budget is kept."""
        return self.value <= self.budget

    def as_dict(self) -> dict:
        """For JSON."""
        return asdict(self) | {"kept": self.kept}


def run(root: Path) -> list[Figure]:
    """Build the site once in a scratch folder and measure it. Raises CalledProcessError when the build fails."""
    with tempfile.TemporaryDirectory() as scratch:
        site = Path(scratch) / "site"
        cold = _cpu_seconds(root, site, "--no-leaflets")
        pages = sorted(site.rglob("index.html"))
        figures = [
            Figure("build: CPU a page, cold", round(1000 * cold / len(pages), 2), "ms", 6),
            *_pages(pages),
            *_first_view(site),
        ]
    accepted = _accepted(root)
    return [Figure(each.name, each.value, each.unit, each.budget, accepted.get(each.name)) for each in figures]


def accept(root: Path, figures: list[Figure]) -> None:
    """Keep the figures for later runs to compare with."""
    file = root / ACCEPTED
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps({each.name: each.value for each in figures}, indent=2) + "\n", encoding="utf-8")


def _accepted(root: Path) -> dict[str, float]:
    file = root / ACCEPTED
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def _cpu_seconds(root: Path, site: Path, *options: str) -> float:
    """User and system seconds of a whole build, its workers included, less those of starting Python and its imports."""

    def spent(*arguments: str) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    start = spent("-c", "import campaign.build")
    return spent("-m", "campaign", "--root", str(root), "build", "--output", str(site), *options) - start


def _pages(pages: list[Path]) -> list[Figure]:
    sizes = sorted(len(brotli.compress(page.read_bytes(), quality=5)) for page in pages)
    elements = sorted(len(re.findall(r"<[a-z]", page.read_text(encoding="utf-8"))) for page in pages)
    return [
        Figure("page: brotli 5, 95th percentile", sizes[int(0.95 * len(sizes))], "bytes", 10_000),
        Figure("page: brotli 5, largest", sizes[-1], "bytes", 14_000),
        Figure("page: elements, median", elements[len(elements) // 2], "elements", 250),
    ]


def _first_view(site: Path) -> list[Figure]:
    home = (site / "index.html").read_text(encoding="utf-8")
    blocking = len(re.findall(r'<link[^>]+rel="stylesheet"|<script(?![^>]*\bdefer\b)[^>]*src=', home))
    script = next((site / "assets").glob("campaign.*.js")).read_bytes()
    index = max(len(brotli.compress(file.read_bytes(), quality=11)) for file in site.rglob("search.js"))
    return [
        Figure("page: render-blocking requests beside the page", blocking, "requests", 0),
        Figure("script: brotli 11", len(brotli.compress(script, quality=11)), "bytes", 6_000),
        Figure("search: first query, brotli 11, largest language", index, "bytes", 20_000),
    ]
