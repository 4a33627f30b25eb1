"""A fleet of councils made up from the real content: what 350 editions cost, and whether they can be trusted.

Names, numbers and addresses are invented (example.org, Ofcom's numbers for drama, 01632 960 000 to 960 999) and stand
in a scratch copy of the project only. The pages are written to a disk and deleted again: 350 editions need about 9 GB.
CPU seconds are those of all processes; on a busy disk the system's share of them grows.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from pathlib import Path

from campaign import content
from campaign.bench.figures import Figure
from campaign.fleet.store import FOLDER
from campaign.problems import MachineError

COUNCILS = 350
#: Bytes that a page takes on a disk, more or less, with its folder.
ON_DISK = 36_000
_COLOURS = ("#23415f", "#4a2366", "#0b5c46", "#7a1f2b", "#5b3a00", "#1f4b99")
_ACCENTS = ("#c2571a", "#00806a", "#8a4fbf", "#b3261e")
_SETTINGS = """\
name: Test Council {number:03}
short_name: Test {number:03}
website: https://test-{number:03}.example.org/
base_url: https://campaign.example.org/test-{number:03}/
languages: [{languages}]
contacts:
  children: {{phone: "01632 960 {number:03}", source: invented, confirmed: {today}, page: "https://test-{number:03}.example.org/children"}}
  adults: {{page: "https://test-{number:03}.example.org/adults"}}
  police: {{name: Test Police {number:03}, page: "https://police-{number:03}.example.org/"}}
