"""``campaign suggest``: what a machine can mend, as a review of a pull request."""

from __future__ import annotations

import json
from pathlib import Path

import click

from campaign import suggestions


@click.command()
@click.argument("base")
@click.pass_obj
def suggest(root: Path, base: str) -> None:
    """Print suggestions for what changed since the commit BASE, as JSON for GitHub's reviews; nothing when all is tidy."""
    review = suggestions.review(root, base)
    if review["comments"]:
        click.echo(json.dumps(review, ensure_ascii=False, indent=2))
