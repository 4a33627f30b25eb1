"""The checks of ``scripts/check``, run after each edit in a process of their own, each reporting as soon as it is done.

They take seconds for the whole project, and a page must not wait. A new edit stops a round that is under way; until the
new one is through, what the last one found is shown and called old.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread

from campaign import checks, content
from campaign.preview import faults
from campaign.preview.child import Child
from campaign.problems import Problem
from campaign.recall import Recall

#: The checks that read every catalogue come last, so that those of a page need not wait for them.
LAST = (checks.translations.check, checks.search_words.check)
#: Work is begun in a fresh process after so many rounds, which bounds its memory.
ROUNDS = 200


@dataclass(frozen=True)
class Findings:
    """What the checks found. ``old`` counts those that have not yet looked at the newest state, ``never`` those that have not looked at any."""

    problems: tuple[Problem, ...] = ()
    old: int = 1
    never: int = 1


class Checking:
    """Runs the checks when told to, and keeps what they found; ``tell`` is called when there is more."""

    def __init__(self, root: Path, tell: Callable[[], None]):
        self._root, self._tell = root, tell
        self._wanted, self._round = 0, 0
        self._found: dict[int, list[Problem]] = {}
        self._left = len(all_checks())
        self._stopped = False
        self._child = Child(work, root)
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()

    @property
    def findings(self) -> Findings:
        """What is known now."""
        found, every = dict(self._found), len(all_checks())
        old = self._left if self._round == self._wanted else every
        never = 0 if READING in found else every - len(found)
        return Findings(tuple(sorted({problem for each in found.values() for problem in each})), old, never)

    def ask(self, version: int) -> None:
        """Check the project as it is now."""
        self._wanted = version
        try:
            self._child.connection.send(version)
        except OSError:
            return  # the listener starts another

    def stop(self) -> None:
        """End the process."""
        self._stopped = True
        self._child.stop()
        self._listener.join()

    def _listen(self) -> None:
        while not self._stopped:
            try:
                self._take(*self._child.connection.recv())
            except (EOFError, OSError):
                if not self._stopped:
                    self._child.stop()
                    self._child = Child(work, self._root)
                    self.ask(self._wanted)

    def _take(self, version: int, found: dict[int, list[Problem]], left: int) -> None:
        before = {} if READING in found else self._found
        self._found = {number: each for number, each in before.items() if number != READING} | found
        self._round, self._left = version, left
        self._tell()


#: The place of what reading found, beside the places of the checks.
READING = -1


def all_checks() -> list[checks.Check]:
    """Every check, the slowest last."""
    return sorted([*checks.COMMON, checks.council_settings], key=lambda check: check in LAST)


def work(connection: Connection, root: Path) -> None:
    """Run in the child: for each version that comes in, send what each check found, until a newer one comes."""
    if hasattr(os, "nice"):
        os.nice(5)
    recall = Recall()
    for _ in range(ROUNDS):
        version = connection.recv()
        while connection.poll():
            version = connection.recv()
        for found, left in look(root, recall):
            connection.send((version, found, left))
            if connection.poll():
                break


def look(root: Path, recall: Recall) -> Iterable[tuple[dict[int, list[Problem]], int]]:
    """For each check what it found, by its place, and how many are left. When the project cannot be read, only why."""
    recall.drop_missing()
    try:
        whole, published = content.load(root, recall, with_drafts=True), content.load(root, recall)
        for number, check in enumerate(all_checks()):
            # Nobody translates a draft yet.
            seen = published if check is checks.translations.check else whole
            yield {number: list(check(seen))}, len(all_checks()) - number - 1
    except Exception as error:
        yield {READING: list(faults.of_reading(error, root))}, 0
