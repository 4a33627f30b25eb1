"""The HTML of one leaflet: the page's own words, in the panels that its front matter names, in the format's template."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

from campaign import slots, urls
from campaign.edition import Edition, interface_words
from campaign.leaflets import qr
from campaign.leaflets.formats import INK, PRESS
from campaign.leaflets.names import Leaflet
from campaign.templates import environment
from campaign.translation.catalogue import Translator

_SECTION = re.compile(r"(?=<h2[ >])")
_HEADING = re.compile(r"<h2(?P<attributes>[^>]*)>")
_ATTRIBUTE = re.compile(r'(id|class)="([^"]*)"')
#: The engine tags a link wrongly that has an element inside; so in print a number is isolated outside of its link.
_NUMBER = re.compile(r'(<a class="number"[^>]*>)<bdi dir="ltr">(.*?)</bdi></a>')
_CARD = re.compile(r"<h3[^>]*>(.*?)</h3>.*?(<a class=\"number\".*?</a>)", re.S)
#: A leaflet has little room: the web link of a card and its small facts are on the page that the leaflet names.
_SCREEN_ONLY = re.compile(r'<(p|dl|span) class="[^"]*screen-only[^"]*">.*?</\1>', re.S)


@dataclass(frozen=True)
class Section:
    """A heading with what stands below it; ``look`` is the class that the heading gives its panel."""

    name: str
    look: str
    html: Markup

    @property
    def heading(self) -> Markup:
        """The heading alone."""
        return self.html.partition("</h2>")[0] + Markup("</h2>")

    @property
    def tabs(self) -> list[tuple[Markup, Markup]]:
        """The names and numbers of its helpline cards, for the tabs of a poster."""
        return [(Markup(name), Markup(number)) for name, number in _CARD.findall(self.html)]


@dataclass(frozen=True)
class Maker:
    """Makes the HTML of every leaflet of one page in one language, slots filled."""

    edition: Edition
    translator: Translator
    values: slots.Values
    page: str
    body: str

    def html(self, leaflet: Leaflet, size: int) -> str:
        """The whole document in type of ``size`` hundredths."""
        page = self.edition.content.pages[self.page]
        opening, sections = split(self.body)
        form, colours = leaflet.format, self._colours(leaflet.variant)
        html = (
            environment(self.edition.content.root)
            .get_template(f"leaflets/{form.template}.html")
            .render(
                language=self.translator.language,
                direction=self.edition.content.languages[self.translator.language].direction,
                format=form,
                variant=leaflet.variant,
                type_size=f"{form.type_size * size / 100:.3f}pt",
                title=leaflet.title,
                description=self.translator.text(page.front.description, "description"),
                summary=self.translator.html(page.front.summary, "summary"),
                reviewed=page.front.last_reviewed.isoformat(),
                opening=Markup(opening),
                panels=[[sections[name] for name in panel] for panel in leaflet.panels],
                address=self.address,
                code=qr.picture(self.address, colours["black"], colours["paper"]),
                colours=colours,
                t=interface_words(self.edition.content, self.translator),
                council=Markup(slots.slot("council.name")),
            )
        )
        return _NUMBER.sub(r'<bdi dir="ltr">\1\2</a></bdi>', slots.stamp(html, self.values))

    @property
    def address(self) -> str:
        """The full address of the page, which the leaflet names and its code holds."""
        url = self.edition.content.pages[self.page].url
        return self.edition.council.base_url + urls.prefix(self.translator.language) + url

    def _colours(self, variant: str) -> dict[str, str]:
        """The colours by the names that the style uses."""
        own = self.edition.council.colours
        if variant == INK:
            return dict.fromkeys(
                ("ink", "black", "brand", "accent", "danger", "line", "on-brand"), "#000"
            ) | dict.fromkeys(("head", "tint", "paper"), "#fff")
        found = {
            "ink": "#1d2327",
            "black": "#000000",
            "brand": own.brand,
            "head": own.brand,
            "on-brand": "#ffffff",
            "accent": own.accent,
            "danger": "#a8231a",
            "line": "#a9b2b8",
            "tint": "#f2f4f5",
            "paper": "#ffffff",
        }
        return {name: ink(colour) for name, colour in found.items()} if variant == PRESS else found


def split(body: str) -> tuple[str, dict[str, Section]]:
    """What stands before the first heading of a page, and its sections by the ids of their headings."""
    opening, *rest = _SECTION.split(_SCREEN_ONLY.sub("", body))
    sections = {}
    for html in rest:
        attributes = dict(_ATTRIBUTE.findall(_HEADING.match(html)["attributes"]))
        name = attributes.get("id", "")
        sections[name] = Section(name, attributes.get("class", ""), Markup(html))
    return opening, sections


def ink(colour: str) -> str:
    """A colour written ``#rrggbb`` as printing inks, cyan, magenta, yellow and black. Text in near-black is printed in black alone, or its edges would blur."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    black = 1 - max(red, green, blue)
    if black > 0.8:
        return "device-cmyk(0 0 0 1)"
    cyan, magenta, yellow = ((1 - each - black) / (1 - black) for each in (red, green, blue))
    return f"device-cmyk({cyan:.2f} {magenta:.2f} {yellow:.2f} {black:.2f})"
