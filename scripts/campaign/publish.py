"""Swapping a finished site in at once: whoever reads the old site keeps it until the new one is whole.

A build works in a folder beside the site and never in it. At the end the two folders change names in one
step of the file system; where a system has no such step, the old folder is moved aside first, and a build
that was killed between the two moves is mended by the next.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


@contextmanager
def staging(site: Path) -> Iterator[Path]:
    """A scratch folder beside ``site``, removed at the end whatever happens. What dead builds left is removed first."""
    site.parent.mkdir(parents=True, exist_ok=True)
    recover(site)
    scratch = site.parent / f".{site.name}.building-{os.getpid()}"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def recover(site: Path) -> None:
    """Put back a site that a killed build had moved aside, and remove the scratch folders of dead builds."""
    put_back(site)
    for scratch in site.parent.glob(f".{site.name}.building-*"):
        if not _is_running(int(scratch.name.rsplit("-", 1)[1])):
            shutil.rmtree(scratch, ignore_errors=True)


def put_back(site: Path) -> None:
    """Put back a site that a killed build had moved aside."""
    aside = _aside(site)
    if aside.exists() and not site.exists():
        aside.rename(site)
    shutil.rmtree(aside, ignore_errors=True)


def swap(finished: Path, site: Path) -> None:
    """Put ``finished`` in the place of ``site``. Both must be on one file system."""
    if not site.exists():
        finished.rename(site)
    elif _exchange(finished, site):
        shutil.rmtree(finished)
    else:
        site.rename(_aside(site))
        finished.rename(site)
        shutil.rmtree(_aside(site))


def _aside(site: Path) -> Path:
    return site.parent / f".{site.name}.before"


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step (Linux renameat2); False where the system cannot."""
    if sys.platform != "linux":
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    return (
        bool(renameat2) and renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0
    )


def _is_running(pid: int) -> bool:
    if sys.platform == "win32":
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
