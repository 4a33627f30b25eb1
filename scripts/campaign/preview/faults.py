"""What goes wrong while a page is read or rendered, said as a problem: the file, the line, why, and how to mend it."""

from __future__ import annotations

import traceback
from dataclasses import replace
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError

from campaign.checks import shortcodes
from campaign.content import Content
from campaign.problems import ContentError, Problem, errors
from campaign.templates import FOLDER

CHECK = "preview"


def of_reading(error: Exception, root: Path) -> tuple[Problem, ...]:
    """The problems behind an error that came while the project was read."""
    if isinstance(error, ContentError):
        return error.problems
    name = _inside(getattr(error, "filename", None), root) or "mkdocs.yml"
    mend = "put the file back as it was."
    return (Problem(name, 1, CHECK, f"the project cannot be read: {_said(error)}.", _WHY, mend),)


def of_page(error: Exception, content: Content, path: str) -> tuple[Problem, ...]:
    """The problems behind an error that came while a page was rendered."""
    if isinstance(error, ContentError):
        return error.problems
    page = content.pages[path]
    if written := errors(shortcodes.check(replace(content, pages={path: page}))):
        return tuple(written)
    name, line = _in_template(error, content.root) or (page.file, 1)
    mend = "put back the last version, and make your changes a few at a time."
    return (Problem(name, line, CHECK, f"the page cannot be rendered: {_said(error)}.", _WHY, mend),)


_WHY = "the preview shows the last version that could be read."


def _said(error: Exception) -> str:
    said = " ".join(str(error).split()).rstrip(".")
    return said if isinstance(error, TemplateError) else f"{type(error).__name__}: {said}"


def _in_template(error: Exception, root: Path) -> tuple[str, int] | None:
    """File and line of the template in which an error came."""
    if isinstance(error, TemplateSyntaxError) and (name := _inside(error.filename, root)):
        return name, error.lineno
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if (name := _inside(frame.filename, root)) and name.startswith(FOLDER):
            return name, frame.lineno or 1
    return None


def _inside(file: str | None, root: Path) -> str | None:
    """A file as a problem names it, or None when it is not the project's."""
    path = Path(file) if file else root
    return path.relative_to(root).as_posix() if path != root and path.is_relative_to(root) else None
