"""The Nu HTML checker over every page: one Java program, started once for all of them.

It reads copies in a scratch folder, in which a style sheet that it has seen before is left out: most of its
time goes to style, which is the same in every page of a language (measured: 15 CPU seconds instead of 33, and
7 without the second compiler of Java, which does not pay in a short run).
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from campaign.gates.report import Finding, Report, problems
from campaign.gates.site import Site
from campaign.problems import MachineError

CHECK = "gate: html"
WHY = "browsers and screen readers repair broken HTML each in their own way."
MEND = "mend the template in overrides/, or the page's Markdown."

#: Where scripts/setup --test puts it, from the project's root.
JAR = ".cache/node/node_modules/vnu-jar/build/dist/vnu.jar"
#: What the checker says of a right page, each with the reason why it stays.
ACCEPTED = {
    r"Resource violates Content Security Policy \(meta tag\): (image|external script) “[^”]*” blocked by “(img-src|script-src)” directive\.": (
        "the checker reads files, and no file is 'self'; browsers ask the policy on every page (bench/safety/pages.py)"
    ),
}
_STYLE = re.compile(rb"(?<=<style>)[^<]*(?=</style>)")


def check(jar: Path, site: Site) -> Report:
    """What the checker says of every page, as errors and warnings. Raises MachineError without Java or the checker."""
    with tempfile.TemporaryDirectory() as scratch:
        _copy(site, Path(scratch))
        said = _ask(jar, Path(scratch))
        findings = [each for message in said if (each := _finding(message, Path(scratch)))]
    return Report(
        CHECK, len(site.pages), site.languages, 1, len(site.pages), "pages read", problems(CHECK, findings, WHY, MEND)
    )


def _copy(site: Site, scratch: Path) -> None:
    seen = set()
    for page in site.pages.values():
        style = _STYLE.search(page.raw)
        raw = page.raw
        if style and style[0] in seen:
            raw = raw[: style.start()] + raw[style.end() :]
        elif style:
            seen.add(style[0])
        file = scratch / page.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(raw)


def _ask(jar: Path, folder: Path) -> list[dict]:
    java = os.environ.get("CAMPAIGN_JAVA") or shutil.which("java")
    if not java or not jar.is_file():
        raise MachineError("Java and the Nu HTML checker. Run  scripts/setup --test  once.")
    options = ["-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    command = [
        java,
        *options,
        "-jar",
        str(jar),
        "--format",
        "json",
        "--stdout",
        "--exit-zero-always",
        "--skip-non-html",
    ]
    ended = subprocess.run([*command, str(folder)], capture_output=True, text=True)
    if ended.returncode or not ended.stdout:
        raise MachineError(f"a Nu HTML checker that runs: {ended.stderr.strip()[-300:]}")
    return json.loads(ended.stdout)["messages"]


def _finding(message: dict, folder: Path) -> Finding | None:
    """An error or a warning that is not accepted; what is only said for information is none."""
    if message["type"] == "info" and message.get("subType") != "warning":
        return None
    what = message["message"]
    if any(re.fullmatch(pattern, what) for pattern in ACCEPTED):
        return None
    page = message.get("url", "").rpartition(f"{folder.name}/")[2] or "."
    return Finding(page, what, message.get("lastLine", 1))
