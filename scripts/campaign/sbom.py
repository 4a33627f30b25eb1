"""What the site is made with, as a CycloneDX 1.6 bill of materials (https://cyclonedx.org/docs/1.6/json/).

Read from what is locked and from the files that are shipped, so it cannot name anything else. The usual tool
writes a registry's address into the file; ours names packages by purl alone.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from campaign.templates import FOLDER

LOCK = "requirements/run.txt"
_PACKAGE = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^\s\\;]+)((?:.*\\\n)*.*)", re.M)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def bill(root: Path) -> dict:
    """The bill of materials as JSON data: every locked package with its hashes, every font with its own."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "components": [*_packages((root / LOCK).read_text(encoding="utf-8")), *_fonts(root)],
    }


def _packages(lock: str) -> list[dict]:
    return [
        {
            "type": "library",
            "bom-ref": f"pkg:pypi/{name}@{version}",
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{name}@{version}",
            "externalReferences": [
                {
                    "type": "distribution",
                    "url": f"pkg:pypi/{name}@{version}",
                    "hashes": [{"alg": "SHA-256", "content": each} for each in _HASH.findall(rest)],
                }
            ],
        }
        for name, version, rest in _PACKAGE.findall(lock)
    ]


def _fonts(root: Path) -> list[dict]:
    return [
        {
            "type": "file",
            "bom-ref": file.relative_to(root).as_posix(),
            "name": file.name,
            "licenses": [{"license": {"id": "OFL-1.1"}}],
            "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(file.read_bytes()).hexdigest()}],
        }
        for file in sorted((root / FOLDER).rglob("*.woff2"))
    ]
