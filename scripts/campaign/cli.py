"""The command ``campaign``. Exit codes: 0 done, 1 problems in the content, 2 wrong use, 3 the machine lacks something."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import click
from rich.console import Console

from campaign import checks, content, problems
from campaign.checks import tidy
from campaign.councils import NATIONAL
from campaign.problems import ContentError, MachineError

EXIT_PROBLEMS, EXIT_MACHINE = 1, 3
#: Progress and problems go to standard error, results to standard output.
console = Console(stderr=True, highlight=False)


class _Commands(click.Group):
    """Turns our two exceptions into words and an exit code; anything else is a fault of ours and shows itself."""

    def invoke(self, ctx: click.Context):
        try:
            return super().invoke(ctx)
        except ContentError as error:
            click.echo(problems.as_text(error.problems), err=True)
            sys.exit(EXIT_PROBLEMS)
        except MachineError as error:
            click.echo(f"This machine lacks something: {error}", err=True)
            sys.exit(EXIT_MACHINE)


def find_root(start: Path) -> Path:
    """The nearest folder at or above ``start`` that holds mkdocs.yml."""
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").is_file():
            return folder
    raise click.UsageError(f"no mkdocs.yml in {start} or above it: run this inside the project, or say --root.")


@click.group(cls=_Commands)
@click.option(
    "--root",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The project's folder, if not the one you are in.",
)
@click.pass_context
def main(ctx: click.Context, root: Path | None) -> None:
    """The campaign website: check it, translate it, build it."""
    # Material prints a notice about its successor on every build; it is no news to editors.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    ctx.obj = (root or find_root(Path.cwd())).absolute()


@main.command()
@click.option("--council", default=NATIONAL, show_default=True, help="Whose edition to build.")
@click.option("--lang", "languages", multiple=True, help="Only this language (English always is); may be repeated.")
@click.option("--no-leaflets", is_flag=True, help="Make no PDF files.")
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), help="Where to put the site.  [default: site]"
)
@click.option("--base-url", help="The full address that the site will have.")
@click.option(
    "--jobs", type=click.IntRange(min=1), default=os.cpu_count(), show_default=True, help="How many worker processes."
)
@click.option("--json", "as_json", is_flag=True, help="Print one summary object.")
@click.pass_obj
def build(
    root: Path,
    council: str,
    languages: tuple[str, ...],
    no_leaflets: bool,
    output: Path | None,
    base_url: str | None,
    jobs: int,
    as_json: bool,
) -> None:
    """Build the site, all languages and leaflets, and swap it in at once."""
    from campaign import build as builder

    _refuse_unknown_languages(root, languages)
    options = builder.Options(
        root, output or root / "site", council, ("en", *languages) if languages else (), not no_leaflets, base_url, jobs
    )
    with console.status("checking") as status:

        def progress(step: str) -> None:
            status.update(step)
            if console.is_terminal:
                console.print(f"  {step}")

        summary = builder.build(options, progress)
    if as_json:
        click.echo(json.dumps(summary.as_dict(), ensure_ascii=False, indent=2))
        return
    for problem in summary.warnings:
        click.echo(f"{problem}\n", err=True)
    click.echo(
        f"{summary.site}: {summary.pages} pages in {len(summary.languages)} languages ({', '.join(summary.languages)}), "
        f"{summary.leaflets} leaflets, in {summary.seconds} s"
    )
    if summary.missing:
        click.echo(f"No PDF leaflets were made, because this machine lacks {summary.missing}")


def _refuse_unknown_languages(root: Path, languages: tuple[str, ...]) -> None:
    offered = content.load(root).offered if languages else ()
    if strange := [tag for tag in languages if tag not in offered]:
        raise click.UsageError(f"no such language: {', '.join(strange)}. Offered: {', '.join(offered)}.")


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print the problems and a summary as JSON.")
@click.option("--notes", is_flag=True, help="Print notes too, not only errors and warnings.")
@click.option("--fix", is_flag=True, help="First mend what a machine can mend safely: order, spaces, apostrophes.")
@click.option(
    "--root", "other", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Check another tree."
)
@click.pass_obj
def check(root: Path, as_json: bool, notes: bool, fix: bool, other: Path | None) -> None:
    """Check everything that is written, and say how to mend what is wrong."""
    summary = None
    try:
        loaded = content.load((other or root).absolute())
        for file in tidy.fix(loaded) if fix else ():
            click.echo(f"tidied {file}", err=True)
        loaded = content.load(loaded.root) if fix else loaded
        found = checks.run(loaded)
        summary = checks.summary(loaded, found)
    except ContentError as error:
        found = list(error.problems)
    if as_json:
        click.echo(problems.as_json(found, summary))
    else:
        _show(found, summary, notes)
    if problems.errors(found):
        sys.exit(EXIT_PROBLEMS)


def _show(found: list[problems.Problem], summary: checks.Summary | None, notes: bool) -> None:
    if shown := [problem for problem in found if notes or problem.level != problems.NOTE]:
        click.echo(problems.as_text(shown) + "\n")
    counts = ", ".join(f"{sum(problem.level == level for problem in found)} {level}s" for level in problems.LEVELS)
    seen = "reading stopped"
    if summary:
        seen = f"{summary.pages} pages, {summary.words} words, {len(summary.languages)} languages"
    click.echo(f"Checked {seen}: {counts}.")


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.pass_obj
def serve(root: Path, arguments: tuple[str, ...]) -> None:
    """Show the site at http://127.0.0.1:8000/ and follow every edit. Takes the options of mkdocs serve."""
    from mkdocs.__main__ import cli as mkdocs

    os.chdir(root)
    mkdocs.main(["serve", *arguments], prog_name="campaign serve")


