"""``campaign bench``: figures against the budgets."""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from campaign.bench import chart
from campaign.bench.figures import Figure, accept, accepted, with_accepted

CHART = "benchmarks/chart.svg"


@click.command()
@click.argument(
    "what",
    type=click.Choice(["pages", "build", "search", "leaflets", "safety", "publish", "fleet", "preview", "reliability"]),
    default="pages",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--accept", "keep", is_flag=True, help="Keep these figures for later runs to compare with.")
@click.pass_obj
def bench(root: Path, what: str, as_json: bool, keep: bool) -> None:
    """Measure against the budgets.

    The PAGES as readers get them (the default), the BUILD beside Hugo and stock Material, the SEARCH beside
    Material's, the LEAFLETS, the SAFETY of readers in real browsers, to PUBLISH under load, a FLEET of 350 councils,
    the PREVIEW with a soak of 500 edits, or the RELIABILITY of builds that are killed, run at once or out of room.
    """
    measures = {"pages": _pages, "build": _build, "search": _search, "leaflets": _leaflets}
    measures |= {
        "safety": _safety,
        "publish": _publish,
        "fleet": _fleet,
        "preview": _preview,
        "reliability": _reliability,
    }
    figures, details = measures[what](root)
    figures = with_accepted(root, figures)
    if keep:
        accept(root, figures)
        (root / CHART).write_text(chart.draw(accepted(root)), encoding="utf-8")
    if as_json:
        click.echo(
            json.dumps({"figures": [each.as_dict() for each in figures]} | details, indent=2, ensure_ascii=False)
        )
        return
    _show(figures)
    if what == "search":
        _compare(details["searches"])


def _pages(root: Path) -> tuple[list[Figure], dict]:
    from campaign.bench import pages

    return pages.run(root)


def _build(root: Path) -> tuple[list[Figure], dict]:
    from campaign.bench import build

    return build.run(root), {}


def _search(root: Path) -> tuple[list[Figure], dict]:
    from campaign.bench import search

    measured = search.run(root)
    return search.figures(measured), {"searches": [search.as_dict(each) for each in measured]}


def _leaflets(root: Path) -> tuple[list[Figure], dict]:
    from campaign.bench import leaflets

    measured = leaflets.run(root)
    return leaflets.figures(measured), {"languages": [leaflets.as_dict(each) for each in measured]}


def _safety(root: Path) -> tuple[list[Figure], dict]:
    from campaign.bench import safety

    return safety.run(root)


def _fleet(root: Path) -> tuple[list[Figure], dict]:
    from campaign.bench import fleet

    return fleet.run(root)


def _publish(root: Path) -> tuple[list[Figure], dict]:
    from campaign.bench import publish

    return publish.run(root), {}


def _preview(root: Path) -> tuple[list[Figure], dict]:
    from campaign.bench import preview

    return preview.run(root), {}


def _reliability(root: Path) -> tuple[list[Figure], dict]:
    from campaign.bench import reliability

    return reliability.run(root), {}


def _show(figures: list[Figure]) -> None:
    table = Table("figure", "value", "budget", "accepted before", "kept")
    for figure in figures:
        limit = "" if figure.budget is None else f"{'≥' if figure.at_least else '≤'} {figure.budget:g}"
        table.add_row(
            figure.name,
            f"{round(figure.value, 3):g} {figure.unit}",
            limit,
            "" if figure.accepted is None else f"{round(figure.accepted, 3):g}",
            {True: "yes", False: "NO", None: ""}[figure.kept],
        )
    Console().print(table)


def _compare(searches: list[dict]) -> None:
    """Ours beside Material's; shares of queries with a right page first / among the first three."""
    kinds = sorted({kind for each in searches for kind in each["kinds"]})
    table = Table("", "judged", "all", "MRR", *kinds, "brotli", "ms")
    share = lambda score: f"{score['hit1']:.2f}/{score['hit3']:.2f}" if score else ""
    for each in searches:
        table.add_row(
            f"{each['language']} {each['search']}",
            share(each["judged"]),
            share(each["all"]),
            f"{each['all']['mrr']:.2f}",
            *(share(each["kinds"].get(kind)) for kind in kinds),
            f"{each['brotli']}",
            f"{each['milliseconds_median']:g}",
        )
    Console().print(table)
