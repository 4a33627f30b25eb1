"""The project as it was last readable, and what keeps a newer state of it from being read.

A half-finished edit is the ordinary state of a file in an editor. So a state that cannot be read replaces nothing: the last
good one stays, and its problems are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from campaign import assets, content, gate, supplied
from campaign.assets import Assets
from campaign.content import Content
from campaign.leaflets import cache
from campaign.preview import faults
from campaign.problems import Problem
from campaign.recall import Recall, digest
from campaign.templates import FOLDER, environment


@dataclass(frozen=True)
class Reading:
    """One readable state. ``layout`` changes when pages or pictures come or go, or mkdocs.yml changes; ``look`` when a template or a style does."""

    content: Content
    assets: Assets
    layout: str
    look: str


class Project:
    """Reads the project under ``root``; ``version`` counts the states that were looked at."""

    def __init__(self, root: Path):
        self.root = root
        self.recall = Recall()
        self.version = 0
        self.reading: Reading | None = None
        self.problems: tuple[Problem, ...] = ()

    def refresh(self) -> None:
        """Look at the files again."""
        self.version += 1
        self.recall.drop_missing()
        try:
            self.reading = self._read()
            self.problems = ()
        except Exception as error:
            self.problems = faults.of_reading(error, self.root)

    def _read(self) -> Reading:
        look = digest(self._files(FOLDER))
        if self.reading and look != self.reading.look:
            forget_templates(self.root)
        loaded = content.load(self.root, self.recall, with_drafts=True)
        pictures = [file for file in self._files("docs") if file.suffix in supplied.IMAGES]
        components = self._files(f"{FOLDER}/components")
        gathered = self.recall("assets", [*components, *pictures], lambda: assets.gather(self.root))
        layout = digest([self.root / "mkdocs.yml"]) + "\n".join([*loaded.pages, *gathered.pictures])
        return Reading(loaded, gathered, layout, look)

    def _files(self, folder: str) -> list[Path]:
        return sorted(_files(self.root / folder))

    def files_of_council(self, slug: str, language: str) -> list[Path]:
        """All that the slots of a council's edition are filled from, in one language, but for the pages."""
        translations = self.root / "translations"
        settings = [*(translations / name for name in ("languages.yml", "interface.yml", f"{language}.po"))]
        return [*settings, *self._files(f"councils/{slug}"), *self._files(f"{FOLDER}/components")]


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def forget_templates(root: Path) -> None:
    """Forget what this process remembers of the files in overrides/. Jinja looks at the clock, which is too coarse for two quick saves."""
    environment(root).cache.clear()
    gate.taken_ids.cache_clear()
    cache.surroundings.cache_clear()
