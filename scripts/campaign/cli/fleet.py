"""``campaign build --all-councils``: what it shows while it works and at its end."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from campaign import problems
from campaign.fleet import run


def build_all(options: run.Options, as_json: bool) -> None:
    """Build every edition; exit with 1 when some could not be built."""
    if (options.output / "index.html").exists():
        raise click.UsageError(f"{options.output} holds a single edition. Choose another --output, or take it away.")
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True, highlight=False),
    )
    with bar:
        tasks: dict[str, int] = {}

        def progress(step: str, done: int, of: int) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(step, total=of)
            bar.update(tasks[step], completed=done, total=of)

        summary = run.build(options, progress)
    click.echo(
        json.dumps(summary.as_dict(), ensure_ascii=False, indent=2) if as_json else _said(summary, options.output)
    )
    if summary.failed:
        found = [problem for each in summary.failed.values() for problem in each]
        click.echo(f"\n{problems.as_text(found)}", err=True)
        sys.exit(1)


def _said(summary: run.Summary, output: Path) -> str:
    made = len(summary.editions) - len(summary.unchanged)
    lines = [
        f"{summary.site}: {made} editions made ({summary.pages} pages), {len(summary.unchanged)} unchanged, "
        f"{len(summary.failed)} failed, in {summary.seconds} s. Overview: {output / 'overview.html'}"
    ]
    lines += [f"Not built: {', '.join(sorted(summary.failed))}"] if summary.failed else []
    lines += [f"No PDF leaflets were made, because this machine lacks {summary.missing}"] if summary.missing else []
    return "\n".join(lines)
