"""A real browser for benchmarks and tests: Debian's Chromium, driven by Playwright, on loopback only."""

from __future__ import annotations

import functools
import http.server
import importlib.util
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from campaign.problems import MachineError

CHROMIUM, FIREFOX = "chromium", "firefox"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


_drivers: list = []


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """A browser that closes a tab in mid-answer is no fault."""


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@contextmanager
def serving(folder: Path, handler: type[http.server.SimpleHTTPRequestHandler] = _Silent) -> Iterator[str]:
    """Serve a folder on a free loopback port; gives its address."""
    server = _Server(("127.0.0.1", 0), functools.partial(handler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def chromium_path() -> str:
    """Where Chromium is. Raises MachineError where it, or what drives it, is missing."""
    path = os.environ.get("CAMPAIGN_CHROMIUM") or shutil.which("chromium")
    if not path or not importlib.util.find_spec("playwright"):
        raise MachineError("Chromium and what drives it. Run  scripts/setup --test  once.")
    return path


@contextmanager
def driver() -> Iterator:
    """Playwright. A process may have only one, so whoever asks while it runs is given the same."""
    from playwright.sync_api import sync_playwright

    if _drivers:
        yield _drivers[0]
        return
    with sync_playwright() as playwright:
        _drivers.append(playwright)
        try:
            yield playwright
        finally:
            _drivers.clear()


@contextmanager
def chromium() -> Iterator:
    """A running Chromium. Raises MachineError where there is none."""
    path = chromium_path()
    with driver() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        try:
            yield browser
        finally:
            browser.close()
