"""The command ``campaign``. Exit codes: 0 done, 1 problems in the content, 2 wrong use, 3 the machine lacks something."""

from __future__ import annotations

import errno
import gc
import json
import os
import sys
from concurrent.futures import BrokenExecutor
from pathlib import Path
from typing import NoReturn

import click
from rich.console import Console

from campaign import checks, content, problems
from campaign import precompress as compressing
from campaign.checks import tidy
from campaign.cli.bench import bench
from campaign.cli.council import council
from campaign.cli.edit import edit
from campaign.cli.gates import gates
from campaign.cli.leaflets import leaflets
from campaign.cli.new import new
from campaign.cli.pictures import take_pictures
from campaign.cli.publish import publish
from campaign.cli.search import search
from campaign.cli.serve import serve
from campaign.cli.shard import Shard
from campaign.cli.suggest import suggest
from campaign.cli.translate import translate
from campaign.councils import NATIONAL
from campaign.hosts import emit
from campaign.problems import ContentError, MachineError

EXIT_PROBLEMS, EXIT_MACHINE = 1, 3
#: What a machine says no to, in words.
_REFUSALS = {
    errno.ENOSPC: "room on the disk",
    errno.EDQUOT: "room in your share of the disk",
    errno.EROFS: "a disk that can be written to",
    errno.EACCES: "leave to read or write here",
    errno.EMFILE: "leave to open so many files",
}
#: Progress and problems go to standard error, results to standard output.
console = Console(stderr=True, highlight=False)


class _Commands(click.Group):
    """Turns our two exceptions, and what a machine refuses, into words and an exit code; anything else is a fault of ours and shows itself."""

    def invoke(self, ctx: click.Context):
        try:
            return super().invoke(ctx)
        except ContentError as error:
            click.echo(problems.as_text(error.problems), err=True)
            sys.exit(EXIT_PROBLEMS)
        except MachineError as error:
            _lacks(str(error))
        except BrokenExecutor:
            _lacks("memory, as it seems: a worker process was stopped. Try  --jobs 1")
        except OSError as error:
            if error.errno not in _REFUSALS:
                raise
            _lacks(
                f"{_REFUSALS[error.errno]} ({error.filename or error.strerror}). What was there before is as it was."
            )


def _lacks(what: str) -> NoReturn:
    click.echo(f"This machine lacks something: {what}", err=True)
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
    # A command makes millions of small things and then ends: to look for rings among them often costs a tenth of a build.
    gc.set_threshold(100_000, 50, 50)
    # Material prints a notice about its successor on every build; it is no news to editors.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    ctx.obj = (root or find_root(Path.cwd())).absolute()


