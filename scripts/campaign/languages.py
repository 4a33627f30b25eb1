"""The languages of the campaign, from ``translations/languages.yml``: one table, so that none is typed twice."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from campaign import schema, urls
from campaign.problems import ContentError, Problem

FILE = "translations/languages.yml"
Tag = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$")]


class Review(schema.Data):
    """Who reviewed one translated page, and when. Roles, never names. ``of`` is the fingerprint of what was reviewed."""

    by: str = Field(
        min_length=2,
        description="readers are told who has checked the words.",
        examples=["native speaker in safeguarding"],
    )
    on: date = Field(description="a review ages.", examples=["2026-11-21"])
    of: str = Field(pattern=r"^[0-9a-f]{12}$", description="a review holds for the words that were reviewed.")


class Language(schema.Data):
    """One language of the registry."""

    name: str = Field(description="the language menu calls each language by its own name.", examples=["Polski"])
    english_name: str = Field(description="editors and reports use the English name.", examples=["Polish"])
    direction: Literal["ltr", "rtl"] = Field(
        description="the whole page is laid out in this direction.", examples=["ltr"]
    )
    script: str = Field(pattern=r"^[A-Z]+$", description="a text in another script is a mistake.", examples=["LATIN"])
    quotes: str = Field("“”", description="readers know the quotation marks of their language.", examples=["„”"])
    ends: str = Field("", description="a sentence must end.", examples=["।"])
    plurals: str = Field(
        "nplurals=2; plural=(n != 1);",
        pattern=r"^nplurals=[1-6]; plural=[n0-9 ()=!<>&|?:%]+;$",
        description="translators' tools ask for it.",
    )
    not_letters: dict[str, str] = Field({}, description="letters that look alike cannot be searched for.")
    offered: bool = Field(description="only offered languages are built and shown.", examples=["yes"])


class _File(schema.Data):
    languages: dict[Tag, Language] = Field(description="the site needs to know its languages.")
    reviews: dict[Tag, dict[str, Review]] = Field({}, description="a translation nobody has reviewed says so.")


Languages = dict[str, Language]
Reviews = dict[str, dict[str, Review]]


def load(root: Path) -> tuple[Languages, Reviews]:
    """All languages of the registry, in its order, and the reviews of translated pages. Raises ContentError."""
    data, document = schema.read_file(_File, root / FILE, FILE, "languages")
    if urls.DEFAULT_LANGUAGE not in data.languages:
        raise ContentError(
            [
                Problem(
                    FILE,
                    document.line(("languages",)),
                    "languages",
                    "English (en) is not in the registry.",
                    "every page is written in English first.",
                    "add an entry  en:  as the first language.",
                )
            ]
        )
    return data.languages, data.reviews


def offered(languages: Languages) -> tuple[str, ...]:
    """The tags that are built and shown, English first."""
    tags = [tag for tag, language in languages.items() if language.offered and tag != urls.DEFAULT_LANGUAGE]
    return (urls.DEFAULT_LANGUAGE, *tags)
