"""Phone numbers: none is typed in a page, and none that is known to be wrong appears anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaign import helplines
from campaign.content import Content
from campaign.problems import Problem

CHECK = "numbers"
#: Six digits or more with nothing but spaces, hyphens or brackets between, or one of the short numbers that help.
_LOOKS_LIKE_A_NUMBER = re.compile(
    r"(?<![\w-])\+?\(?\d(?:[\s()-]?\d){5,}(?![\w-])|(?<![\w-])(?:999|101|112|111|116 ?\d{3})(?![\w-])"
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


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
            for match in _LOOKS_LIKE_A_NUMBER.finditer(_DATE.sub(" ", line)):
                yield _problem(page.file, number, match[0].strip(), by_digits, wrong)
    for helpline in content.register.published().values():
        for value in (helpline.phone, helpline.text):
            if value and helplines.digits(value) in wrong:
                yield _problem(helplines.FILE, content.register_lines[helpline.id], value, {}, wrong)


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
        f"“{shown}” is typed in the page.",
        "numbers change; only the register is kept true, and only its numbers can be tapped.",
        mend,
    )
