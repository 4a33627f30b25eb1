"""A council's own words laid over the common content: extra pages, replaced sections, news.

The result is a ``Content`` like the common one, so everything that reads content (views, search, sitemap, leaflets,
checks) serves an edition without knowing of councils. ``changed`` names the pages that read differently for it: only
those are rendered again. A test renders everything and compares, so that no page is forgotten here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from pydantic import create_model

from campaign import schema, shortcodes
from campaign.content import Content, FrontMatter, Page, read_front_matter, read_page
from campaign.councils import news, sections
from campaign.councils.reading import FOLDER, file_name
from campaign.councils.sections import Part, Replacement
from campaign.councils.settings import CHECK, Council
from campaign.problems import ContentError, Problem, did_you_mean
from campaign.translation import catalogue
from campaign.translation.catalogue import Key, Translator

DOCS = "docs"
#: What a file of replacements says about itself: what a page says of its sources.
Words = create_model(
    "Words",
    __base__=schema.Data,
    **{
        name: (FrontMatter.model_fields[name].annotation, FrontMatter.model_fields[name])
        for name in ("last_reviewed", "review_every", "sources")
    },
)


@dataclass(frozen=True)
class Own:
    """The content of one edition. ``pages`` are its own pages, ``parts`` the stretches of other pages that it wrote,
    ``words`` its own translations by language; ``until`` is the last day on which all of that holds (None: for ever)."""

    content: Content
    pages: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    changed: frozenset[str] = frozenset()
    news: tuple[news.Item, ...] = ()
    words: Mapping[str, Mapping[Key, str]] = field(default_factory=dict)
    until: date | None = None

    @property
    def news_page(self) -> str | None:
        """The path of the page of its news."""
        return next((part.page for part in self.parts for item in self.news if part.file == item.file), None)

    def translator(self, language: str) -> Translator:
        """The words of a language: the common ones, and beside them the council's own."""
        common = Translator.load(self.content.root, language)
        words = {(field, text): common.text(text, "interface") for field, text in self._words_of_news()}
        return Translator(language, {**words, **self.words.get(language, {}), **common.words})

    def _words_of_news(self) -> Iterable[Key]:
        """The news page has no author: what it says of itself are words of the interface."""
        front = self.content.pages[self.news_page].front if self.news_page else None
        return [(field, getattr(front, field)) for field in ("title", "description", "summary")] if front else []


def read(content: Content, slug: str, council: Council, today: date) -> Own:
    """The content of one edition as it holds on a day. Raises ContentError with all that cannot be read."""
    folder = content.root / FOLDER / slug
    items = news.read(folder / news.FOLDER, f"{FOLDER}/{slug}/{news.FOLDER}")
    live = news.live(items, today)
    words = _catalogues(folder, slug, council)
    if not (council.pages or council.replace or live):
        return Own(content, words=words, until=news.until(items, today))
    problems: list[Problem] = []
    extra = _extra(content, folder, slug, council, problems)
    replaced, parts = _replaced(content, folder, slug, council, problems)
    if problems:
        raise ContentError(problems)
    joined = dict(council.pages)
    if live:
        page, own = news.page(content, live)
        extra[page.path], joined[page.path] = page, content.navigation.sections[-1].label
        parts += own
    overlay = _overlay(content, extra, replaced, joined)
    changed = frozenset(_changed(content, overlay, extra, replaced, set(joined.values())))
    return Own(overlay, tuple(council.pages), tuple(parts), changed, live, words, news.until(items, today))


def _overlay(content: Content, extra: dict[str, Page], replaced: dict[str, Page], joined: dict[str, str]) -> Content:
    """The content with the pages put in, each at the end of the part that it joins."""
    parts = tuple(
        replace(section, pages=(*section.pages, *(path for path, label in joined.items() if label == section.label)))
        for section in content.navigation.sections
    )
    return replace(
        content,
        pages={**content.pages, **replaced, **extra},
        navigation=replace(content.navigation, sections=parts),
    )


def _changed(content: Content, overlay: Content, extra, replaced, joined: set[str]) -> Iterable[str]:
    """The pages that read differently: its own, those beside them, and lists of pages."""
    yield from extra
    yield from replaced
    for section in overlay.navigation.sections:
        if section.label in joined:
            yield from (section.index, *section.pages)
    lists = {shortcodes.A_TO_Z} if extra else set()
    lists |= {shortcodes.SOURCES} if overlay.cited != content.cited else set()
    lists |= {shortcodes.LEAFLETS} if any(page.front.leaflet for page in extra.values()) else set()
    for path, page in overlay.pages.items():
        if lists & {each.name for each in shortcodes.find_all(page.body)}:
            yield path


