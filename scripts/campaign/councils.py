"""A council's settings, ``councils/<slug>/council.yml``: validated data, never code.

The national edition is a council folder like any other. A number that nobody at the council has confirmed
is not shown: readers get the council's own page instead.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, StringConstraints, field_validator

from campaign import colours, schema, urls
from campaign.languages import Languages, Tag
from campaign.problems import ContentError, Problem, did_you_mean

FOLDER = "councils"
NATIONAL = "national"
CHECK = "council"

Address = Annotated[str, StringConstraints(pattern=r"^https://[^\s\"<>]+$")]
Number = Annotated[str, StringConstraints(pattern=r"^[0-9][0-9 ]*[0-9]$")]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
SECURITY_CONTACT = r"^(https://[^\s\"<>]+|mailto:[^\s@\"<>]+@[^\s@\"<>]+\.[a-z]+)$"
#: One text for all languages, or a text for each.
InLanguages = Annotated[
    dict[Tag, str], BeforeValidator(lambda value: {urls.DEFAULT_LANGUAGE: value} if isinstance(value, str) else value)
]


class Contact(schema.Data):
    """How to reach one team. The numbers are shown only while ``confirmed`` holds a date."""

    page: Address | None = Field(
        None,
        description="readers find the team there when no number is confirmed.",
        examples=["https://www.example.gov.uk/children"],
    )
    phone: Number | None = Field(None, description="readers tap it to call.", examples=['"01632 960123"'])
    out_of_hours: Number | None = Field(None, description="worries come at night.", examples=['"01632 960124"'])
    source: str | None = Field(None, description="every number has been read somewhere.")
    confirmed: date | None = Field(None, description="a number nobody confirmed is not shown.", examples=["2026-11-21"])

    @property
    def published_phone(self) -> str | None:
        """The day number, when confirmed."""
        return self.phone if self.confirmed else None

    @property
    def published_out_of_hours(self) -> str | None:
        """The out-of-hours number, when confirmed."""
        return self.out_of_hours if self.confirmed else None


class Contacts(schema.Data):
    """The teams that every council has."""

    children: Contact = Field(description="most worried readers need children’s services.")
    adults: Contact = Field(description="adults at risk need the adult safeguarding team.")


class Views(schema.Data):
    """Where a council wants the views of the eight-week conversation sent. Never a form: it would collect disclosures."""

    page: Address | None = Field(
        None, description="readers find there how to send views.", examples=["https://www.example.gov.uk/views"]
    )
    email: Annotated[str, StringConstraints(pattern=r"^[^\s@\"<>]+@[^\s@\"<>]+\.[a-z]+$")] | None = Field(
        None, description="readers write there.", examples=["views@example.gov.uk"]
    )


class Colours(schema.Data):
    """Colours of the edition, ``#rrggbb``."""

    brand: Colour = Field(description="the header, headings and links have this colour.", examples=['"#1b4f72"'])
    accent: Colour = Field(description="a stripe and the marks of boxes have this colour.", examples=['"#c77700"'])

    @field_validator("brand")
    @classmethod
    def _readable_on_white(cls, brand):
        ratio = colours.contrast(brand, "#ffffff")
        if ratio < colours.ENOUGH:
            raise ValueError(
                f"white text on {brand} has a contrast of {ratio:.1f}; readers need {colours.ENOUGH}. Choose a darker colour"
            )
        return brand


class Council(schema.Data):
    """The settings of one edition."""

    name: InLanguages = Field(description="readers see who publishes the site.", examples=["Luton Council"])
    short_name: InLanguages = Field(description="it stands in running text.", examples=["Luton"])
    website: Address | None = Field(None, description="the name links to it.", examples=["https://www.luton.gov.uk/"])
    base_url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s\"<>?#]+/$")] = Field(
        description="the sitemap needs the full address of the site, with a slash at the end.",
        examples=["https://www.example.gov.uk/exploitation/"],
    )
    languages: tuple[Tag, ...] = Field(
        min_length=1, description="the edition is offered in them, in this order.", examples=["[en, pl, ur]"]
    )
    contacts: Contacts = Field(description="readers need somebody to tell.")
    weeks_begin: date | None = Field(
        None, description="the calendar of the eight weeks starts on this day.", examples=["2027-03-01"]
    )
    views: Views = Field(Views(), description="readers feed in their views.")
    colours: Colours = Field(description="the edition should look like its council.")
    security_contact: Annotated[str, StringConstraints(pattern=SECURITY_CONTACT)] | None = Field(
        None,
        description="who finds a weakness of the site must know whom to tell.",
        examples=["mailto:security@example.gov.uk"],
    )

    def text(self, words: InLanguages, language: str) -> str:
        """A text in a language, or in English where the council gave none."""
        return words.get(language, words[urls.DEFAULT_LANGUAGE])

    @property
    def path(self) -> str:
        """The path part of the base address, as seen by a browser."""
        return urlsplit(self.base_url).path

    @field_validator("name", "short_name")
    @classmethod
    def _has_english(cls, words):
        if urls.DEFAULT_LANGUAGE not in words:
            raise ValueError("the English text (en) is missing")
        return words


def slugs(root: Path) -> list[str]:
    """All councils that have a folder."""
    return sorted(path.parent.name for path in (root / FOLDER).glob("*/council.yml"))


def load(root: Path, slug: str, languages: Languages) -> Council:
    """One council's settings. Raises ContentError."""
    name = f"{FOLDER}/{slug}/council.yml"
    if slug not in slugs(root):
        raise ContentError(
            [
                Problem(
                    name,
                    1,
                    CHECK,
                    f"there is no council called “{slug}”.",
                    "its edition cannot be built.",
                    f"{did_you_mean(slug, slugs(root))} Councils are the folders in {FOLDER}/.",
                )
            ]
        )
    council, document = schema.read_file(Council, root / name, name, CHECK)
    offered = [tag for tag, language in languages.items() if language.offered]
    if strange := [tag for tag in council.languages if tag not in offered]:
        raise ContentError(
            [
                Problem(
                    name,
                    document.line(("languages",)),
                    CHECK,
                    f"the language {', '.join(strange)} is not offered.",
                    "its pages would be missing.",
                    f"choose from {', '.join(offered)}, or offer it in translations/languages.yml.",
                )
            ]
        )
    if urls.DEFAULT_LANGUAGE not in council.languages:
        raise ContentError(
            [
                Problem(
                    name,
                    document.line(("languages",)),
                    CHECK,
                    "English (en) is not among the languages.",
                    "what is not translated is shown in English.",
                    "add  en  to the list.",
                )
            ]
        )
    return council
