"""A real browser on the real site: Debian's Chromium, driven by Playwright, on loopback only."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading

import pytest
from playwright.sync_api import sync_playwright


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """A browser that closes a tab in mid-answer is no fault."""


QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def address(built_site, tmp_path_factory):
    """The built site served under a path, as many councils will have it."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "campaign").symlink_to(built_site)
    server = _Server(("127.0.0.1", 0), functools.partial(_Silent, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/campaign/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CAMPAIGN_CHROMIUM") or shutil.which("chromium"), args=QUIET
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, address):
    """Opens a page of the site; afterwards nothing may have been asked of another host, and no policy broken."""
    contexts, complaints, outside = [], [], []

    def open_page(path="", width=360, **options):
        context = chromium.new_context(viewport={"width": width, "height": 800}, **options)
        context.route(
            lambda url: not url.startswith(address), lambda route: (outside.append(route.request.url), route.abort())
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address + path)
        return page

    open_page.outside = outside
    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
    assert [url for url in outside if "bbc.co.uk" not in url] == []
