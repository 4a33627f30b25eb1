"""What a site leaves behind in real browsers: asked of every page, and along the way of a reader who leaves."""

from __future__ import annotations

import tempfile
from itertools import cycle, islice
from pathlib import Path

from campaign.bench import browser, hostile
from campaign.bench.figures import Figure
from campaign.bench.safety import journey, pages
from campaign.build import Options, build

BROWSERS = (browser.CHROMIUM, browser.FIREFOX)
#: How often the exit is pressed in each browser, and how many whole journeys are made.
EXITS, JOURNEYS = 200, 4
#: The most milliseconds that a page may be seen after the press.
AT_ONCE = 50


def run(root: Path) -> tuple[list[Figure], dict]:
    """Build the site in a scratch folder and measure it, then try the hostile inputs; the second value holds every journey as it was."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "campaign"
        # The page for a missing address has its links from the host's root.
        build(Options(root, site, with_leaflets=False, base_url="https://www.example.org/campaign/"))
        with browser.serving(Path(folder)) as address:
            at = address + "campaign/"
            figures = _every_page(pages.visit_all(site, at))
            journeys = []
            for name in BROWSERS:
                covered = journey.cover(name, at, _some(site))
                walked = [journey.walk(name, at, by_key=number % 2 == 1) for number in range(JOURNEYS)]
                figures += _exits(name, covered) + _left(name, walked)
                journeys += walked
    figures += hostile.figures(root)
    return figures, {"journeys": [vars(each) | {"addresses_shown": sorted(each.addresses_shown)} for each in journeys]}


def _some(site: Path) -> list[str]:
    """Pages from all parts of the site and all languages, one for each exit."""
    known = [path for path in pages.addresses(site) if not path.endswith(".html")]
    return list(islice(cycle(known[:: max(1, len(known) // EXITS)]), EXITS))


def _every_page(seen: pages.Seen) -> list[Figure]:
    none = {
        "policy violations and other complaints": len(seen.complaints),
        "requests to others": len(seen.outside),
        "cookies": seen.cookies,
        "values in storage": seen.counts["stored"],
        "inline scripts": seen.counts["scripts"],
        "handlers in attributes": seen.counts["handlers"],
        "style attributes": seen.counts["styles"],
        "policies with “unsafe”": seen.counts["unsafe"],
    }
    visited = Figure("safety: pages visited", seen.pages, "pages", 1, at_least=True)
    return [visited, *(Figure(f"safety: {name}", count, "", 0) for name, count in none.items())]


def _exits(name: str, covered: list[journey.Covered]) -> list[Figure]:
    slowest = max(each.milliseconds for each in covered)
    return [
        Figure(f"safety: {name}, exits pressed", len(covered), "exits", EXITS, at_least=True),
        Figure(f"safety: {name}, slowest exit while the next site hangs", round(slowest), "ms", AT_ONCE),
        Figure(f"safety: {name}, exits with text still to see", sum(bool(each.text) for each in covered), "exits", 0),
    ]


def _left(name: str, walked: list[journey.Left]) -> list[Figure]:
    campaign = sum("Sunny" not in each.text_after_back and bool(each.text_after_back) for each in walked)
    return [
        Figure(f"safety: {name}, Back shows the campaign", campaign, f"of {len(walked)}", 0),
        Figure(f"safety: {name}, rows in the history", max(len(each.rows) for each in walked), "rows", 1),
        Figure(f"safety: {name}, complaints on the way", sum(len(each.complaints) for each in walked), "", 0),
    ]
