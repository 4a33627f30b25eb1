"""The headers that readers are promised, in one place, for every host that can send them.

A reader may be watched by somebody who uses the same device, so what carries the campaign's words is kept by no
browser: pages, leaflets, packs, pictures and the words of the search are ``no-store``. A picture's name tells which
page was read, and a leaflet is the page. Only files that carry no words, the script and the font, are kept, for
ever, because a hash of their content is in their name. The price: a leaflet that is opened twice travels twice.
"""

from __future__ import annotations

import mimetypes
import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

NO_STORE = "no-store"
FOR_EVER = "public, max-age=31536000, immutable"
#: A year. Without ``includeSubDomains`` and ``preload``: other sites of the council may not be ready for them.
TRANSPORT = "max-age=31536000"

#: The name of a file that holds a hash of its content, seen from the root of the site; also for the settings of servers.
HASHED = r"assets/[^/]+\.[0-9a-f]{12}\.[a-z0-9]+$"

#: What a page could ask of a browser and Chromium knows by this name; the site uses none of it. An unknown name is a complaint in the console.
FEATURES = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read", "clipboard-write", "compute-pressure",
    "display-capture", "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid",
    "identity-credentials-get", "idle-detection", "keyboard-map", "local-fonts", "magnetometer", "microphone", "midi",
    "otp-credentials", "payment", "picture-in-picture", "publickey-credentials-create", "publickey-credentials-get",
    "screen-wake-lock", "serial", "storage-access", "sync-xhr", "usb", "window-management", "xr-spatial-tracking",
)  # fmt: skip

ALWAYS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in FEATURES),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

#: What browsers need to know of the files we publish, whatever the machine's own list says.
_TYPES = mimetypes.MimeTypes(filenames=())
for _suffix, _type in {
    ".js": "text/javascript",
    ".xml": "application/xml",
    ".woff2": "font/woff2",
    ".webp": "image/webp",
    ".ics": "text/calendar",
    ".pdf": "application/pdf",
}.items():
    _TYPES.add_type(_type, _suffix)


@dataclass(frozen=True)
class Promise:
    """The headers of a built site. ``hashed`` are addresses in the site; ``leaving`` is the address of the page that clears the cache."""

    policy: str
    base_url: str
    hashed: tuple[str, ...]
    leaving: str

    @cached_property
    def everywhere(self) -> dict[str, str]:
        """What every answer carries, unless ``exceptions`` says otherwise."""
        return {"Cache-Control": NO_STORE, "Content-Security-Policy": self.policy} | ALWAYS | self._transport

    @cached_property
    def exceptions(self) -> dict[str, dict[str, str]]:
        """By address what is set instead or in addition; an address that ends in ``/`` stands for all below it."""
        return {address: {"Cache-Control": FOR_EVER} for address in self.hashed} | {
            self.leaving: {"Clear-Site-Data": '"cache"'}
        }

    def of(self, address: str) -> dict[str, str]:
        """All headers of one address in the site."""
        own = [
            headers
            for place, headers in self.exceptions.items()
            if address == place or place.endswith("/") and address.startswith(place)
        ]
        return self.everywhere | (own[0] if own else {})

    @property
    def _transport(self) -> dict[str, str]:
        """A browser keeps the promise for the whole host name; in a folder of another site that is not ours to give."""
        address = urlsplit(self.base_url)
        alone = address.scheme == "https" and address.path == "/"
        return {"Strict-Transport-Security": TRANSPORT} if alone else {}


def cache_control(address: str) -> str:
    """How long a browser may keep an address of the site."""
    return FOR_EVER if is_hashed(address) else NO_STORE


def is_hashed(address: str) -> bool:
    """Whether the name holds a hash of the content, so that the content never changes."""
    return bool(re.match(HASHED, address))


def content_type(address: str) -> str:
    """The media type of a file, the same on every machine."""
    kind = _TYPES.guess_type(address)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind.endswith(("xml", "json")) else kind
