"""``campaign publish``: bring the built site to its readers, or go back to the release before."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import click

from campaign.publishing.manifest import Published


@click.group()
def publish() -> None:
    """Publish the built site: into a FOLDER of this server, to a server by RSYNC, or into an S3-compatible bucket."""


def _options(command: Callable) -> Callable:
    """The options that every way to publish has."""
    for option in (
        click.option("--site", type=click.Path(path_type=Path, file_okay=False), help="What to publish.  [default: site]"),
        click.option(
            "--keep", type=click.IntRange(min=2), default=5, show_default=True, help="How many releases stay to go back to."
        ),
        click.option("--rollback", is_flag=True, help="Publish nothing: go back to the release that was live before."),
        click.option("--json", "as_json", is_flag=True, help="Print one summary object."),
        click.pass_obj,
    ):  # fmt: skip
        command = option(command)
    return command


@publish.command()
@click.argument("target", type=click.Path(path_type=Path, file_okay=False))
@_options
def folder(root: Path, target: Path, site: Path | None, keep: int, rollback: bool, as_json: bool) -> None:
    """Into TARGET on this machine; a server shows TARGET/current."""
    from campaign.publishing import folder as releases

    target = target.absolute()
    _show(releases.roll_back(target) if rollback else releases.publish(_site(root, site), target, keep), as_json)


@publish.command()
@click.argument("destination")
@_options
def rsync(root: Path, destination: str, site: Path | None, keep: int, rollback: bool, as_json: bool) -> None:
    """To DESTINATION, [user@host:]path; the server shows path/current. Needs rsync here and there."""
    from campaign.publishing import rsync as remote

    _show(remote.roll_back(destination) if rollback else remote.publish(_site(root, site), destination, keep), as_json)


def _prefix(_, __, prefix: str) -> str:
    if not prefix.strip("/") or (prefix + "/").startswith("releases/"):
        raise click.BadParameter("name a folder of the bucket that is the site's alone, and not “releases”.")
    return prefix


@publish.command()
@click.argument("bucket")
@click.option(
    "--prefix",
    default="site",
    show_default=True,
    callback=_prefix,
    help="Where in the bucket readers find the site; whatever else is there is removed.",
)
@click.option("--endpoint", help="The address of the service, if it is not Amazon's.")
@_options
def s3(
    root: Path,
    bucket: str,
    prefix: str,
    endpoint: str | None,
    site: Path | None,
    keep: int,
    rollback: bool,
    as_json: bool,
) -> None:
    """Into BUCKET, with the keys for it in AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION."""
    from campaign.publishing import bucket as buckets

    with buckets.opened(bucket, prefix, endpoint) as opened:
        _show(buckets.roll_back(opened) if rollback else buckets.publish(_site(root, site), opened, keep), as_json)


def _site(root: Path, site: Path | None) -> Path:
    """The site, which must be one: publishing an empty folder would take everything away."""
    folder = site or root / "site"
    if not (folder / "index.html").is_file():
        raise click.UsageError(f"{folder} is no built site. Run  scripts/build  first, or say --site.")
    return folder


def _show(published: Published, as_json: bool) -> None:
    click.echo(json.dumps(asdict(published), indent=2) if as_json else str(published))