@main.group()
def translate() -> None:
    """Keep the catalogues in step with the English."""


@translate.command()
@click.pass_obj
def extract(root: Path) -> None:
    """Collect everything that is to be translated in translations/messages.pot."""
    from campaign.translation import commands

    click.echo(commands.extract(content.load(root)))


@translate.command()
@click.argument("tags", nargs=-1)
@click.pass_obj
def update(root: Path, tags: tuple[str, ...]) -> None:
    """Bring all catalogues, or those named, up to date with the English."""
    from campaign.translation import commands

    for line in commands.update(content.load(root), tags):
        click.echo(line)


@translate.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON, each page included.")
@click.option("--pages", is_flag=True, help="Show each page that is not complete.")
@click.pass_obj
def status(root: Path, as_json: bool, pages: bool) -> None:
    """Show how far each language is."""
    from rich.table import Table

    from campaign.translation import commands

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
    from campaign.translation import commands, exchange

    loaded = content.load(root)
    commands.refuse_unknown(loaded, tag)
    click.echo(exchange.export(loaded, tag, form, changed, output or Path(f"{tag}.{'po' if form == 'po' else 'xlf'}")))


@translate.command("import")
@click.argument("tag")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.pass_obj
def import_language(root: Path, tag: str, file: Path) -> None:
    """Take the finished texts of language TAG from FILE (PO or XLIFF); refused whole when one would break something."""
    from campaign.translation import commands, exchange

    loaded = content.load(root)
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
    from campaign.translation import commands, review_copy

    loaded = content.load(root)
    commands.refuse_unknown(loaded, tag)
    for file in review_copy.write(loaded, tag, output):
        click.echo(file)


@translate.command()
@click.argument("tag")
@click.option("--by", "role", required=True, help="The role of who reviewed, never a name.")
@click.option("--page", "pages", multiple=True, help="Only this page, as in docs/; may be repeated.")
@click.pass_obj
def review(root: Path, tag: str, role: str, pages: tuple[str, ...]) -> None:
    """Record that a person has reviewed the translation into TAG as it stands."""
    from datetime import date

    from campaign.translation import commands, reviews

    loaded = content.load(root)
    commands.refuse_unknown(loaded, tag)
    click.echo(reviews.record(loaded, tag, role, pages, date.today()))


@translate.command("new")
@click.argument("tag")
@click.pass_obj
def new_language(root: Path, tag: str) -> None:
    """Begin a catalogue for the language TAG of translations/languages.yml."""
    from campaign.translation import commands

    click.echo(commands.new(content.load(root), tag))


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--accept", is_flag=True, help="Keep these figures for later runs to compare with.")
@click.pass_obj
def bench(root: Path, as_json: bool, accept: bool) -> None:
    """Measure the built site and the build against the budgets."""
    from rich.table import Table

    from campaign import bench as measure

    figures = measure.run(root)
    if accept:
        measure.accept(root, figures)
    if as_json:
        click.echo(json.dumps({"figures": [figure.as_dict() for figure in figures]}, indent=2))
        return
    table = Table("figure", "value", "budget", "accepted before", "kept")
    for figure in figures:
        table.add_row(
            figure.name,
            f"{figure.value:g} {figure.unit}",
            f"{figure.budget:g}",
            "" if figure.accepted is None else f"{figure.accepted:g}",
            "yes" if figure.kept else "NO",
        )
    Console().print(table)
