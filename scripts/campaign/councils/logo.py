"""A council's logo: a picture that can do nothing but be seen.

An SVG is a document: it can hold scripts, fetch from others, and be opened by itself. So only shapes, text and paint
that stand in the file itself are let through; a PNG is drawn anew, which leaves behind whatever else it held.
"""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from PIL import Image, UnidentifiedImageError

from campaign.councils.settings import CHECK
from campaign.problems import ContentError, Problem

#: Bytes; the logo is on every page.
LARGEST = 60_000
_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = frozenset(
    [
        "svg",
        "g",
        "defs",
        "title",
        "desc",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "use",
        "symbol",
        "clipPath",
        "mask",
        "linearGradient",
        "radialGradient",
        "stop",
    ]
)
_CALLS_OUT = re.compile(r"url\(\s*['\"]?(?!#)|@import|javascript:|expression\(", re.I)


@dataclass(frozen=True)
class Logo:
    """The cleaned file, the address it gets in the site, and its width and height in pixels."""

    address: str
    content: bytes
    width: int
    height: int


def read(folder: Path, file: str, name: str) -> Logo:
    """The logo in a council's folder; ``name`` is what a problem calls the file. Raises ContentError."""
    content = clean(folder / file, name)
    if len(content) > LARGEST:
        raise refusal(name, f"the logo has {len(content) // 1000} kB.", f"save it with at most {LARGEST // 1000} kB.")
    width, height = _size(content, file, name)
    stem = hashlib.sha256(content).hexdigest()[:12]
    return Logo(f"assets/logo.{stem}.{file.rpartition('.')[2]}", content, width, height)


def clean(path: Path, name: str) -> bytes:
    """The picture without anything that is not picture. Raises ContentError."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise refusal(name, f"the logo cannot be read: {error.strerror}.", "put the file into the folder.") from None
    return _clean_svg(raw, name) if path.suffix == ".svg" else _clean_png(raw, name)


def _clean_png(raw: bytes, name: str) -> bytes:
    try:
        with Image.open(io.BytesIO(raw), formats=["PNG"]) as image:
            image.load()
            drawn = image.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        raise refusal(name, "this is not a PNG picture.", "save it anew as PNG.") from None
    output = io.BytesIO()
    drawn.save(output, "PNG", optimize=True)
    return output.getvalue()


def _clean_svg(raw: bytes, name: str) -> bytes:
    if re.search(rb"<!(DOCTYPE|ENTITY)", raw, re.I):
        raise refusal(name, "the SVG declares entities.", "save it as “plain SVG”.")
    try:
        root = etree.fromstring(
            raw, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        )
    except etree.XMLSyntaxError as error:
        raise refusal(name, f"this is not SVG: {error.msg}.", "save it as “plain SVG”.") from None
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag.removeprefix(_SVG) not in _SHAPES:
            raise refusal(
                name, f"the SVG holds <{element.tag}>, which is more than a picture.", "save it as “plain SVG”."
            )
        for key, value in element.attrib.items():
            own = key.rpartition("}")[2]
            if own.startswith("on") or _CALLS_OUT.search(value) or (own == "href" and not value.startswith("#")):
                raise refusal(
                    name, f"the SVG’s attribute {own} could fetch or run something.", "save it as “plain SVG”."
                )
    return etree.tostring(root)


def _size(content: bytes, file: str, name: str) -> tuple[int, int]:
    if file.endswith(".png"):
        with Image.open(io.BytesIO(content)) as image:
            return image.size
    box = etree.fromstring(content).get("viewBox", "").replace(",", " ").split()
    try:
        _, _, width, height = map(float, box)
        return max(1, round(width)), max(1, round(height))
    except ValueError:
        raise refusal(
            name, "the SVG has no viewBox.", "save it with one, so that it can be shown in any size."
        ) from None


def refusal(name: str, what: str, mend: str) -> ContentError:
    """What is wrong with a logo, as an exception."""
    return ContentError([Problem(name, 1, CHECK, what, "it would be shown on every page of the edition.", mend)])
