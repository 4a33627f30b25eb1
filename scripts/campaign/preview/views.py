"""Other views of a page: beside a translation, as wide as a phone, and on paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from campaign import urls
from campaign.content import Page
from campaign.edition import interface_words
from campaign.preview import bar, paper
from campaign.preview.addresses import Where
from campaign.preview.press import Place, Press
from campaign.templates import environment
from campaign.translation import catalogue, messages
from campaign.translation.catalogue import Translator
from campaign.translation.review_copy import COMPLETE, MISSING, STALE, rows_of

#: Draws a page at an address with a query as one HTML document. Raises ContentError.
View = Callable[[Press, Where, Page, Mapping[str, str]], str]


def template(press: Press, name: str, **given) -> str:
    """A page, or a part of one, of the preview itself."""
    return environment(press.project.root).get_template(f"preview/{name}.html").render(own=bar.OWN, **given)


def review(press: Press, asked: Where, page: Page, query: Mapping[str, str]) -> str:
    """English beside a translation, text by text, with what is out of date or missing. ``lang`` chooses the language on an English page."""
    content = press.edition(asked.slug).content
    others = {tag: content.languages[tag] for tag in content.offered if tag != urls.DEFAULT_LANGUAGE}
    tag = next((each for each in (query.get("lang"), asked.language, *others) if each in others), None)
    entries = press.entries(tag) if tag else ()
    rows = [row for _, row in rows_of(messages.of_page(content, page.path), entries)]
    return template(
        press,
        "review",
        page=page,
        tag=tag,
        language=others.get(tag) or content.languages[urls.DEFAULT_LANGUAGE],
        languages=others,
        rows=rows,
        counts={state: sum(row.state == state for row in rows) for state in (COMPLETE, STALE, MISSING)},
        catalogue=catalogue.file_name(tag or ""),
    )


def phone(press: Press, asked: Where, page: Page, query: Mapping[str, str]) -> str:
    """The page as wide as a phone, beside itself on a desk."""
    return template(press, "phone", page=page, address=asked.in_language(asked.language))


def on_paper(press: Press, asked: Where, page: Page, query: Mapping[str, str]) -> str:
    """The page's leaflets, each set when it is looked at. What they are made from is in the document, so that it changes with it."""
    place = Place(asked.slug, asked.language, page.path)
    content = press.edition(asked.slug).content
    return template(
        press,
        "paper",
        page=page,
        leaflets=list(paper.leaflets_at(press, place)),
        made_from=bar.digest(press.page(place).body + press.project.reading.look),
        words=interface_words(content, Translator(urls.DEFAULT_LANGUAGE)),
    )


#: By the word in the address: ``?view=review``.
VIEWS: dict[str, View] = {"review": review, "phone": phone, "paper": on_paper}
