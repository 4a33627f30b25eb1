"""The one module that imports MkDocs: it wires events to the rest and holds no logic.

One MkDocs build makes one language. ``render_language`` is how our own build starts it; when MkDocs is
started by hand (``mkdocs build``, ``mkdocs serve``) the plugin builds English and then the other
languages of the national edition itself, so plain MkDocs gives the whole site but the PDF files.
"""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mkdocs.commands.build import _build_page, _build_theme_template, _populate_page, build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation

from campaign import assets, bombs, calendar, checks, content, councils, gate, urls, views
from campaign import edition as editions
from campaign.edition import Edition
from campaign.markdown import AlignedTables, SizedPictures
from campaign.problems import ContentError, Problem, as_text, refuse_errors
from campaign.render import Rendered, RenderedPage
from campaign.search import index
from campaign.shortcodes import Drawing, ShortcodesExtension
from campaign.stamp import Ready, sitemap_of, stamp_language, write_shared
from campaign.templates import FOLDER, environment
from campaign.translation import reviews
from campaign.translation.catalogue import Translator
from campaign.translation.tree import TranslateExtension

log = get_plugin_logger("campaign")
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')


@dataclass
class Job:
    """One language to render: what goes in, and in ``rendered`` what came out. ``only`` names the pages to render, when not all."""

    content: content.Content
    assets: assets.Assets
    translator: Translator
    with_leaflets: bool
    rendered: Rendered
    only: frozenset[str] | None = None


