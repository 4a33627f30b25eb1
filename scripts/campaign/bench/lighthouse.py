"""Lighthouse, from its npm package: fetched once by its hash into ``.cache/lighthouse``, run with Debian's Chromium."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from campaign.bench.browser import QUIET, chromium_path
from campaign.bench.figures import Figure
from campaign.problems import MachineError

FOLDER, PACKAGE = ".cache/lighthouse", "benchmarks/lighthouse"
KINDS = ("performance", "accessibility", "best-practices", "seo")


def run(root: Path, address: str, pages: list[str]) -> dict[str, dict]:
    """Lighthouse's report of each page. Raises MachineError without npm."""
    program = _installed(root)
    return {page or "home": _report(program, address + page) for page in pages}


def figures(reports: dict[str, dict]) -> Iterator[Figure]:
    """The worst score of each kind, and the slowest paint of the largest thing."""
    for kind in KINDS:
        score = min(round(100 * report["categories"][kind]["score"]) for report in reports.values())
        yield Figure(f"Lighthouse: {kind}, worst of {len(reports)} pages", score, "", 100, at_least=True)
    slowest = max(report["audits"]["largest-contentful-paint"]["numericValue"] for report in reports.values())
    yield Figure("Lighthouse: largest paint, slowest page", round(slowest / 1000, 2), "s")


def failed(reports: dict[str, dict]) -> dict[str, list[str]]:
    """For each page the audits that cost it points."""
    return {page: sorted(_failed(report)) for page, report in reports.items()}


def _failed(report: dict) -> Iterator[str]:
    for kind in KINDS:
        for each in report["categories"][kind]["auditRefs"]:
            score = report["audits"][each["id"]]["score"]
            if each["weight"] and score is not None and score < 0.9:
                yield each["id"]


def _report(program: Path, url: str) -> dict:
    flags = " ".join(["--headless=new", *QUIET])
    command = ["node", str(program), url, "--quiet", "--output=json", "--output-path=stdout", f"--chrome-flags={flags}"]
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, env=os.environ | {"CHROME_PATH": chromium_path()}
    )
    return json.loads(done.stdout)


def _installed(root: Path) -> Path:
    folder, package = root / FOLDER, root / PACKAGE
    program = folder / "node_modules" / "lighthouse" / "cli" / "index.js"
    lock = (package / "package-lock.json").read_bytes()
    if program.exists() and (folder / "package-lock.json").read_bytes() == lock:
        return program
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(package, folder)
    try:
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=folder, check=True)
    except (OSError, subprocess.CalledProcessError):
        shutil.rmtree(folder)
        raise MachineError("Lighthouse, which npm fetches. Debian: apt install npm.") from None
    return program
