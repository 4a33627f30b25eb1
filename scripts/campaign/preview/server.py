"""HTTP on this machine only: drafts are nobody else's business.

Bound to the loopback address, it also refuses requests that name another host, because a page of a stranger in the editor's
browser could otherwise read drafts through a name of its own that it has pointed here.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, unquote, urlsplit

from campaign.preview.answers import Answers
from campaign.preview.bar import OWN
from campaign.preview.desk import Desk, News
from campaign.preview.files import Answer
from campaign.problems import MachineError

HOST = "127.0.0.1"
KINDS = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
    ".ics": "text/calendar; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
}
#: Seconds after which a silent connection is closed, and after which a listener is told that we are still there.
IDLE, STILL_HERE = 30, 10


@dataclass(frozen=True)
class Backroom:
    """What the server hands requests to."""

    desk: Desk
    answers: Answers
    news: News


class Server(ThreadingHTTPServer):
    """Serves the preview at ``port``, or at a free port for 0. Raises MachineError when the port is taken."""

    daemon_threads = True

    def __init__(self, port: int, backroom: Backroom):
        self.backroom = backroom
        try:
            super().__init__((HOST, port), _Handler)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            what = "in use by another program" if error.errno == errno.EADDRINUSE else "not for everybody"
            raise MachineError(
                f"port {port} on {HOST}, which is {what}. Say another:  scripts/serve --port {max(port, 8000) + 1}"
            ) from None

    @property
    def address(self) -> str:
        """The address of the preview."""
        return f"http://{HOST}:{self.server_port}/"

    def handle_error(self, request, client_address):
        """A browser that closes a tab in mid-answer is no fault."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = IDLE
    server: Server

    def do_GET(self) -> None:
        port = self.server.server_port
        if self.headers.get("Host") not in (f"{HOST}:{port}", f"localhost:{port}"):
            self._send(Answer(b"This preview is for this machine only.", ".txt", 403))
            return
        address = urlsplit(self.path)
        path, query = unquote(address.path), dict(parse_qsl(address.query))
        if path == f"{OWN}events":
            self._tell(query)
        else:
            self._send(self._answer(path, query))

    do_HEAD = do_GET

    def _answer(self, path: str, query: dict[str, str]) -> Answer:
        try:
            answer = self.server.backroom.desk.ask(lambda: self.server.backroom.answers.get(path, query))
            return answer() if callable(answer) else answer
        except Exception as error:
            # A fault of ours. The editor sees it and goes on; the next request is answered.
            return Answer(f"The preview cannot show this: {type(error).__name__}: {error}".encode(), ".txt", 500)

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        if answer.goal is not None:
            self.send_header("Location", answer.goal)
        self.send_header("Content-Type", KINDS.get(answer.kind, "application/octet-stream"))
        self.send_header("Content-Length", str(len(answer.content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.content)

    def _tell(self, query: dict[str, str]) -> None:
        """Send the state of the page at the address ``page``, and again whenever it changes (server-sent events)."""
        backroom = self.server.backroom
        page = urlsplit(query.get("page", "/"))
        ask: Callable[[], str] = lambda: backroom.answers.state(unquote(page.path), dict(parse_qsl(page.query)))
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        said = ""
        while True:
            seen = backroom.news.count
            state = backroom.desk.ask(ask)
            self.wfile.write(f"data: {state}\n\n".encode() if state != said else b": still here\n\n")
            said = state
            backroom.news.wait(seen, STILL_HERE)

    def log_message(self, *_):
        """The terminal is for problems."""
