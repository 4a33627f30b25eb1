"""The steps of a fleet: render a language, make an edition. Each is a function of a plan and a name, and runs anywhere
that the project, the output and the plan can be read: in this process, a worker, or another machine.
"""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from filecmp import cmp as same_file
from functools import cache, lru_cache
from pathlib import Path

from campaign import content, councils, supplied, urls
from campaign import edition as editions
from campaign.assets import Assets
from campaign.checks import council as council_check
from campaign.edition import Edition
from campaign.fleet import inputs
from campaign.fleet.store import Record, Store
from campaign.hosts import emit, security_txt, sitemap
from campaign.leaflets import make
from campaign.plugin import ready_for, render_language
from campaign.problems import WARNING, refuse_errors
from campaign.publish import swap
from campaign.stamp import patch_language, sitemap_of, stamp_language, write_shared, write_sitemap


@dataclass(frozen=True)
class Plan:
    """All that every step needs to know. ``keys`` are the hashes of the languages, ``frame`` that of all but words;
    ``changed_only`` changes finished editions file by file where that can be."""

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
    host: str
    today: date
    _sitemaps: dict = field(default_factory=dict, compare=False)

    @property
    def options(self) -> str:
        """What was asked for, as far as it shows in an edition."""
        return f"{self.frame} {','.join(self.languages)} {self.host}"

    def sitemap(self, edition: Edition) -> str:
        """The sitemap of an edition, its address unfilled; drawn once for all editions in the same languages."""
        if edition.content is not self.content:
            return sitemap_of(edition.content, edition.languages)
        if edition.languages not in self._sitemaps:
            self._sitemaps[edition.languages] = sitemap_of(self.content, edition.languages)
        return self._sitemaps[edition.languages]


@lru_cache(maxsize=1)
def load(file: Path) -> Plan:
    """A plan that was written down, once in a process."""
    return pickle.loads(file.read_bytes())


def write(plan: Plan) -> Path:
    """Write a plan down for those who carry it out. Its name is its hash: a worker may live longer than a run."""
    content = pickle.dumps(plan, pickle.HIGHEST_PROTOCOL)
    file = plan.scratch / f".plan-{inputs.digest([content])}"
    file.write_bytes(content)
    return file


def render(file: Path, tag: str) -> int:
    """Render one language for all editions, into the store; returns the number of its pages. Raises ContentError."""
    plan = load(file)
    ready = plan.store.render(
        tag,
        plan.keys[tag],
        lambda folder: render_language(plan.content, plan.assets, tag, plan.with_leaflets, folder),
    )
    return len(ready.rendered.pages)


def make_edition(file: Path, slug: str, key: str) -> Record:
    """Make one edition and swap it in; ``key`` is the hash of its folder. Raises ContentError with all that is wrong."""
    plan = load(file)
    supplied.refuse_council(plan.content.root, f"{councils.FOLDER}/{slug}")
    read = councils.read(plan.content.root, slug, plan.content.languages, plan.today)
    tags = tuple(tag for tag in read.council.languages if tag in plan.languages)
    council = read.council.model_copy(update={"languages": tags})
    edition = editions.of(slug, council, plan.content, plan.assets, plan.today)
    edition = emit.for_host(edition, plan.host)
    problems = council_check.written(read, edition)
    refuse_errors(problems)
    changes = _changes(plan, edition, key)
    pages, made = _whole(plan, edition) if changes is None else (_patch(plan, edition, changes), [])
    ends = [each for each in (read.until, edition.own.until, _until(council, plan.today)) if each]
    record = Record(
        key,
        {tag: plan.keys[tag] for tag in tags},
        plan.options,
        plan.host,
        min(ends).isoformat() if ends else None,
        pages,
        len(made),
        sum(each.fresh for each in made),
        [asdict(problem) for problem in problems if problem.level == WARNING],
        plan.today.isoformat(),
    )
    plan.store.keep(slug, record)
    return record


def _until(council: councils.Council, today: date) -> date | None:
    """The last day on which what was made today is used: ``security.txt`` names the day on which it ends."""
    return today + security_txt.HOLDS / 2 if council.security_contact else None


def _whole(plan: Plan, edition: Edition) -> tuple[int, list[make.Made]]:
    """Make an edition beside the earlier one and swap it in; gives the number of pages and the leaflets."""
    site, scratch = plan.scratch / edition.slug, plan.scratch / f".{edition.slug}"
    pages, made = 0, []
    for tag in edition.languages:
        ready = ready_for(edition, plan.store.ready(tag, plan.keys[tag]), plan.with_leaflets, scratch / tag)
        own = make.make_all(edition, ready.rendered, site) if plan.with_leaflets else []
        sizes = {each.leaflet.name: each.size for each in own}
        pages += stamp_language(edition, ready, site / urls.prefix(tag), sizes)
        made += own
    shutil.rmtree(scratch, ignore_errors=True)
    write_shared(edition, site, plan.sitemap(edition))
    beside = plan.scratch / f".{edition.slug}-beside"
    emit.write(edition, site, beside, plan.host)
    plan.store.forget(edition.slug)
    swap(site, plan.output / edition.slug)
    emit.place(beside, plan.output / edition.slug)
    return pages, made


def _changes(plan: Plan, edition: Edition, key: str) -> dict[str, frozenset[str]] | None:
    """The addresses in each language that differ from the earlier edition; None when it must be made whole.

    Files are changed one by one only where nothing but words of common pages changed: not where a setting did, which
    is on every page; nor in an edition with pages of its own or leaflets.
    """
    earlier = plan.store.record(edition.slug) if plan.changed_only else None
    if (
        earlier is None
        or (earlier.council, earlier.options) != (key, plan.options)
        or tuple(earlier.languages) != edition.languages
        or earlier.until is not None
        and earlier.until < plan.today.isoformat()
        or edition.own.changed
        or plan.with_leaflets
        or plan.host == emit.OFFLINE
        or not (plan.output / edition.slug).is_dir()
    ):
        return None
    found = {tag: _differing(plan.store, tag, earlier.languages[tag], plan.keys[tag]) for tag in edition.languages}
    return None if None in found.values() else found


def _patch(plan: Plan, edition: Edition, changes: dict[str, frozenset[str]]) -> int:
    """Change some files of a finished edition, each at once. Killed on the way, it is without a record and made whole next time."""
    site = plan.output / edition.slug
    plan.store.forget(edition.slug)
    pages = sum(
        patch_language(edition, plan.store.ready(tag, plan.keys[tag]), site / urls.prefix(tag), addresses)
        for tag, addresses in changes.items()
    )
    write_sitemap(edition, site, plan.sitemap(edition))
    sitemap.split(site, edition.council.base_url)
    return pages


@cache
def _differing(store: Store, tag: str, old: str, new: str) -> frozenset[str] | None:
    """The addresses whose files differ between two renderings; None when they cannot be compared file by file."""
    before, after = store.ready(tag, old), store.ready(tag, new)
    if before is None or before.rendered.words != after.rendered.words:
        return None
    one, other = before.pieces, after.pieces
    if one.sheets.keys() != other.sheets.keys() or one.whole.keys() != other.whole.keys():
        return None
    return frozenset(
        [address for address, sheet in other.sheets.items() if sheet != one.sheets[address]]
        + [address for address, file in other.whole.items() if not same_file(file, one.whole[address], shallow=False)]
    )
