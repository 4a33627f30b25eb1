"""Whether a build is always the same, and whether the published site is whole whatever happens to the one that makes the next.

Same: in another folder, time zone, language of the machine and order of hashes. Whole: builds are killed at random moments,
run into a full disk, and run two at a time; after each the site is, byte for byte, one that some build finished.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from campaign.bench.figures import Figure
from campaign.bench.soak import copy_of
from campaign.build import KEPT
from campaign.problems import MachineError

KILLS, ROUNDS, DISKS = 200, 20, 24
#: Killed and full builds make two languages without leaflets, so that hundreds of them can be tried.
SMALL = ("--lang", "ur", "--no-leaflets")
PAGE, OLD, NEW = "docs/recognise/parents.md", "One worry is enough", "One single worry is enough"
#: Two machines that differ in all that must not matter.
MACHINES = (
    {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "1", "LC_ALL": "C", "HOME": "/nowhere"},
    {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "COLUMNS": "20"},
)


def run(root: Path) -> list[Figure]:
    """Measure in copies of the project. Raises CalledProcessError when a build fails that should not, MachineError without a small disk."""
    with tempfile.TemporaryDirectory(prefix="campaign-bench-") as scratch:
        place = Path(scratch)
        return [
            *_same(root, place),
            *_killed(copy_of(root, place / "killed")),
            *_at_once(copy_of(root, place / "at-once")),
            *_full(root, place / "disk"),
        ]


def _same(root: Path, place: Path) -> Iterator[Figure]:
    made = []
    for number, machine in enumerate(MACHINES):
        project = copy_of(root, place / ("deep/er/" * number) / f"same-{number}")
        environment = os.environ | machine | {"SOURCE_DATE_EPOCH": str(int(time.time()))}
        subprocess.run(_command(project), env=environment, check=True, capture_output=True)
        made.append(files_of(project / "site"))
    yield Figure("same: files of two builds", len(made[0]), "files")
    differing = [name for name in made[0].keys() | made[1].keys() if made[0].get(name) != made[1].get(name)]
    yield Figure("same: files that differ", len(differing), "files", 0)


def _killed(project: Path) -> Iterator[Figure]:
    """Kill a build of the other of two states at a moment of its life, again and again."""
    states = {_state(project, words) for words in (NEW, OLD)}
    start = time.monotonic()
    states.add(_state(project, NEW))
    lasts = time.monotonic() - start
    chance, whole, swapped = random.Random(1), 0, 0
    before = whole_of(project / "site")
    for number in range(KILLS):
        _write(project, (OLD, NEW)[number % 2])
        process = subprocess.Popen(_command(project, *SMALL), start_new_session=True, **_QUIET)
        time.sleep(chance.uniform(0, lasts))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        now = whole_of(project / "site")
        whole += now in states
        swapped += now != before
        before = now
    yield Figure("killed: builds", KILLS, "builds", 200, at_least=True)
    yield Figure("killed: of them after the swap", swapped, "builds")
    yield Figure("killed: sites that were not whole", KILLS - whole, "sites", 0)
    yield Figure(
        "killed: sites that are not whole after one more build", int(_state(project, OLD) not in states), "sites", 0
    )
    left = [path.name for path in project.iterdir() if path.name.startswith(".site")]
    yield Figure("killed: scratch folders left after it", len(left), "folders", 0)


def _at_once(project: Path) -> Iterator[Figure]:
    """Two builds of two editions into one folder, begun together."""
    commands = [_command(project, *SMALL, "--council", slug) for slug in ("national", "luton")]
    states = set()
    for command in commands:
        subprocess.run(command, check=True, **_QUIET)
        states.add(whole_of(project / "site"))
    broken = failed = 0
    for _ in range(ROUNDS):
        shutil.rmtree(project / KEPT)
        running = [subprocess.Popen(command, **_QUIET) for command in commands]
        failed += sum(process.wait() != 0 for process in running)
        broken += whole_of(project / "site") not in states
    yield Figure("two at once: rounds", ROUNDS, "rounds")
    yield Figure("two at once: builds that failed", failed, "builds", 0)
    yield Figure("two at once: sites that were not whole", broken, "sites", 0)


def _full(root: Path, disk: Path) -> Iterator[Figure]:
    """Builds on disks that have room for the project and its site, and for more and more of what a build adds."""
    project, broken, unclear, filled = copy_of(root, disk.parent / "roomy"), 0, 0, 0
    states = {_state(project, words) for words in (OLD, NEW)}
    adds = _megabytes(project / "site") + _megabytes(project / KEPT)
    shutil.rmtree(project / KEPT)
    _write(project, OLD)
    for number in range(DISKS):
        with _small_disk(disk, _megabytes(project) + 2 + adds * number // DISKS) as small:
            shutil.copytree(project, small / "project")
            done = subprocess.run(_command(small / "project", *SMALL), capture_output=True, text=True)
            filled += done.returncode != 0
            unclear += done.returncode not in (0, 3) or "Traceback" in done.stderr
            broken += whole_of(small / "project" / "site") not in states
    yield Figure("full disk: builds", DISKS, "builds")
    yield Figure("full disk: of them that ran into it", filled, "builds", 1, at_least=True)
    yield Figure("full disk: builds that did not say so in plain words", unclear, "builds", 0)
    yield Figure("full disk: sites that were not whole", broken, "sites", 0)


def _megabytes(folder: Path) -> int:
    """The room that a folder takes, in whole blocks."""
    return -(-sum(-(-path.stat().st_size // 4096) * 4096 for path in folder.rglob("*")) // 1_048_576)


@contextmanager
def _small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """A disk in memory with so much room."""
    folder.mkdir(exist_ok=True)
    try:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder], check=True, **_QUIET)
    except (OSError, subprocess.CalledProcessError):
        raise MachineError("leave to mount a small disk in memory: this benchmark wants root.") from None
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


_QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def _command(project: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "campaign", "--root", str(project), "build", *options]


def _write(project: Path, words: str) -> None:
    file = project / PAGE
    file.write_text(file.read_text(encoding="utf-8").replace(NEW, OLD).replace(OLD, words), encoding="utf-8")


def _state(project: Path, words: str) -> str:
    """Build with these words to the end; returns what the site then is."""
    _write(project, words)
    subprocess.run(_command(project, *SMALL), check=True, **_QUIET)
    return whole_of(project / "site")


def files_of(site: Path) -> dict[str, str]:
    """The hash of each file by its address."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }


def whole_of(site: Path) -> str:
    """One hash of the whole site."""
    return hashlib.sha256(repr(sorted(files_of(site).items())).encode()).hexdigest()
