"""The build, from content to a site that is swapped in at once.

Languages are rendered in worker processes forked after the imports, so that each costs its pages and
nothing more; then the edition is stamped and its leaflets are set. What was read, checked and rendered is kept in
``.cache/build`` under a hash of all that went into it, and not done again while that stays the same.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor, as_completed
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from campaign import assets, content, councils, precompress, urls
from campaign import edition as editions
from campaign.checks import council as council_check
from campaign.edition import Edition
from campaign.fleet import inputs
from campaign.fleet.engine import local
from campaign.fleet.store import Store
from campaign.hosts import emit
from campaign.leaflets import cache, make
from campaign.plugin import ready_for, render_language
from campaign.problems import WARNING, ContentError, Problem, refuse_errors
from campaign.publish import staging, swap
from campaign.render import Rendered
from campaign.stamp import Ready, sitemap_of, stamp_language, write_shared

#: What builds keep, below the project's root.
KEPT = ".cache/build"
Progress = Callable[[str], None]
"""Told each finished step in plain words."""


@dataclass(frozen=True)
class Options:
    """What to build, and where. ``precompress`` is a level of brotli (``precompress.LEVELS``)."""

    root: Path
    output: Path
    council: str = councils.NATIONAL
    languages: tuple[str, ...] = ()
    with_leaflets: bool = True
    base_url: str | None = None
    jobs: int = os.cpu_count() or 1
    host: str = emit.DEFAULT
    precompress: int | None = None


@dataclass(frozen=True)
class Summary:
    """What was built. ``leaflets_set`` counts those that were not in the cache; ``missing`` names what this machine lacks for PDFs, or is None. ``beside`` are the files written beside the site for its host."""

    site: str
    council: str
    languages: list[str]
    pages: int
    leaflets: int
    leaflets_set: int
    seconds: float
    warnings: list[Problem]
    missing: str | None
    host: str
    beside: list[str]

    def as_dict(self) -> dict:
        """For JSON."""
        return asdict(self)


def build(options: Options, progress: Progress = lambda step: None) -> Summary:
    """Build one edition into ``options.output``. Raises ContentError and leaves an earlier site as it was."""
    start = time.monotonic()
    today, store = date.today(), Store(options.root / KEPT)
    reading = inputs.reading(options.root, today)
    loaded, found = store.read(options.root, reading)
    problems = [*found, *council_check.check(loaded, options.council, today)]
    refuse_errors(problems)
    progress(f"checked {len(loaded.pages)} pages")
    edition = _edition(options, loaded, today)
    missing = make.missing_on_this_machine() if options.with_leaflets else None
    with_leaflets = options.with_leaflets and not missing
    keys = inputs.languages(options.root, edition.languages, inputs.frame(options.root, with_leaflets))
    store.forget_readings(reading)
    store.forget_languages(keys)
    with staging(options.output.absolute()) as scratch:
        site = scratch / "site"
        with local(options.jobs) as workers:
            ready = _render(workers, edition, Rendering(loaded, with_leaflets, store, keys, scratch), progress)
            rendered = [each.rendered for each in ready]
            made = _leaflets(workers, edition, rendered, site, progress) if with_leaflets else []
            sizes = {each.leaflet.name: each.size for each in made}
            pages = sum(
                stamp_language(edition, each, site / urls.prefix(each.rendered.language), sizes, shutil.copyfile)
                for each in ready
            )
            write_shared(edition, site, sitemap_of(edition.content, edition.languages))
            emit.write(edition, site, scratch / "beside", options.host)
            if options.precompress:
                progress(f"compressed {precompress.compress(workers, site, options.precompress)} files")
        if inputs.reading(options.root, today) != reading:
            # Somebody saved a file meanwhile: what was kept may hold either state of it.
            store.drop(reading, keys)
        swap(site, options.output.absolute())
        beside = emit.place(scratch / "beside", options.output.absolute())
    warnings = [problem for problem in problems if problem.level == WARNING]
    return Summary(
        str(options.output),
        options.council,
        list(edition.languages),
        pages,
        len(made),
        sum(each.fresh for each in made),
        round(time.monotonic() - start, 1),
        warnings,
        missing,
        options.host,
        beside,
    )


def _edition(options: Options, loaded: content.Content, today: date) -> Edition:
    council = councils.read(options.root, options.council, loaded.languages, today).council
    changes = {}
    if options.base_url:
        changes["base_url"] = options.base_url.rstrip("/") + "/"
    if options.languages:
        changes["languages"] = tuple(tag for tag in council.languages if tag in options.languages)
    council = council.model_copy(update=changes)
    edition = editions.of(options.council, council, loaded, assets.gather(options.root), today)
    return emit.for_host(edition, options.host)


@dataclass(frozen=True)
class Rendering:
    """What a worker needs to render a language; ``keys`` are the hashes of the languages."""

    content: content.Content
    with_leaflets: bool
    store: Store
    keys: Mapping[str, str]
    scratch: Path

    def common(self, gathered: assets.Assets, language: str) -> Ready:
        """A language of the common content, rendered now or kept. Raises ContentError."""
        key = self.keys[language]
        render = lambda folder: render_language(self.content, gathered, language, self.with_leaflets, folder)
        return self.store.ready(language, key) or self.store.render(language, key, render)


def render_edition(rendering: Rendering, edition: Edition, language: str) -> Ready:
    """One language of an edition. Raises ContentError."""
    common = rendering.common(edition.assets, language)
    return ready_for(edition, common, rendering.with_leaflets, rendering.scratch / f"own-{language}")


def _render(workers: Executor, edition: Edition, rendering: Rendering, progress: Progress) -> list[Ready]:
    """All languages. A kept one that the council has nothing of its own in is only read."""
    kept = lambda language: not edition.own.changed and rendering.store.ready(language, rendering.keys[language])
    ready = {language: found for language in edition.languages if (found := kept(language))}
    started = {
        workers.submit(render_edition, rendering, edition, language): language
        for language in edition.languages
        if language not in ready
    }
    for future in as_completed(started):
        language = started[future]
        ready[language] = future.result()
        name = edition.content.languages[language].english_name
        progress(f"rendered {name}: {len(ready[language].rendered.pages)} pages")
    return [ready[language] for language in edition.languages]


def _leaflets(
    workers: Executor, edition: Edition, rendered: Iterable[Rendered], site: Path, progress: Progress
) -> list[make.Made]:
    """Make all leaflets. Raises ContentError with what is wrong in any language."""
    cache.Cache(edition.content.root / cache.FOLDER).forget()
    started = {workers.submit(make.make_all, edition, each, site): each.language for each in rendered}
    made, problems = [], []
    for future in as_completed(started):
        try:
            own = future.result()
        except ContentError as error:
            problems += error.problems
            continue
        name = edition.content.languages[started[future]].english_name
        progress(f"{name}: {len(own)} leaflets, {sum(each.fresh for each in own)} of them set anew")
        made += own
    if problems:
        raise ContentError(sorted(problems))
    return made
