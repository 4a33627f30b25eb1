"""What a page's template sees: plain values, every address relative, every word already in its language.

Templates get one object, ``view``, and never ask MkDocs. Nothing here depends on a council: what differs
between councils is a slot.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup, escape

from campaign import a_to_z as topics
from campaign import urls
from campaign.assets import Assets
from campaign.content import Content, Page
from campaign.edition import NOT_FOUND, interface_words
from campaign.helplines import Helpline, number_markup
from campaign.leaflets import packs
from campaign.leaflets.names import SHELVES, Leaflet, leaflets_of
from campaign.navigation import Section
from campaign.render import RenderedPage
from campaign.slots import plain, slot
from campaign.templates import environment
from campaign.translation.catalogue import Translator

#: The page that says how translations are made and checked.
TRANSLATIONS_PAGE = "about/translations.md"
#: The page that lists all pages, for readers without script.
A_TO_Z_PAGE = "about/a-to-z.md"
#: A page with this many headings gets links to them.
LONG = 6
_HEADING = re.compile(r'<h2(?=([^>]*))[^>]* id="([^"]+)"[^>]*>(.*?)</h2>', re.S)


@dataclass(frozen=True)
class Link:
    """A link in a menu, a list or the breadcrumbs."""

    title: Markup
    url: str
    summary: Markup = Markup("")
    current: bool = False
    leaflets: tuple[Leaflet, ...] = ()


@dataclass(frozen=True, kw_only=True)
class View:
    """One page as its template sees it. ``root`` is the way to the language's home page, ``site_root`` to the site's."""

    language: str
    direction: str
    t: dict[str, str]
    title: Markup
    card: Markup
    exit: Markup
    exit_label: Markup
    heading: Markup
    description: str
    root: str
    site_root: str
    sections: tuple[Link, ...]
    footer: tuple[dict, ...]
    language_menu: Markup
    council: Markup
    translations_url: str
    style: Markup
    style_hash: Markup
    script: str
    search: dict[str, str]
    canonical: str = ""
    is_home: bool = False
    breadcrumbs: tuple[Link, ...] = ()
    siblings: tuple[Link, ...] = ()
    contents: tuple[Link, ...] = ()
    opening: Markup = Markup()
    rest: Markup = Markup()
    parts: tuple[Link, ...] = ()
    leaflets: tuple[Leaflet, ...] = ()
    sources: tuple[str, ...] = ()
    untranslated: int = 0
    unreviewed: bool = False


@dataclass(frozen=True)
class Views:
    """Makes the view of any page in one language. ``with_leaflets`` says whether PDFs will be there to link to."""

    content: Content
    translator: Translator
    assets: Assets
    with_leaflets: bool
    reviewed: frozenset[str] = frozenset()

    @cached_property
    def words(self) -> dict[str, str]:
        """The interface's words."""
        return interface_words(self.content, self.translator)

    @cached_property
    def _footer(self) -> tuple[dict, ...]:
        published = self.content.register.published()
        return tuple(self.helpline_words(published[name]) for name in self.content.register.footer)

    def page(self, rendered: RenderedPage) -> View:
        """The view of a page."""
        path, page = rendered.path, self.content.pages[rendered.path]
        home = self.content.navigation.home
        section = self.content.navigation.section_by_path.get(path)
        opens_section = section is not None and path == section.index
        opening, rest = split_at_first_heading(rendered.body)
        link = lambda target: urls.between(page.url, self.content.pages[target].url)
        links = lambda *targets: tuple(self.link(target, link, path) for target in targets)
        above = () if section is None else (home,) if opens_section else (home, section.index)
        beside = section.pages if section else ()
        shelf = 'class="leaflet-shelf"' in rendered.body
        return self._view(
            link,
            section,
            urls.to_root(page.url),
            urls.to_root(urls.prefix(self.translator.language) + page.url),
            title="" if path == home else self.translator.text(page.front.title, "title"),
            heading=self.translator.html(page.front.title, "title"),
            description=self.translator.text(page.front.description, "description"),
            canonical=slot("site.url") + urls.prefix(self.translator.language) + page.url,
            is_home=path == home,
            language_menu=Markup(slot("site.language-menu", page.url)),
            breadcrumbs=links(*above),
            siblings=() if opens_section else links(*beside),
            contents=links(*beside) if opens_section and not shelf else (),
            opening=opening,
            rest=rest,
            parts=() if path == home else parts_of(rest),
            leaflets=self._leaflets(page, ""),
            sources=tuple(str(self.content.sources[key]) for key in page.front.sources),
            untranslated=rendered.untranslated,
            unreviewed=path not in self.reviewed,
        )

    def not_found(self) -> View:
        """The view of the page that a host shows for a missing address. It may be shown at any depth: its links are from the host's root."""
        site_root = slot("site.path")
        root = site_root + urls.prefix(self.translator.language)
        return self._view(
            lambda target: root + self.content.pages[target].url,
            None,
            root,
            site_root,
            title=self.words["not_found_title"],
            heading=escape(self.words["not_found_title"]),
            description=self.words["not_found_text"],
            language_menu=Markup(slot("site.language-menu", NOT_FOUND)),
        )

    def _view(
        self, link: Callable[[str], str], section: Section | None, root: str, site_root: str, title: str, **own
    ) -> View:
        """What every page has, with what is its own. ``title`` is plain text, empty for the home page."""
        language = self.translator.language
        where = NOT_FOUND if site_root == slot("site.path") else site_root
        return View(
            language=language,
            direction=self.content.languages[language].direction,
            t=self.words,
            title=Markup(slot("site.title", str(escape(title)))),
            card=Markup(slot("site.card")),
            exit=Markup(slot("site.exit", where)),
            exit_label=Markup(slot("site.exit-label")),
            root=root,
            site_root=site_root,
            sections=tuple(
                self._section_link(each, link, each is section) for each in self.content.navigation.sections
            ),
            footer=self._footer,
            council=Markup(slot("council.link", where)),
            translations_url=link(self._or_home(TRANSLATIONS_PAGE)),
            style=Markup(self.assets.style(language, site_root)),
            style_hash=Markup(slot("site.style-hash", where)),
            script=site_root + self.assets.address("campaign"),
            search={"index": root + "search.js", "root": root, "a_to_z": link(self._or_home(A_TO_Z_PAGE))},
            **own,
        )

    def _or_home(self, path: str) -> str:
        """A page that templates link to, or the home page of a site without it."""
        return path if path in self.content.pages else self.content.navigation.home

    def _section_link(self, section, link, current: bool) -> Link:
        return Link(self.translator.html(section.label, "navigation"), link(section.index), current=current)

    def link(self, target: str, link: Callable[[str], str], current: str = "") -> Link:
        """A link to a page; ``link`` gives its address, ``current`` is the path of the page on which it stands."""
        page = self.content.pages[target]
        context = "short_title" if page.front.short_title else "title"
        return Link(
            self.translator.html(page.label, context),
            link(target),
            self.translator.html(page.front.summary, "summary"),
            target == current,
            self._leaflets(page, link(target)),
        )

    def _leaflets(self, page: Page, url: str) -> tuple[Leaflet, ...]:
        return leaflets_of(page, self.translator, url) if self.with_leaflets else ()

    def helpline_words(self, helpline: Helpline) -> dict:
        """A helpline as its card and the footer show it."""
        words = {field: self.translator.html(text, "helpline") for field, text in helpline.words().items()}
        return {
            "words": words,
            "phone": number_markup(helpline.phone) if helpline.phone else None,
            "text": number_markup(helpline.text, "sms") if helpline.text else None,
            "web": helpline.web,
            "confirmed": helpline.confirmed.isoformat(),
        }


