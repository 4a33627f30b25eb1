"""The tiny project with two invented councils that use every setting."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from project import Tiny

INVENTED = ("long-name", "urdu-first")


@pytest.fixture
def fleet(tiny: Tiny) -> Tiny:
    """A tiny project with four councils; two of them use every setting."""
    for slug in INVENTED:
        folder = tiny.root / "councils" / slug
        shutil.copytree(Path(__file__).parent / slug, folder)
        settings = (folder / "council.yml").read_text(encoding="utf-8")
        tiny.write(f"councils/{slug}/council.yml", settings.replace("2026-11-21", date.today().isoformat()))
    tiny.edit("docs/index.md", "## First part", "{{ council.news.card }}\n\n## First part")
    tiny.edit("docs/about/more.md", "## Next step", "{{ pages.a-to-z }}\n\n{{ council.police.card }}\n\n## Next step")
    return tiny
