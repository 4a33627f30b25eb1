"""``campaign leaflets``: a school's own line on finished leaflets."""

from __future__ import annotations

from pathlib import Path

import click

from campaign.templates import FOLDER


@click.command()
@click.option("--stamp", "name", required=True, help="The name of the school or service.")
@click.option("--contact", default="", help="How to reach it: a person's role, a room, a number.")
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), help="Where to put the new files.  [default: stamped]"
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.pass_obj
def leaflets(root: Path, name: str, contact: str, output: Path | None, files: tuple[Path, ...]) -> None:
    """Put a line of your own into the free box of leaflets (PDF files). The files given stay as they are."""
    from campaign.leaflets.engine import missing_on_this_machine
    from campaign.leaflets.stamp import stamped
    from campaign.problems import MachineError

    if missing := missing_on_this_machine():
        raise MachineError(missing)
    folder = output or Path("stamped")
    made = [
        (folder / file.name, stamped(file.read_bytes(), name, contact, root / FOLDER / "leaflets", str(file)))
        for file in files
    ]
    folder.mkdir(parents=True, exist_ok=True)
    for goal, pdf in made:
        goal.write_bytes(pdf)
        click.echo(str(goal))
