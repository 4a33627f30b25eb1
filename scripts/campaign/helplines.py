"""The register of helplines: the only place where a phone number is typed.

A wrong number is the worst fault this site can have. So pages name a helpline and never type a number;
a number has an owner, a source and the date it was last confirmed; one that is past its term stops the
build. Every number is isolated left-to-right with no-break spaces, because "01632 960 123" is shown and
printed as "123 960 01632" inside right-to-left text otherwise.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from markupsafe import Markup
from pydantic import Field, field_validator, model_validator

from campaign import schema
from campaign.problems import Problem

FILE = "docs/_data/helplines.yml"
CHECK = "helplines"

#: The fields of a helpline that readers read, in the order of the card; each is translated.
WORDS = ("name", "for", "hours", "cost", "bill", "languages", "note")


class Helpline(schema.Data):
    """One service. ``phone`` and ``text`` are as printed, with spaces."""

    id: str = Field(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="pages name the helpline by it.", examples=["childline"]
    )
    name: str = Field(description="readers look for the service by its name.", examples=["Childline"])
    owner: str = Field(description="somebody answers for the number.", examples=["NSPCC"])
    phone: str | None = Field(
        None, pattern=r"^[0-9][0-9 ]*[0-9]$", description="readers tap it to call.", examples=['"0800 1111"']
    )
    text: str | None = Field(
        None, pattern=r"^[0-9][0-9 ]*[0-9]$", description="readers send a text to it.", examples=['"85258"']
    )
    web: str | None = Field(
        None,
        pattern=r"^https://[^\s\"<>]+$",
        description="readers follow it.",
        examples=["https://www.childline.org.uk"],
    )
    groups: tuple[
        Literal["danger", "young-people", "parents", "anyone", "adults", "online", "afterwards", "staff"], ...
    ] = Field(description="the directory lists the service under them.", examples=["[young-people]"])
    for_: str = Field(
        alias="for",
        description="readers must know whether it is for them.",
        examples=["Children and young people under 19"],
    )
    hours: str | None = Field(
        None, description="a line that does not answer costs courage.", examples=["24 hours, every day"]
    )
    hours_confirmed: bool = Field(
        False, description="hours are shown only when somebody confirmed them.", examples=["true"]
    )
    cost: str | None = Field(None, description="people with no credit need to know.", examples=["Free"])
    bill: str | None = Field(
        None, description="a call that shows on a bill can betray its caller.", examples=["Does not show on the bill"]
    )
    languages: str | None = Field(None, description="many callers do not speak English.", examples=["English or Welsh"])
    note: str | None = Field(None, description="what a reader should know before calling.")
    source: str = Field(description="every number has been read somewhere.", examples=["childline.org.uk contact page"])
    confirmed: date = Field(description="an old number may be a wrong number.", examples=["2026-11-21"])
    confirm_every: str = Field(
        pattern=r"^[1-9][0-9]{0,2} days$",
        description="it says when the number must be checked again.",
        examples=["90 days"],
    )
    publish: Literal["yes", "check-first", "never"] = Field(
        description="only “yes” is shown to readers.", examples=['"yes"']
    )
    reason: str | None = Field(
        None,
        description="the next editor needs to know why a service is held back.",
        examples=["number read only in old copies"],
    )

    @model_validator(mode="after")
    def _held_back_needs_a_reason(self):
        if self.publish != "yes" and not self.reason:
            raise ValueError("a service that is not published needs a “reason”")
        return self

    @property
    def published(self) -> bool:
        """Whether readers may see it."""
        return self.publish == "yes"

    @property
    def confirm_by(self) -> date:
        """The day after which its number counts as unconfirmed."""
        return self.confirmed + timedelta(days=int(self.confirm_every.split()[0]))

    def words(self) -> dict[str, str]:
        """The English words of its card by field, hours only when confirmed."""
        values = {field: getattr(self, "for_" if field == "for" else field) for field in WORDS}
        if not self.hours_confirmed:
            values["hours"] = None
        return {field: value for field, value in values.items() if value}


class NeverPublish(schema.Data):
    """A string of digits known to be wrong."""

    value: str = Field(description="the digits that must not appear.", examples=['"0800 0121 700"'])
    why: str = Field(description="the next editor needs to know.", examples=["printed with an extra digit"])


class Register(schema.Data):
    """The whole register."""

    helplines: tuple[Helpline, ...] = Field(description="pages name helplines from this list.")
    footer: tuple[str, ...] = Field(
        min_length=1, description="they stand at the foot of every page.", examples=["[emergency-999, childline]"]
    )
    danger: tuple[str, ...] = Field(
        min_length=1,
        description="the search shows them first to somebody who seems to be in danger.",
        examples=["[emergency-999, samaritans]"],
    )
    never_publish: tuple[NeverPublish, ...] = ()

    @field_validator("helplines")
    @classmethod
    def _ids_are_unique(cls, helplines):
        ids = [helpline.id for helpline in helplines]
        if twice := {name for name in ids if ids.count(name) > 1}:
            raise ValueError(f"two helplines have the id {', '.join(sorted(twice))}")
        return helplines

    @model_validator(mode="after")
    def _shown_everywhere_is_published(self):
        for key in ("footer", "danger"):
            if missing := [name for name in getattr(self, key) if name not in self.published()]:
                raise ValueError(f"“{key}” names {', '.join(missing)}, which is not a published helpline")
        return self

    def by_id(self) -> dict[str, Helpline]:
        """All helplines by id."""
        return {helpline.id: helpline for helpline in self.helplines}

    def published(self) -> dict[str, Helpline]:
        """The helplines that readers may see, by id."""
        return {helpline.id: helpline for helpline in self.helplines if helpline.published}

    def group(self, name: str) -> tuple[Helpline, ...]:
        """The published helplines of a group, in the order of the file."""
        return tuple(helpline for helpline in self.helplines if helpline.published and name in helpline.groups)


def load(root: Path) -> tuple[Register, dict[str, int]]:
    """The register and the line of each helpline. Raises ContentError."""
    register, document = schema.read_file(Register, root / FILE, FILE, CHECK)
    lines = {helpline.id: document.line(("helplines", number)) for number, helpline in enumerate(register.helplines)}
    return register, lines


def check(register: Register, lines: dict[str, int], today: date) -> list[Problem]:
    """A problem for every published helpline that nobody confirmed within its term."""
    return [
        Problem(
            FILE,
            lines[helpline.id],
            CHECK,
            f"“{helpline.id}” was last confirmed on {helpline.confirmed:%-d %B %Y}; its limit is {helpline.confirm_every}.",
            "a wrong number is the worst fault this site can have.",
            f"ring it or check its website, then set  confirmed: {today.isoformat()}",
        )
        for helpline in register.published().values()
        if today > helpline.confirm_by
    ]


def digits(number: str) -> str:
    """The digits of a number as dialled."""
    return re.sub(r"\D", "", number)


def number_markup(number: str, scheme: str = "tel") -> Markup:
    """A tap-to-call (``tel``) or tap-to-text (``sms``) link whose digits keep their order in any direction."""
    shown = number.replace(" ", "\u00a0")
    return Markup('<a class="number" href="{}:{}"><bdi dir="ltr">{}</bdi></a>').format(scheme, digits(number), shown)
