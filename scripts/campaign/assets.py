"""Style and behaviour of all components, gathered: one style sheet for the page's head, one deferred script.

A component is a folder of its own, so what belongs together is found together; a page asks for nothing but
itself. The style sheet is written into every page: below 14 kB the first view costs one round trip.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from campaign import images
from campaign.slots import Values, slot, stamp
from campaign.templates import FOLDER

COUNCIL_COLOURS = f":root{{--brand:{slot('colour.brand')};--accent:{slot('colour.accent')}}}"


#: Stands for the way from a page to the root of the site.
_ROOT = "\ue002"
#: Letters that few devices have, by language: the family's name, its file, and the names it may have on a device.
WEB_FONTS = {
    "ur": (
        "Campaign Nastaliq",
        "page/nastaliq.woff2",
        ("Noto Nastaliq Urdu", "NotoNastaliqUrdu-Regular", "NotoNastaliqUrdu", "Jameel Noori Nastaleeq"),
    )
}


@dataclass(frozen=True)
class Assets:
    """``css`` holds colour slots; ``fonts`` maps a language to more style of its own; ``files`` maps an address in the site to its bytes.

    ``pictures`` maps a path below docs/ to the bytes that are published of it.
    """

    css: str
    fonts: dict[str, str]
    files: dict[str, bytes]
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    def address(self, name: str) -> str:
        """The address of the script called ``name``, with its hash."""
        return next(address for address in self.files if address.startswith(f"assets/{name}."))

    def style(self, language: str, root: str) -> str:
        """The whole style sheet of a language's pages, slots unfilled; ``root`` is the way from the page to the root of the site."""
        return self.css + self.fonts.get(language, "").replace(_ROOT, root)

    def style_hash(self, language: str, root: str, values: Values) -> str:
        """The hash of the stamped style sheet as the content security policy names it."""
        digest = hashlib.sha256(stamp(self.style(language, root), values).encode()).digest()
        return "sha256-" + base64.b64encode(digest).decode()


def gather(root: Path) -> Assets:
    """Read all components, and clean the pages' pictures. Raises ContentError for pictures that cannot be published."""
    components = root / FOLDER / "components"
    # The page's own style first, so that any component may differ from it.
    styles = sorted(components.glob("*/*.css"), key=lambda path: (path.parent.name != "page", path.name))
    css = "".join(path.read_text(encoding="utf-8") for path in styles)
    own = b"".join(path.read_bytes() for path in sorted(components.glob("*/*.js")))
    icon = (components / "site-header" / "icon.svg").read_bytes()
    kept = {_hashed("campaign.js", own): own, "assets/icon.svg": icon}
    fonts = {}
    for language, (family, file, local) in WEB_FONTS.items():
        letters = (components / file).read_bytes()
        address = _hashed(Path(file).name, letters)
        kept[address] = letters
        fonts[language] = _font_face(family, address, local)
    return Assets(COUNCIL_COLOURS + squeeze(css), fonts, kept, images.publishable(root))


def _font_face(family: str, address: str, local: tuple[str, ...]) -> str:
    """A font that is fetched only where the device has none like it, and used only if it is there in time: nothing waits and nothing moves."""
    sources = ",".join([*(f'local("{name}")' for name in local), f"url({_ROOT}{address})"])
    return f'@font-face{{font-family:"{family}";src:{sources};font-display:optional}}'


def _hashed(name: str, content: bytes) -> str:
    stem, suffix = name.rsplit(".", 1)
    return f"assets/{stem}.{hashlib.sha256(content).hexdigest()[:12]}.{suffix}"


def squeeze(css: str) -> str:
    """Style without comments and needless spaces. Strings with two spaces in a row would suffer; we have none."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,>]) ?", r"\1", css).replace(";}", "}").strip()
