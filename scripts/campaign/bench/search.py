"""Search: how well it finds, how many bytes it costs and how long it takes, beside Material's own search.

The query sets are those of ``tests/search/``. Both searches answer them in the same Chromium in the same run, on the
same pages. Ours answers in the page itself, with the processor slowed to a quarter, as on a cheap phone; Material's
answers in a worker, which Chromium does not slow down.
"""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import brotli

from campaign import assets, content
from campaign.bench import browser, material
from campaign.bench.figures import Figure
from campaign.plugin import render_language
from campaign.search import index, quality
from campaign.translation.catalogue import Translator

SLOWED = 4
#: First query in bytes, brotli 11; Chinese has more signs.
BYTES, BYTES_CJK = 20_000, 35_000

_ASK = """queries => queries.map(query => {
  const start = performance.now(), { pages } = window.engine.find(query);
  return [pages.map(page => page.url), performance.now() - start];
})"""
_READY = "() => { window.campaignSearch = made => { window.engine = made; }; }"


@dataclass(frozen=True)
class Measured:
    """One search in one language: figures over the queries that were not used to improve ours, over all, and by kind."""

    language: str
    search: str
    judged: quality.Score
    all: quality.Score
    kinds: dict[str, quality.Score]
    raw: int
    gzip: int
    brotli: int
    milliseconds_median: float
    milliseconds_worst: float
    danger_missed: float | None = None
    calm_alarmed: float | None = None


def run(root: Path) -> list[Measured]:
    """Measure every language that has a query set and is offered."""
    loaded = content.load(root)
    tags = [tag for tag in loaded.offered if (root / quality.FOLDER / f"{tag}.yml").exists()]
    with browser.chromium() as chromium:
        return [measured for tag in tags for measured in _language(chromium, loaded, tag)]


def _language(chromium, loaded: content.Content, tag: str) -> Iterator[Measured]:
    queries, translator = quality.load(loaded.root, tag), Translator.load(loaded.root, tag)
    with tempfile.TemporaryDirectory() as scratch:
        rendered = render_language(loaded, assets.gather(loaded.root), tag, False, Path(scratch) / "ours")
        script = index.script(loaded, translator)
        page = chromium.new_page()
        page.evaluate(_READY)
        page.add_script_tag(content=script)
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        asked = [query.ask for query in queries.queries]
        alarm = page.evaluate("queries => queries.map(query => window.engine.find(query).danger)", queries.danger)
        calm = page.evaluate("queries => queries.map(query => window.engine.find(query).danger)", queries.calm)
        yield _measured(
            loaded, tag, "ours", queries, page.evaluate(_ASK, asked), script.encode(),
            alarm.count(False) / len(alarm), calm.count(True) / len(calm),
        )  # fmt: skip
        site = material.make(loaded, rendered, translator, Path(scratch))
        with browser.serving(site) as address:
            page.goto(address + "404.html")
            answers = page.evaluate(material.ASK, [address, material.worker(site), asked])
        yield _measured(loaded, tag, "Material", queries, answers, material.weight(site))
        page.close()


def _measured(
    loaded: content.Content,
    tag: str,
    name: str,
    queries: quality.QuerySet,
    answers: list,
    shipped: bytes,
    *alarms: float,
) -> Measured:
    paths = {page.url: path for path, page in loaded.pages.items()}
    found = {
        query.ask: [paths[url] for url in urls if url in paths]
        for query, (urls, _) in zip(queries.queries, answers, strict=True)
    }
    kinds = sorted({query.kind for query in queries.queries})
    times = sorted(milliseconds for _, milliseconds in answers)
    return Measured(
        tag,
        name,
        quality.score(queries.judging, found.__getitem__),
        quality.score(queries.queries, found.__getitem__),
        {
            kind: quality.score([query for query in queries.queries if query.kind == kind], found.__getitem__)
            for kind in kinds
        },
        len(shipped),
        len(gzip.compress(shipped, 9, mtime=0)),
        len(brotli.compress(shipped, quality=11)),
        round(times[len(times) // 2], 1),
        round(times[-1], 1),
        *alarms,
    )


def figures(measured: list[Measured]) -> list[Figure]:
    """Our own search against its budgets."""
    return [
        figure
        for each in measured
        if each.search == "ours"
        for figure in (
            Figure(f"search {each.language}: right page first, judged", each.judged.hit1, "share", 0.9, at_least=True),
            Figure(f"search {each.language}: among three, judged", each.judged.hit3, "share", 0.98, at_least=True),
            Figure(f"search {each.language}: typos among three", each.kinds["typo"].hit3, "share", 0.95, at_least=True),
            Figure(f"search {each.language}: nothing found", each.all.nothing, "share", 0.01),
            Figure(f"search {each.language}: emergency line missed", each.danger_missed, "share"),
            Figure(f"search {each.language}: emergency line for nothing", each.calm_alarmed, "share"),
            Figure(f"search {each.language}: first query, brotli 11", each.brotli, "bytes", _budget(each.language)),
            Figure(f"search {each.language}: slowest query, 4x slowed", each.milliseconds_worst, "ms", 50),
        )
    ]


def _budget(language: str) -> int:
    return BYTES_CJK if language.startswith("zh") else BYTES


def as_dict(measured: Measured) -> dict:
    """For JSON."""
    return asdict(measured)
