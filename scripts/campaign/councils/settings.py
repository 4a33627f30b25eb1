"""A council's settings, ``councils/<slug>/council.yml``: validated data, never code.

The national edition is a council folder like any other. A number that nobody at the council has confirmed
is not shown: readers get the council's own page instead.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, StringConstraints, field_validator, model_validator

from campaign import colours, schema, urls
from campaign.languages import Tag

CHECK = "council"

Address = Annotated[str, StringConstraints(pattern=r"^https://[^\s\"<>]+$")]
Number = Annotated[str, StringConstraints(pattern=r"^[0-9][0-9 ]*[0-9]$")]
SECURITY_CONTACT = r"^(https://[^\s\"<>]+|mailto:[^\s@\"<>]+@[^\s@\"<>]+\.[a-z]+)$"
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
#: A Markdown file in the council's own ``docs/``.
OwnFile = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*\.md$")]
#: A section of a page: the page's file and the id of the heading.
Place = Annotated[str, StringConstraints(pattern=r"^[^#\s]+\.md#[\w-]+$")]
#: One text for all languages, or a text for each.
InLanguages = Annotated[
    dict[Tag, str], BeforeValidator(lambda value: {urls.DEFAULT_LANGUAGE: value} if isinstance(value, str) else value)
]


def _has_english(words: dict[str, str]) -> dict[str, str]:
    if urls.DEFAULT_LANGUAGE not in words:
        raise ValueError("the English text (en) is missing")
    return words


class Contact(schema.Data):
    """How to reach one team. The numbers are shown only while ``confirmed`` holds a date within its term."""

    page: Address | None = Field(
        None,
        description="readers find the team there when no number is confirmed.",
        examples=["https://www.example.gov.uk/children"],
    )
    phone: Number | None = Field(None, description="readers tap it to call.", examples=['"01632 960123"'])
    out_of_hours: Number | None = Field(None, description="worries come at night.", examples=['"01632 960124"'])
    source: str | None = Field(
        None, description="every number has been read somewhere.", examples=["example.gov.uk/children"]
    )
    confirmed: date | None = Field(None, description="a number nobody confirmed is not shown.", examples=["2026-11-21"])
    confirm_every: str = Field(
        "180 days",
        pattern=r"^[1-9][0-9]{0,2} days$",
        description="it says when the number must be checked again.",
        examples=["180 days"],
    )

    @property
    def published_phone(self) -> str | None:
        """The day number, when confirmed."""
        return self.phone if self.confirmed else None

    @property
    def published_out_of_hours(self) -> str | None:
        """The out-of-hours number, when confirmed."""
        return self.out_of_hours if self.confirmed else None

    @property
    def confirm_by(self) -> date | None:
        """The last day on which its numbers count as confirmed; None when none is shown."""
        shown = self.confirmed and (self.phone or self.out_of_hours)
        return self.confirmed + timedelta(days=int(self.confirm_every.split()[0])) if shown else None

    @model_validator(mode="after")
    def _a_number_has_a_source(self):
        if (self.phone or self.out_of_hours) and not self.source:
            raise ValueError("a number needs a “source”: where it was read")
        return self


class NamedContact(Contact):
    """A body with a name of its own."""

    name: InLanguages = Field(description="readers look for it by its name.", examples=["Anyshire Police"])

    _english = field_validator("name")(_has_english)


class Contacts(schema.Data):
    """The teams that every council has, and the bodies it works with."""

    children: Contact = Field(description="most worried readers need children’s services.")
    adults: Contact = Field(description="adults at risk need the adult safeguarding team.")
    out_of_hours: Contact = Field(
        Contact(), description="one team for evenings and nights, shown with the other two unless they have their own."
    )
    police: NamedContact | None = Field(None, description="readers can see which police force is theirs.")
    partnership: NamedContact | None = Field(None, description="staff look for the partnership that protects children.")
    board: NamedContact | None = Field(None, description="staff look for the board that protects adults.")

    def given(self) -> dict[str, Contact]:
        """The contacts that are there, by name."""
        found = {name: getattr(self, name) for name in type(self).model_fields}
        return {name: contact for name, contact in found.items() if contact}


class Views(schema.Data):
    """Where a council wants the views of the eight-week conversation sent. Never a form: it would collect disclosures."""

    page: Address | None = Field(
        None, description="readers find there how to send views.", examples=["https://www.example.gov.uk/views"]
    )
    email: Annotated[str, StringConstraints(pattern=r"^[^\s@\"<>]+@[^\s@\"<>]+\.[a-z]+$")] | None = Field(
        None, description="readers write there.", examples=["views@example.gov.uk"]
    )


def _contrast(colour: str, ratio: float, what: str) -> str:
    found = colours.contrast(colour, "#ffffff")
    if found < ratio:
        raise ValueError(
            f"{what} has a contrast of {found:.1f}; readers need {ratio:g}. "
            f"The nearest colour that passes is {colours.darker(colour, ratio)}"
        )
    return colour


class Colours(schema.Data):
    """Colours of the edition, ``#rrggbb``."""

    brand: Colour = Field(description="the header, headings and links have this colour.", examples=['"#1b4f72"'])
    accent: Colour = Field(description="a stripe and the marks of boxes have this colour.", examples=['"#b06800"'])

    @field_validator("brand")
    @classmethod
    def _readable_on_white(cls, brand):
        return _contrast(brand, colours.ENOUGH, f"white text on {brand}")

    @field_validator("accent")
    @classmethod
    def _seen_on_white(cls, accent):
        return _contrast(accent, colours.ENOUGH_FOR_MARKS, f"a mark in {accent} on white")


