"""Starts the preview and stops it, by Ctrl-C or SIGTERM, leaving nothing behind."""

from __future__ import annotations

import logging
import signal
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

from campaign.preview.answers import Answers
from campaign.preview.checking import Checking
from campaign.preview.desk import Desk, News
from campaign.preview.files import Files
from campaign.preview.paper import Paper
from campaign.preview.press import Press
from campaign.preview.project import Project
from campaign.preview.server import Backroom, Server
from campaign.preview.watching import Watch


def run(root: Path, port: int, started: Callable[[str], None]) -> None:
    """Serve the preview until a signal comes; ``started`` is told its address. Raises MachineError when the port is taken."""
    # What MkDocs complains of is what the checks say better.
    logging.getLogger("mkdocs").addHandler(logging.NullHandler())
    desk, news, project = Desk(), News(), Project(root)
    with tempfile.TemporaryDirectory(prefix="campaign-preview-") as scratch:
        paper = Paper(root)
        press = Press(project, Path(scratch))
        server = Server(port, Backroom(desk, Answers(Files(press, paper), lambda: checking.findings), news))
        checking = Checking(root, news.tell)

        def look() -> None:
            project.refresh()
            checking.ask(project.version)
            news.tell()

        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: desk.stop())
        watch = Watch(root, lambda: desk.ask(look))
        look()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        started(server.address)
        try:
            desk.work()
        finally:
            server.shutdown()
            server.server_close()
            checking.stop()
            paper.stop()
            watch.stop()