weeks_begin: 2027-03-{day:02}
colours: {{brand: "{brand}", accent: "{accent}"}}
"""
#: Ten ways to break a settings file, each with a part of what must be said of it.
BREAKS = (
    (r"languages: \[.*\]", "languages: [en, xx]", "the language xx is not offered"),
    (r"languages: \[.*\]", "languages: [pl]", "English (en) is not among the languages"),
    (r'brand: "#\w+"', 'brand: "#ffee00"', "has a contrast of"),
    (r"short_name: .*\n", "", "“short_name” is missing"),
    (r"website:", "webside:", "“webside” is not a key we know"),
    (r"base_url: (.*)/", r"base_url: \1", "“base_url”"),
    (r"confirmed: \S+?,", "confirmed: 2999-01-01,", "which is still to come"),
    (r"source: invented, ", "", "a number needs a “source”"),
    (r"name: Test Council", "name: Test Council: of", "this is not YAML"),
    (r"\Z", "logo: logo.svg\n", "the logo cannot be read"),
)
_NAMES = re.compile(
    rb"Test Council (\d{3})|test-(\d{3})\.example|/test-(\d{3})/|01632\D{0,6}960\D{0,6}(\d{3})|Test Police (\d{3})"
)


@dataclass(frozen=True)
class Run:
    """One build of the fleet: its exit code, what it printed as JSON, CPU seconds, seconds, and peak memory in MB."""

    code: int
    summary: dict
    cpu: float
    seconds: float
    memory: float
    said: str


def run(root: Path, councils: int = COUNCILS) -> tuple[list[Figure], dict]:
    """Build the fleet in a scratch folder in every way that matters. Raises MachineError when the disk is too small."""
    loaded = content.load(root)
    needed = councils * len(loaded.pages) * len(loaded.offered) * ON_DISK
    with tempfile.TemporaryDirectory(prefix="campaign-fleet-") as name:
        if shutil.disk_usage(name).free < 1.3 * needed:
            raise MachineError(f"{1.3 * needed / 1e9:.0f} GB of disk for the editions: set TMPDIR to a larger one.")
        scratch = Path(name)
        tree, site = scratch / "project", scratch / "site"
        _copy(root, tree)
        _councils(tree, councils, loaded.offered)
        return _measure(tree, site, councils)


def _measure(tree: Path, site: Path, councils: int) -> tuple[list[Figure], dict]:
    whole = build(tree, site)
    figures = _cost(whole)
    before = fingerprint(site)
    strangers = strangers_in(site)
    figures.append(Figure("fleet: editions with another's name or number", len(strangers), "", 0))
    again = build(tree, site)
    figures.append(Figure("fleet: nothing changed", again.seconds, "s"))
    figures += _one_sentence(tree, site)
    # The sentence is put back, and a run that is killed at some moment goes on to the same bytes.
    _put_back(tree)
    _kill_on_the_way(tree, site, random.uniform(0.05, 0.95) * councils)
    resumed = build(tree, site)
    differing = sum(one != other for one, other in zip(before, fingerprint(site), strict=True))
    figures.append(Figure("fleet: editions that differ after a kill", differing, "", 0))
    broken = _break(tree, councils)
    hurt = build(tree, site)
    explained = sum(text in hurt.said for _, text in broken)
    figures += [
        Figure("fleet: editions built beside 10 broken ones", len(hurt.summary["editions"]), "", councils - 10, True),
        Figure("fleet: broken settings explained", explained, "", len(broken), True),
    ]
    details = {
        "cpu": whole.summary["cpu"],
        "strangers": strangers,
        "finished before the kill": len(resumed.summary["unchanged"]),
        "failed": {slug: [each["what"] for each in found] for slug, found in hurt.summary["failed"].items()},
    }
    return figures, details


def _cost(whole: Run) -> list[Figure]:
    stamping, pages = whole.summary["cpu"]["stamping"], whole.summary["pages"]
    return [
        Figure("fleet: pages", pages, ""),
        Figure("fleet: CPU of stamping a page", round(1000 * stamping / pages, 3), "ms", 0.119),
        Figure("fleet: CPU of stamping", stamping, "s"),
        Figure("fleet: of that, without the file system", whole.summary["cpu_user"]["stamping"], "s"),
        Figure("fleet: CPU of rendering once", whole.summary["cpu"]["rendering once"], "s"),
        Figure("fleet: seconds in all", whole.seconds, "s"),
        Figure("fleet: peak memory of all processes", whole.memory, "MB", 1000),
    ]


def _one_sentence(tree: Path, site: Path) -> Iterator[Figure]:
    page = tree / "docs" / "realise" / "myths.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("\n## Next step", "\nYou can ask us.\n\n## Next step"),
        encoding="utf-8",
    )
    changed = build(tree, site, "--changed")
    yield Figure("fleet: one sentence changed, seconds to update all", changed.seconds, "s", 60)
    yield Figure("fleet: one sentence changed, CPU of stamping", changed.summary["cpu"]["stamping"], "s")


def _put_back(tree: Path) -> None:
    page = tree / "docs" / "realise" / "myths.md"
    page.write_text(page.read_text(encoding="utf-8").replace("\nYou can ask us.\n", ""), encoding="utf-8")


def _copy(root: Path, tree: Path) -> None:
    for name in ("docs", "translations", "overrides"):
        shutil.copytree(root / name, tree / name)
    shutil.copy(root / "mkdocs.yml", tree)


def _councils(tree: Path, councils: int, offered: tuple[str, ...]) -> None:
    """Settings of as many councils; most offer all languages, every seventh only some, in another order."""
    for number in range(1, councils + 1):
        tags = offered if number % 7 else ("en", *reversed(offered[1 : 1 + number % len(offered)]))
        folder = tree / "councils" / f"test-{number:03}"
        folder.mkdir(parents=True)
        text = _SETTINGS.format(
            number=number,
            languages=", ".join(tags),
            today=time.strftime("%Y-%m-%d"),
            day=1 + 7 * (number % 4),
            brand=_COLOURS[number % len(_COLOURS)],
            accent=_ACCENTS[number % len(_ACCENTS)],
        )
        (folder / "council.yml").write_text(text, encoding="utf-8")


def _break(tree: Path, councils: int) -> list[tuple[str, str]]:
    """Break ten settings files, each in its way; gives each with what must be said of it."""
    broken = []
    for place, (pattern, new, said) in enumerate(BREAKS):
        slug = f"test-{1 + place * councils // len(BREAKS):03}"
        file = tree / "councils" / slug / "council.yml"
        text = file.read_text(encoding="utf-8")
        changed = re.sub(pattern, new, text, count=1)
        assert changed != text, pattern
        file.write_text(changed, encoding="utf-8")
        broken.append((slug, said))
    return broken


def _command(tree: Path, site: Path, *options: str) -> list[str]:
    build = ("build", "--all-councils", "--no-leaflets", "--json", "--output", str(site))
    return [sys.executable, "-m", "campaign", "--root", str(tree), *build, *options]


def build(tree: Path, site: Path, *options: str) -> Run:
    """Build the fleet in a process of its own and measure it."""
    start, before = time.monotonic(), os.times()
    process = subprocess.Popen(
        _command(tree, site, *options), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    memory = _Memory(process.pid)
    output, said = process.communicate()
    memory.stop()
    after = os.times()
    if not output:
        raise RuntimeError(f"the build of the fleet stopped:\n{said}")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(
        process.returncode, json.loads(output), round(cpu, 1), round(time.monotonic() - start, 1), memory.most, said
    )


def _kill_on_the_way(tree: Path, site: Path, finished: float) -> None:
    """Start from nothing, and kill everything when so many editions are finished."""
    shutil.rmtree(site)
    process = subprocess.Popen(
        _command(tree, site), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    while process.poll() is None and len(list((site / FOLDER / "editions").glob("*.json"))) < finished:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


class _Memory:
    """The most memory, in MB, that a process and all below it hold at once; what they share is counted once (Linux)."""

    def __init__(self, pid: int):
        self.pid, self.most, self._over = pid, 0.0, threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def stop(self) -> None:
        """End the watch."""
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.25):
            self.most = max(self.most, round(sum(map(_held, _family(self.pid))) / 1024, 0))


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(one for child in children for one in _family(int(child)))]


def _held(pid: int) -> int:
    """The proportional share of memory of a process, in kB."""
    try:
        found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M)
    except OSError:
        return 0
    return int(found[1]) if found else 0


def _editions(site: Path) -> list[Path]:
    return sorted(path for path in site.iterdir() if path.is_dir() and not path.name.startswith("."))


def fingerprint(site: Path) -> list[str]:
    """A hash of every edition's names and bytes."""
    with ProcessPoolExecutor() as pool:
        return list(pool.map(_of_edition, _editions(site)))


def _of_edition(folder: Path) -> str:
    found = blake2b()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        found.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return found.hexdigest()


def strangers_in(site: Path) -> list[str]:
    """The editions in which another council's name, address or number stands, or not its own."""
    with ProcessPoolExecutor() as pool:
        return [slug for slug in pool.map(partial(_stranger), _editions(site)) if slug]


def _stranger(folder: Path) -> str:
    found = set()
    for file in folder.rglob("*"):
        if file.is_file():
            found |= {number for match in _NAMES.findall(file.read_bytes()) for number in match if number}
    return folder.name if found != {folder.name.removeprefix("test-").encode()} else ""
