"""The preview: seconds from saving a file to the refreshed page in a real browser, and a soak of 500 edits.

Wall clock and not CPU: it is an editor who waits. On a busy machine the figures are those of the busy machine.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from statistics import median

from campaign.bench import browser
from campaign.bench.figures import Figure
from campaign.bench.soak import Soaked, copy_of, serving, soak

#: How often each kind of edit is measured, and how many edits the soak has.
TIMES, EDITS = 7, 500
PAGE = "recognise/parents/"


def run(root: Path) -> list[Figure]:
    """Measure in copies of the project."""
    with tempfile.TemporaryDirectory(prefix="campaign-bench-") as scratch:
        speed = edits(copy_of(root, Path(scratch) / "speed"))
        soaked = soak(copy_of(root, Path(scratch) / "soak"), EDITS)
    return [*speed, *figures(soaked)]


def edits(root: Path) -> list[Figure]:
    """Seconds from saving to the screen, for each kind of edit."""
    kinds = {
        "a page": ("docs/recognise/parents.md", "One worry is enough", PAGE),
        "a translation": ("translations/ur.po", "والدین اور سرپرست", f"ur/{PAGE}"),
        "a council": ("councils/luton/council.yml", "Luton Council", f"council/luton/{PAGE}"),
        "a word of the interface": ("translations/interface.yml", "Leave this site", PAGE),
        "a template": ("overrides/main.html", "{{ view.heading }}", PAGE),
    }
    found = []
    with serving(root) as (_, address), browser.chromium() as chromium:
        for kind, (file, words, page) in kinds.items():
            seconds = [_seconds(chromium, root / file, words, address + page, number) for number in range(TIMES)]
            found.append(Figure(f"preview: {kind}, saved to shown, median", round(median(seconds), 2), "s", 1))
            found.append(Figure(f"preview: {kind}, saved to shown, slowest", round(max(seconds), 2), "s"))
    return found


def _seconds(chromium, file: Path, words: str, address: str, number: int) -> float:
    """Save an edit and wait until an open page shows it; then put the file back, so that the next starts from the same state."""
    mark, before = f"edit{number}{file.stem}", file.read_text(encoding="utf-8")
    page = chromium.new_page()
    try:
        page.goto(address)
        page.locator("aside .row").wait_for()
        start = time.perf_counter()
        file.write_text(before.replace(words, f"{mark} {words}"), encoding="utf-8")
        page.locator("body", has_text=mark).wait_for(state="attached", timeout=30_000)
        return time.perf_counter() - start
    finally:
        page.close()
        file.write_text(before, encoding="utf-8")
        time.sleep(1)


def figures(soaked: Soaked) -> list[Figure]:
    """A soak against its budgets. Growth is from the middle of the first half, when everything is warm, to the last quarter."""
    half, quarter = len(soaked.uses) // 2, len(soaked.uses) // 4
    early, late = soaked.uses[quarter:half], soaked.uses[-quarter:]
    grown = lambda name: median(getattr(use, name) for use in late) - median(getattr(use, name) for use in early)
    return [
        Figure("preview soak: edits", soaked.edits, "edits", 500, at_least=True),
        Figure("preview soak: answers that were no page", soaked.no_page, "answers", 0),
        Figure("preview soak: pages lost at the end", soaked.strange, "pages", 0),
        Figure("preview soak: memory, late", round(median(use.memory for use in late) / 1000), "MB"),
        Figure("preview soak: memory grown", round(grown("memory") / 1000), "MB", 20),
        Figure("preview soak: open files, late", median(use.files for use in late), "files"),
        Figure("preview soak: open files grown", grown("files"), "files", 2),
        Figure("preview soak: threads grown", grown("threads"), "threads", 2),
    ]
