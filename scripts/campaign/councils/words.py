"""The catalogues of a council's own words: only what its own pages, sections and news add to the common texts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from campaign import schema, urls
from campaign.content import Content
from campaign.councils import own, reading
from campaign.councils.own import Own
from campaign.translation import catalogue, messages
from campaign.translation.catalogue import Translator
from campaign.translation.update import update as merge


def update(content: Content, slug: str, today: date) -> Iterator[str]:
    """Write the council's catalogues in all its languages; gives a line to say for each. Raises ContentError."""
    council = reading.read(content.root, slug, content.languages, today).council
    edition = own.read(content, slug, council, today)
    for tag in council.languages:
        if tag == urls.DEFAULT_LANGUAGE:
            continue
        name = f"{reading.FOLDER}/{slug}/{catalogue.FOLDER}/{tag}.po"
        file = content.root / name
        old = catalogue.new(tag)
        if file.is_file():
            old = catalogue.parse(schema.read_text(file, name, catalogue.CHECK), name)
        wanted = messages.template(missing(content, edition, tag))
        file.parent.mkdir(parents=True, exist_ok=True)
        changed = catalogue.write(merge(old, wanted, catalogue.header(tag, content.languages[tag].plurals)), file)
        yield f"{name}: {len(wanted)} texts, {'changed' if changed else 'unchanged'}"


def missing(content: Content, edition: Own, tag: str) -> list[messages.Message]:
    """What the council's own words need in a language beside the common catalogue."""
    common = {message.key for message in messages.collect(content)}
    known = Translator.load(content.root, tag)
    news = edition.content.pages[edition.news_page].file if edition.news_page else None
    return [
        message
        for message in messages.collect(edition.content)
        # What the news page says of itself are words of the interface.
        if message.key not in common
        and message.key not in known.words
        and not (message.file == news and message.context)
    ]
