"""The editor's server: this machine only, this folder only, and of this folder only what editors write.

A page of another site can send requests to a port of this machine. So the host must be named as we are, and
whatever writes must carry a word that only our own page was told.
"""

from __future__ import annotations

import json
import secrets
import sys
from datetime import date
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from urllib.parse import unquote, urlsplit

import yaml

from campaign import schema
from campaign.editor import saving, settings, sveltia
from campaign.problems import ContentError, as_dicts

HOST = "127.0.0.1"
PAGE = Path(__file__).parent / "page"
TOKEN_HEADER = "X-Campaign-Token"
#: Nothing is asked of any other host, whatever the editor would like to ask.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self' blob: data:; worker-src 'self' blob:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
_LARGEST = 1_000_000
_PROGRAM = {sveltia.SCRIPT: "text/javascript; charset=utf-8", sveltia.ICONS: "font/woff2"}


class Server(ThreadingHTTPServer):
    """Serves the editor, whose files are in ``program``, for the folder ``root``. ``port`` 0 takes a free one."""

    daemon_threads = True

    def __init__(self, root: Path, program: Path, port: int = 0):
        super().__init__((HOST, port), _Handler)
        self.root, self.program = root, program
        self.token = secrets.token_urlsafe(24)
        self.writing = Lock()

    def handle_error(self, request, client_address) -> None:
        """A browser that closes a tab in mid-answer is no fault; anything else shows itself."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://{HOST}:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        if not self._is_for_us():
            return
        place = unquote(urlsplit(self.path).path)
        match place.split("/", 2)[1:]:
            case [""]:
                page = (PAGE / "index.html").read_text(encoding="utf-8").replace("TOKEN", self.server.token)
                self._send(page, "text/html; charset=utf-8")
            case ["bridge.js"]:
                self._send((PAGE / "bridge.js").read_bytes(), "text/javascript; charset=utf-8")
            case [name] if name in _PROGRAM:
                self._send((self.server.program / name).read_bytes(), _PROGRAM[name])
            case ["config.yml"]:
                self._answer(lambda: yaml.safe_dump(settings.make(self.server.root, date.today()), allow_unicode=True))
            case ["files"]:
                self._send(json.dumps(saving.files(self.server.root)), "application/json")
            case ["files", name] if name in saving.files(self.server.root):
                self._send((self.server.root / name).read_bytes(), "application/octet-stream")
            case ["findings", name] if name in saving.files(self.server.root):
                found = saving.findings(self.server.root, name)
                self._send(json.dumps(as_dicts(found), ensure_ascii=False), "application/json")
            case _:
                self.send_error(HTTPStatus.NOT_FOUND)

    def do_PUT(self) -> None:
        if not self._is_for_us():
            return
        name = unquote(urlsplit(self.path).path).removeprefix("/files/")
        length = int(self.headers.get("Content-Length") or 0)
        if not secrets.compare_digest(self.headers.get(TOKEN_HEADER, ""), self.server.token):
            self.send_error(HTTPStatus.FORBIDDEN)
        elif not saving.may_write(self.server.root, name) or length > _LARGEST:
            self.send_error(HTTPStatus.FORBIDDEN, "the editor does not write this file")
        else:
            self._answer(lambda: self._save(name, self.rfile.read(length)))

    def _save(self, name: str, raw: bytes) -> str:
        with self.server.writing:
            saving.save(self.server.root, name, schema.decoded(raw, name, saving.CHECK))
        return ""

    def _answer(self, work) -> None:
        """What ``work`` returns, or the problems that it raises."""
        try:
            self._send(work(), "text/plain; charset=utf-8")
        except ContentError as error:
            problems = json.dumps(as_dicts(error.problems), ensure_ascii=False)
            self._send(problems, "application/json", HTTPStatus.UNPROCESSABLE_ENTITY)

    def _is_for_us(self) -> bool:
        ours = self.headers.get("Host") in (f"{HOST}:{self.server.server_port}", f"localhost:{self.server.server_port}")
        if not ours:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        return ours

    def _send(self, body: str | bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        body = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments) -> None:
        """Say nothing: the page itself says what was saved."""
