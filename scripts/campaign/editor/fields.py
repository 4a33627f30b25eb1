"""Fields of forms, made from our schemas: what a file may say, the editor can say, and nothing else.

A field's hint is the schema's own description and example, so the form, the message of a check and the
documentation cannot drift apart.
"""

from __future__ import annotations

import types
from datetime import date
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import MaxLen, MinLen
from pydantic.fields import FieldInfo

from campaign.schema import Data

#: A text that may be longer than this gets room for several lines.
_ONE_LINE = 100


def of_model(model: type[Data], leave_out: tuple[str, ...] = (), defaults: dict[str, Any] | None = None) -> list[dict]:
    """The fields of a model, in its order; ``defaults`` are for new entries."""
    return [
        field(info.alias or name, info, (defaults or {}).get(info.alias or name))
        for name, info in model.model_fields.items()
        if name not in leave_out
    ]


def field(name: str, info: FieldInfo, default: Any = None) -> dict:
    """One field: its kind from the type, its rules from the constraints, its hint from the description."""
    kind, rules = _bare(info.annotation, list(info.metadata))
    # To the editor a list that is required may not be empty.
    may_be_empty = get_origin(kind) is tuple and not any(isinstance(rule, MinLen) for rule in rules)
    required = info.is_required() and not may_be_empty
    made = {"name": name, "label": name.replace("_", " ").capitalize(), "required": required}
    made |= _widget(kind, rules) | _rules(kind, rules)
    if info.description:
        made["hint"] = _hint(info)
    if default is not None:
        made["default"] = default
    return made


def _bare(annotation, rules: list) -> tuple[Any, list]:
    """The type without ``Annotated`` and ``| None``, and the rules that stood with it."""
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return _bare(inner, rules + more)
    if get_origin(annotation) in (Union, types.UnionType):
        return _bare(next(each for each in get_args(annotation) if each is not type(None)), rules)
    return annotation, rules


def _widget(kind, rules: list) -> dict:
    if get_origin(kind) is Literal:
        return {"widget": "select", "options": list(get_args(kind))}
    if get_origin(kind) is tuple:
        return _listed(_bare(get_args(kind)[0], [])[0])
    if get_origin(kind) is dict:
        return {"widget": "keyvalue"}
    if kind is bool:
        return {"widget": "boolean", "default": False}
    if kind is date:
        return {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}
    if isinstance(kind, type) and issubclass(kind, Data):
        return {"widget": "object", "collapsed": True, "fields": of_model(kind)}
    longest = next((rule.max_length for rule in rules if isinstance(rule, MaxLen)), 0)
    return {"widget": "text" if longest > _ONE_LINE else "string"}


def _listed(item) -> dict:
    if get_origin(item) is Literal:
        return {"widget": "select", "multiple": True, "options": list(get_args(item))}
    if isinstance(item, type) and issubclass(item, Data):
        return {"widget": "list", "collapsed": True, "fields": of_model(item)}
    return {"widget": "list"}


def _rules(kind, rules: list) -> dict:
    found: dict[str, Any] = {}
    in_text = kind is str
    for rule in rules:
        if isinstance(rule, MinLen):
            found["minlength" if in_text else "min"] = rule.min_length
        elif isinstance(rule, MaxLen):
            found["maxlength" if in_text else "max"] = rule.max_length
        elif pattern := getattr(rule, "pattern", None):
            found["pattern"] = [str(pattern), "Please write it as in the example below."]
    return found


def _hint(info: FieldInfo) -> str:
    """Why it matters, and an example."""
    why = f"{info.description[0].upper()}{info.description[1:]}"
    example = f" For example: {info.examples[0]}" if info.examples else ""
    return why + example
