"""A language's own words for the search, from ``translations/search/<tag>.yml``, which editors and translators write.

What the analyser cannot know is meaning: which words say nothing, which mean what our pages call otherwise, and
which are typed by somebody who is in danger at this moment.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from campaign import schema
from campaign.languages import Languages

CHECK = "search words"
FOLDER = "translations/search"


class Lexicon(schema.Data):
    """The words of one language's search."""

    skip: tuple[str, ...] = Field((), description="words that say nothing about what is sought only get in the way.")
    beginnings: tuple[str, ...] = Field(
        (), description="a little word that is written as one with the next hides it.", examples=["[ال, وال]"]
    )
    means: dict[str, tuple[str, ...]] = Field(
        {}, description="people type their own words, not ours.", examples=["{nonce: [abuser]}"]
    )
    danger: tuple[str, ...] = Field(
        (),
        description="somebody who types this must see the emergency number first.",
        examples=["[he/hes here/outside/coming, want/wanna die]"],
    )


def file_name(tag: str) -> str:
    """Where a language's search words are kept, relative to the project's root."""
    return f"{FOLDER}/{tag}.yml"


def load(root: Path, languages: Languages) -> dict[str, Lexicon]:
    """The search words of each language that has some. Raises ContentError."""
    return {
        tag: schema.read_file(Lexicon, root / file_name(tag), file_name(tag), CHECK)[0]
        for tag in languages
        if (root / file_name(tag)).exists()
    }
