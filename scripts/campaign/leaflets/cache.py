"""Nothing is made twice: finished files are kept under a hash of all that went into them."""

from __future__ import annotations

import hashlib
import os
import time
from dataclasses import dataclass
from functools import cache as remember
from pathlib import Path

from campaign.leaflets import engine

FOLDER = ".cache/leaflets"
#: What nobody asked for during so many days is thrown away.
DAYS = 30


@dataclass(frozen=True)
class Cache:
    """Finished files below ``folder``, by key and ending."""

    folder: Path

    def get(self, key: str, ending: str) -> bytes | None:
        """The file, or None when it was never made."""
        file = self.folder / f"{key}{ending}"
        try:
            os.utime(file)
            return file.read_bytes()
        except FileNotFoundError:
            return None

    def put(self, key: str, ending: str, content: bytes) -> None:
        """Keep a file. Two builds at once do no harm: it appears whole."""
        self.folder.mkdir(parents=True, exist_ok=True)
        scratch = self.folder / f".{key}{ending}.{os.getpid()}"
        scratch.write_bytes(content)
        scratch.replace(self.folder / f"{key}{ending}")

    def forget(self) -> None:
        """Throw away what is old."""
        limit = time.time() - DAYS * 86_400
        for file in self.folder.glob("*") if self.folder.exists() else ():
            if file.stat().st_mtime < limit:
                file.unlink(missing_ok=True)


def key(*parts: str) -> str:
    """A key from everything that decides what a file is."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


@remember
def surroundings(templates: Path) -> str:
    """What goes into every leaflet beside its words: styles, templates, fonts, this package, and the engine."""
    digest = hashlib.sha256(engine.version().encode())
    for folder in (templates, Path(__file__).parent):
        for file in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"):
            digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