class Council(schema.Data):
    """The settings of one edition."""

    name: InLanguages = Field(description="readers see who publishes the site.", examples=["Luton Council"])
    short_name: InLanguages = Field(description="it stands in running text.", examples=["Luton"])
    website: Address | None = Field(None, description="the name links to it.", examples=["https://www.luton.gov.uk/"])
    base_url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s\"<>?#,;\\]+/$")] = Field(
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
    logo: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]*\.(svg|png)$")] | None = Field(
        None,
        description="it stands at the foot of each page, from a file in the council’s folder.",
        examples=["logo.svg"],
    )
    exit: Address = Field(
        "https://www.bbc.co.uk/weather",
        description="the button that leaves the site opens it; it must be harmless to be seen on.",
        examples=["https://www.bbc.co.uk/weather"],
    )
    exit_label: InLanguages = Field({}, description="that button says it.", examples=["Leave this site"])
    titles: Literal["quiet", "open"] = Field(
        "quiet",
        description="“quiet” keeps the subject out of tabs, the browser’s history and the cards of messages.",
        examples=["quiet"],
    )
    security_contact: Annotated[str, StringConstraints(pattern=SECURITY_CONTACT)] | None = Field(
        None,
        description="who finds a weakness of the site must know whom to tell.",
        examples=["mailto:security@example.gov.uk"],
    )
    pages: dict[OwnFile, str] = Field(
        {},
        description="the council’s own pages, each with the part of the menu that it joins.",
        examples=["{react/local-help.md: React}"],
    )
    replace: dict[Place, Place] = Field(
        {},
        description="sections of common pages that the council says in its own words.",
        examples=["{realise/it-can-happen-here.md#why-we-say-here: our-area.md#here-in-our-area}"],
    )

    _english = field_validator("name", "short_name")(_has_english)

    def text(self, words: InLanguages, language: str, default: str = "") -> str:
        """A text in a language, or in English, or ``default`` where the council gave neither."""
        return words.get(language) or words.get(urls.DEFAULT_LANGUAGE) or default

    @property
    def path(self) -> str:
        """The path part of the base address, as seen by a browser."""
        return urlsplit(self.base_url).path

    @field_validator("languages")
    @classmethod
    def _each_once(cls, languages):
        if twice := {tag for tag in languages if languages.count(tag) > 1}:
            raise ValueError(f"{', '.join(sorted(twice))} is listed twice")
        return languages
