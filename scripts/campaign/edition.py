"""An edition: what a council's settings put into the slots of the rendered pages, language by language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property, partial

from markupsafe import Markup, escape

from campaign import calendar, urls
from campaign.assets import Assets
from campaign.content import Content
from campaign.councils import Council
from campaign.helplines import number_markup
from campaign.slots import Values
from campaign.templates import environment
from campaign.translation.catalogue import Translator

#: Stand for the way to the site's root and for the page's own address in the language menu, drawn once for all pages.
_ROOT, _PAGE = "\ue002", "\ue003"
#: The language menu's argument on the page that a host shows for any missing address.
NOT_FOUND = "404"


@dataclass(frozen=True)
class Edition:
    """One council's edition of the content."""

    slug: str
    council: Council
    content: Content
    assets: Assets

    @property
    def languages(self) -> tuple[str, ...]:
        """The tags of the languages it is built in, in the council's order."""
        return self.council.languages

    def _style_hash(self, language: str, root: str) -> str:
        root = self.council.path if root == NOT_FOUND else root
        return self.assets.style_hash(language, root, self._colours)

    def _title(self, words: dict[str, str], title: str) -> str:
        """What stands in the tab and in the browser's history: the same neutral words for every page, or the page's own."""
        if self.council.titles == "quiet":
            return str(escape(words["quiet_title"]))
        name = str(escape(words["site_name"]))
        return f"{title} – {name}" if title else name

    def _card(self, words: dict[str, str]) -> str:
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

    def values(self, language: str) -> Values:
        """The value of every slot in one language."""
        council = self.council
        translator = Translator.load(self.content.root, language)
        templates = environment(self.content.root)
        words = interface_words(self.content, translator)

        def card(team: str) -> str:
            template = templates.get_template("components/council-contact/council-contact.html")
            contact = getattr(council.contacts, team)
            numbers = {"phone": contact.published_phone, "out_of_hours": contact.published_out_of_hours}
            return template.render(
                team=team,
                contact=contact,
                t=words,
                **{name: number and number_markup(number) for name, number in numbers.items()},
            )

        return self._colours | {
            "site.path": str(escape(council.path)),
            "council.name": str(escape(council.text(council.name, language))),
            "council.short_name": str(escape(council.text(council.short_name, language))),
            "council.link": str(self._link(council.text(council.name, language))),
            "council.children.card": card("children"),
            "council.adults.card": card("adults"),
            "council.calendar.card": self._calendar_card(templates, words),
            "council.views.card": self._views_card(templates, words, council.text(council.name, language)),
            "site.url": str(escape(council.base_url)),
            "site.exit": str(escape(council.exit)),
            "site.exit-label": str(escape(council.text(council.exit_label, language, words["exit"]))),
            "site.title": partial(self._title, words),
            "site.card": self._card(words),
            "site.style-hash": cache(partial(self._style_hash, language)),
            "site.language-menu": self._language_menu(language, templates, words),
        }

    def calendar(self, language: str) -> bytes:
        """The eight weeks as a calendar file; only for a council that has set a first day."""
        translator = Translator.load(self.content.root, language)
        return calendar.calendar(self.content, translator, self.council.weeks_begin, self.council.base_url)

    def _calendar_card(self, templates, words):
        template = templates.get_template("components/calendar-card/calendar-card.html")
        begins = self.council.weeks_begin.isoformat() if self.council.weeks_begin else None
        return lambda root: template.render(begins=begins, url=root + calendar.FILE, t=words)

    def _views_card(self, templates, words, name: str) -> str:
        template = templates.get_template("components/views-card/views-card.html")
        return template.render(views=self.council.views, council=name, t=words)

    def _link(self, name: str) -> Markup:
        website = self.council.website
        return Markup('<a href="{}" rel="noreferrer">{}</a>').format(website, name) if website else escape(name)

    def _language_menu(self, language: str, templates, words):
        choices = [(tag, self.content.languages[tag], f"{_ROOT}{urls.prefix(tag)}{_PAGE}") for tag in self.languages]
        template = templates.get_template("components/language-menu/language-menu.html")
        menu = template.render(choices=choices, current=language, name=self.content.languages[language].name, t=words)

        def draw(url: str) -> str:
            if url == NOT_FOUND:
                return menu.replace(_ROOT, self.council.path).replace(_PAGE, "")
            return menu.replace(_ROOT, urls.to_root(urls.prefix(language) + url)).replace(_PAGE, url)

        return draw


def interface_words(content: Content, translator: Translator) -> dict[str, str]:
    """The interface's words in one language by key, with ``_`` for ``-`` so that templates can write ``t.skip_link``."""
    return {key.replace("-", "_"): translator.text(word.text, "interface") for key, word in content.interface.items()}
