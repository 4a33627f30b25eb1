"""An edition: what a council's settings put into the slots of the rendered pages, language by language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, partial

from markupsafe import Markup, escape

from campaign import calendar, urls
from campaign.assets import Assets
from campaign.content import Content
from campaign.councils import FOLDER, Contact, Council
from campaign.councils import own as owns
from campaign.councils.logo import Logo
from campaign.councils.logo import read as read_logo
from campaign.helplines import number_markup
from campaign.hosts import leaving
from campaign.slots import Values
from campaign.templates import environment
from campaign.translation.catalogue import Translator

#: Stand for the way to the site's root and for the page's own address in the language menu, drawn once for all pages.
_ROOT, _PAGE = "\ue002", "\ue003"
#: The argument of a slot on the page that a host shows for any missing address.
NOT_FOUND = "404"

Words = Mapping[str, str]
"""The interface's words in one language (``interface_words``)."""


@dataclass(frozen=True)
class Edition:
    """One council's edition of the content; ``own`` is what the council wrote, laid over the common content.

    ``clears_cache`` says whether its host can send the headers of the page that clears the browser's cache.
    """

    slug: str
    council: Council
    own: owns.Own
    assets: Assets
    logo: Logo | None = None
    clears_cache: bool = False

    @property
    def content(self) -> Content:
        """Everything that is written, the council's own words among it."""
        return self.own.content

    @property
    def languages(self) -> tuple[str, ...]:
        """The tags of the languages it is built in, in the council's order."""
        return self.council.languages

    @property
    def files(self) -> dict[str, bytes]:
        """The files that it has once, by address."""
        return self.assets.files | ({self.logo.address: self.logo.content} if self.logo else {})

    def values(self, language: str, words: Words) -> Values:
        """The value of every slot in one language."""
        council, contacts = self.council, self.council.contacts
        name = council.text(council.name, language)
        draw = partial(self._draw, language, words)
        cards = {
            f"council.{team}.card": draw("council-contact", team=team, **self._contact(team, language))
            for team, contact in contacts.given().items()
            if team != "out_of_hours"
        }
        return {
            **dict.fromkeys(("council.police.card", "council.partnership.card", "council.board.card"), ""),
            **cards,
            **self._colours,
            "site.path": str(escape(council.path)),
            "site.url": str(escape(council.base_url)),
            "site.exit": cache(self._exit),
            "site.exit-label": str(escape(council.text(council.exit_label, language, words["exit"]))),
            "site.title": partial(self._title, words),
            "site.card": self._card(words),
            "site.style-hash": cache(partial(self._style_hash, language)),
            "site.language-menu": self._language_menu(language, words),
            "council.name": str(escape(name)),
            "council.short_name": str(escape(council.text(council.short_name, language))),
            "council.link": cache(partial(self._link, name)),
            "council.calendar.card": self._calendar_card(draw),
            "council.views.card": draw("views-card", views=council.views, council=name),
            "council.news.card": self._news_card(language, draw),
        }

    def _draw(self, language: str, words: Words, component: str, **given) -> str:
        template = environment(self.content.root).get_template(f"components/{component}/{component}.html")
        return template.render(t=words, **given)

    def _exit(self, root: str) -> str:
        """Where the exit of a page leads; ``root`` is the way from the page to the root of the site."""
        if not self.clears_cache:
            return str(escape(self.council.exit))
        return (self.council.path if root == NOT_FOUND else root) + leaving.ADDRESS

    def _title(self, words: Words, title: str) -> str:
        """What stands in the tab and in the browser's history: the same neutral words for every page, or the page's own."""
        if self.council.titles == "quiet":
            return str(escape(words["quiet_title"]))
        name = str(escape(words["site_name"]))
        return f"{title} – {name}" if title else name

    def _card(self, words: Words) -> str:
        """What a message shows beside a link to a page; an open edition leaves it to the page's description."""
        if self.council.titles == "open":
            return ""
        quiet = escape(words["quiet_title"])
        return str(
            Markup('<meta property="og:title" content="{}">\n<meta property="og:description" content="{}">').format(
                quiet, quiet
            )
        )

    @cached_property
    def _colours(self) -> dict[str, str]:
        colours = self.council.colours
        return {"colour.brand": colours.brand, "colour.accent": colours.accent}

    def _style_hash(self, language: str, root: str) -> str:
        root = self.council.path if root == NOT_FOUND else root
        return self.assets.style_hash(language, root, self._colours)

    def _contact(self, team: str, language: str) -> dict:
        """What a contact's card shows. Who has no number for the night of their own is reached by the team for the night."""
        contact: Contact = getattr(self.council.contacts, team)
        name = getattr(contact, "name", None)
        night, night_page = contact.published_out_of_hours, None
        if team in ("children", "adults") and not night:
            night, night_page = (
                self.council.contacts.out_of_hours.published_phone,
                self.council.contacts.out_of_hours.page,
            )
        return {
            "page": contact.page,
            "name": self.council.text(name, language) if name else None,
            "phone": contact.published_phone and number_markup(contact.published_phone),
            "out_of_hours": night and number_markup(night),
            "out_of_hours_page": night_page,
        }

    def _calendar_card(self, draw):
        begins = self.council.weeks_begin.isoformat() if self.council.weeks_begin else None
        return lambda root: draw("calendar-card", begins=begins, url=root + calendar.FILE)

    def _news_card(self, language: str, draw):
        """The titles of the news with their days; empty without news."""
        if not self.own.news:
            return ""
        url = self.content.pages[self.own.news_page].url
        own = Translator(language, dict(self.own.words.get(language, {})))
        items = [(item, own.html(item.head.title)) for item in self.own.news]
        return lambda root: draw("council-news", items=items, url=root + url)

    def _link(self, name: str, root: str) -> str:
        """The council's name with a link, and its logo; ``root`` is the way from the page to the root of the site."""
        website = self.council.website
        link = Markup('<a href="{}" rel="noreferrer">{}</a>').format(website, name) if website else escape(name)
        if self.logo is None:
            return str(link)
        root = self.council.path if root == NOT_FOUND else root
        picture = '<img class="site-footer__logo" src="{}" alt="" width="{}" height="{}" loading="lazy">'
        return str(link + Markup(picture).format(root + self.logo.address, self.logo.width, self.logo.height))

    def _language_menu(self, language: str, words: Words):
        registry = self.content.languages
        choices = [(tag, registry[tag], f"{_ROOT}{urls.prefix(tag)}{_PAGE}") for tag in self.languages]
        menu = self._draw(
            language, words, "language-menu", choices=choices, current=language, name=registry[language].name
        )

        def draw(url: str) -> str:
            if url == NOT_FOUND:
                return menu.replace(_ROOT, self.council.path).replace(_PAGE, "")
            return menu.replace(_ROOT, urls.to_root(urls.prefix(language) + url)).replace(_PAGE, url)

        return draw


def of(slug: str, council: Council, content: Content, assets: Assets, today: date) -> Edition:
    """The edition of a council as it holds on a day, its own words and logo read. Raises ContentError."""
    own = owns.read(content, slug, council, today)
    folder = content.root / FOLDER / slug
    logo = read_logo(folder, council.logo, f"{FOLDER}/{slug}/{council.logo}") if council.logo else None
    return Edition(slug, council, own, assets, logo)


def interface_words(content: Content, translator: Translator) -> dict[str, str]:
    """The interface's words in one language by key, with ``_`` for ``-`` so that templates can write ``t.skip_link``."""
    return {key.replace("-", "_"): translator.text(word.text, "interface") for key, word in content.interface.items()}
