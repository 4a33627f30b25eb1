"""Phone numbers: none is typed anywhere, and none that is known to be wrong is published.

A number can be typed in many ways that a reader understands and a plain search does not: in figures of another script, with
dots or stars between, as ``%30`` or ``&#48;``, in words. So a text is first made into what a reader takes it for.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

from campaign import councils, helplines, navigation
from campaign.characters import plain_digits
from campaign.content import INTERFACE_FILE, Content
from campaign.problems import ContentError, Problem
from campaign.schema import read_text

CHECK = "numbers"
#: Six figures or more with nothing but spaces and marks between.
_LONG = re.compile(r"(?<![\w-])\+?\(?\d(?:[\s()./\u2010-\u2015-]{0,4}\d){5,}(?![\w-])")
#: The short numbers that help.
_SHORT = re.compile(r"(?<![\w-])(?:999|101|112|111|116 ?\d{3})(?![\w-])")
_LINK = re.compile(r"\b(?:tel|sms|callto|facetime|whatsapp):[^\s)\"'>\]]*", re.I)
_NUMERALS = r"(?:zero|oh?|nought|one|two|three|four|five|six|seven|eight|nine|hundred|double|treble|triple)"
_SPOKEN = re.compile(rf"\b(?:{_NUMERALS}[\s,.-]+){{5,}}{_NUMERALS}\b", re.I)
_FIGURE = re.compile(r"\d|[^\x00-\x7f]|&#|%[0-9a-f]{2}|" + _NUMERALS, re.I)
#: Days and spans of years have as many figures as a number.
_DATE = re.compile(
    r"(?<!\d)(?:\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d|(?:19|20)\d\d ?[/\u2013-] ?(?:(?:19|20)?\d\d))(?!\d)"
)
_MARKUP = re.compile(r"\\(?=\W)|[*_`~\u00ad]+")


def typed(text: str, short: bool = True) -> Iterator[str]:
    """Every phone number in a line of text, as a reader would take it; ``short`` says whether 999 and its like count."""
    if not _FIGURE.search(text):
        return
    seen = _DATE.sub(" ", plain_digits(_MARKUP.sub("", unquote(html.unescape(text)))))
    for pattern in (_LINK, _LONG, _SPOKEN, *([_SHORT] if short else [])):
        for match in pattern.finditer(seen):
            yield match[0].strip()
        seen = pattern.sub(" ", seen)


def check(content: Content) -> Iterator[Problem]:
    """A problem for every number typed where a shortcode belongs."""
    by_digits = {
        helplines.digits(number): helpline.id
        for helpline in content.register.helplines
        for number in (helpline.phone, helpline.text)
        if number
    }
    wrong = {helplines.digits(entry.value): entry.why for entry in content.register.never_publish}
    for page in content.pages.values():
        for number, line in enumerate(page.body.split("\n"), start=page.body_line):
            for shown in typed(line):
                yield _problem(page.file, number, shown, by_digits, wrong)
        for field in ("title", "short_title", "description", "summary", "keywords"):
            words = getattr(page.front, field) or ""
            for shown in typed(words if isinstance(words, str) else "; ".join(words), short=False):
                yield _problem(page.file, page.lines.line((field,)), shown, by_digits, wrong)
    for helpline in content.register.published().values():
        for value in (helpline.phone, helpline.text):
            if value and helplines.digits(value) in wrong:
                yield _problem(helplines.FILE, content.register_lines[helpline.id], value, {}, wrong)
    for file, text in _words(content):
        for shown in typed(text, short=False):
            yield _problem(file, _line(content, file, text), shown, by_digits, wrong)


def _words(content: Content) -> Iterator[tuple[str, str]]:
    """Texts that readers see beside the pages, each with its file."""
    for section in content.navigation.sections:
        yield navigation.FILE, section.label
    for word in content.interface.values():
        yield INTERFACE_FILE, word.text
    for helpline in content.register.published().values():
        for text in helpline.words().values():
            yield helplines.FILE, text
    for slug in councils.slugs(content.root):
        try:
            council = councils.load(content.root, slug, content.languages)
        except ContentError:
            continue  # said by the check of its settings
        for text in (*council.name.values(), *council.short_name.values()):
            yield f"{councils.FOLDER}/{slug}/council.yml", text


def _line(content: Content, file: str, text: str) -> int:
    lines = read_text(content.root / file, file, CHECK).split("\n")
    return next((number for number, line in enumerate(lines, start=1) if text[:20] in line), 1)


def _problem(file: str, line: int, shown: str, by_digits: dict[str, str], wrong: dict[str, str]) -> Problem:
    digits = helplines.digits(shown)
    if digits in wrong:
        return Problem(
            file,
            line,
            CHECK,
            f"“{shown}” must never be published: {wrong[digits]}.",
            "a reader who calls it gets nobody.",
            "take it out.",
        )
    known = by_digits.get(digits)
    mend = (
        f"write  {{{{ helpline.{known}.phone }}}}"
        if known
        else f"add the service to {helplines.FILE} and name it by its id."
    )
    return Problem(
        file,
        line,
        CHECK,
        f"“{shown}” is typed {'in the page' if file.endswith('.md') else 'here'}.",
        "numbers change; only the register is kept true, and only its numbers can be tapped.",
        mend,
    )