def _extra(content: Content, folder: Path, slug: str, council: Council, problems: list[Problem]) -> dict[str, Page]:
    pages, labels = {}, [section.label for section in content.navigation.sections]
    for path, label in council.pages.items():
        if label not in labels:
            problems.append(
                _problem(
                    slug,
                    f"“{path}” joins “{label}”, and the menu has no such part.",
                    f"{did_you_mean(label, labels)} Parts: {', '.join(labels)}.",
                )
            )
        if path in content.pages:
            problems.append(
                _problem(
                    slug,
                    f"“{path}” is the name of a common page.",
                    "give the file another name; to change a section of the common page, use  replace:",
                )
            )
        try:
            page = read_page(folder / DOCS / path, folder / DOCS, f"{FOLDER}/{slug}/{DOCS}")
            if not page.front.draft:
                pages[path] = page
        except ContentError as error:
            problems += error.problems
    return pages


def _replaced(
    content: Content, folder: Path, slug: str, council: Council, problems: list[Problem]
) -> tuple[dict[str, Page], list[Part]]:
    given, sources = defaultdict(list), defaultdict(tuple)
    for place, own in council.replace.items():
        try:
            path, replacement, words = _replacement(content, folder, slug, place, own)
        except ContentError as error:
            problems += error.problems
            continue
        given[path].append(replacement)
        sources[path] += words.sources
    pages, parts = {}, []
    for path, replacements in given.items():
        merged, own = sections.merge(content.pages[path], replacements)
        cited = tuple(dict.fromkeys(merged.front.sources + sources[path]))
        pages[path] = replace(merged, front=merged.front.model_copy(update={"sources": cited}))
        parts += own
    return pages, parts


def _replacement(content: Content, folder: Path, slug: str, place: str, own: str):
    """The page's path, what takes the place of its section, and the head of the file. Raises ContentError."""
    path, anchor = place.split("#")
    if path not in content.pages:
        raise ContentError([_problem(slug, f"there is no common page {path}.", f"{did_you_mean(path, content.pages)}")])
    section = _section(content.pages[path].body, anchor, slug, path)
    file, own_anchor = own.split("#")
    name = f"{FOLDER}/{slug}/{DOCS}/{file}"
    words, body, line, _ = read_front_matter(Words, folder / DOCS / file, name)
    if strange := [key for key in words.sources if key not in content.sources]:
        raise ContentError(
            [
                _problem(
                    slug,
                    f"{name} names the source {strange[0]}, which is not in the list of sources.",
                    did_you_mean(strange[0], content.sources),
                )
            ]
        )
    new = _section(body, own_anchor, slug, name)
    if new.rank != section.rank:
        raise ContentError(
            [
                _problem(
                    slug, f"{own} is a heading of another rank than {place}.", f"begin it with  {'#' * section.rank}"
                )
            ]
        )
    lines = "\n".join(body.split("\n")[new.start + 1 : new.end]).rstrip().split("\n")
    return path, Replacement(section, new.words, tuple(lines), name, line + new.start), words


def _section(body: str, anchor: str, slug: str, where: str) -> sections.Section:
    found = {section.anchor: section for section in sections.find(body)}
    if anchor not in found:
        raise ContentError(
            [
                _problem(
                    slug,
                    f"{where} has no section “#{anchor}”.",
                    f"{did_you_mean(anchor, found)} Sections: {', '.join(found) or 'none'}.",
                )
            ]
        )
    return found[anchor]


def _catalogues(folder: Path, slug: str, council: Council) -> dict[str, dict[Key, str]]:
    """The council's own translations that are finished, by language."""
    found = {}
    for tag in council.languages:
        file = folder / catalogue.FOLDER / f"{tag}.po"
        if file.is_file():
            name = f"{FOLDER}/{slug}/{catalogue.FOLDER}/{tag}.po"
            entries = catalogue.parse(schema.read_text(file, name, catalogue.CHECK), name)
            found[tag] = {
                catalogue.key(entry): entry.msgstr
                for entry in entries
                if entry.msgstr and not entry.fuzzy and not entry.obsolete
            }
    return found


def _problem(slug: str, what: str, mend: str) -> Problem:
    return Problem(file_name(slug), 1, CHECK, what, "the edition cannot be built as it was meant.", mend)
