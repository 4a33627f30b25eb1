"""What a step depends on, as hashes: when none of it changed, its result is the one that is there.

Languages have two hashes. ``frame`` is everything but words: code, versions, templates, settings. While it is the same,
two renderings of a language can be compared page by page, and an edition keeps the pages whose pieces are equal.
"""

from __future__ import annotations

import hashlib
import sys
import sysconfig
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from campaign import councils

_PACKAGE = Path(__file__).parent.parent


def digest(parts: Iterable[bytes]) -> str:
    """A short hash of some bytes, in order, each kept apart from the next."""
    found = hashlib.sha256()
    for part in parts:
        found.update(len(part).to_bytes(8, "big") + part)
    return found.hexdigest()[:20]


def of_files(root: Path, paths: Iterable[Path]) -> str:
    """A hash of the names, seen from ``root``, and bytes of files. A link is not the same as the file that it leads to."""
    return digest(part for path in sorted(paths) for part in (_name(path, root), _of_file(path)))


def _name(path: Path, root: Path) -> bytes:
    return path.relative_to(root).as_posix().encode("utf-8", "surrogateescape") + b"@" * path.is_symlink()


def _of_file(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _below(folder: Path, pattern: str = "*") -> list[Path]:
    return [path for path in folder.rglob(pattern) if path.is_file()]


@cache
def machinery() -> str:
    """A hash of this package and of everything that is installed beside it."""
    # Their folders are named after them and their versions; to read what is in each takes ten times as long.
    installed = sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))
    return digest(
        [of_files(_PACKAGE, _below(_PACKAGE, "*.py")).encode(), "\n".join([sys.version, *installed]).encode()]
    )


def frame(root: Path, with_leaflets: bool) -> str:
    """A hash of all but words: code, templates, menus, the interface's words."""
    files = [root / "mkdocs.yml", *(root / "translations" / name for name in ("interface.yml", "languages.yml"))]
    files += _below(root / "overrides") + _below(root / "docs" / "_data")
    return digest([machinery().encode(), of_files(root, files).encode(), str(with_leaflets).encode()])


def reading(root: Path, today: date) -> str:
    """A hash of everything that is read and checked before a build, but for the councils, and of the day: terms run out."""
    files = [root / "mkdocs.yml", *_below(root / "docs"), *_below(root / "translations"), *_below(root / "overrides")]
    return digest([machinery().encode(), of_files(root, files).encode(), today.isoformat().encode()])


def languages(root: Path, tags: Iterable[str], frame: str) -> dict[str, str]:
    """A hash of everything that a language's pages are made from."""
    english = of_files(root, _below(root / "docs"))
    found = {}
    for tag in tags:
        own = [root / "translations" / f"{tag}.po", root / "translations" / "search" / f"{tag}.yml"]
        found[tag] = digest(
            [frame.encode(), english.encode(), of_files(root, filter(Path.is_file, own)).encode(), tag.encode()]
        )
    return found


def council(root: Path, slug: str) -> str:
    """A hash of everything in a council's folder."""
    folder = root / councils.FOLDER / slug
    return of_files(folder, _below(folder))
