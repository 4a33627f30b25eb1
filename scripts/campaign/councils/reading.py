"""Reads a council's settings as they hold on a day: a number past its term counts as unconfirmed and is not shown.

That is a warning and no error. An error would leave the edition as it is, with the very number that nobody
vouches for any more; so the edition is built without it, and readers get the council's own page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from campaign import schema, urls
from campaign.councils.settings import CHECK, Contacts, Council
from campaign.languages import Languages
from campaign.problems import WARNING, ContentError, Problem, did_you_mean
from campaign.strict_yaml import Document

FOLDER = "councils"
FILE = "council.yml"
NATIONAL = "national"


@dataclass(frozen=True)
class Reading:
    """A council's settings as they hold today. ``until`` is the last day on which they hold unchanged; None: for ever."""

    council: Council
    document: Document
    warnings: tuple[Problem, ...] = ()
    until: date | None = None


def slugs(root: Path) -> list[str]:
    """All councils that have a folder."""
    return sorted(path.parent.name for path in (root / FOLDER).glob(f"*/{FILE}"))


def file_name(slug: str) -> str:
    """The settings file as a problem names it."""
    return f"{FOLDER}/{slug}/{FILE}"


def load(root: Path, slug: str, languages: Languages) -> Council:
    """One council's settings as they hold today. Raises ContentError."""
    return read(root, slug, languages, date.today()).council


def read(root: Path, slug: str, languages: Languages, today: date) -> Reading:
    """One council's settings as they hold on a day. Raises ContentError with all that is wrong."""
    name = file_name(slug)
    if not (root / name).is_file():
        raise ContentError([_unknown(root, slug)])
    council, document = schema.read_file(Council, root / name, name, CHECK)
    faults = [*_languages(council, document, languages, name), *_dates(council, document, today, name)]
    if faults:
        raise ContentError(faults)
    warnings, contacts = _aged(council.contacts, document, today, name)
    ends = [contact.confirm_by for contact in contacts.given().values() if contact.confirm_by]
    return Reading(
        council.model_copy(update={"contacts": contacts}), document, tuple(warnings), min(ends, default=None)
    )


def _unknown(root: Path, slug: str) -> Problem:
    return Problem(
        file_name(slug),
        1,
        CHECK,
        f"there is no council called “{slug}”.",
        "its edition cannot be built.",
        f"{did_you_mean(slug, slugs(root))} Councils are the folders in {FOLDER}/.",
    )


def _languages(council: Council, document: Document, languages: Languages, name: str) -> list[Problem]:
    line = document.line(("languages",))
    offered = [tag for tag, language in languages.items() if language.offered]
    problems = []
    if strange := [tag for tag in council.languages if tag not in offered]:
        problems.append(
            Problem(
                name,
                line,
                CHECK,
                f"the language {', '.join(strange)} is not offered.",
                "its pages would be missing.",
                f"choose from {', '.join(offered)}, or offer it in translations/languages.yml.",
            )
        )
    if urls.DEFAULT_LANGUAGE not in council.languages:
        problems.append(
            Problem(
                name,
                line,
                CHECK,
                "English (en) is not among the languages.",
                "what is not translated is shown in English.",
                "add  en  to the list.",
            )
        )
    return problems


def _dates(council: Council, document: Document, today: date, name: str) -> list[Problem]:
    return [
        Problem(
            name,
            document.line(("contacts", team, "confirmed")),
            CHECK,
            f"“{team}” says it was confirmed on {contact.confirmed.isoformat()}, which is still to come.",
            "nobody can have rung it by then; the year is probably wrong.",
            "write the day on which somebody at the council rang it.",
        )
        for team, contact in council.contacts.given().items()
        if contact.confirmed and contact.confirmed > today
    ]


def _aged(contacts: Contacts, document: Document, today: date, name: str) -> tuple[list[Problem], Contacts]:
    """Warnings of the numbers that are past their term, and the contacts without those."""
    old = {team: each for team, each in contacts.given().items() if each.confirm_by and each.confirm_by < today}
    warnings = [
        Problem(
            name,
            document.line(("contacts", team, "confirmed")),
            CHECK,
            f"“{team}” was last confirmed on {contact.confirmed.isoformat()}; its limit is {contact.confirm_every}.",
            "an old number may be a wrong number, so readers get the council’s page instead.",
            f"ring it, then set  confirmed: {today.isoformat()}",
            WARNING,
        )
        for team, contact in old.items()
    ]
    aged = {team: contact.model_copy(update={"confirmed": None}) for team, contact in old.items()}
    return warnings, contacts.model_copy(update=aged)
