"""What was read or made from files is remembered until one of them changes, for programs that stay and read again.

A change is seen by the bytes and not by the clock: two saves within one tick of the clock are two changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable
from pathlib import Path
from typing import Protocol, TypeVar

T = TypeVar("T")


class Remember(Protocol):
    """Gives what ``make`` makes from ``files``, made now or remembered under ``name``. A file may be missing."""

    def __call__(self, name: Hashable, files: Iterable[Path], make: Callable[[], T]) -> T: ...


def afresh(name: Hashable, files: Iterable[Path], make: Callable[[], T]) -> T:
    """Remembers nothing."""
    return make()


class Recall:
    """Remembers the newest of each name. What failed is not remembered."""

    def __init__(self):
        self._kept: dict[Hashable, tuple[str, object]] = {}

    def __call__(self, name: Hashable, files: Iterable[Path], make: Callable[[], T]) -> T:
        now = digest(files)
        before, value = self._kept.get(name, (None, None))
        if before != now:
            value = make()
            self._kept[name] = now, value
        return value

    def drop_missing(self) -> None:
        """Forget the names that are paths of files which are gone."""
        for name in [name for name in self._kept if isinstance(name, Path) and not name.exists()]:
            del self._kept[name]


def digest(files: Iterable[Path]) -> str:
    """A hash over the names and bytes of files; a file that cannot be read counts as missing."""
    whole = hashlib.blake2b()
    for file in files:
        try:
            content = hashlib.blake2b(file.read_bytes()).digest()
        except OSError:
            content = b""
        whole.update(str(file).encode("utf-8", "surrogateescape") + b"\0" + content)
    return whole.hexdigest()
