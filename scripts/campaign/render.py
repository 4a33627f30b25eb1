"""What one language's build leaves behind for the steps after it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class RenderedPage:
    """A page's words as HTML, slots unfilled; ``untranslated`` counts its blocks left in English."""

    path: str
    body: str
    untranslated: int


@dataclass
class Rendered:
    """All pages of a language: finished files with slots in ``folder``, and the bodies by page path."""

    language: str
    folder: Path
    pages: dict[str, RenderedPage] = field(default_factory=dict)
