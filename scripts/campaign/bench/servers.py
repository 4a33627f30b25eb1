"""Real servers for benchmarks and tests: started on loopback with the settings that a build emitted, and stopped at the end.

``site`` is the built site, with its settings inside or beside it; ``work`` an empty folder for the server's own files;
``path`` where the site stands on the host; ``served`` what the server shows in place of ``site``, such as a link to it.
Each gives the address of the site, and raises MachineError where the server is missing: a host nobody tried must not
look tried.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from campaign.hosts.servers import SERVER_FOLDER
from campaign.problems import MachineError

MODULES = ("mpm_event", "authz_core", "alias", "dir", "mime", "headers", "rewrite", "deflate", "filter")


def program(name: str) -> str:
    """The path of a server's program. Raises MachineError."""
    path = shutil.which(name) or shutil.which(name, path="/usr/sbin")
    if not path:
        raise MachineError(f"{name}. Run  scripts/setup --test  once.")
    return path


def free_port() -> int:
    """A port of the loopback that nobody uses."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def _settings(site: Path, name: str, served: Path) -> Path:
    """The emitted file for beside the site, with the folder changed as the guide says."""
    text = (site.parent / f"{site.name}.{name}").read_text(encoding="utf-8")
    file = served.parent / f"{served.name}.{name}"
    file.write_text(text.replace(SERVER_FOLDER, str(served)), encoding="utf-8")
    return file


@contextlib.contextmanager
def nginx(site: Path, work: Path, path: str, served: Path | None = None) -> Iterator[str]:
    """Serve by nginx."""
    port, own = free_port(), _settings(site, "nginx.conf", served or site)
    user = "user root;" if os.geteuid() == 0 else ""
    temporary = "".join(
        f"{kind}_temp_path {work}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    config = work / "nginx.conf"
    config.write_text(
        f"{user} daemon off; pid {work}/nginx.pid; error_log {work}/error.log; worker_processes 1;\n"
        f"events {{ worker_connections 512; }}\n"
        f"http {{ include /etc/nginx/mime.types; default_type application/octet-stream; access_log off; {temporary}\n"
        f"keepalive_requests 1000000;\n"
        f"server {{ listen 127.0.0.1:{port}; include {own}; }} }}\n",
        encoding="utf-8",
    )
    with _running([program("nginx"), "-p", str(work), "-e", f"{work}/error.log", "-c", str(config)], port, work):
        yield f"http://127.0.0.1:{port}{path}"


@contextlib.contextmanager
def apache(site: Path, work: Path, path: str, served: Path | None = None) -> Iterator[str]:
    """Serve by Apache, which reads the settings inside the site."""
    port, folder = free_port(), served or site
    modules = "".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in MODULES)
    place = f"DocumentRoot {folder}\n" if path == "/" else f"DocumentRoot {work}\nAlias {path} {folder}/\n"
    config = work / "httpd.conf"
    config.write_text(
        f"{modules}ServerRoot {work}\nServerName 127.0.0.1\nListen 127.0.0.1:{port}\nPidFile {work}/httpd.pid\n"
        f"ErrorLog {work}/error.log\nTypesConfig /etc/mime.types\n{place}"
        f"<Directory />\nRequire all granted\nAllowOverride None\n</Directory>\n"
        f"<Directory {folder}/>\nAllowOverride All\nOptions FollowSymLinks Indexes\n</Directory>\n"
        '<Files ".ht*">\nRequire all denied\n</Files>\n',
        encoding="utf-8",
    )
    with _running([program("apache2"), "-d", str(work), "-f", str(config), "-D", "FOREGROUND"], port, work):
        yield f"http://127.0.0.1:{port}{path}"


@contextlib.contextmanager
def caddy(site: Path, work: Path, path: str, served: Path | None = None) -> Iterator[str]:
    """Serve by Caddy."""
    port, own = free_port(), _settings(site, "caddy", served or site)
    config = work / "Caddyfile"
    config.write_text(
        f"{{\n\tadmin off\n\tauto_https off\n}}\nhttp://127.0.0.1:{port} {{\n\timport {own}\n}}\n",
        encoding="utf-8",
    )
    command = [program("caddy"), "run", "--config", str(config), "--adapter", "caddyfile"]
    with _running(command, port, work, XDG_DATA_HOME=str(work), XDG_CONFIG_HOME=str(work), HOME=str(work)):
        yield f"http://127.0.0.1:{port}{path}"


#: By the name of the host.
SERVERS = {"nginx": nginx, "apache": apache, "caddy": caddy}


@contextlib.contextmanager
def _running(command: list[str], port: int, work: Path, **environment: str) -> Iterator[None]:
    log = work / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, env=os.environ | environment)
    try:
        _wait(port, process, work)
        yield
    finally:
        process.terminate()
        process.wait(10)


def _wait(port: int, process: subprocess.Popen, work: Path) -> None:
    for _ in range(200):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    said = "\n".join(file.read_text(encoding="utf-8", errors="replace") for file in sorted(work.glob("*.log")))
    raise MachineError(f"a server that starts:\n{said}")
