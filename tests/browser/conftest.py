"""A real browser on the real site: Debian's Chromium, driven by Playwright, on loopback only."""

from __future__ import annotations

import pytest

from campaign.bench import browser


@pytest.fixture(scope="session")
def address(built_site, tmp_path_factory):
    """The built site served under a path, as many councils will have it."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "campaign").symlink_to(built_site)
    with browser.serving(folder) as address:
        yield address + "campaign/"


@pytest.fixture(scope="session")
def chromium():
    with browser.chromium() as running:
        yield running


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
