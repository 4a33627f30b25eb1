"""What a publisher looks at after a run: every edition with its languages, what is stale in it, and what failed.

It stands beside the editions and is no part of any of them. ``overview.json`` holds the same for machines.
"""

from __future__ import annotations

import json
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from campaign.problems import Problem


def write(summary, output: Path) -> None:
    """Write ``overview.html`` and ``overview.json`` beside the editions."""
    templates = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined)
    html = templates.get_template("overview.html").render(rows=_rows(summary, output), summary=summary)
    (output / "overview.html").write_text(html, encoding="utf-8")
    data = json.dumps(summary.as_dict(), ensure_ascii=False, indent=1)
    (output / "overview.json").write_text(data, encoding="utf-8")


def _rows(summary, output: Path) -> list[dict]:
    """One row for each council: those that failed first, then those that need looking at."""
    rows = []
    for slug in sorted({*summary.editions, *summary.failed}):
        record, failures = summary.editions.get(slug), summary.failed.get(slug, [])
        problems = failures or [Problem(**each) for each in record.warnings]
        rows.append(
            {
                "slug": slug,
                "record": record,
                "problems": problems,
                "state": _state(summary, slug, output),
                "order": (not failures, not problems, slug),
            }
        )
    return sorted(rows, key=lambda row: row["order"])


def _state(summary, slug: str, output: Path) -> str:
    if slug in summary.failed:
        return "not built; the edition from before stays" if (output / slug).exists() else "not built"
    return "unchanged" if slug in summary.unchanged else "built"
