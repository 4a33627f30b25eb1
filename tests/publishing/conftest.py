"""Small sites to publish, and a local S3 server."""

from __future__ import annotations

import socket
import subprocess
import time
from pathlib import Path

import pytest
from project import ROOT

#: Made by scripts/setup --test.
S3_SERVER = ROOT / ".venv" / "s3-server" / "bin" / "moto_server"


def write_site(folder: Path, files: dict[str, str]) -> Path:
    """A site with these files and no others."""
    for name, text in ({"assets/campaign.0123456789ab.js": "1", "robots.txt": "all"} | files).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def read_site(folder: Path) -> dict[str, str]:
    """The files of a site and their text."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def sites(tmp_path):
    """Three builds after one another: a page is added, a page is taken away."""
    first = {"index.html": "home 1", "about/index.html": "about"}
    second = {"index.html": "home 2", "about/index.html": "about", "new/index.html": "new"}
    third = {"index.html": "home 3", "about/index.html": "about"}
    return [write_site(tmp_path / f"site-{number}", files) for number, files in enumerate((first, second, third), 1)]


@pytest.fixture(scope="session")
def s3_endpoint(tmp_path_factory):
    """The address of a local S3 server that stops with the tests."""
    assert S3_SERVER.exists(), "the local S3 server is not on this machine. Run  scripts/setup --test  once."
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    log = tmp_path_factory.mktemp("s3") / "log"
    with log.open("wb") as output:
        command = [S3_SERVER, "-H", "127.0.0.1", "-p", str(port)]
        process = subprocess.Popen(command, stdout=output, stderr=output)
    try:
        _wait(port, process, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def _wait(port: int, process: subprocess.Popen, log: Path) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            assert process.poll() is None, log.read_text(encoding="utf-8")
            time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8"))
