"""What a site holds, as a hash for each file, so that only what changed travels.

The hash covers how a file is served, too: a file whose caching changed must travel again. The manifest lies beside
the published site, never in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from campaign.hosts import headers

Manifest = dict[str, str]
"""By address in the site the hash of the file."""


@dataclass(frozen=True)
class Published:
    """What was done: ``sent`` files travelled, ``removed`` were taken away, of ``files`` in the site."""

    target: str
    release: str
    files: int
    sent: int
    removed: int

    def __str__(self) -> str:
        return f"{self.target}: {self.release} is live, {self.files} files, {self.sent} sent, {self.removed} removed"


def of_site(site: Path) -> Manifest:
    """The manifest of a built site."""
    files = sorted(path for path in site.rglob("*") if path.is_file())
    return {(name := file.relative_to(site).as_posix()): _hash(name, file) for file in files}


def changed(new: Manifest, old: Manifest) -> list[str]:
    """The files that must travel, in the order that never shows a page without what it needs: what pages ask for first, pages last."""
    return sorted((name for name in new if new[name] != old.get(name)), key=_order)


def gone(new: Manifest, old: Manifest) -> list[str]:
    """The files to take away, after all others have arrived."""
    return sorted(old.keys() - new.keys())


def release_name(manifest: Manifest) -> str:
    """A name for a published site: when, and a hash of all of it."""
    whole = hashlib.sha256("\n".join(f"{name} {digest}" for name, digest in manifest.items()).encode())
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S.%f}-{whole.hexdigest()[:12]}"


def stages(names: Iterable[str]) -> list[list[str]]:
    """Files that may travel side by side, stage after stage."""
    names = list(names)
    return [part for stage in range(3) if (part := [name for name in names if _order(name)[0] == stage])]


def _order(name: str) -> tuple[int, str]:
    return (0 if headers.is_hashed(name) else 2 if name.endswith(".html") else 1), name


def _hash(name: str, file: Path) -> str:
    digest = hashlib.sha256(file.read_bytes())
    digest.update(f"\0{headers.content_type(name)}\0{headers.cache_control(name)}".encode())
    return digest.hexdigest()
