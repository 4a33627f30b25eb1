"""WebDriver BiDi, as much of it as a reader needs (https://w3c.github.io/webdriver-bidi/).

Debian packs no driver for Firefox; but Firefox itself speaks this protocol over a web socket on loopback.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from websockets.sync.client import ClientConnection, connect

_EVENTS = ["network.beforeRequestSent", "log.entryAdded"]


class Session:
    """One session. ``requests`` and ``said`` grow while calls are made."""

    def __init__(self, socket: ClientConnection):
        self._socket, self._numbers = socket, count(1)
        self.requests: list[str] = []
        self.said: list[tuple[str, str]] = []
        self._inside = self._elsewhere = ""

    @classmethod
    @contextmanager
    def of(cls, process: subprocess.Popen) -> Iterator[Session]:
        """The session of a browser that has just been started with its standard error as a pipe. Raises EOFError when it stops first."""
        with connect(_address(process), max_size=None, open_timeout=30, compression=None) as socket:
            session = cls(socket)
            session.call("session.new", capabilities={})
            session.call("session.subscribe", events=_EVENTS)
            yield session

    def stand_outside(self, inside: str, elsewhere: str) -> None:
        """Answer every request to an address that does not begin with ``inside`` with the HTML ``elsewhere``, or never when it is empty."""
        self._inside, self._elsewhere = inside, elsewhere
        self.call("network.addIntercept", phases=["beforeRequestSent"])

    def call(self, method: str, **parameters: Any) -> Any:
        """Call a method and give its result. Raises RuntimeError with the browser's words."""
        number = self._send(method, parameters)
        while True:
            message = json.loads(self._socket.recv(timeout=30))
            if message["type"] == "event":
                self._note(message["method"], message["params"])
            elif message.get("id") == number:
                if message["type"] == "error":
                    raise RuntimeError(f"{method}: {message['message']}")
                return message["result"]

    def _send(self, method: str, parameters: dict) -> int:
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        return number

    def _note(self, event: str, about: dict) -> None:
        if event == "log.entryAdded":
            self.said.append((about["level"], about["text"]))
            return
        request = about["request"]
        self.requests.append(request["url"])
        if not about.get("isBlocked"):
            return
        if request["url"].startswith((self._inside, "data:", "about:")):
            self._send("network.continueRequest", {"request": request["request"]})
        elif self._elsewhere:
            body = {"type": "string", "value": self._elsewhere}
            self._send("network.provideResponse", {"request": request["request"], "statusCode": 200, "body": body})

    def evaluate(self, tab: str, expression: str) -> Any:
        """The value of an expression, promises awaited; it must be JSON."""
        answer = self.call(
            "script.evaluate",
            expression=f"(async () => JSON.stringify((await ({expression})) ?? null))()",
            target={"context": tab},
            awaitPromise=True,
        )
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])


def _address(process: subprocess.Popen) -> str:
    for line in process.stderr:
        if match := re.search(r"WebDriver BiDi listening on (\S+)", line):
            return match[1] + "/session"
    raise EOFError("the browser stopped before it listened")
