"""The whole fleet: what is new is rendered once, every edition that it touches is made, each swapped in on its own.

A council's fault stops its own edition and no other; all faults are told together at the end. What is finished and
unchanged is left alone, so a run that was killed goes on where it was.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from concurrent.futures import as_completed
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from campaign import assets, content, councils
from campaign.fleet import inputs, overview, tasks
from campaign.fleet.engine import workers
from campaign.fleet.store import FOLDER, Record, Store
from campaign.hosts import emit
from campaign.leaflets import cache, make
from campaign.problems import WARNING, ContentError, Problem
from campaign.publish import put_back, staging

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is finished, and how much there is."""


@dataclass(frozen=True)
class Options:
    """What to build, and where. ``shard`` is (which, of how many); ``scheduler`` the address of a Dask cluster."""

    root: Path
    output: Path
    languages: tuple[str, ...] = ()
    with_leaflets: bool = True
    changed_only: bool = False
    shard: tuple[int, int] = (1, 1)
    scheduler: str | None = None
    jobs: int = os.cpu_count() or 1
    host: str = emit.DEFAULT


@dataclass
class Summary:
    """What became of every council's edition. ``cpu`` are the seconds of each step, here and in local workers; ``cpu_user``
    those of them that are not the system's, which writes the files."""

    site: str
    editions: dict[str, Record] = field(default_factory=dict)
    unchanged: list[str] = field(default_factory=list)
    failed: dict[str, list[Problem]] = field(default_factory=dict)
    left_over: list[str] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    pages: int = 0
    seconds: float = 0
    cpu: dict[str, float] = field(default_factory=dict)
    cpu_user: dict[str, float] = field(default_factory=dict)
    missing: str | None = None

    def as_dict(self) -> dict:
        """For JSON."""
        return asdict(self)


def build(options: Options, progress: Progress = lambda step, done, of: None) -> Summary:
    """Build every council's edition below ``options.output``. Raises ContentError when the common content is at fault."""
    start = time.monotonic()
    output, today = options.output.absolute(), date.today()
    store, reading = Store(output / FOLDER), inputs.reading(options.root, today)
    loaded, problems = store.read(options.root, reading)
    store.forget_readings(reading)
    slugs = share(councils.slugs(options.root), options.shard)
    summary = Summary(str(options.output), warnings=[each for each in problems if each.level == WARNING])
    summary.missing = make.missing_on_this_machine() if options.with_leaflets else None
    clock = _Clock(summary)
    with staging(store.folder / "work") as scratch:
        if options.with_leaflets:
            cache.Cache(options.root / cache.FOLDER).forget()
        plan = _plan(options, loaded, store, scratch, options.with_leaflets and not summary.missing, today)
        due = _due(plan, slugs, summary)
        clock.lap("reading and checking")
        if due:
            file = tasks.write(plan)
            _render(options, plan, file, progress)
            clock.lap("rendering once")
            _editions(options, file, due, summary, progress)
            clock.lap("stamping")
    if inputs.reading(options.root, today) != reading:
        # Somebody saved a file meanwhile: what was made may hold either state of it, and is made anew next time.
        store.drop(reading, plan.keys)
        for slug in due:
            store.forget(slug)
    store.sweep(dict(plan.keys))
    summary.left_over = sorted(set(store.known()) - set(councils.slugs(options.root)))
    summary.pages = sum(summary.editions[slug].pages for slug in due if slug in summary.editions)
    summary.seconds = round(time.monotonic() - start, 1)
    overview.write(summary, output)
    return summary


def share(slugs: list[str], shard: tuple[int, int]) -> list[str]:
    """The councils of one share out of several."""
    which, of = shard
    return slugs[which - 1 :: of]


def _plan(
    options: Options, loaded: content.Content, store: Store, scratch: Path, with_leaflets: bool, today: date
) -> tasks.Plan:
    frame = inputs.frame(options.root, with_leaflets)
    tags = tuple(tag for tag in loaded.offered if not options.languages or tag in options.languages)
    return tasks.Plan(
        loaded,
        assets.gather(options.root),
        options.output.absolute(),
        store,
        scratch,
        tags,
        inputs.languages(options.root, tags, frame),
        frame,
        with_leaflets,
        options.changed_only,
        options.host,
        today,
    )


def _due(plan: tasks.Plan, slugs: list[str], summary: Summary) -> dict[str, str]:
    """The editions to make, with the hash of each folder; the others are noted as unchanged."""
    due = {}
    for slug in slugs:
        put_back(plan.output / slug)
        key = inputs.council(plan.content.root, slug)
        record = plan.store.record(slug)
        there = record and (plan.output / slug).is_dir()
        if there and record.holds(key, dict(plan.keys), plan.options, plan.today):
            summary.editions[slug] = record
            summary.unchanged.append(slug)
        else:
            due[slug] = key
    return due


def _render(options: Options, plan: tasks.Plan, file: Path, progress: Progress) -> None:
    wanted = [tag for tag in plan.languages if not plan.store.has(tag, plan.keys[tag])]
    if not wanted:
        return
    progress("rendering languages", 0, len(wanted))
    with workers(options.jobs, options.scheduler) as pool:
        started = {pool.submit(tasks.render, file, tag): tag for tag in wanted}
        for done, future in enumerate(as_completed(started), start=1):
            future.result()
            progress("rendering languages", done, len(wanted))


def _editions(options: Options, file: Path, due: dict[str, str], summary: Summary, progress: Progress) -> None:
    """Make every edition that is due. A fault of ours is raised when all others are made."""
    ours: list[BaseException] = []
    progress("making editions", 0, len(due))
    with workers(options.jobs, options.scheduler) as pool:
        started = {pool.submit(tasks.make_edition, file, slug, key): slug for slug, key in due.items()}
        for done, future in enumerate(as_completed(started), start=1):
            slug = started.pop(future)
            try:
                summary.editions[slug] = future.result()
            except ContentError as error:
                summary.failed[slug] = sorted(error.problems)
            except Exception as error:
                ours.append(error)
            progress("making editions", done, len(due))
    if ours:
        raise ours[0]


class _Clock:
    """Notes the CPU seconds of this process and of the workers that have ended, step by step."""

    def __init__(self, summary: Summary):
        self.summary, self.last = summary, (0.0, 0.0)

    def lap(self, step: str) -> None:
        """Note what was spent since the lap before, or since this process began."""
        user, system, child_user, child_system, _ = os.times()
        now = (user + child_user, system + child_system)
        spent = [here - before for here, before in zip(now, self.last, strict=True)]
        self.summary.cpu[step] = round(sum(spent), 2)
        self.summary.cpu_user[step] = round(spent[0], 2)
        self.last = now
