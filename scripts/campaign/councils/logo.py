"""A council's logo: cleaned like every picture, and of a size that each page can carry."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from PIL import Image

from campaign import images
from campaign.councils.settings import CHECK
from campaign.problems import ContentError, Problem

#: Bytes; the logo is on every page.
LARGEST = 60_000


@dataclass(frozen=True)
class Logo:
    """The cleaned file, the address it gets in the site, and its width and height in pixels."""

    address: str
    content: bytes
    width: int
    height: int


def read(folder: Path, file: str, name: str) -> Logo:
    """The logo in a council's folder; ``name`` is what a problem calls the file. Raises ContentError."""
    content = images.clean(folder / file, name)
    if len(content) > LARGEST:
        raise refusal(name, f"the logo has {len(content) // 1000} kB.", f"save it with at most {LARGEST // 1000} kB.")
    width, height = _size(content, file, name)
    stem = hashlib.sha256(content).hexdigest()[:12]
    return Logo(f"assets/logo.{stem}.{file.rpartition('.')[2]}", content, width, height)


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
