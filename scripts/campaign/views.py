"""What a page's template sees: plain values, every address relative, every word already in its language.

Templates get one object, ``view``, and never ask MkDocs. Nothing here depends on a council: what differs
between councils is a slot.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from campaign import urls
from campaign.assets import Assets
from campaign.content import Content, Page
from campaign.edition import NOT_FOUND, interface_words
from campaign.helplines import Helpline, number_markup
from campaign.leaflets.names import Leaflet, leaflets_of
from campaign.render import RenderedPage
from campaign.slots import plain, slot
from campaign.templates import environment
from campaign.translation.catalogue import Translator

#: The page that says how translations are made and checked.
TRANSLATIONS_PAGE = "about/translations.md"
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


@dataclass(frozen=True)
class View:
    """One page as its template sees it. ``root`` is the way to the language's home page."""

    language: str
    direction: str
    t: dict[str, str]
    title: str
    heading: Markup
    description: str
    canonical: str
    root: str
    site_root: str
    is_home: bool
    sections: tuple[Link, ...]
    breadcrumbs: tuple[Link, ...]
    siblings: tuple[Link, ...]
    contents: tuple[Link, ...]
    opening: Markup
    rest: Markup
    parts: tuple[Link, ...]
    leaflets: tuple[Leaflet, ...]
    sources: tuple[str, ...]
    footer: tuple[dict, ...]
    language_menu: Markup
    council: Markup
    untranslated: int
    unreviewed: bool
    translations_url: str
    style: Markup
    style_hash: Markup
    script: str
    search: dict[str, str]


@dataclass(frozen=True)
class Views:
    """Makes the view of any page in one language. ``with_leaflets`` says whether PDFs will be there to link to."""

    content: Content
    translator: Translator
    assets: Assets
    with_leaflets: bool
    reviewed: frozenset[str] = frozenset()

    def page(self, rendered: RenderedPage) -> View:
        """The view of a page."""
        path = rendered.path
        opening, rest = split_at_first_heading(rendered.body)
        page = self.content.pages[path]
        section = self.content.navigation.section_by_path.get(path)
        link = lambda target: urls.between(page.url, self.content.pages[target].url)
        breadcrumbs = (
            ()
            if section is None
            else (
                self._link(self.content.navigation.home, link, path),
                *(() if path == section.index else (self._link(section.index, link, path),)),
            )
        )
        return self._view(
            page.url,
            link,
            path,
            title=self.translator.text(page.front.title, "title"),
            heading=self.translator.html(page.front.title, "title"),
            description=self.translator.text(page.front.description, "description"),
            breadcrumbs=breadcrumbs,
            siblings=tuple(self._link(other, link, path) for other in section.pages)
            if section and path != section.index
            else (),
            contents=tuple(self._link(child, link, path) for child in section.pages)
            if section and path == section.index
            else (),
            leaflets=self._leaflets(page, ""),
            sources=tuple(str(self.content.sources[key]) for key in page.front.sources),
            opening=opening,
            rest=rest,
            parts=() if path == self.content.navigation.home else parts_of(rest),
            untranslated=rendered.untranslated,
        )

    def not_found(self) -> View:
        """The view of the page that a host shows for a missing address. It may be shown at any depth: its links are from the host's root."""
        prefix = slot("site.path") + urls.prefix(self.translator.language)
        words = interface_words(self.content, self.translator)
        return self._view(
            NOT_FOUND,
            lambda target: prefix + self.content.pages[target].url,
            "",
            title=words["not_found_title"],
            heading=Markup.escape(words["not_found_title"]),
            description=words["not_found_text"],
            breadcrumbs=(),
            siblings=(),
            contents=(),
            opening=Markup(),
            rest=Markup(),
            parts=(),
            leaflets=(),
            sources=(),
            untranslated=0,
        )

    def _view(self, url: str, link: Callable[[str], str], path: str, **own) -> View:
        language = self.translator.language
        prefix = urls.prefix(language)
        lost = url == NOT_FOUND
        root = slot("site.path") + prefix if lost else urls.to_root(url)
        site_root = slot("site.path") if lost else urls.to_root(prefix + url)
        section = self.content.navigation.section_by_path.get(path)
        return View(
            language=language,
            direction=self.content.languages[language].direction,
            t=interface_words(self.content, self.translator),
            canonical="" if lost else slot("site.url") + prefix + url,
            root=root,
            site_root=site_root,
            is_home=path == self.content.navigation.home,
            sections=tuple(
                self._section_link(each, link, each is section) for each in self.content.navigation.sections
            ),
            footer=tuple(
                map(
                    self.helpline_words,
                    (self.content.register.published()[name] for name in self.content.register.footer),
                )
            ),
            language_menu=Markup(slot("site.language-menu", url)),
            council=Markup(slot("council.link")),
            unreviewed=bool(path) and path not in self.reviewed,
            translations_url=link(self._translations_page()),
            style=Markup(self.assets.style(language, site_root)),
            style_hash=Markup(slot("site.style-hash", NOT_FOUND if lost else site_root)),
            script=site_root + self.assets.address("campaign"),
            search={"index": root + "search.js", "root": root},
            **own,
        )

    def _translations_page(self) -> str:
        """Where readers are told how translations are made: the page of that name, or the home page of a site without it."""
        return TRANSLATIONS_PAGE if TRANSLATIONS_PAGE in self.content.pages else self.content.navigation.home

    def _section_link(self, section, link, current: bool) -> Link:
        return Link(self.translator.html(section.label, "navigation"), link(section.index), current=current)

    def _link(self, target: str, link, current: str) -> Link:
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
    words = interface_words(views.content, views.translator)
    return lambda helpline: template.render(helpline=views.helpline_words(helpline), t=words)


def source_list(content: Content) -> str:
    """Every source that a page rests on, as a list."""
    template = environment(content.root).get_template("components/source-list/source-list.html")
    return template.render(sources=content.cited)
