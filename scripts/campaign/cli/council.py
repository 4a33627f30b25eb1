"""``campaign council``: begin, check, list and compare the councils' editions."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from campaign import content, councils, problems
from campaign.checks import council as council_check
from campaign.councils import create
from campaign.problems import ContentError


@click.group()
def council() -> None:
    """The councils: each a folder of settings, from which its edition is made."""


@council.command()
@click.argument("slug")
@click.option("--name", help="The council's name.  [default: made from SLUG]")
@click.pass_obj
def new(root: Path, slug: str, name: str | None) -> None:
    """Begin a council's folder with a settings file that explains itself."""
    click.echo(create.new(content.load(root), slug, name))


@council.command()
@click.argument("slug")
@click.pass_obj
def check(root: Path, slug: str) -> None:
    """Check everything in a council's folder, and say how to mend what is wrong."""
    found = council_check.check(content.load(root), slug, date.today())
    if found:
        click.echo(problems.as_text(found) + "\n")
    counts = ", ".join(f"{sum(each.level == level for each in found)} {level}s" for level in problems.LEVELS[:2])
    click.echo(f"Checked {councils.FOLDER}/{slug}: {counts}.")
    if problems.errors(found):
        sys.exit(1)


@council.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def list_all(root: Path, as_json: bool) -> None:
    """List all councils with their languages, addresses and what is confirmed."""
    loaded = content.load(root)
    rows = [_row(loaded, slug) for slug in councils.slugs(root)]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    table = Table("council", "name", "languages", "address", "confirmed numbers", "own pages", "problems")
    for row in rows:
        table.add_row(*(", ".join(each) if isinstance(each, list) else str(each) for each in row.values()))
    Console().print(table)


def _row(loaded: content.Content, slug: str) -> dict:
    empty = {"slug": slug, "name": "", "languages": [], "address": "", "confirmed": [], "own_pages": 0}
    try:
        read = councils.read(loaded.root, slug, loaded.languages, date.today())
    except ContentError as error:
        return empty | {"problems": len(error.problems)}
    found, given = read.council, read.council.contacts.given()
    return {
        "slug": slug,
        "name": found.text(found.name, "en"),
        "languages": list(found.languages),
        "address": found.base_url,
        "confirmed": [team for team, contact in given.items() if contact.published_phone],
        "own_pages": len(found.pages) + len(found.replace),
        "problems": len(read.warnings),
    }


@council.command()
@click.argument("slug")
@click.pass_obj
def words(root: Path, slug: str) -> None:
    """Bring a council's own catalogues in step with its own pages, for its translators."""
    from campaign.councils import words as own_words

    for line in own_words.update(content.load(root), slug, date.today()):
        click.echo(line)


@council.command()
@click.argument("slug")
@click.option(
    "--site",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The folder with the finished editions.  [default: both are built in a scratch folder]",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def diff(root: Path, slug: str, site: Path | None, as_json: bool) -> None:
    """Say what an edition changes, and prove that it changes nothing else: its files are compared with the national ones."""
    from campaign.councils import difference

    found = difference.find(root, slug, site)
    click.echo(json.dumps(found.as_dict(), ensure_ascii=False, indent=2) if as_json else difference.said(found))
    if found.unexplained:
        sys.exit(1)


@council.command()
@click.option("--shards", type=click.IntRange(min=1), required=True, help="How many machines share the work.")
@click.pass_obj
def matrix(root: Path, shards: int) -> None:
    """Print a GitHub Actions matrix: each job builds one share with  scripts/build --all-councils --shard K/N ."""
    from campaign.fleet.run import share

    slugs = councils.slugs(root)
    jobs = [
        {"shard": f"{which}/{shards}", "councils": len(own)}
        for which in range(1, shards + 1)
        if (own := share(slugs, (which, shards)))
    ]
    click.echo(json.dumps({"include": jobs}))
