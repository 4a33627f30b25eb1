"""Pictures that an editor or a council supplies: looked at before they are decoded, and written anew before they are published.

A photo carries the place where it was taken; a small file can unpack to gigabytes; a drawing can hold a program. So a photo
is published as its pixels and nothing else, and a drawing as what py-svg-hush keeps of it. A drawing with anything in it
that acts, or that asks for something from elsewhere, is refused: nobody draws that by accident.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import py_svg_hush
from lxml import etree
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from campaign.problems import ContentError, Problem

CHECK = "images"
#: Enough for a photo across two pages of print; a picture this large unpacks to 100 MB.
MOST_PIXELS = 25_000_000
FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}
_WHY = "a picture can carry where it was taken, or a program, or fill the memory of a phone."
#: A DTD can make a small drawing huge or name other files; an instruction can name a style sheet elsewhere.
_PROLOGUE = re.compile(rb"<!(?:DOCTYPE|ENTITY|ATTLIST|ELEMENT)|<\?(?!xml[\s?])", re.I)
#: Elements that act, or that hold what is no drawing.
_ACTS = frozenset(
    str.split(
        "script handler listener foreignobject iframe embed object audio video canvas a image feimage set animate"
        " animatecolor animatemotion animatetransform mpath discard link meta"
    )
)
_URL = re.compile(r"url\s*\(\s*['\"]?\s*(?!#)|@import|expression\s*\(|\\|javascript:|data:", re.I)


def clean(path: Path, name: str) -> bytes:
    """What may be published of a picture; ``name`` is how a problem calls its file. Raises ContentError."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ContentError([_problem(name, f"it cannot be read: {error.strerror}.", "put the file back.")]) from None
    return _drawing(raw, name) if path.suffix == ".svg" else _photo(raw, name, FORMATS.get(path.suffix, ""))


def publishable(root: Path) -> dict[str, bytes]:
    """Every picture below docs/ as it is published, by its path there. Raises ContentError."""
    docs = root / "docs"
    return {
        path.relative_to(docs).as_posix(): clean(path, f"docs/{path.relative_to(docs).as_posix()}")
        for path in _pictures(docs)
    }


def check(content) -> Iterator[Problem]:
    """Problems of all pictures of the common pages."""
    yield from check_folder(content.root, "docs")


def check_folder(root: Path, folder: str) -> Iterator[Problem]:
    """Problems of all pictures below a folder of the project."""
    for path in _pictures(root / folder):
        try:
            clean(path, path.relative_to(root).as_posix())
        except ContentError as error:
            yield from error.problems


def _pictures(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in (*FORMATS, ".svg"))


@contextmanager
def _strictly() -> Iterator[None]:
    """Refuse what is damaged: WeasyPrint, once it is imported, has Pillow forgive it everywhere."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


@_strictly()
def _photo(raw: bytes, name: str, form: str) -> bytes:
    try:
        # Only the header is read here: size and kind are known before a pixel is unpacked.
        with Image.open(io.BytesIO(raw), formats=[form] if form else ()) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                size = f"{picture.width} × {picture.height}"
                raise ContentError([_problem(name, f"it has {size} pixels.", "save it with at most 2,400 across.")])
            if getattr(picture, "n_frames", 1) > 1:
                raise ContentError([_problem(name, "it moves.", "use one still picture.")])
            upright = ImageOps.exif_transpose(picture)
            return _written(upright, form)
    except UnidentifiedImageError:
        what = f"it is not a {form} picture, whatever its name says." if form else "pictures of this kind are not used."
    except Image.DecompressionBombError:
        what = "it unpacks to more pixels than any screen has."
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, MemoryError) as error:
        what = f"it is damaged: {str(error)[:80]}."
    raise ContentError([_problem(name, what, "open it in a picture editor and save it anew.")]) from None


def _written(picture: Image.Image, form: str) -> bytes:
    """The pixels alone, in colours that every screen shows alike."""
    has_holes = form != "JPEG" and ("A" in picture.mode or "transparency" in picture.info)
    pixels = picture.convert("RGBA" if has_holes else "L" if picture.mode in ("1", "L") else "RGB")
    bare = Image.new(pixels.mode, pixels.size)
    bare.paste(pixels)
    output = io.BytesIO()
    bare.save(output, form, optimize=True, quality=85)
    return output.getvalue()


def _drawing(raw: bytes, name: str) -> bytes:
    faults = list(_faults(raw))
    if faults:
        raise ContentError(
            [
                _problem(name, f"{what}.", "take it out, or save the drawing anew as plain SVG.", line)
                for line, what in faults
            ]
        )
    try:
        cleaned = py_svg_hush.filter_svg(raw, keep_data_url_mime_types={})
    except ValueError as error:
        what = f"it is not an SVG drawing: {error}."
        raise ContentError([_problem(name, what, "open it in a drawing program and save it anew.")]) from None
    return cleaned + b"\n"


def _faults(raw: bytes) -> Iterator[tuple[int, str]]:
    """Line and words for everything that no drawing needs."""
    if match := _PROLOGUE.search(raw):
        shown = raw[match.start() : match.start() + 10].decode("ascii", "replace")
        yield raw[: match.start()].count(b"\n") + 1, f"it holds “{shown}”, which a drawing does not need"
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        drawing = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        yield getattr(error, "lineno", 1) or 1, f"it is not an SVG drawing: {str(error)[:80]}"
        return
    if etree.QName(drawing).localname != "svg":
        yield 1, "it is not an SVG drawing"
    for element in drawing.iter(etree.Element):
        yield from ((element.sourceline or 1, what) for what in _element_faults(element))


def _element_faults(element) -> Iterator[str]:
    tag = etree.QName(element).localname
    if tag.lower() in _ACTS:
        yield f"it holds <{tag}>, which acts or asks for something from elsewhere"
    if tag == "style" and _URL.search(element.text or ""):
        yield "its style asks for something from elsewhere"
    for name, value in element.attrib.items():
        name = etree.QName(name).localname
        if name.lower().startswith("on"):
            yield f"it holds a program, “{name}”"
        elif name in ("href", "src") and not value.strip().startswith("#"):
            yield f"“{name}” leads out of the drawing, to {value[:60]}"
        elif _URL.search(value) and not value.startswith(("http://", "https://")):
            yield f"“{name}” asks for something from elsewhere"


def _problem(name: str, what: str, mend: str, line: int = 1) -> Problem:
    return Problem(name, line, CHECK, what, _WHY, mend)
