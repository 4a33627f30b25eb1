"""Every address in every page leads to a file and an anchor that are there, at the root and under a path.

One pass over all attributes that can hold an address; the style sheet, the pages that the search offers and
references from one element to another are looked at too. Other sites are not asked: nothing leaves the machine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import unquote, urldefrag, urljoin

from campaign.gates.report import Finding, Report, problems
from campaign.gates.site import BuiltPage, Site

CHECK = "gate: links"
WHY = "who follows it, perhaps in danger, finds nothing."
MEND = "mend the link in the page or the template that it comes from, and build again."

_ADDRESSES = ("href", "src", "poster", "action", "data-root", "data-index")
_IDS = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns")
_OUTSIDE = re.compile(r"(https|tel|sms|mailto):", re.I)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
_URL = re.compile(r"url\(\s*[\"']?([^\"')]+)")
#: Stands for wherever the site is served, under a path that no site has.
_HOST = "https://site.invalid"


def check(site: Site) -> Report:
    """All addresses of all pages, and those in the search of each language."""
    files = {file.relative_to(site.folder).as_posix() for file in site.folder.rglob("*") if file.is_file()}
    findings: list[Finding] = []
    checked = 0
    for page in site.pages.values():
        for address in _addresses(page):
            checked += 1
            if fault := _fault(site, files, page, address):
                findings.append(Finding(page.path, fault))
    for finding in _search(site, files):
        checked += 1
        if finding:
            findings.append(finding)
    return Report(CHECK, len(site.pages), site.languages, 1, checked, "addresses", problems(CHECK, findings, WHY, MEND))


def _addresses(page: BuiltPage) -> Iterator[str]:
    for element in page.tree.iter("*"):
        values = element.attrib
        yield from (values[name] for name in _ADDRESSES if name in values)
        yield from (part.split()[0] for part in values.get("srcset", "").split(",") if part.strip())
        yield from (f"#{name}" for attribute in _IDS if attribute in values for name in values[attribute].split())
        if element.tag == "style":
            yield from _URL.findall(element.text or "")


def _fault(site: Site, files: set[str], page: BuiltPage, address: str) -> str | None:
    """What is wrong with an address, or None."""
    if address.startswith(site.base):
        address = site.path + address.removeprefix(site.base)
    elif _OUTSIDE.match(address):
        return None
    elif _SCHEME.match(address) or address.startswith("//"):
        return f"“{address}” is an address of a kind that this site does not use."
    elif address.startswith("/") and not page.is_not_found:
        return f"“{address}” begins at the host's root, and leaves a site that is served under a path."
    goal, anchor = urldefrag(urljoin(_HOST + site.path + page.url, address))
    if not goal.startswith(_HOST + site.path):
        return f"“{address}” leaves the site."
    path = unquote(goal.removeprefix(_HOST + site.path))
    file = path + "index.html" if path.endswith("/") or not path else path
    if file not in files:
        return f"“{address}” leads to {file}, which is not there."
    if anchor and unquote(anchor) not in (site.pages[file].ids if file in site.pages else ()):
        return f"“{address}” leads to a place in {file} that is not there."
    return None


def _search(site: Site, files: set[str]) -> Iterator[Finding | None]:
    """For each page that a search offers what is wrong with it, or None."""
    for file in sorted(name for name in files if name.rsplit("/", 1)[-1] == "search.js"):
        root = file.removesuffix("search.js")
        _, found, rest = (site.folder / file).read_text(encoding="utf-8").rpartition('"pages":')
        offered = json.JSONDecoder().raw_decode(rest)[0] if found else ()
        for url, *_ in offered:
            there = f"{root}{url}index.html" in site.pages
            yield None if there else Finding(file, f"the search offers “{url}”, which is not there.")
        if not offered:
            yield Finding(file, "the search offers no page.")
