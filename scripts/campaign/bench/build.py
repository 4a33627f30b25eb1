"""What a build costs: CPU seconds from nothing, unchanged and after an edit, memory, and how it grows; others beside it.

CPU seconds are user and system time of the whole command with its workers, starting Python included.
"""

from __future__ import annotations

import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from campaign.bench import others, preview
from campaign.bench.figures import Figure
from campaign.bench.soak import copy_of
from campaign.build import KEPT
from campaign.navigation import FILE as NAVIGATION

#: How many times as much content is built to see how the cost grows.
SIZES = (1, 4, 16)
#: One page is changed by these words.
EDITED, OLD, NEW = "docs/recognise/parents.md", "One worry is enough", "One single worry is enough"
#: Each is measured so often, and the least counts: whatever else the machine does only adds.
TIMES = 3


@dataclass(frozen=True)
class Spent:
    """CPU seconds, the most memory of one process in MB, and the pages that were made."""

    seconds: float
    megabytes: float
    pages: int

    @property
    def a_page(self) -> float:
        """CPU milliseconds a page."""
        return round(1000 * self.seconds / self.pages, 2)


def run(root: Path) -> list[Figure]:
    """Measure in copies of the project. Raises CalledProcessError when a build fails."""
    with tempfile.TemporaryDirectory(prefix="campaign-bench-") as scratch:
        place = Path(scratch)
        project = copy_of(root, place / "project")
        cold = _least(lambda: _cold(project, place / "site"))
        unchanged = _least(lambda: _ours(project, place / "site"))
        edited = _edited(project, place / "site")
        # What each was built from is the same English Markdown, as many times as there are languages.
        hugo = _least(lambda: _spent(others.hugo(root, place / "hugo"), place / "hugo"))
        stock = _spent(others.stock(root, place / "stock"), place / "stock")
        grown = {times: _grown(root, place / f"times-{times}", times) for times in SIZES}
        shown = preview.edits(copy_of(root, place / "preview"))
    return [
        Figure("build: CPU a page, cold", cold.a_page, "ms", 6),
        Figure("build: CPU, cold", cold.seconds, "s"),
        Figure("build: memory of the largest process, cold", cold.megabytes, "MB", 1000),
        Figure("build: CPU, unchanged", unchanged.seconds, "s", hugo.seconds),
        Figure("build: CPU, one English page edited", edited.seconds, "s"),
        Figure("build: CPU, Hugo, cold", hugo.seconds, "s"),
        Figure("build: CPU a page, Hugo", hugo.a_page, "ms"),
        Figure("build: CPU, stock MkDocs and Material", stock.seconds, "s"),
        Figure("build: CPU a page, stock MkDocs and Material", stock.a_page, "ms"),
        *_growth(grown),
        *shown,
    ]


def _growth(grown: dict[int, Spent]) -> Iterator[Figure]:
    for times, spent in grown.items():
        yield Figure(f"build: CPU a page, {times} times the content ({spent.pages} pages)", spent.a_page, "ms")
        yield Figure(f"build: memory of the largest process, {times} times the content", spent.megabytes, "MB")
    first, last = grown[SIZES[0]], grown[SIZES[-1]]
    yield Figure(
        f"build: CPU a page, {SIZES[-1]} times the content to once", round(last.a_page / first.a_page, 2), "", 1.5
    )


def _least(measure) -> Spent:
    return min((measure() for _ in range(TIMES)), key=lambda spent: spent.seconds)


def _cold(project: Path, site: Path) -> Spent:
    shutil.rmtree(project / KEPT, ignore_errors=True)
    return _ours(project, site)


def _ours(project: Path, site: Path) -> Spent:
    command = [
        sys.executable,
        "-m",
        "campaign",
        "--root",
        str(project),
        "build",
        "--no-leaflets",
        "--output",
        str(site),
    ]
    return _spent([command], site)


def _edited(project: Path, site: Path) -> Spent:
    file = project / EDITED
    words = file.read_text(encoding="utf-8")
    file.write_text(words.replace(OLD, NEW, 1), encoding="utf-8")
    return _ours(project, site)


def _spent(commands: list[list[str]], made: Path) -> Spent:
    """What commands cost one after the other, in a process of their own, so that its memory is theirs."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for command in commands:
        subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Spent(round(seconds, 2), round(after.ru_maxrss / 1000), sum(1 for _ in made.rglob("index.html")))


def _grown(root: Path, folder: Path, times: int) -> Spent:
    project = copy_of(root, folder)
    multiply(project, times)
    spent = _cold(project, project / "site")
    shutil.rmtree(folder)
    return spent


def multiply(project: Path, times: int) -> None:
    """Give a project every part of its site several times over, under other addresses."""
    file = project / NAVIGATION
    head, mark, menu = file.read_text(encoding="utf-8").partition("\nnav:\n")
    menu, end, rest = menu.partition("\n\n")
    home, *parts = re.split(r"(?m)^(?=  - )", menu + "\n")[1:]
    own = [re.search(r"- ([a-z-]+)/", part)[1] for part in parts]
    grown = [home, *parts]
    for number in range(2, times + 1):
        for folder, part in zip(own, parts, strict=True):
            copy = f"{folder}-{number}"
            shutil.copytree(project / "docs" / folder, project / "docs" / copy)
            grown.append(part.replace(f"- {folder}/", f"- {copy}/"))
    file.write_text(head + mark + "".join(grown).rstrip("\n") + end + rest, encoding="utf-8")
