"""Sees edits below the folders that people write in, and waits until an editor has finished saving.

Editors write a file in several steps (a scratch file, a rename, a second write); half of a save must not be read.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

from watchdog.events import (
    EVENT_TYPE_CLOSED,
    EVENT_TYPE_CREATED,
    EVENT_TYPE_DELETED,
    EVENT_TYPE_MODIFIED,
    EVENT_TYPE_MOVED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

FOLDERS = ("docs", "translations", "councils", "overrides")
FILE = "mkdocs.yml"
#: Seconds without another event after which a save is over, and the longest that is waited for that.
QUIET, PATIENCE = 0.04, 0.4
#: Reading is an event too, and no edit.
_EDITS = (EVENT_TYPE_CLOSED, EVENT_TYPE_CREATED, EVENT_TYPE_DELETED, EVENT_TYPE_MODIFIED, EVENT_TYPE_MOVED)


class Watch(FileSystemEventHandler):
    """Calls ``changed`` after each edit, on a thread of its own."""

    def __init__(self, root: Path, changed: Callable[[], None]):
        self._root, self._changed = root, changed
        self._edited, self._stopped = threading.Event(), False
        self._observer = Observer()
        self._observer.schedule(self, str(root))
        for folder in FOLDERS:
            if (root / folder).is_dir():
                self._observer.schedule(self, str(root / folder), recursive=True)
        self._observer.start()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Something happened below a folder or in the root."""
        paths = [Path(path) for path in (event.src_path, event.dest_path) if path]
        in_root = all(path.parent == self._root and path.name != FILE for path in paths)
        if event.event_type in _EDITS and not in_root and not (event.is_directory and event.event_type == "modified"):
            self._edited.set()

    def _run(self) -> None:
        while True:
            self._edited.wait()
            if self._stopped:
                return
            self._settle()
            self._changed()

    def _settle(self) -> None:
        end = time.monotonic() + PATIENCE
        while self._edited.is_set() and time.monotonic() < end:
            self._edited.clear()
            self._edited.wait(QUIET)
        self._edited.clear()

    def stop(self) -> None:
        """Stop watching."""
        self._stopped = True
        self._observer.stop()
        self._observer.join()
        self._edited.set()
