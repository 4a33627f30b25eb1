"""``campaign edit``: the web editor on this machine."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="0 takes a free one.")
@click.option("--no-browser", is_flag=True, help="Only say the address; open nothing.")
@click.option(
    "--package",
    "packages",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="An npm package of the editor that somebody fetched, for a machine without npm; may be repeated.",
)
@click.pass_obj
def edit(root: Path, port: int, no_browser: bool, packages: tuple[Path, ...]) -> None:
    """Open the web editor on the files of this folder, until you press Ctrl+C. Nobody but this machine can reach it."""
    from campaign.editor import sveltia
    from campaign.editor.server import Server

    program = sveltia.program(root, packages)
    try:
        server = Server(root, program, port)
    except OSError as error:
        raise click.UsageError(f"port {port} cannot be used: {error.strerror}. Say --port 0 for a free one.") from None
    click.echo(f"The editor is at {server.address}   Stop it with Ctrl+C.\nIn it, press “Work with Local Repository”.")
    if not no_browser:
        webbrowser.open(server.address)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo("\nStopped.")
    finally:
        server.server_close()