class CampaignPlugin(BasePlugin):
    """Renders the pages of one language. ``job`` is given by ``render_language``, or made when MkDocs was started by hand."""

    def __init__(self):
        self.job: Job | None = None
        self.by_hand = True

    def on_config(self, config):
        if self.by_hand:
            self.job = self._job_by_hand(config)
        job = self.job
        translator = job.translator
        reviewed = reviews.StillReviewed(job.content, translator)
        self.views = views.Views(job.content, translator, job.assets, job.with_leaflets, reviewed)
        self.drawing = Drawing(
            views.helpline_card(self.views),
            lambda: views.source_list(job.content),
            views.a_to_z(self.views),
            views.leaflet_shelf(self.views),
        )
        self.translate = TranslateExtension(translator.find)
        self.sanitise = gate.SanitiseExtension(gate.rules(job.content.root, job.content.register))
        self.problems: list[Problem] = []
        own = [
            self.translate,
            self.sanitise,
            ShortcodesExtension(job.content.register, translator, self.drawing),
            AlignedTables(),
            SizedPictures(Path(config.docs_dir)),
        ]
        config.markdown_extensions = [each for each in config.markdown_extensions if isinstance(each, str)] + own
        if job.only is not None:
            # What readers steer by is in the views; MkDocs would warn of pages that it does not see.
            config.nav = [path for path in job.content.navigation.paths() if path in job.only]
        # Material's sitemap knows one language; ours is written when an edition is stamped.
        config.theme.static_templates = {"404.html"}
        # Nor does a page ask for any of its assets; MkDocs would list and look at all of them for each language.
        config.theme.dirs = [str(job.content.root / FOLDER)]
        return config

    def _job_by_hand(self, config) -> Job:
        root = Path(config.config_file_path).parent
        try:
            loaded = content.load(root)
            found = checks.run(loaded)
            refuse_errors(found)
        except ContentError as error:
            raise PluginError(f"\n{as_text(error.problems)}") from None
        for problem in found:
            log.info("%s", problem)
        return Job(
            loaded,
            assets.gather(root),
            Translator(urls.DEFAULT_LANGUAGE),
            False,
            Rendered(urls.DEFAULT_LANGUAGE, Path(config.site_dir)),
        )

    def on_files(self, files, config):
        # What lies in overrides/ is for templates, not for readers.
        for file in [
            file
            for file in files
            if file.src_uri not in self.job.content.pages
            and not Path(file.abs_src_path or "").is_relative_to(config.docs_dir)
        ]:
            files.remove(file)
        if self.job.only is not None:
            self._only(files, config)
            return files
        for path in self.job.content.drafts:
            files.get_file_from_path(path).inclusion = InclusionLevel.EXCLUDED
        # Pictures are published as they were cleaned, not as they were supplied.
        for name, cleaned in self.job.assets.pictures.items():
            if file := files.get_file_from_path(name):
                files.remove(file)
            files.append(File.generated(config, name, content=cleaned))
        return files

    def _only(self, files, config):
        """Leave nothing to do but the pages of ``only``; the others are still there for links."""
        own = {path: page for path, page in self.job.content.pages.items() if path in self.job.only}
        for file in list(files):
            files.remove(file)
            if file.src_uri not in own:
                files.append(_Elsewhere(file.src_uri, file.src_dir, file.dest_dir, True, dest_uri=file.dest_uri))
        for path, page in own.items():
            files.append(File.generated(config, path, content=page.body))

    def on_env(self, env, config, files):
        # All pages are rendered now, and none is written yet.
        if self.problems:
            refused = ContentError(sorted(self.problems))
            raise PluginError(f"\n{as_text(refused.problems)}") if self.by_hand else refused
        return environment(self.job.content.root)

    def on_page_read_source(self, page, config):
        # The page as ``content`` read it, so that all of a build sees one state of the file.
        return self.job.content.pages[page.file.src_uri].body

    def on_page_markdown(self, markdown, page, config, files):
        # Front matter is read by ``content``; MkDocs must not act on keys such as "template".
        bombs.start_clock(self.job.content.pages[page.file.src_uri].file)
        self.drawing.root = urls.to_root(self.job.content.pages[page.file.src_uri].url)
        page.meta = {"title": self.job.content.pages[page.file.src_uri].front.title}
        return self.job.content.pages[page.file.src_uri].body

    def on_page_content(self, html, page, config, files):
        bombs.stop_clock()
        path = page.file.src_uri
        if found := self.sanitise.gate.found:
            self.problems += gate.problems(
                found, self.job.content.pages[path], self.views.translator.language, self.job.content.root
            )
        self.job.rendered.pages[path] = RenderedPage(path, html, self.translate.tree.untranslated)
        return html

    def on_page_context(self, context, page, config, nav):
        rendered = self.job.rendered.pages[page.file.src_uri]
        return {"view": self.views.page(rendered)}

    def on_template_context(self, context, template_name, config):
        return {"view": self.views.not_found()}

    def on_post_build(self, config):
        job = self.job
        job.rendered.words = self.views.words
        job.rendered.weeks = calendar.weeks(job.content, self.views.translator)
        (job.rendered.folder / "search.js").write_text(
            index.script(job.content, self.views.translator), encoding="utf-8"
        )
        if self.by_hand:
            self._finish_by_hand(Path(config.site_dir))
            # While it serves, MkDocs gives the address of its own server as the site's.
            if config.site_url.startswith("http://"):
                allow_reloading(Path(config.site_dir))

    def _finish_by_hand(self, site: Path) -> None:
        job = self.job
        today = date.today()
        council = councils.read(job.content.root, councils.NATIONAL, job.content.languages, today).council
        nation = editions.of(councils.NATIONAL, council, job.content, job.assets, today)
        for language in nation.languages:
            with tempfile.TemporaryDirectory(prefix="campaign-") as scratch:
                english = language == urls.DEFAULT_LANGUAGE
                common = (
                    job.rendered
                    if english
                    else render_language(job.content, job.assets, language, False, Path(scratch) / "common")
                )
                stamp_language(
                    nation,
                    ready_for(nation, Ready.of(common), False, Path(scratch) / "own"),
                    site / urls.prefix(language),
                )
        write_shared(nation, site, sitemap_of(nation.content, nation.languages))


class _Elsewhere(File):
    """A file of the common site: links lead to it, and it is not made again."""

    def is_documentation_page(self) -> bool:
        return False

    def copy_file(self, dirty: bool = False) -> None:
        pass


