"""``campaign serve``: the preview."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Where on this machine; 0 takes a free port.",
)
@click.pass_obj
def serve(root: Path, port: int) -> None:
    """Show every language and edition at http://127.0.0.1:8000/, follow every edit, and say on the page what is wrong. For this machine only."""
    from campaign.preview.running import run

    run(root, port, lambda address: click.echo(f"Preview at {address}  (Ctrl-C stops it)"))
