"""Setting leaflets: the page's own HTML in the leaflet's template, fitted to its sides, through the gates, to PDF.

The type shrinks a little when a language needs more room, within a stated range; beyond it the leaflet is
refused with the reason, because small print on a leaflet about safety is read by nobody.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path

from campaign import slots, urls
from campaign.edition import Edition, interface_words
from campaign.leaflets import gates
from campaign.leaflets.names import Leaflet, leaflets_of
from campaign.problems import ContentError, MachineError, Problem
from campaign.render import Rendered
from campaign.templates import FOLDER, environment
from campaign.translation.catalogue import Translator

CHECK = "leaflet"
#: Sizes of type that are tried, in hundredths of the template's 11.4 pt: the smallest is 10 pt.
SIZES = (130, 121, 112, 106, 100, 94, 88)
#: Tagged PDF for screen readers (ISO 14289-1).
OPTIONS = {"pdf_variant": "pdf/ua-1"}
_SECTION = re.compile(r"(?=<h2[ >])")
_ID = re.compile(r'<h2[^>]* id="([^"]+)"')
#: A leaflet has little room: the web link of a card and its small facts are on the page that the leaflet names.
_SCREEN_ONLY = re.compile(r'<(p|dl|span) class="[^"]*screen-only[^"]*">.*?</\1>', re.S)


def missing_on_this_machine() -> str | None:
    """What has to be installed before PDFs can be made, or None."""
    try:
        import_module("weasyprint")  # which loads Pango
    except OSError as error:
        first_line = str(error).split("\n")[0]
        return f"Pango (Debian: libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; macOS: brew install pango): {first_line}"
    return None


def make_all(edition: Edition, rendered: Rendered, target: Path) -> list[Leaflet]:
    """Make every leaflet of one language below ``target``. Raises ContentError for the first that fails a gate, MachineError without Pango."""
    if missing := missing_on_this_machine():
        raise MachineError(missing)
    translator = Translator.load(edition.content.root, rendered.language)
    values = edition.values(rendered.language)
    folder = urls.prefix(rendered.language)
    made = []
    for page in edition.content.leaflets:
        for leaflet in leaflets_of(page, translator, folder + page.url):
            words = slots.stamp(rendered.pages[page.path].body, values)
            pdf = _set(
                edition.content.root,
                leaflet,
                partial(leaflet_html, edition, translator, leaflet, words, values),
                page.file,
            )
            file = target / leaflet.url
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(pdf)
            (target / leaflet.picture).write_bytes(picture(pdf, leaflet.picture_size))
            made.append(leaflet)
    return made


def leaflet_html(
    edition: Edition, translator: Translator, leaflet: Leaflet, body: str, values: slots.Values, size: int
) -> str:
    """The leaflet as one HTML document, in sections named by the ids of their headings, in type of ``size`` hundredths."""
    opening, *sections = _SECTION.split(_SCREEN_ONLY.sub("", body))
    page = edition.content.pages[leaflet.page]
    template = environment(edition.content.root).get_template(f"leaflets/{leaflet.format}.html")
    html = template.render(
        language=translator.language,
        direction=edition.content.languages[translator.language].direction,
        size=size / 100,
        title=leaflet.title,
        description=translator.text(page.front.description, "description"),
        summary=translator.html(page.front.summary, "summary"),
        reviewed=page.front.last_reviewed.isoformat(),
        opening=opening,
        sections=_Sections(page.file, {_ID.match(section)[1]: section for section in sections}),
        address=slots.slot("site.url") + urls.prefix(translator.language) + page.url,
        t=interface_words(edition.content, translator),
        council=slots.slot("council.name"),
        brand=slots.slot("colour.brand"),
        accent=slots.slot("colour.accent"),
    )
    return slots.stamp(html, values)


class _Sections(dict):
    """The sections of a leaflet by id; one that the template asks for and the page lacks is a problem of the page."""

    def __init__(self, file: str, sections: dict[str, str]):
        super().__init__(sections)
        self.file = file

    def __missing__(self, name: str):
        raise ContentError(
            [
                Problem(
                    self.file,
                    1,
                    CHECK,
                    f"the leaflet has no section “{name}”.",
                    "its place on the paper would be empty.",
                    f"add a heading that ends with  {{: #{name} }}  and the words below it.",
                )
            ]
        )


def _set(root: Path, leaflet: Leaflet, html_in: Callable[[int], str], file: str) -> bytes:
    """Lay out at the largest size that passes every gate. Raises ContentError with the faults of the smallest."""
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    covered = gates.letters_of(root / FOLDER / "leaflets" / "fonts")
    for size in SIZES:
        html = html_in(size)
        with _messages() as log:
            document = HTML(string=html, base_url=str(root / FOLDER / "leaflets") + "/").render(
                font_config=FontConfiguration(), **OPTIONS
            )
            faults = gates.find_faults(html, document, leaflet.sides, log, covered)
            if not faults:
                output = io.BytesIO()
                document.write_pdf(output, **OPTIONS)
                if not log:
                    return output.getvalue()
                faults = gates.find_faults(html, document, leaflet.sides, log, covered)
    raise ContentError(
        [
            Problem(
                file,
                1,
                CHECK,
                f"the leaflet {leaflet.format} in {leaflet.language} cannot be set, even at {SIZES[-1]}% of its size: {fault.what}",
                "schools print it as it is.",
                fault.mend,
            )
            for fault in faults
        ]
    )


@contextmanager
def _messages():
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


def picture(pdf: bytes, size: tuple[int, int]) -> bytes:
    """The first side as a WebP picture of ``size`` pixels."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        image = page.render(scale=2 * size[0] / page.get_width()).to_pil().resize(size)
    output = io.BytesIO()
    image.convert("RGB").save(output, "WEBP", quality=70, method=6)
    return output.getvalue()