def split_at_first_heading(body: str) -> tuple[Markup, Markup]:
    """A page's opening, which a reader must see first, and the rest."""
    opening, heading, rest = body.partition("<h2")
    return Markup(opening), Markup(heading + rest)


def parts_of(body: str) -> tuple[Link, ...]:
    """Links to the headings of a page, when it is long enough for a reader to want them. English headings stay marked as English."""
    headings = _HEADING.findall(body)
    if len(headings) < LONG:
        return ()
    return tuple(
        Link(
            Markup('<span lang="en" dir="ltr">{}</span>' if 'lang="en"' in tag else "{}").format(plain(words)),
            f"#{anchor}",
        )
        for tag, anchor, words in headings
    )


def helpline_card(views: Views) -> Callable[[Helpline], str]:
    """Draws a helpline's card in the words of ``views``."""
    template = environment(views.content.root).get_template("components/helpline-card/helpline-card.html")
    return lambda helpline: template.render(helpline=views.helpline_words(helpline), t=views.words)


def source_list(content: Content) -> str:
    """Every source that a page rests on, as a list."""
    template = environment(content.root).get_template("components/source-list/source-list.html")
    return template.render(sources=content.cited)


def a_to_z(views: Views) -> Callable[[str], str]:
    """Draws the list of all pages from A to Z, for a page from which ``root`` leads to the language's home page."""
    template = environment(views.content.root).get_template("components/a-to-z/a-to-z.html")
    letters = topics.topics(views.content, views.translator)
    return lambda root: template.render(letters=letters, url=lambda topic: root + views.content.pages[topic.path].url)


def leaflet_shelf(views: Views) -> Callable[[str], str]:
    """Draws all leaflets by reader, for a page from which ``root`` leads to the language's home page."""
    template = environment(views.content.root).get_template("components/leaflet-shelf/leaflet-shelf.html")
    pages = views.content.leaflets if views.with_leaflets else []
    language = views.translator.language

    def draw(root: str) -> str:
        link = lambda path: root + views.content.pages[path].url
        shelves = [
            (name, [views.link(page.path, link) for page in pages if page.front.audience[0] in readers])
            for name, readers in SHELVES.items()
        ]
        pack = lambda name: f"{root}{packs.FOLDER}/{packs.pack_name(name, language)}"
        return template.render(shelves=[each for each in shelves if each[1]], pack=pack, t=views.words)

    return draw
