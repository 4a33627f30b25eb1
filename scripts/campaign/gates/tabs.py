"""Portions of a site given to the tabs of one Chromium, two at a time: while one waits, the other works."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from campaign.bench import browser
from campaign.gates.site import Site

TABS = 2

Work = Callable[[Any, str, Any], Awaitable[None]]
"""Given the running browser, the address at which the site is served, and a portion."""


def work(site: Site, portions: list, do: Work) -> None:
    """Do all portions, each once. Raises MachineError without Chromium."""
    path = browser.chromium_path()
    with _served(site) as address, ThreadPoolExecutor(1) as own:
        # In a thread of its own, because whoever calls may drive a browser, too.
        own.submit(asyncio.run, _work(path, address, list(reversed(portions)), do)).result()


async def _work(path: str, address: str, left: list, do: Work) -> None:
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=path, args=browser.QUIET)

        async def take() -> None:
            while left:
                await do(running, address, left.pop())

        await asyncio.gather(*(take() for _ in range(TABS)))
        await running.close()


@contextmanager
def _served(site: Site) -> Iterator[str]:
    """The site under the path it is made for, because the page for missing addresses names that path."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = site.folder.absolute()
        if site.path != "/":
            place = Path(scratch) / site.path.strip("/")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to(folder)
            folder = Path(scratch)
        with browser.serving(folder) as address:
            yield address.rstrip("/") + site.path
