"""Work that would hold up pages, in a process of its own that is started anew when it dies.

Started afresh and not forked: a forked child would inherit the locks of our threads as they happened to be.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection


class Child:
    """A process that runs ``work(connection, *arguments)``, and our end of its connection."""

    def __init__(self, work: Callable, *arguments):
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_begin, args=(work, theirs, *arguments), daemon=True)
        self._process.start()
        theirs.close()

    @property
    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self._process.is_alive()

    def stop(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.join()
        # Only now: a thread that waits for the connection sees its end.
        self.connection.close()


def _begin(work: Callable, connection: Connection, *arguments) -> None:
    # Ctrl-C reaches every process of the terminal; whoever started this one ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        work(connection, *arguments)
    except (EOFError, BrokenPipeError):
        return