def allow_reloading(site: Path) -> None:
    """Take the security policy out of a preview: it would stop the script by which MkDocs shows an edit at once."""
    for page in site.rglob("*.html"):
        page.write_text(_POLICY.sub("", page.read_text(encoding="utf-8")), encoding="utf-8")


def render_language(
    loaded: content.Content, gathered: assets.Assets, language: str, with_leaflets: bool, folder: Path
) -> Rendered:
    """Build one language's pages, slots unfilled, into ``folder``. Raises ContentError for what MkDocs warns of."""
    return render(
        Job(loaded, gathered, Translator.load(loaded.root, language), with_leaflets, Rendered(language, folder))
    )


def ready_for(edition: Edition, common: Ready, with_leaflets: bool, folder: Path) -> Ready:
    """One language of an edition. What reads differently in it is built into ``folder``. Raises ContentError."""
    own, language = edition.own, common.rendered.language
    if not own.changed:
        return common
    rendered = Rendered(language, folder)
    job = Job(own.content, edition.assets, own.translator(language), with_leaflets, rendered, own.changed)
    return common.under(Ready.of(render(job)))


def render(job: Job) -> Rendered:
    """Do one job. Raises ContentError for what MkDocs warns of."""
    config, plugin = _configured(job)
    try:
        build(config)
    except (Abort, BuildError) as error:
        raise ContentError(
            [
                Problem(
                    "mkdocs.yml",
                    1,
                    "mkdocs",
                    f"MkDocs stopped while building {job.translator.language}: {error}",
                    "the site would be incomplete.",
                    "run  mkdocs build --strict  to see its own words.",
                )
            ]
        ) from None
    finally:
        bombs.stop_clock()
    return plugin.job.rendered


def _configured(job: Job) -> tuple[MkDocsConfig, CampaignPlugin]:
    """MkDocs' settings for a job of ours, and our plugin in them."""
    config = load_config(str(job.content.root / "mkdocs.yml"), site_dir=str(job.rendered.folder), strict=True)
    plugin = next(plugin for plugin in config.plugins.values() if isinstance(plugin, CampaignPlugin))
    plugin.job, plugin.by_hand = job, False
    return config, plugin


class PageRenderer:
    """One language kept warm, for the preview: renders one page at a time by the same steps of MkDocs as ``build``.

    It knows the pages and pictures that were there when it was made. Words may change (``take``); when a file comes or
    goes, or mkdocs.yml changes, make another.
    """

    def __init__(self, job: Job):
        config, self._plugin = _configured(job)
        self._config = config.plugins.on_config(config)
        self._files = config.plugins.on_files(get_files(config), config=config)
        set_exclusions(self._files, config)
        self._nav = config.plugins.on_nav(get_navigation(self._files, config), config=config, files=self._files)
        self._env = config.plugins.on_env(config.theme.get_env(), config=config, files=self._files)
        self._documents = self._files.documentation_pages()

    def take(self, job: Job) -> None:
        """Go on with a job of the same language and folder with other words."""
        self._plugin.job = job
        self._config = self._config.plugins.on_config(self._config)

    def page(self, path: str) -> tuple[str, RenderedPage]:
        """A page's finished file and its words, slots unfilled. Raises ContentError for what a build refuses, and whatever a template raises."""
        file = self._files.get_file_from_path(path)
        self._plugin.problems.clear()
        try:
            _populate_page(file.page, self._config, self._files)
        finally:
            bombs.stop_clock()
        if self._plugin.problems:
            raise ContentError(sorted(self._plugin.problems))
        _build_page(file.page, self._config, self._documents, self._nav, self._env)
        return Path(file.abs_dest_path).read_text(encoding="utf-8"), self._plugin.job.rendered.pages[path]

    def not_found(self) -> str:
        """The page for a missing address, slots unfilled."""
        _build_theme_template("404.html", self._env, self._files, self._config, self._nav)
        return (self._plugin.job.rendered.folder / "404.html").read_text(encoding="utf-8")
