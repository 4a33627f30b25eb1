"""A soak of the preview: hundreds of edits, good and bad, while somebody looks; nothing may grow, and nothing may die.

An editor's preview runs all day. What it holds open or keeps in memory after each edit shows only over hundreds of them.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from campaign.preview.watching import FILE, FOLDERS
from campaign.problems import MachineError

#: Seconds in which the preview must have seen an edit, or stopped.
PATIENCE = 60
#: As many files at most are broken at one time, so that good edits are seen too.
BROKEN = 3


def copy_of(root: Path, target: Path) -> Path:
    """The written parts of a project, for edits that nobody should keep."""
    target.mkdir(parents=True)
    for folder in FOLDERS:
        shutil.copytree(root / folder, target / folder)
    shutil.copy(root / FILE, target)
    return target


@contextmanager
def serving(root: Path) -> Iterator[tuple[subprocess.Popen, str]]:
    """A running preview and its address. Afterwards it must stop when it is told to, with exit code 0."""
    command = [sys.executable, "-m", "campaign", "--root", str(root), "serve", "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        address = re.search(r"http://\S+/", process.stdout.readline())
        yield process, address[0]
        process.send_signal(signal.SIGTERM)
        if process.wait(PATIENCE) != 0:
            raise RuntimeError(f"the preview ended with {process.returncode}")
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


class Onlooker:
    """Somebody who has a page open: hears of each state that the preview has looked at."""

    def __init__(self, address: str, page: str = "/"):
        split = urlsplit(address)
        self._socket = socket.create_connection((split.hostname, split.port), timeout=PATIENCE)
        self._socket.sendall(f"GET /_preview/events?page={page} HTTP/1.1\r\nHost: {split.netloc}\r\n\r\n".encode())
        self.state: dict = {}
        self._heard = threading.Condition()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        self.after(0)

    def _listen(self) -> None:
        with contextlib.suppress(OSError), self._socket.makefile("rb") as lines:
            for line in lines:
                if line.startswith(b"data: ") and line.endswith(b"\n"):
                    with self._heard:
                        self.state = json.loads(line[6:])
                        self._heard.notify_all()

    def until(self, seen: Callable[[dict], bool]) -> dict:
        """Wait for a state that looks as wanted. Raises TimeoutError."""
        with self._heard:
            if not self._heard.wait_for(lambda: self.state and seen(self.state), PATIENCE):
                raise TimeoutError("the preview did not see an edit")
            return self.state

    def after(self, version: int) -> dict:
        """Wait for a state later than ``version``."""
        return self.until(lambda state: state["version"] > version)

    def close(self) -> None:
        """Look no more."""
        with contextlib.suppress(OSError):  # the preview may have closed it
            self._socket.shutdown(socket.SHUT_RDWR)
        self._listener.join()
        self._socket.close()


class Editor:
    """Edits files of a project at random, the same way for the same seed; breaks some and puts them back."""

    def __init__(self, root: Path, seed: int):
        self._root, self._random, self._number = root, random.Random(seed), 0
        self._broken: dict[Path, bytes | None] = {}
        self._pages = sorted(path for path in (root / "docs").rglob("*.md") if path.parent.name != "_data")
        others = [*(root / "translations").glob("*.po"), *(root / "councils").glob("*/council.yml")]
        others += [*(root / "overrides/components").glob("*/*.html"), *(root / "overrides/components").glob("*/*.css")]
        others += [root / FILE, root / "overrides/main.html", root / "translations/interface.yml"]
        self._files = sorted([*self._pages, *others, *(root / "docs/assets").rglob("*.svg")])

    def edit(self) -> None:
        """One edit."""
        self._number += 1
        if len(self._broken) >= BROKEN or self._broken and self._random.random() < 0.4:
            self.mend(self._random.choice(sorted(self._broken)))
        elif self._random.random() < 0.4:
            self._write_words()
        else:
            self._break()

    def _write_words(self) -> None:
        page = self._random.choice([each for each in self._pages if each not in self._broken])
        page.write_text(
            f"{page.read_text(encoding='utf-8').rstrip()}\n\nWords number {self._number}.\n", encoding="utf-8"
        )

    def _break(self) -> None:
        ways = (self._cut, self._scramble, self._insert, self._empty, self._delete, self._stray)
        self._random.choice(ways)(self._random.choice([each for each in self._files if each not in self._broken]))

    def _keep(self, file: Path) -> bytes:
        self._broken[file] = file.read_bytes()
        return self._broken[file]

    def _cut(self, file: Path) -> None:
        content = self._keep(file)
        file.write_bytes(content[: self._random.randrange(len(content))])

    def _scramble(self, file: Path) -> None:
        content = bytearray(self._keep(file))
        for _ in range(20):
            content[self._random.randrange(len(content))] = self._random.randrange(256)
        file.write_bytes(content)

    def _insert(self, file: Path) -> None:
        wrong = ["{{ helpline.nobody.phone }}", "<script>alert(1)</script>", "{{{ {% x", '"', ": [", "\u202e", "# One"]
        lines = self._keep(file).decode("utf-8").split("\n")
        lines.insert(self._random.randrange(len(lines)), self._random.choice(wrong))
        file.write_text("\n".join(lines), encoding="utf-8")

    def _empty(self, file: Path) -> None:
        self._keep(file)
        file.write_bytes(b"")

    def _delete(self, file: Path) -> None:
        self._keep(file)
        file.unlink()

    def _stray(self, file: Path) -> None:
        stray = file.with_name(f"stray-{self._number}{file.suffix}")
        self._broken[stray] = None
        stray.write_bytes(file.read_bytes())

    def mend(self, file: Path) -> None:
        """Put a broken file back as it was."""
        content = self._broken.pop(file)
        if content is None:
            file.unlink()
        else:
            file.write_bytes(content)

    def mend_all(self) -> bool:
        """Put back every broken file; False when none was."""
        were = list(self._broken)
        for file in were:
            self.mend(file)
        return bool(were)


@dataclass(frozen=True)
class Use:
    """What a preview uses, its other processes included: resident memory in kB, open files and threads."""

    memory: int
    files: int
    threads: int

    @classmethod
    def of(cls, pid: int) -> Use:
        """Of a process and its children. Raises MachineError where the system does not tell."""
        if not Path("/proc/self/status").exists():
            raise MachineError("/proc, which tells what a process uses. Run this on Linux.")
        every = [use for each in (pid, *_children(pid)) if (use := _use(Path(f"/proc/{each}")))]
        return cls(*map(sum, zip(*every, strict=True)))


def _use(process: Path) -> tuple[int, int, int] | None:
    """Memory, files and threads of one process, or None when it has just ended."""
    try:
        status = (process / "status").read_text()
        memory, threads = (int(re.search(rf"^{name}:\s+(\d+)", status, re.M)[1]) for name in ("VmRSS", "Threads"))
        return memory, len(list((process / "fd").iterdir())), threads
    except (OSError, TypeError):
        return None


def _children(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):  # a thread that has just ended
            yield from map(int, (task / "children").read_text().split())


@dataclass(frozen=True)
class Soaked:
    """What a soak saw: uses after every tenth edit, answers that were no page, and pages that had changed at its end."""

    edits: int
    uses: tuple[Use, ...]
    no_page: int
    strange: int


def soak(root: Path, edits: int, seed: int = 1) -> Soaked:
    """Edit a project under a running preview, look at a page after each edit, and mend everything at the end."""
    editor, chance = Editor(root, seed), random.Random(seed)
    languages = sorted(path.stem for path in (root / "translations").glob("*.po"))
    uses, no_page = [], 0
    with serving(root) as (process, address):
        onlooker = Onlooker(address)
        pages = [each for each in _addresses(address, languages) if fetch(address, each)[0] == 200]
        for number in range(1, edits + 1):
            version = onlooker.state["version"]
            editor.edit()
            onlooker.after(version)
            status, text = fetch(address, chance.choice(pages))
            no_page += status not in (200, 404) or "/_preview/bar.js" not in text
            if number % 10 == 0:
                uses.append(Use.of(process.pid))
        if editor.mend_all():
            onlooker.after(onlooker.state["version"])
        mended = onlooker.until(lambda state: not state["stuck"])
        strange = sum("This cannot be shown yet" in fetch(address, each)[1] for each in pages[:50]) + bool(
            mended["stuck"]
        )
        onlooker.close()
    return Soaked(edits, tuple(uses), no_page, strange)


def _addresses(address: str, languages: list[str]) -> list[str]:
    """Addresses of pages in every language, and views of some."""
    links = sorted(set(re.findall(r'href="([a-z][a-z0-9/-]*/)"', fetch(address, "")[1])))
    pages = [f"{start}{link}" for start in ("", *(f"{tag}/" for tag in languages)) for link in links]
    return pages + [f"{page}?view=review" for page in links[:5]] + [f"{page}?view=phone" for page in links[:5]]


def fetch(address: str, path: str, host: str | None = None) -> tuple[int, str]:
    """Status and text of a page, in a connection of its own; ``host`` is the name by which the server is called."""
    split = urlsplit(address)
    connection = http.client.HTTPConnection(split.hostname, split.port, timeout=PATIENCE)
    try:
        connection.request("GET", "/" + path, headers={"Connection": "close", "Host": host or split.netloc})
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")
    finally:
        connection.close()
