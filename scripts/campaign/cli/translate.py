"""``campaign translate``: catalogues in step with the English, work for agencies and reviewers."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from campaign import content
from campaign.translation import commands, exchange, reviews
from campaign.translation import review_copy as copies


@click.group()
def translate() -> None:
    """Keep the catalogues in step with the English."""


@translate.command()
@click.pass_obj
def extract(root: Path) -> None:
    """Collect everything that is to be translated in translations/messages.pot."""
    click.echo(commands.extract(content.load(root, with_drafts=True)))


@translate.command()
@click.argument("tags", nargs=-1)
@click.pass_obj
def update(root: Path, tags: tuple[str, ...]) -> None:
    """Bring all catalogues, or those named, up to date with the English."""
    for line in commands.update(content.load(root, with_drafts=True), tags):
        click.echo(line)


@translate.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON, each page included.")
@click.option("--pages", is_flag=True, help="Show each page that is not complete.")
@click.pass_obj
def status(root: Path, as_json: bool, pages: bool) -> None:
    """Show how far each language is."""
    loaded = content.load(root)
    states = commands.statuses(loaded)
    if as_json:
        click.echo(json.dumps({"languages": [state.as_dict() for state in states]}, ensure_ascii=False, indent=2))
        return
    table = Table("language", "complete", "fuzzy", "untranslated", "words left", "pages reviewed", "with advice")
    for state in states:
        count = state.count
        complete = f"{count.complete} of {count.total} ({count.percent}%)"
        reviewed = f"{len(state.reviewed)} of {len(loaded.pages)}"
        table.add_row(
            state.language,
            complete,
            str(count.fuzzy),
            str(count.untranslated),
            str(count.words_left),
            reviewed,
            f"{state.advised}%",
        )
        for file, part in state.pages.items() if pages else ():
            if part.complete < part.total:
                table.add_row(
                    f"  {file}", f"{part.percent}%", str(part.fuzzy), str(part.untranslated), str(part.words_left)
                )
    Console(width=None if sys.stdout.isatty() else 120).print(table)


@translate.command("export")
@click.argument("tag")
@click.option(
    "--format",
    "form",
    type=click.Choice(("po", "xliff")),
    default="po",
    show_default=True,
    help="What the agency wants.",
)
@click.option("--changed", is_flag=True, help="Only what waits for a translator: new texts and changed ones.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write.  [default: TAG.po or TAG.xlf here]",
)
@click.pass_obj
def export_language(root: Path, tag: str, form: str, changed: bool, output: Path | None) -> None:
    """Write the texts of language TAG for an agency, with notes on where each stands."""
    loaded = content.load(root, with_drafts=True)
    commands.refuse_unknown(loaded, tag)
    click.echo(exchange.export(loaded, tag, form, changed, output or Path(f"{tag}.{'po' if form == 'po' else 'xlf'}")))


@translate.command("import")
@click.argument("tag")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.pass_obj
def import_language(root: Path, tag: str, file: Path) -> None:
    """Take the finished texts of language TAG from FILE (PO or XLIFF); refused whole when one would break something."""
    loaded = content.load(root, with_drafts=True)
    commands.refuse_unknown(loaded, tag)
    click.echo(exchange.bring_in(loaded, tag, file))


@translate.command("review-copy")
@click.argument("tag")
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="The folder to write into."
)
@click.pass_obj
def review_copy(root: Path, tag: str, output: Path) -> None:
    """Write English and language TAG side by side as HTML and PDF, for a reviewer."""
    loaded = content.load(root)
    commands.refuse_unknown(loaded, tag)
    for file in copies.write(loaded, tag, output):
        click.echo(file)


@translate.command()
@click.argument("tag")
@click.option("--by", "role", required=True, help="The role of who reviewed, never a name.")
@click.option("--page", "pages", multiple=True, help="Only this page, as in docs/; may be repeated.")
@click.pass_obj
def review(root: Path, tag: str, role: str, pages: tuple[str, ...]) -> None:
    """Record that a person has reviewed the translation into TAG as it stands."""
    loaded = content.load(root)
    commands.refuse_unknown(loaded, tag)
    click.echo(reviews.record(loaded, tag, role, pages, date.today()))


@translate.command("new")
@click.argument("tag")
@click.pass_obj
def new_language(root: Path, tag: str) -> None:
    """Begin a catalogue for the language TAG of translations/languages.yml."""
    click.echo(commands.new(content.load(root), tag))