@main.command()
@click.option("--council", default=NATIONAL, show_default=True, help="Whose edition to build.")
@click.option("--all-councils", is_flag=True, help="Build every council's edition, each into its own folder.")
@click.option("--changed", is_flag=True, help="With --all-councils: write only the pages that a change touches.")
@click.option("--shard", type=Shard(), help="With --all-councils: only the K-th of N shares of the councils.")
@click.option("--scheduler", metavar="ADDRESS", help="With --all-councils: work on this Dask cluster.")
@click.option("--lang", "languages", multiple=True, help="Only this language (English always is); may be repeated.")
@click.option("--no-leaflets", is_flag=True, help="Make no PDF files.")
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), help="Where to put the site.  [default: site]"
)
@click.option("--base-url", help="The full address that the site will have.")
@click.option(
    "--host",
    type=click.Choice(list(emit.HOSTS)),
    default=emit.DEFAULT,
    show_default=True,
    help="Where the site will stand; adds that host's files (guide/hosts/).",
)
@click.option(
    "--precompress",
    type=click.Choice([str(level) for level in compressing.LEVELS]),
    is_flag=False,
    flag_value=str(compressing.LEVELS[0]),
    help="Add compressed copies (.br and .gz), for a server that sends them: brotli at level 5, or 11, which takes long.",
)
@click.option(
    "--jobs", type=click.IntRange(min=1), default=os.cpu_count(), show_default=True, help="How many worker processes."
)
@click.option("--json", "as_json", is_flag=True, help="Print one summary object.")
@click.pass_obj
def build(
    root: Path,
    council: str,
    all_councils: bool,
    changed: bool,
    shard: tuple[int, int] | None,
    scheduler: str | None,
    languages: tuple[str, ...],
    no_leaflets: bool,
    output: Path | None,
    base_url: str | None,
    host: str,
    precompress: str | None,
    jobs: int,
    as_json: bool,
) -> None:
    """Build the site, all languages and leaflets, and swap it in at once."""
    from campaign import build as builder
    from campaign.cli.fleet import build_all
    from campaign.fleet import run
    from campaign.fleet.store import FOLDER

    _refuse_unknown_languages(root, languages)
    output, languages = output or root / "site", ("en", *languages) if languages else ()
    if all_councils:
        if base_url:
            raise click.UsageError("each council has its own address: --base-url is for one edition.")
        if precompress:
            raise click.UsageError("--precompress is for one edition: compressed copies of 350 would take hours.")
        shard = shard or (1, 1)
        options = run.Options(root, output, languages, not no_leaflets, changed, shard, scheduler, jobs, host)
        build_all(options, as_json)
        return
    if changed or shard or scheduler:
        raise click.UsageError("--changed, --shard and --scheduler go with --all-councils.")
    if (output / FOLDER).exists():
        raise click.UsageError(f"{output} holds the editions of all councils. Choose another --output.")
    level = int(precompress) if precompress else None
    options = builder.Options(root, output, council, languages, not no_leaflets, base_url, jobs, host, level)
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
        f"{summary.leaflets} leaflets ({summary.leaflets_set} set anew), in {summary.seconds} s"
    )
    for file in summary.beside:
        click.echo(f"Beside the site: {file}")
    if summary.missing:
        click.echo(f"No PDF leaflets were made, because this machine lacks {summary.missing}")


def _refuse_unknown_languages(root: Path, languages: tuple[str, ...]) -> None:
    offered = content.load(root).offered if languages else ()
    if strange := [tag for tag in languages if tag not in offered]:
        raise click.UsageError(f"no such language: {', '.join(strange)}. Offered: {', '.join(offered)}.")


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print the problems and a summary as JSON.")
@click.option("--github", is_flag=True, help="Print the problems so that GitHub shows them beside the lines.")
@click.option("--notes", is_flag=True, help="Print notes too, not only errors and warnings.")
@click.option("--fix", is_flag=True, help="First mend what a machine can mend safely: order, spaces, apostrophes.")
@click.option(
    "--root", "other", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Check another tree."
)
@click.pass_obj
def check(root: Path, as_json: bool, github: bool, notes: bool, fix: bool, other: Path | None) -> None:
    """Check everything that is written, and say how to mend what is wrong."""
    summary = None
    try:
        where = (other or root).absolute()
        for file in tidy.fix(content.load(where, with_drafts=True)) if fix else ():
            click.echo(f"tidied {file}", err=True)
        loaded = content.load(where)
        found = checks.run(loaded)
        summary = checks.summary(loaded, found)
    except ContentError as error:
        found = list(error.problems)
    if as_json:
        click.echo(problems.as_json(found, summary))
    else:
        _show(found, summary, notes, problems.as_github if github else problems.as_text)
    if problems.errors(found):
        sys.exit(EXIT_PROBLEMS)


def _show(found: list[problems.Problem], summary: checks.Summary | None, notes: bool, as_words) -> None:
    if shown := [problem for problem in found if notes or problem.level != problems.NOTE]:
        click.echo(as_words(shown) + "\n")
    counts = ", ".join(f"{sum(problem.level == level for problem in found)} {level}s" for level in problems.LEVELS)
    seen = "reading stopped"
    if summary:
        seen = f"{summary.pages} pages, {summary.words} words, {len(summary.languages)} languages"
    click.echo(f"Checked {seen}: {counts}.")


@main.command()
@click.pass_obj
def sbom(root: Path) -> None:
    """Print what the site is made with, as a bill of materials (CycloneDX)."""
    from campaign.sbom import bill

    click.echo(json.dumps(bill(root), indent=2))


main.add_command(translate)
main.add_command(bench)
main.add_command(search)
main.add_command(serve)
main.add_command(leaflets)
main.add_command(council)
main.add_command(publish)
main.add_command(gates)
main.add_command(new)
main.add_command(edit)
main.add_command(suggest)
main.add_command(take_pictures)
