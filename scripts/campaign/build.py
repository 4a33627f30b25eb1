"""The build, from content to a site that is swapped in at once.

Languages are rendered in worker processes forked after the imports, so that each costs its pages and
nothing more; then the edition is stamped and its leaflets are set.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future, as_completed
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from campaign import assets, checks, content, councils, urls
from campaign import edition as editions
from campaign.checks import council as council_check
from campaign.edition import Edition
from campaign.fleet.engine import local
from campaign.hosts import emit
from campaign.leaflets import cache, make
from campaign.plugin import ready_for, render_language
from campaign.problems import WARNING, ContentError, Problem, refuse_errors
from campaign.publish import staging, swap
from campaign.render import Rendered
from campaign.stamp import Ready, sitemap_of, stamp_language, write_shared

Progress = Callable[[str], None]
"""Told each finished step in plain words."""


@dataclass(frozen=True)
class Options:
    """What to build, and where."""

    root: Path
    output: Path
    council: str = councils.NATIONAL
    languages: tuple[str, ...] = ()
    with_leaflets: bool = True
    base_url: str | None = None
    jobs: int = os.cpu_count() or 1
    host: str = emit.DEFAULT


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
    loaded = content.load(options.root)
    today = date.today()
    problems = [*checks.common(loaded), *council_check.check(loaded, options.council, today)]
    refuse_errors(problems)
    progress(f"checked {len(loaded.pages)} pages")
    edition = _edition(options, loaded, today)
    missing = make.missing_on_this_machine() if options.with_leaflets else None
    with_leaflets = options.with_leaflets and not missing
    with staging(options.output.absolute()) as scratch:
        site = scratch / "site"
        with local(options.jobs) as workers:
            ready = _render(workers, loaded, edition, with_leaflets, scratch, progress)
            rendered = [each.rendered for each in ready]
            made = _leaflets(workers, edition, rendered, site, progress) if with_leaflets else []
            sizes = {each.leaflet.name: each.size for each in made}
            pages = sum(
                stamp_language(edition, each, site / urls.prefix(each.rendered.language), sizes) for each in ready
            )
            write_shared(edition, site, sitemap_of(edition.content, edition.languages))
            emit.write(edition, site, scratch / "beside", options.host)
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
    return replace(edition, clears_cache=emit.HOSTS[options.host].headers)


def render_edition(
    loaded: content.Content, edition: Edition, language: str, with_leaflets: bool, scratch: Path
) -> Ready:
    """One language of an edition, rendered in ``scratch``. Raises ContentError."""
    common = render_language(loaded, edition.assets, language, with_leaflets, scratch / language)
    return ready_for(edition, Ready.of(common), with_leaflets, scratch / f"own-{language}")


def _render(
    workers: Executor,
    loaded: content.Content,
    edition: Edition,
    with_leaflets: bool,
    scratch: Path,
    progress: Progress,
) -> list[Ready]:
    started = {
        workers.submit(render_edition, loaded, edition, language, with_leaflets, scratch): language
        for language in edition.languages
    }
    return list(
        _as_they_finish(
            started,
            lambda language, done: (
                f"rendered {edition.content.languages[language].english_name}: {len(done.rendered.pages)} pages"
            ),
            progress,
        )
    )


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


def _as_they_finish(started: dict[Future, str], said: Callable, progress: Progress) -> Iterable:
    for future in as_completed(started):
        result = future.result()
        progress(said(started[future], result))
        yield result
