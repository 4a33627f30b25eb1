"""The steps of a fleet: render a language, make an edition. Each is a function of a plan and a name, and runs anywhere
that the project, the output and the plan can be read: in this process, a worker, or another machine.
"""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from campaign import content, councils, urls
from campaign import edition as editions
from campaign.assets import Assets
from campaign.checks import council as council_check
from campaign.edition import Edition
from campaign.fleet.store import Record, Store
from campaign.leaflets import make
from campaign.pieces import Kept
from campaign.plugin import ready_for, render_language
from campaign.problems import WARNING, refuse_errors
from campaign.publish import swap
from campaign.stamp import Ready, sitemap_of, stamp_language, write_shared


@dataclass(frozen=True)
class Plan:
    """All that every step needs to know. ``keys`` are the hashes of the languages, ``frame`` that of all but words;
    ``changed_only`` keeps the pages that an earlier edition has just so."""

    content: content.Content
    assets: Assets
    output: Path
    store: Store
    scratch: Path
    languages: tuple[str, ...]
    keys: Mapping[str, str]
    frame: str
    with_leaflets: bool
    changed_only: bool
    today: date
    _sitemaps: dict = field(default_factory=dict, compare=False)

    @property
    def options(self) -> str:
        """What was asked for, as far as it shows in an edition."""
        return f"{self.frame} {','.join(self.languages)}"

    def sitemap(self, edition: Edition) -> str:
        """The sitemap of an edition, its address unfilled; drawn once for all editions in the same languages."""
        if edition.content is not self.content:
            return sitemap_of(edition.content, edition.languages)
        if edition.languages not in self._sitemaps:
            self._sitemaps[edition.languages] = sitemap_of(self.content, edition.languages)
        return self._sitemaps[edition.languages]


@cache
def load(file: Path) -> Plan:
    """A plan that was written down, once in a process."""
    return pickle.loads(file.read_bytes())


def write(plan: Plan, file: Path) -> None:
    """Write a plan down for those who carry it out."""
    file.write_bytes(pickle.dumps(plan, pickle.HIGHEST_PROTOCOL))


def render(file: Path, tag: str) -> int:
    """Render one language for all editions, into the store; returns the number of its pages. Raises ContentError."""
    plan = load(file)
    place = plan.store.place(tag, plan.keys[tag])
    shutil.rmtree(place, ignore_errors=True)
    ready = Ready.of(render_language(plan.content, plan.assets, tag, plan.with_leaflets, place))
    plan.store.finish(tag, plan.keys[tag], ready)
    return len(ready.rendered.pages)


def make_edition(file: Path, slug: str, key: str) -> Record:
    """Make one edition and swap it in; ``key`` is the hash of its folder. Raises ContentError with all that is wrong."""
    plan = load(file)
    read = councils.read(plan.content.root, slug, plan.content.languages, plan.today)
    tags = tuple(tag for tag in read.council.languages if tag in plan.languages)
    council = read.council.model_copy(update={"languages": tags})
    edition = editions.of(slug, council, plan.content, plan.assets, plan.today)
    problems = council_check.written(read, edition)
    refuse_errors(problems)
    site = plan.scratch / slug
    earlier = plan.store.record(slug) if plan.changed_only else None
    kept = earlier if earlier and earlier.council == key and earlier.options == plan.options else None
    pages, made = 0, []
    for tag in tags:
        ready = ready_for(edition, plan.store.ready(tag, plan.keys[tag]), plan.with_leaflets, plan.scratch / f".{slug}")
        own = make.make_all(edition, ready.rendered, site) if plan.with_leaflets else []
        sizes = {each.leaflet.name: each.size for each in own}
        pages += stamp_language(edition, ready, site / urls.prefix(tag), sizes, _kept(plan, edition, kept, tag))
        made += own
        shutil.rmtree(plan.scratch / f".{slug}", ignore_errors=True)
    write_shared(edition, site, plan.sitemap(edition))
    ends = [each for each in (read.until, edition.own.until) if each]
    record = Record(
        key,
        {tag: plan.keys[tag] for tag in tags},
        plan.options,
        min(ends).isoformat() if ends else None,
        pages,
        len(made),
        sum(each.fresh for each in made),
        [asdict(problem) for problem in problems if problem.level == WARNING],
        plan.today.isoformat(),
    )
    plan.store.forget(slug)
    swap(site, plan.output / slug)
    plan.store.keep(slug, record)
    return record


def _kept(plan: Plan, edition: Edition, earlier: Record | None, tag: str) -> Kept | None:
    """The pages of an earlier edition that would come out the same. One with own pages is written whole."""
    if earlier is None or edition.own.changed or tag not in earlier.languages:
        return None
    same = _same(plan.store, tag, earlier.languages[tag], plan.keys[tag])
    return Kept(plan.output / edition.slug / urls.prefix(tag), same)


@cache
def _same(store: Store, tag: str, old: str, new: str) -> frozenset[str]:
    """The addresses whose pieces are equal in two renderings, when the words put between them are equal too."""
    before, after = store.ready(tag, old), store.ready(tag, new)
    if before is None or before.rendered.words != after.rendered.words:
        return frozenset()
    return frozenset(
        address
        for address, sheet in after.pieces.sheets.items()
        if before.pieces.sheets.get(address) == sheet and not any("leaflet.size" in slot for slot in sheet.slots)
    )
