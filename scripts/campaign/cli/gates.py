"""``campaign gates``: a built site held against the gates."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from campaign import problems

NAMES = ("links", "metadata", "weight", "html", "journeys", "accessibility")


@click.command()
@click.option(
    "--site",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The folder of the built site.  [default: site]",
)
@click.option("--only", multiple=True, type=click.Choice(NAMES), help="Only this gate; may be repeated.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def gates(root: Path, site: Path | None, only: tuple[str, ...], as_json: bool) -> None:
    """Hold every page of a built site against the gates: links, metadata, weight, HTML, journeys, accessibility."""
    from campaign.gates import run

    reports = []
    for report in run(site or root / "site", root, only):
        reports.append(report)
        if not as_json:
            click.echo(report)
    found = [problem for report in reports for problem in report.problems]
    if as_json:
        click.echo(json.dumps({"gates": [report.as_dict() for report in reports]}, ensure_ascii=False, indent=2))
    elif found:
        click.echo("\n" + problems.as_text(found))
    if found:
        sys.exit(1)
