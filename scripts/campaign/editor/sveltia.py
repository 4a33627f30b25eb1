"""Sveltia CMS and its icons as published on npm: one version of each, fetched by npm, used only when its hash is ours.

To move to another version: set ``version``, read ``npm view NAME@VERSION dist.integrity``, set ``integrity``, and run
``tests/editor``, which drives the new version in a browser. The icons' version is the one that the program names.
"""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from campaign.problems import MachineError

SCRIPT, ICONS = "editor.js", "icons.woff2"
#: Where the program would fetch its icons from.
_ICONS_ELSEWHERE = re.compile(rb"https://[^\"'()\s]*/material-symbols-outlined[^\"'()\s]*\.woff2")


@dataclass(frozen=True)
class Package:
    """An npm package; ``files`` maps a file in it to its name here."""

    name: str
    version: str
    integrity: str
    files: dict[str, str]

    def __str__(self) -> str:
        return f"{self.name}@{self.version}"


PACKAGES = (
    Package(
        "@sveltia/cms",
        "0.221.1",
        "sha512-J+Qoik9kGMk2L7vNpOQrnDmFRi+NB6vwJ0f657YtsxWH0P8WYSYRRSRC2pQ/jGGbVlM//Pg/WIgmkpswqoo3gQ==",
        {"package/LICENSE.txt": "LICENSE-sveltia-cms.txt", "package/dist/sveltia-cms.js": SCRIPT},
    ),
    Package(
        "@fontsource-variable/material-symbols-outlined",
        "5.3.7",
        "sha512-d6kLamaMdad40AYoyJEBgCH63fRLklC7GW7bgb7WWbPh/UzuW483Dlyfmn3vxpiNsHLIMBOcYYkZDtOC9Y3MUA==",
        {
            "package/LICENSE": "LICENSE-icons.txt",
            "package/files/material-symbols-outlined-latin-wght-normal.woff2": ICONS,
        },
    ),
)


def program(root: Path, given: tuple[Path, ...] = ()) -> Path:
    """The folder of the program's files: from the cache, from packages that somebody fetched, or from npm. Raises MachineError."""
    folder = root / ".cache" / "editor" / "-".join(package.version for package in PACKAGES)
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
            whole = Path(scratch) / "whole"
            whole.mkdir()
            for package in PACKAGES:
                _unpack(package, _given(package, given) or _fetch(package, Path(scratch)), whole)
            script = whole / SCRIPT
            script.write_bytes(_ICONS_ELSEWHERE.sub(f"/{ICONS}".encode(), script.read_bytes()))
            try:
                whole.rename(folder)
            except OSError:
                # Somebody else has just finished the same.
                if not folder.is_dir():
                    raise
    return folder


def _given(package: Package, given: tuple[Path, ...]) -> Path | None:
    return next((file for file in given if _hash(file) == package.integrity), None)


def _hash(file: Path) -> str:
    return "sha512-" + base64.b64encode(hashlib.sha512(file.read_bytes()).digest()).decode()


def _fetch(package: Package, folder: Path) -> Path:
    """Let npm bring a package. Nothing of it is run. Raises MachineError."""
    npm = shutil.which("npm")
    if not npm:
        raise MachineError(
            f"npm, which fetches the web editor. Debian: apt install npm. Or fetch {' and '.join(map(str, PACKAGES))} "
            "elsewhere with  npm pack  , and say --package for each file."
        )
    before = set(folder.glob("*.tgz"))
    done = subprocess.run(
        [npm, "pack", str(package), "--ignore-scripts", "--silent"], cwd=folder, capture_output=True, text=True
    )
    fetched = set(folder.glob("*.tgz")) - before
    if done.returncode or not fetched:
        raise MachineError(f"a way to fetch {package}: npm said {done.stderr.strip()[-300:] or 'nothing'}.")
    return fetched.pop()


def _unpack(package: Package, file: Path, folder: Path) -> None:
    """Take the files that are used out of a package that is, byte for byte, the one we know. Raises MachineError."""
    if (found := _hash(file)) != package.integrity:
        raise MachineError(f"the right {package}: what was fetched has the hash {found}, and not {package.integrity}.")
    with tarfile.open(file) as archive:
        for inside, name in package.files.items():
            (folder / name).write_bytes(archive.extractfile(inside).read())
