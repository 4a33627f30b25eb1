"""A school's own line in the box that every leaflet keeps free, put into the finished file.

Nothing is built anew: the line is set as a small picture of text and laid over the box. It is marked as an artifact, so
the tags that screen readers follow stay as they were and the file still is PDF/UA.
"""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
from markupsafe import Markup

from campaign.leaflets import fit, gates
from campaign.leaflets.engine import Engine
from campaign.leaflets.finish import STAMP, saved
from campaign.leaflets.formats import SMALLEST
from campaign.problems import ContentError, Problem

CHECK = "stamp"
#: In points, the largest first.
SIZES = (14, 13, 12, 11, SMALLEST)
_HTML = Markup(
    '<html lang="{language}" dir="{direction}"><head><title>{name}</title><link rel="stylesheet" href="languages.css">'
    "<style>@page {{ size: {width}pt {height}pt; margin: 0 }} html {{ font-size: {size}pt; line-height: 1.15 }}"
    " body {{ margin: 0 }} p {{ margin: 2pt 4pt }}</style></head><body><p><b>{name}</b> {contact}</p></body></html>"
)


def stamped(pdf: bytes, name: str, contact: str, templates: Path, file: str = "") -> bytes:
    """The leaflet with the line in its box; ``templates`` is the folder with our fonts. Raises ContentError."""
    with pikepdf.open(io.BytesIO(pdf)) as leaflet:
        boxes = [(page, [float(each) for each in page.obj[STAMP]]) for page in leaflet.pages if STAMP in page.obj]
        if not boxes:
            raise _problem(
                file,
                "this file has no box for a stamp.",
                "choose a leaflet of this project that is not a booklet to fold.",
            )
        language = str(leaflet.Root.get("/Lang", "en"))
        for page, (left, bottom, width, height) in boxes:
            line = _line(templates, language, name, contact, width, height, file)
            with pikepdf.open(io.BytesIO(line)) as overlay:
                form = leaflet.copy_foreign(overlay.pages[0].as_form_xobject())
            called = page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name("/CampaignStamp"))
            draw = f"/Artifact BMC q 1 0 0 1 {left:.3f} {bottom:.3f} cm {called} Do Q EMC"
            page.contents_add(b"q", prepend=True)
            page.contents_add(f"Q {draw}".encode())
        return saved(leaflet)


def _line(templates: Path, language: str, name: str, contact: str, width: float, height: float, file: str) -> bytes:
    """The line as a PDF file of the size of the box, in the largest type that fits."""
    engine = Engine(templates, language)
    direction = "rtl" if language in ("ar", "ur", "fa", "ps", "ku") else "ltr"

    def attempt(size: int):
        html = _HTML.format(
            language=language, direction=direction, name=name, contact=contact, width=f"{width:.3f}", height=f"{height:.3f}", size=size
        )  # fmt: skip
        document, log = engine.lay_out(html, tagged=False)
        fits = len(document.pages) == 1 and not log
        return document, [] if fits else [gates.Fault("the line is too long for its box.", "say it shorter.")]

    fitted = fit.largest(sorted(SIZES), attempt)
    if isinstance(fitted, list):
        raise _problem(file, fitted[0].what, fitted[0].mend)
    return engine.write(fitted.result, tagged=False)[0]


def _problem(file: str, what: str, mend: str) -> ContentError:
    return ContentError([Problem(file, 1, CHECK, what, "the leaflet is left as it was.", mend)])
