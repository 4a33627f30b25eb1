"""``campaign search``: try a query as readers would, with the same ranking, and see why each page was found."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from campaign import content, urls
from campaign.search.query import Engine, Found
from campaign.translation.catalogue import Translator


@click.command()
@click.argument("query", nargs=-1, required=True)
@click.option("--lang", "language", default=urls.DEFAULT_LANGUAGE, show_default=True, help="The language to search in.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def search(root: Path, query: tuple[str, ...], language: str, as_json: bool) -> None:
    """Search as a reader would. Reads the pages as they are now; nothing need be built first."""
    loaded = content.load(root)
    if language not in loaded.languages:
        raise click.UsageError(f"no such language: {language}. There are: {', '.join(loaded.languages)}.")
    found = Engine.of(loaded, Translator.load(root, language)).find(" ".join(query))
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2))
    else:
        _show(found)


def _show(found: Found) -> None:
    if found.danger:
        click.echo("The emergency line is shown first.\n")
    if not found.hits:
        click.echo("No page fits. Readers are shown whom to call.")
    for place, hit in enumerate(found.hits, 1):
        click.echo(f"{place}. {hit.title}  ({hit.url or './'})  {hit.score:.3f}")
        for typed, word, why, score in hit.because:
            click.echo(f"     {typed}: {why if typed == word else f'{word} ({why})'}  {score:.3f}")
