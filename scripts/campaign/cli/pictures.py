"""``campaign pictures``: the guide's pictures, taken anew."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("pictures")
@click.pass_obj
def take_pictures(root: Path) -> None:
    """Take the pictures of guide/ anew, from the site, the checks and the editor as they are now."""
    from campaign import pictures

    for file in pictures.take(root):
        click.echo(file)
