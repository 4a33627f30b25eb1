"""Publishing under load: nginx shows ``current`` while readers ask without a pause and one release follows another.

Two versions of the real site, in two of its languages, take turns. A request has failed when it is not answered with 200, or with anything but
the whole file of one of the two versions.
"""

from __future__ import annotations

import contextlib
import http.client
import itertools
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from campaign.bench import servers
from campaign.bench.figures import Figure
from campaign.build import Options, build
from campaign.publishing import folder

REQUESTS, PUBLISHES, READERS = 100_000, 100, 3
#: One page in so many is asked for, and every script and index.
_STEP = 7


@dataclass
class Load:
    """What readers got. Counts are added up by reader, so that no two write one number."""

    done: list[int] = field(default_factory=lambda: [0] * READERS)
    failed: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)


def run(root: Path, requests: int = REQUESTS, publishes: int = PUBLISHES) -> list[Figure]:
    """Measure in a scratch folder. Raises MachineError without nginx."""
    with tempfile.TemporaryDirectory() as scratch:
        work, target = Path(scratch) / "nginx", Path(scratch) / "server"
        work.mkdir()
        versions = _versions(root, Path(scratch))
        folder.publish(versions[0], target, keep=2)
        with (
            servers.nginx(versions[0], work, "/", target / folder.CURRENT) as address,
            _readers(address, versions) as load,
        ):
            seconds = [
                _one(versions[number % 2], target, load, number * requests // publishes)
                for number in range(1, publishes + 1)
            ]
    for fault in load.failed[:5]:
        print(fault)
    return [
        Figure("publish: requests during all publishes", sum(load.done), "requests", requests, at_least=True),
        Figure("publish: publishes", len(seconds), "publishes", publishes, at_least=True),
        Figure("publish: failed requests", len(load.failed), "requests", 0),
        Figure("publish: a publish in which every page changed, median", round(median(seconds), 2), "s"),
    ]  # fmt: skip


def _versions(root: Path, scratch: Path) -> list[Path]:
    """The site, with its nginx settings beside it, and the same with a change on every page."""
    first, second = scratch / "first", scratch / "second"
    build(
        Options(
            root, first, languages=("en", "pl"), with_leaflets=False, host="nginx", base_url="https://bench.example/"
        )
    )
    shutil.copytree(first, second)
    for page in second.rglob("*.html"):
        page.write_text(page.read_text(encoding="utf-8") + "<!-- second -->\n", encoding="utf-8")
    return [first, second]


def _one(site: Path, target: Path, load: Load, after: int) -> float:
    """One publish, not before readers have sent ``after`` requests; returns its seconds."""
    while sum(load.done) < after and not load.failed:
        time.sleep(0.005)
    start = time.monotonic()
    folder.publish(site, target, keep=2)
    return time.monotonic() - start


@contextlib.contextmanager
def _readers(address: str, versions: list[Path]) -> Iterator[Load]:
    load, expected = Load(), _expected(versions)
    threads = [threading.Thread(target=_read, args=(load, reader, address, expected)) for reader in range(READERS)]
    for thread in threads:
        thread.start()
    try:
        yield load
    finally:
        load.stop.set()
        for thread in threads:
            thread.join()


def _expected(versions: list[Path]) -> dict[str, set[bytes]]:
    first = versions[0]
    files = [*sorted(first.rglob("index.html"))[::_STEP], *first.rglob("search.js"), *first.glob("assets/*.js")]
    names = [file.relative_to(first).as_posix() for file in files]
    return {name.removesuffix("index.html"): {(site / name).read_bytes() for site in versions} for name in names}


def _read(load: Load, reader: int, address: str, expected: dict[str, set[bytes]]) -> None:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    for name, bodies in itertools.cycle(expected.items()):
        if load.stop.is_set():
            break
        try:
            connection.request("GET", "/" + name)
            answer = connection.getresponse()
            body = answer.read()
            fault = None if answer.status == 200 and body in bodies else f"{answer.status}, {len(body)} bytes"
        except (OSError, http.client.HTTPException) as error:
            fault = repr(error)
            connection.close()
        if fault:
            load.failed.append(f"/{name}: {fault}")
        load.done[reader] += 1
    connection.close()
