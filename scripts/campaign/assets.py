"""Style and behaviour of all components, gathered: one style sheet for the page's head, one deferred script.

A component is a folder of its own, so what belongs together is found together; a page asks for nothing but
itself. The style sheet is written into every page: below 14 kB the first view costs one round trip.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from campaign.slots import Values, slot, stamp
from campaign.templates import FOLDER

COUNCIL_COLOURS = f":root{{--brand:{slot('colour.brand')};--accent:{slot('colour.accent')}}}"


@dataclass(frozen=True)
class Assets:
    """``css`` holds colour slots; ``scripts`` maps an address in the site to its text."""

    css: str
    scripts: dict[str, str]
    icon: str

    def address(self, name: str) -> str:
        """The address of the script called ``name``, with its hash."""
        return next(address for address in self.scripts if address.startswith(f"assets/{name}."))

    def css_hash(self, values: Values) -> str:
        """The hash of the stamped style sheet as the content security policy names it."""
        digest = hashlib.sha256(stamp(self.css, values).encode()).digest()
        return "sha256-" + base64.b64encode(digest).decode()


def gather(root: Path) -> Assets:
    """Read all components."""
    components = root / FOLDER / "components"
    # The page's own style first, so that any component may differ from it.
    styles = sorted(components.glob("*/*.css"), key=lambda path: (path.parent.name != "page", path.name))
    css = "".join(path.read_text(encoding="utf-8") for path in styles)
    own = "".join(path.read_text(encoding="utf-8") for path in sorted(components.glob("*/*.js")))
    # MkDocs carries lunr.js 2.3.9 (MIT), the other half of lunr.py.
    lunr = (Path(str(files("mkdocs"))) / "contrib/search/templates/search/lunr.js").read_text(encoding="utf-8")
    icon = (components / "site-header" / "icon.svg").read_text(encoding="utf-8")
    return Assets(COUNCIL_COLOURS + squeeze(css), {_hashed("campaign", own): own, _hashed("lunr", lunr): lunr}, icon)


def _hashed(name: str, text: str) -> str:
    return f"assets/{name}.{hashlib.sha256(text.encode()).hexdigest()[:12]}.js"


def squeeze(css: str) -> str:
    """Style without comments and needless spaces. Strings with two spaces in a row would suffer; we have none."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,>]) ?", r"\1", css).replace(";}", "}").strip()
