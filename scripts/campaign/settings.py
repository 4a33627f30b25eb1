"""mkdocs.yml: editors change ``nav`` and nothing else, because the rest of it can run programs.

A hook, a plugin, an extension or ``!ENV`` in this file would run with the rights of whoever builds the site, or publish
what only that machine knows. So the file is read as plain text first, and every key but ``nav`` must say what we expect.
A change that the project itself wants is made in ``ALLOWED`` as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from campaign import strict_yaml
from campaign.problems import ContentError, Problem
from campaign.schema import read_text

FILE = "mkdocs.yml"
CHECK = "settings"

_WORDS = re.compile(r"[^<>{}\n]{1,100}")
_PAGE = re.compile(r"(?:[a-z0-9][a-z0-9-]*/)*[a-z0-9][a-z0-9-]*\.md")
#: What each key may say: a pattern for a text, a set of names for a list, a mapping for a mapping. ``nav`` is looked at by itself.
ALLOWED = {
    "site_name": _WORDS,
    "site_url": re.compile(r"https://[a-z0-9.-]+/(?:[a-z0-9-]+/)*"),
    "use_directory_urls": re.compile("true"),
    "theme": {"name": re.compile("material"), "custom_dir": re.compile("overrides"), "font": re.compile("false")},
    "exclude_docs": re.compile(r"_data/\n?"),
    "plugins": {"campaign"},
    "markdown_extensions": set(
        str.split(
            "abbr admonition attr_list def_list footnotes sane_lists toc"
            " pymdownx.blocks.caption pymdownx.details pymdownx.tasklist"
        )
    ),
    "validation": dict.fromkeys(
        ("omitted_files", "absolute_links", "unrecognized_links", "anchors"), re.compile("warn|info")
    ),
    "watch": {"councils", "overrides", "translations"},
}
#: The settings that an entry of a list may have. All others have none.
OPTIONS = {"footnotes": {"BACKLINK_TITLE": _WORDS}}
NEEDED = ("site_name", "site_url", "theme", "plugins", "markdown_extensions")


def refuse(root: Path) -> None:
    """Raise ContentError when mkdocs.yml says anything but what we expect, or ``nav`` names anything but pages."""
    try:
        document = strict_yaml.read(read_text(root / FILE, FILE, CHECK))
    except strict_yaml.YamlFault as fault:
        raise ContentError([_problem(fault.line, f"{fault.what}.", "write it like its neighbours.")]) from None
    data = document.data
    if not isinstance(data, dict):
        raise ContentError([_problem(1, "it is not a list of settings.", "put back the last version.")])
    problems = [
        _problem(document.line(place), what, "put it back as it was.") for place, what in _strange(data, ALLOWED, ())
    ]
    problems += [_problem(1, f"“{key}” is missing.", "put it back as it was.") for key in NEEDED if not data.get(key)]
    problems += [
        _problem(document.line(place), f"“nav” holds {shown[:80]}, which is no page.", "name a .md file below docs/.")
        for place, shown in _not_pages(data.get("nav", []), ("nav",))
    ]
    if problems:
        raise ContentError(problems)


def _strange(given, allowed, place: strict_yaml.Place) -> Iterator[tuple[strict_yaml.Place, str]]:
    """The place of everything that is not allowed, with words for it."""
    name = ".".join(map(str, place))
    match allowed:
        case dict() if isinstance(given, dict):
            for key, value in given.items():
                if key == "nav" and not place:
                    continue
                if key not in allowed:
                    yield (*place, key), f"“{'.'.join((*map(str, place), key))}” may not be set here."
                else:
                    yield from _strange(value, allowed[key], (*place, key))
        case set() if isinstance(given, list):
            for number, entry in enumerate(given):
                yield from _entry(entry, allowed, (*place, number), name)
        case re.Pattern() if isinstance(given, str):
            if not allowed.fullmatch(given):
                yield place, f"“{name}” may not be “{given[:60]}”."
        case _:
            yield place, f"“{name}” is not what it should be."


def _entry(entry, allowed: set[str], place: strict_yaml.Place, name: str) -> Iterator[tuple[strict_yaml.Place, str]]:
    """An entry of a list: a name, or a name with its settings."""
    called, options = next(iter(entry.items()), ("", {})) if isinstance(entry, dict) else (entry, None)
    if not isinstance(called, str) or called not in allowed or isinstance(entry, dict) and len(entry) != 1:
        yield place, f"“{name}” may not name “{str(called)[:60]}”."
    elif options is not None:
        yield from _strange(options, OPTIONS.get(called, {}), (*place, called))


def _not_pages(entries, place: strict_yaml.Place) -> Iterator[tuple[strict_yaml.Place, str]]:
    """What stands in the navigation and is neither a page of ours nor a part with pages."""
    match entries:
        case str():
            if not _PAGE.fullmatch(entries):
                yield place, f"“{entries}”"
        case list():
            for number, entry in enumerate(entries):
                yield from _not_pages(entry, (*place, number))
        case dict():
            for label, below in entries.items():
                if not _WORDS.fullmatch(label):
                    yield (*place, label), f"the label “{label}”"
                yield from _not_pages(below, (*place, label))


def _problem(line: int, what: str, mend: str) -> Problem:
    why = "this file decides which programs run and what is published; editors change only “nav” in it."
    return Problem(FILE, line, CHECK, what, why, mend)
