"""A server by rsync, over ssh or into a folder of this machine, in the layout of ``folder``.

rsync compares the content of files with the release that is live and sends only what differs; the link is turned by
the server's own shell. rsync alone would write into the folder that is being served.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

from campaign.problems import MachineError
from campaign.publishing import folder, manifest
from campaign.publishing.manifest import Published

_DESTINATION = re.compile(r"(?:(?P<host>[^/:]+):)?(?P<path>.+)")
_SENT = re.compile(r"^<f|^>f", re.M)

_MAKE = 'mkdir -p "$1/releases" "$1/manifests"; touch "$1/published"; tail -n 1 "$1/published"'

#: Turns the link to the release that stands last in the list; what is not in the list is removed.
_LIVE = """
ln -sfn "releases/$(tail -n 1 .published.new)" .current.new
mv -Tf .current.new current
mv -f .published.new published
for release in releases/* releases/.*.part; do
  grep -qxF "${release##*/}" published || rm -rf "$release"
done
"""
_PUBLISH = f"""set -eu
cd "$1"
mv "releases/.$2.part" "releases/$2"
{{ cat published; echo "$2"; }} | tail -n "$3" >.published.new
{_LIVE}"""
_ROLL_BACK = f"""set -eu
cd "$1"
[ "$(wc -l <published)" -ge 2 ] || {{ echo "no earlier release" >&2; exit 1; }}
sed '$d' published >.published.new
{_LIVE}
tail -n 1 published"""


def publish(site: Path, destination: str, keep: int) -> Published:
    """Send ``site`` to ``[user@host:]path`` and let readers have it. Raises MachineError."""
    host, path = _split(destination)
    live = _shell(host, _MAKE, path).strip()
    files = manifest.of_site(site)
    if live.endswith(manifest.release_name(files)[-13:]):
        return Published(destination, live, len(files), 0, 0)
    name = manifest.release_name(files)
    same = ["--link-dest=../../current/"] if live else []
    listed = _run(
        ["rsync", "-rlpc", "--chmod=D755,F644", "--itemize-changes", *same, f"{site}/", _goal(host, path, name)]
    )
    _shell(host, _PUBLISH, path, name, str(max(keep, folder.FEWEST)))
    return Published(destination, name, len(files), len(_SENT.findall(listed)), 0)


def roll_back(destination: str) -> Published:
    """Give readers the release that was live before. Raises MachineError when there is none."""
    host, path = _split(destination)
    return Published(destination, _shell(host, _ROLL_BACK, path).strip(), 0, 0, 0)


def _split(destination: str) -> tuple[str | None, str]:
    found = _DESTINATION.fullmatch(destination)
    return (found["host"], found["path"].rstrip("/")) if found else (None, destination)


def _goal(host: str | None, path: str, name: str) -> str:
    goal = f"{path}/releases/.{name}.part/"
    return f"{host}:{goal}" if host else goal


def _shell(host: str | None, script: str, *arguments: str) -> str:
    """Run a script in the shell of the server, or of this machine."""
    command = ["sh", "-s", "--", *arguments]
    return _run(["ssh", host, shlex.join(command)] if host else command, script)


def _run(command: list[str], script: str = "") -> str:
    if not shutil.which(command[0]):
        raise MachineError(
            f"{command[0]}. Debian: apt install {'openssh-client' if command[0] == 'ssh' else command[0]}."
        )
    done = subprocess.run(command, input=script, capture_output=True, text=True)
    if done.returncode:
        raise MachineError(f"an answer from {command[0]}: {(done.stderr or done.stdout).strip()}")
    return done.stdout
