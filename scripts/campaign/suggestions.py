"""What a machine can mend, as suggestions beside the lines of a pull request: one click takes them.

A comment on a line that the pull request does not touch is refused, and the whole review with it. So only what
stands wholly on changed lines is suggested; ``scripts/check --fix`` mends the rest.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from campaign.checks.tidy import tidy
from campaign.content import page_files
from campaign.problems import MachineError

#: The most suggestions of one review; more would bury the words of people.
MOST = 30
_FILE = re.compile(r"^\+\+\+ b/(.*)$")
_HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@")


def review(root: Path, base: str) -> dict:
    """A review of what changed since the commit ``base``, as GitHub's API takes it; without comments when all is tidy."""
    changed = changed_lines(_diff(root, base))
    comments = [
        comment
        for file in page_files(root / "docs")
        if (name := file.relative_to(root).as_posix()) in changed
        for comment in suggestions(name, file.read_text(encoding="utf-8"), changed[name])
    ]
    return {
        "event": "COMMENT",
        "body": "What a machine can mend. Press “Commit suggestion” to take it.",
        "comments": comments[:MOST],
    }


def suggestions(name: str, text: str, changed: set[int]) -> Iterator[dict]:
    """A comment for each place that tidying would change, when all its lines are among ``changed``."""
    if not text.startswith("---\n") or "\n---\n" not in text:
        return
    old, new = text.splitlines(), tidy(text).splitlines()
    for tag, start, end, new_start, new_end in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        lines = range(start + 1, end + 1)
        if tag in ("replace", "delete") and changed.issuperset(lines):
            words = "\n".join(new[new_start:new_end])
            place = {"line": end} if len(lines) == 1 else {"start_line": start + 1, "line": end}
            yield {"path": name, "side": "RIGHT", **place, "body": f"Tidier:\n```suggestion\n{words}\n```"}


def changed_lines(diff: str) -> dict[str, set[int]]:
    """For each file of a diff without context the numbers of the lines that are new."""
    changed: dict[str, set[int]] = {}
    name = ""
    for line in diff.splitlines():
        if match := _FILE.match(line):
            name = match[1]
        elif match := _HUNK.match(line):
            first, count = int(match[1]), int(match[2] or 1)
            changed.setdefault(name, set()).update(range(first, first + count))
    return changed


def _diff(root: Path, base: str) -> str:
    command = [
        "git",
        "-C",
        str(root),
        "diff",
        "--unified=0",
        "--no-color",
        "--no-ext-diff",
        f"{base}...HEAD",
        "--",
        "docs",
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise MachineError(f"the commit {base} to compare with: {done.stderr.strip()}")
    return done.stdout
