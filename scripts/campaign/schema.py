"""Validated data from YAML: pydantic models in, problems in plain words out.

A model's field carries a description (why it matters to a reader) and an example; both become part of
the problem, so the message and the documentation cannot drift apart.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from campaign import strict_yaml
from campaign.problems import ContentError, Problem, did_you_mean


class Data(BaseModel):
    """Base of all models: frozen, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    @field_validator("*", mode="before")
    @classmethod
    def _days_are_written_out(cls, value, info):
        # Pydantic would take 86400 for a day in 1970; and terms are counted from a day, which must leave room for them.
        is_day = date in _types_in(cls.model_fields[info.field_name].annotation)
        if is_day and isinstance(value, str) and not _DAY.fullmatch(value.strip()):
            raise ValueError("a day is written year-month-day, between 2000 and 2099")
        return value


_DAY = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}")


def _types_in(annotation) -> set:
    """The types inside an annotation such as ``date | None``."""
    return {annotation, *getattr(annotation, "__args__", ())}


Model = TypeVar("Model", bound=Data)


def read_text(path: Path, name: str, check: str) -> str:
    """The text of a file as UTF-8. Raises ContentError naming the line of the first bad byte."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ContentError(
            [
                Problem(
                    name,
                    1,
                    check,
                    f"this file cannot be read: {error.strerror}.",
                    "the site cannot be built without it.",
                    "put the file back, or check its permissions.",
                )
            ]
        ) from None
    return decoded(raw, name, check)


def decoded(raw: bytes, name: str, check: str) -> str:
    """Bytes as text with line ends of one kind. Raises ContentError naming the line of the first bad byte."""
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ContentError(
            [
                Problem(
                    name,
                    line,
                    check,
                    f"byte {raw[error.start]:#04x} is not UTF-8.",
                    "readers would see broken letters.",
                    "save the file with the encoding UTF-8.",
                )
            ]
        ) from None


def read_file(model: type[Model], path: Path, name: str, check: str) -> tuple[Model, strict_yaml.Document]:
    """Read and validate a whole YAML file. Raises ContentError."""
    return read(model, read_text(path, name, check), name, check)


def read(
    model: type[Model], text: str, name: str, check: str, first_line: int = 1
) -> tuple[Model, strict_yaml.Document]:
    """Validate YAML text against ``model``; ``name`` and ``first_line`` say where it stands. Raises ContentError."""
    try:
        document = strict_yaml.read(text, first_line)
    except strict_yaml.YamlFault as fault:
        raise ContentError(
            [
                Problem(
                    name,
                    fault.line,
                    check,
                    f"{fault.what}.",
                    "the settings cannot be read.",
                    "compare with a neighbouring file: “key: value”, one to a line; quote text that holds “: ”.",
                )
            ]
        ) from None
    try:
        return model.model_validate(document.data), document
    except ValidationError as error:
        raise ContentError([_problem(model, fault, document, name, check) for fault in error.errors()]) from None


def _problem(model: type[Data], fault: dict, document: strict_yaml.Document, name: str, check: str) -> Problem:
    place = tuple(fault["loc"])
    # A list is named by its key, not by the number of the item that is wrong.
    key = next((step for step in reversed(place) if isinstance(step, str)), "the file")
    field = _field(model, place)
    why = (field.description if field else None) or "the site needs it to be right."
    example = (
        f"for example  {key}: {field.examples[0]}" if field and field.examples else "compare with a neighbouring entry."
    )
    line = document.line(place)
    match fault["type"]:
        case "missing":
            return Problem(name, line, check, f"“{key}” is missing.", why, f"add it, {example}")
        case "extra_forbidden":
            parent = _parent(model, place)
            known = parent.model_fields if parent else {}
            return Problem(
                name,
                line,
                check,
                f"“{key}” is not a key we know.",
                "a misspelt key would be ignored, and nobody would notice.",
                f"{did_you_mean(key, known)} Known keys: {', '.join(known)}.",
            )
        case "string_pattern_mismatch":
            found = f"“{key}” is not written as it must be (found: {str(fault['input'])[:80]})."
            return Problem(name, line, check, found, why, f"write it {example}")
        case _:
            given = f" (found: {str(fault['input'])[:80]})" if not isinstance(fault["input"], dict) else ""
            message = fault["msg"].removeprefix("Value error, ")
            return Problem(
                name,
                line,
                check,
                f"“{key}”: {message}{given}.",
                why,
                f"write it {example}" if field and field.examples else example,
            )


def _parent(model: type[Data], place: tuple) -> type[Data] | None:
    """The model that holds the last step of ``place``."""
    for step in place[:-1]:
        if isinstance(step, int):
            continue
        field = model.model_fields.get(str(step))
        inner = _model_in(field.annotation) if field else None
        if inner:
            model = inner
    return model


def _field(model: type[Data], place: tuple):
    names = [step for step in place if isinstance(step, str)]
    parent = _parent(model, place)
    return parent.model_fields.get(names[-1]) if parent and names else None


def _model_in(annotation) -> type[Data] | None:
    """The model inside an annotation such as ``tuple[Helpline, ...]`` or ``Contact | None``."""
    if isinstance(annotation, type) and issubclass(annotation, Data):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        if found := _model_in(inner):
            return found
    return None
