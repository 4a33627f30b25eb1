"""The built site and the build: bytes, counts and CPU seconds, which mean the same on a busy machine."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import brotli

from campaign.bench.figures import Figure


def run(root: Path) -> list[Figure]:
    """Build the site once in a scratch folder and measure it. Raises CalledProcessError when the build fails."""
    with tempfile.TemporaryDirectory() as scratch:
        site = Path(scratch) / "site"
        cold = _cpu_seconds(root, site, "--no-leaflets")
        pages = sorted(site.rglob("index.html"))
        return [
            Figure("build: CPU a page, cold", round(1000 * cold / len(pages), 2), "ms", 6),
            *_pages(pages),
            *_first_view(site),
        ]


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
    return [
        Figure("page: render-blocking requests beside the page", blocking, "requests", 0),
        Figure("script: brotli 11", len(brotli.compress(script, quality=11)), "bytes", 6_000),
    ]
