"""The Jinja environment of pages, cards and leaflets: our overrides first, then Material's icons.

Everything is escaped unless a template says ``|safe``; a missing name is an error, not an empty string.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

FOLDER = "overrides"


@cache
def environment(root: Path) -> Environment:
    """The environment over the project's templates, one for a process: each is compiled once, and again when it changes."""
    folders = [root / FOLDER, Path(str(files("material"))) / "templates"]
    return Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
