"""The content security policy as a header, read from the finished pages.

Each page carries its own policy, which names the hash of its own style. That hash differs with the depth of the
page, its language and its council, and it changes with every change of style. A browser obeys the page's policy and
the header's. So where the header travels with the pages, it allows the styles of all pages of the edition and
nothing else. Where it does not (a server's own settings), it leaves styles to the page: with the hashes of an older
build it would strip the newer pages of their style.
"""

from __future__ import annotations

import re
from pathlib import Path

Directives = dict[str, list[str]]
"""By name of a directive its sources."""

_META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
#: A directive that a page cannot set for itself.
_ONLY_AS_HEADER = {"frame-ancestors": ["'none'"]}
#: What ``default-src`` stands for, but styles.
_WITHOUT_STYLE = (
    "script-src", "img-src", "font-src", "connect-src", "media-src", "object-src", "frame-src", "child-src",
    "worker-src", "manifest-src",
)  # fmt: skip
#: The head of a page: its policy stands before its style.
_HEAD = 4000


def of_pages(folder: Path) -> Directives:
    """The policies of all pages below ``folder`` in one. Raises ValueError for a page without one."""
    together: dict[str, dict[str, None]] = {}
    for page in sorted(folder.rglob("*.html")):
        with page.open(encoding="utf-8") as file:
            found = _META.search(file.read(_HEAD))
        if not found:
            raise ValueError(f"{page} has no content security policy")
        for directive in found[1].split(";"):
            name, *sources = directive.split()
            together.setdefault(name, {}).update(dict.fromkeys(sources))
    return {name: _tidy(list(sources)) for name, sources in together.items()}


def as_header(directives: Directives) -> str:
    """The header that travels with the pages."""
    return "; ".join(" ".join([name, *sources]) for name, sources in (directives | _ONLY_AS_HEADER).items())


def as_lasting_header(directives: Directives) -> str:
    """The header that holds for later builds too: styles are left to the pages."""
    default = directives.get("default-src", ["'none'"])
    named = {name: directives.get(name, default) for name in _WITHOUT_STYLE}
    rest = {name: each for name, each in directives.items() if name not in ("default-src", "style-src")}
    return as_header(named | rest)


def _tidy(sources: list[str]) -> list[str]:
    """Hashes last and sorted; ``'none'`` stands only alone."""
    kept = [each for each in sources if each != "'none'"]
    hashes = sorted(each for each in kept if each.startswith("'sha256-"))
    return [each for each in kept if each not in hashes] + hashes or ["'none'"]
