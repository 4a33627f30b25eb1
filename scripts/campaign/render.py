"""What one language's build leaves behind for the steps after it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from campaign.calendar import Week


@dataclass(frozen=True)
class RenderedPage:
    """A page's words as HTML, slots unfilled; ``untranslated`` counts its blocks left in English."""

    path: str
    body: str
    untranslated: int


@dataclass
class Rendered:
    """All pages of a language: finished files with slots in ``folder``, and the bodies by page path.

    ``words`` (of the interface) and ``weeks`` are what an edition needs of the language beside them, so that
    no catalogue is read for it.
    """

    language: str
    folder: Path
    pages: dict[str, RenderedPage] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    weeks: tuple[Week, ...] = ()

    def under(self, upper: Rendered) -> Rendered:
        """The same with the pages of ``upper``, rendered for one edition, in the place of their namesakes."""
        return replace(upper, pages=self.pages | upper.pages)
