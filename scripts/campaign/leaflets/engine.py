"""WeasyPrint with our fonts, loaded once for a process.

Nineteen parts in twenty of the time that a leaflet took went into unpacking WOFF2 fonts for each layout anew. Here a
language's fonts are unpacked once, and each further layout takes a tenth of a second.
"""

from __future__ import annotations

import atexit
import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path

from campaign.leaflets import extraction

#: Tagged PDF for screen readers (ISO 14289-1).
OPTIONS = {"pdf_variant": "pdf/ua-1"}
#: All font faces, and which language uses which.
FACES, RULES = "fonts.css", "languages.css"
_FACE = re.compile(r"@font-face \{[^}]*font-family: (\w+);[^}]*\}")


def missing_on_this_machine() -> str | None:
    """What has to be installed before PDFs can be made, or None."""
    try:
        import_module("weasyprint")  # which loads Pango
    except OSError as error:
        first_line = str(error).split("\n")[0]
        return f"Pango (Debian: libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; macOS: brew install pango): {first_line}"
    return None


@atexit.register
def _forget() -> None:
    """The engine throws away the fonts it unpacked, which it could not do while Python itself is going."""
    engine.cache_clear()


def version() -> str:
    """What lays out, as far as it decides what a file looks like."""
    import pydyf
    import weasyprint
    from weasyprint.text.ffi import pango

    return f"weasyprint {weasyprint.__version__}, pydyf {pydyf.__version__}, pango {pango.pango_version()}"


class Engine:
    """Lays out HTML in one language; ``folder`` holds the styles and fonts of leaflets."""

    def __init__(self, folder: Path, language: str):
        from weasyprint import CSS
        from weasyprint.text.fonts import FontConfiguration

        extraction.mend()
        self.base = folder.as_uri() + "/"
        self.fonts = FontConfiguration()
        faces, rules = ((folder / name).read_text(encoding="utf-8") for name in (FACES, RULES))
        text = faces_of(language, faces, rules)
        self.style = CSS(string=text, base_url=self.base, font_config=self.fonts)

    def lay_out(self, html: str, tagged: bool = True):
        """A WeasyPrint document, and what the engine complained of."""
        from weasyprint import HTML

        with _complaints() as log:
            document = HTML(string=html, base_url=self.base).render(
                font_config=self.fonts, stylesheets=[self.style], **(OPTIONS if tagged else {})
            )
        return document, log

    def write(self, document, tagged: bool = True) -> tuple[bytes, list[str]]:
        """The PDF file of a laid-out document, and what the engine complained of."""
        output = io.BytesIO()
        with _complaints() as log:
            document.write_pdf(output, **(OPTIONS if tagged else {}))
        return output.getvalue(), log


@cache
def engine(folder: Path, language: str) -> Engine:
    """This process's engine for a language."""
    return Engine(folder, language)


def faces_of(language: str, faces: str, rules: str) -> str:
    """The font faces that a language uses: those of its own rule, and the Latin ones."""
    used = re.search(rf"^:lang\({re.escape(language)}\) \{{ font-family: ([^;]+);", rules, re.M)
    families = {"Leaflet", *(re.split(r",\s*", used[1]) if used else ())}
    return "\n".join(face[0] for face in _FACE.finditer(faces) if face[1] in families)


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """The warnings that the engine logs meanwhile."""
    found: list[str] = []

    class Listen(logging.Handler):
        def emit(self, record):
            found.append(record.getMessage())

    listener = Listen(logging.WARNING)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(listener)
    try:
        yield found
    finally:
        logger.removeHandler(listener)
