"""Compressed copies beside the files of a built site, for servers that send them as they are.

Most hosts compress by themselves. A server that takes ``page.html.br`` or ``page.html.gz`` from the disk spends nothing on
each reader: Caddy (``precompressed``) and nginx (``gzip_static``) do, in the settings that we write for them.
Brotli at level 11 is a tenth smaller than at 5 and takes thirty times as long.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from concurrent.futures import Executor
from pathlib import Path

import brotli

#: Pictures, leaflets and the font are compressed as they are.
KINDS = (".css", ".html", ".ics", ".js", ".json", ".svg", ".txt", ".xml")
#: Smaller files fit into one packet anyway.
LEAST = 500
#: Levels of brotli that can be asked for; the first when none is named.
LEVELS = (5, 11)
_PORTION = 100


def compress(workers: Executor, site: Path, level: int) -> int:
    """Write the copies; returns the number of files that have them."""
    files = sorted(path for path in site.rglob("*") if path.suffix in KINDS and path.stat().st_size >= LEAST)
    portions = [files[at : at + _PORTION] for at in range(0, len(files), _PORTION)]
    for future in [workers.submit(_compress, portion, level) for portion in portions]:
        future.result()
    return len(files)


def _compress(files: Iterable[Path], level: int) -> None:
    for file in files:
        content = file.read_bytes()
        Path(f"{file}.br").write_bytes(brotli.compress(content, quality=level))
        # Without the time and the name, the same content gives the same bytes.
        Path(f"{file}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
