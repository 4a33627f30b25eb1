"""One desk, on the main thread, where all work on the project is done in turn; other threads hand it in and wait.

The clock that stops a page which takes too long (``bombs``) rings on the main thread alone, and MkDocs is not made for
several threads at once.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Condition
from typing import TypeVar

T = TypeVar("T")


class Desk:
    """Does handed-in work on the thread that runs ``work``."""

    def __init__(self):
        self._waiting: SimpleQueue[tuple[Future, Callable] | None] = SimpleQueue()

    def ask(self, work: Callable[[], T]) -> T:
        """Have work done and wait for what it returns or raises. Not to be called from the desk's own thread."""
        future: Future[T] = Future()
        self._waiting.put((future, work))
        return future.result()

    def work(self) -> None:
        """Do what is handed in, until ``stop``."""
        while handed_in := self._waiting.get():
            future, work = handed_in
            try:
                future.set_result(work())
            except Exception as error:
                future.set_exception(error)
            # What was done must not stay in memory until the next piece of work comes.
            del handed_in, future, work

    def stop(self) -> None:
        """Let ``work`` return. May be called by a signal handler."""
        self._waiting.put(None)


class News:
    """A count of what has happened; threads wait for more."""

    def __init__(self):
        self._count, self._changed = 0, Condition()

    @property
    def count(self) -> int:
        """How much has happened so far."""
        return self._count

    def tell(self) -> None:
        """Something happened."""
        with self._changed:
            self._count += 1
            self._changed.notify_all()

    def wait(self, seen: int, seconds: float) -> int:
        """Wait until more than ``seen`` has happened, or so many seconds; returns the count."""
        with self._changed:
            self._changed.wait_for(lambda: self._count > seen, seconds)
            return self._count
