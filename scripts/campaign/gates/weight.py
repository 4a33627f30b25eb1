"""No page is heavier than its budget, compressed as a host does it: brotli at level 5."""

from __future__ import annotations

import brotli

from campaign.gates.report import Finding, Report, problems
from campaign.gates.site import Site

CHECK = "gate: weight"
WHY = "on a slow connection the first view takes another round trip, and a frightened reader waits."
MEND = "cut the page in two, or make the style sheet smaller (overrides/components/)."
#: Bytes: the heaviest page, and the page that 95 in a hundred are lighter than.
MOST, MOST_P95 = 14_000, 10_000


def check(site: Site) -> Report:
    """The weight of every page."""
    sizes = {path: len(brotli.compress(page.raw, quality=5)) for path, page in site.pages.items()}
    findings = [
        Finding(path, f"this page has {size} bytes, and {MOST} are the most.")
        for path, size in sizes.items()
        if size > MOST
    ]
    ordered = sorted(sizes, key=sizes.get)
    usual = ordered[int(0.95 * len(ordered))] if ordered else ""
    if usual and sizes[usual] > MOST_P95:
        findings.append(
            Finding(usual, f"5 in a hundred pages have {sizes[usual]} bytes or more, and {MOST_P95} are the most.")
        )
    unit = f"pages weighed, p95 {sizes[usual]} and most {sizes[ordered[-1]]} bytes" if usual else "pages weighed"
    return Report(CHECK, len(sizes), site.languages, 1, len(sizes), unit, problems(CHECK, findings, WHY, MEND))
