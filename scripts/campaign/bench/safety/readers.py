"""A reader with a browser of their own: Debian's Chromium by Playwright, Firefox by its own WebDriver BiDi.

Both keep their profile on disk, so that after closing one can look where a watching person would look: in
the browser's history database. What is outside the site never answers, so a page that waits for it shows.
"""

from __future__ import annotations

import shutil
import socket
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from campaign.bench.browser import FIREFOX, QUIET, chromium_path, driver
from campaign.bench.safety.bidi import Session
from campaign.problems import MachineError


class Reader(Protocol):
    """What a reader does, and what is seen of it. ``requests`` are all addresses asked for; ``said`` is the console, level first."""

    requests: list[str]
    said: list[tuple[str, str]]

    def goto(self, url: str) -> None: ...
    def evaluate(self, expression: str) -> Any: ...
    def click(self, selector: str) -> None: ...
    def press(self, key: str) -> None: ...
    def back(self) -> None: ...
    def cookies(self) -> int: ...
    def wait(self, seconds: float) -> None: ...
    def close(self) -> None: ...
    def history(self) -> list[tuple[str, str]]:
        """Address and title of every row of the browser's own history; only after closing."""
        ...


class ChromiumReader:
    """Chromium with a profile in ``profile``. Outside of the site stands ``elsewhere``; without it nobody answers."""

    def __init__(self, playwright, profile: Path, inside: str, nobody: int, elsewhere: str):
        self.requests, self.said, self._profile = [], [], profile
        # Requests held back by Playwright would also hold back its questions to the page; so names lead to a deaf port.
        names = f"--host-resolver-rules=MAP * 127.0.0.1:{nobody}, EXCLUDE 127.0.0.1"
        self._context = playwright.chromium.launch_persistent_context(
            str(profile), executable_path=chromium_path(), args=[*QUIET, names], viewport={"width": 360, "height": 800}
        )
        if elsewhere:
            outside = lambda url: not url.startswith(inside)
            self._context.route(outside, lambda route: route.fulfill(body=elsewhere, content_type="text/html"))
        self._page = self._context.pages[0]
        self._page.on("request", lambda request: self.requests.append(request.url))
        self._page.on("console", lambda said: self.said.append((said.type, said.text)))
        self._page.on("pageerror", lambda error: self.said.append(("error", str(error))))

    def goto(self, url: str) -> None:
        from playwright.sync_api import Error

        while True:
            try:
                self._page.goto(url)
                return
            except Error as error:
                # The site that never answers has just been given up.
                if "interrupted by another navigation" not in str(error):
                    raise

    def evaluate(self, expression: str) -> Any:
        from playwright.sync_api import Error

        while True:
            try:
                return self._page.evaluate(expression)
            except Error as error:
                # When another page has come meanwhile, the question is for that one.
                if "context was destroyed" not in str(error):
                    raise

    def click(self, selector: str) -> None:
        self._page.locator(selector).first.click(no_wait_after=True)

    def press(self, key: str) -> None:
        self._page.keyboard.press(key)

    def back(self) -> None:
        self._page.go_back(wait_until="commit", timeout=5000)

    def cookies(self) -> int:
        return len(self._context.cookies())

    def wait(self, seconds: float) -> None:
        self._page.wait_for_timeout(1000 * seconds)

    def close(self) -> None:
        self._context.close()

    def history(self) -> list[tuple[str, str]]:
        return _rows(self._profile / "Default" / "History", "select url, title from urls")


_KEYS = {"Shift": "\ue008", "Enter": "\ue007", "Escape": "\ue00c"}
_PREFERENCES = """user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.startup.page", 0);
user_pref("browser.topsites.contile.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("app.normandy.enabled", false);
user_pref("services.settings.server", "data:,");
user_pref("toolkit.telemetry.enabled", false);
"""


class FirefoxReader:
    """Firefox with a profile in ``profile``. Outside of the site stands ``elsewhere``; without it nobody answers."""

    def __init__(self, process: subprocess.Popen, session: Session, profile: Path, inside: str, elsewhere: str):
        self._process, self._session, self._profile = process, session, profile
        self._tab = self._session.call("browsingContext.getTree")["contexts"][0]["context"]
        self.requests, self.said = self._session.requests, self._session.said
        self._session.stand_outside(inside, elsewhere)
        self._session.call("browsingContext.setViewport", context=self._tab, viewport={"width": 360, "height": 800})

    def goto(self, url: str) -> None:
        self._session.call("browsingContext.navigate", context=self._tab, url=url, wait="complete")

    def evaluate(self, expression: str) -> Any:
        return self._session.evaluate(self._tab, expression)

    def click(self, selector: str) -> None:
        self.evaluate(f"document.querySelector({selector!r}).scrollIntoView({{block: 'center'}})")
        x, y = self.evaluate(
            f"(() => {{ const box = document.querySelector({selector!r}).getBoundingClientRect(); "
            "return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)]; })()"
        )
        press = [{"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp")]
        self._act("pointer", [{"type": "pointerMove", "x": x, "y": y}, *press])

    def press(self, key: str) -> None:
        self._act("key", [{"type": kind, "value": _KEYS.get(key, key)} for kind in ("keyDown", "keyUp")])

    def _act(self, kind: str, actions: list[dict]) -> None:
        self._session.call(
            "input.performActions", context=self._tab, actions=[{"type": kind, "id": kind, "actions": actions}]
        )

    def back(self) -> None:
        self._session.call("browsingContext.traverseHistory", context=self._tab, delta=-1)

    def cookies(self) -> int:
        return len(self._session.call("storage.getCookies")["cookies"])

    def wait(self, seconds: float) -> None:
        time.sleep(seconds)
        self._session.call("session.status")

    def close(self) -> None:
        self._session.call("browser.close")
        # The history is written to disk while it closes.
        self._process.wait(30)

    def history(self) -> list[tuple[str, str]]:
        return _rows(self._profile / "places.sqlite", "select url, coalesce(title, '') from moz_places")


def firefox_path() -> str:
    """Where Firefox is. Raises MachineError."""
    path = shutil.which("firefox-esr") or shutil.which("firefox")
    if not path:
        raise MachineError("Firefox. Run  scripts/setup --test  once.")
    return path


@contextmanager
def reader(browser: str, inside: str, elsewhere: str = "") -> Iterator[Reader]:
    """A reader with a new profile; ``browser`` is chromium or firefox, ``inside`` the address of the site, ``elsewhere`` the HTML of all others."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        profile = Path(folder)
        if browser == FIREFOX:
            with _firefox(profile) as process, Session.of(process) as session:
                yield FirefoxReader(process, session, profile, inside, elsewhere)
            return
        with driver() as playwright, socket.create_server(("127.0.0.1", 0)) as nobody:
            yield ChromiumReader(playwright, profile, inside, nobody.getsockname()[1], elsewhere)


@contextmanager
def _firefox(profile: Path) -> Iterator[subprocess.Popen]:
    (profile / "user.js").write_text(_PREFERENCES, encoding="utf-8")
    command = [firefox_path(), "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
        try:
            yield process
        finally:
            process.terminate()


def _rows(database: Path, query: str) -> list[tuple[str, str]]:
    with sqlite3.connect(database) as opened:
        return opened.execute(query).fetchall()
