"""One reading of everything that is written: pages, register, interface words, languages, into plain frozen data.

Nothing here knows MkDocs, a language's words or a council. Everything else is a function of what this
module returns, so a problem in the content is found before any work is done on it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator

from campaign import helplines, languages, navigation, parsed, schema, settings, strict_yaml, supplied, urls
from campaign.problems import ContentError, Problem
from campaign.recall import Remember, afresh
from campaign.search import lexicon

CHECK = "front-matter"
INTERFACE_FILE = "translations/interface.yml"
SOURCES_FILE = "docs/_data/sources.yml"
DATA_FOLDER = "_data"

Audience = Literal["everyone", "parents", "young-people", "friends", "workers", "professionals"]


Panels = tuple[tuple[str, ...], ...]
"""For each panel of a leaflet the ids of the sections that stand in it."""


class LeafletSettings(schema.Data):
    """What a page that is also a leaflet is made into: for each format its panels."""

    a4: Panels | None = Field(
        None, description="the sections of each side of an A4 sheet.", examples=["[[signs], [what-to-do]]"]
    )
    trifold: Panels | None = Field(
        None, description="the sections of the five panels after the cover.", examples=["[[a], [b], [c], [d], [e]]"]
    )
    booklet: Panels | None = Field(
        None, description="the sections of the three or seven A5 pages after the cover.", examples=["[[a], [b], [c]]"]
    )
    poster: Panels | None = Field(None, description="the sections of a poster.", examples=["[[a, b]]"])

    def given(self) -> list[tuple[str, Panels]]:
        """The formats that the page has, each with its panels."""
        return [(name, panels) for name in type(self).model_fields if (panels := getattr(self, name))]


class FrontMatter(schema.Data):
    """What a page says about itself above its first line."""

    title: str = Field(
        min_length=2,
        max_length=70,
        description="it is the page's heading, and its name in search results.",
        examples=["Signs for parents and carers"],
    )
    short_title: str | None = Field(
        None, max_length=32, description="menus have little room.", examples=["Parents and carers"]
    )
    description: str = Field(
        min_length=50,
        max_length=160,
        description="search engines and messages show it.",
        examples=["Changes in a child that may mean somebody is exploiting them, and what to do."],
    )
    summary: str = Field(
        min_length=10,
        max_length=110,
        description="lists and search results show it under the title.",
        examples=["What you may notice at home."],
    )
    audience: tuple[Audience, ...] = Field(
        min_length=1, description="it decides where the page is listed.", examples=["[parents]"]
    )
    keywords: tuple[str, ...] = Field(
        min_length=8,
        description="people search with their own words, not with ours.",
        examples=["[grooming, new phone, gifts, …] with at least 8 words or phrases"],
    )
    last_reviewed: date = Field(description="advice grows old.", examples=["2026-11-21"])
    review_every: str = Field(
        pattern=r"^[1-9][0-9]? months$",
        description="it says when a person must read the page again.",
        examples=["6 months"],
    )
    sources: tuple[str, ...] = Field(
        min_length=1, description="every statement of fact can be traced.", examples=["[S44, S45]"]
    )
    sensitive: bool = Field(False, description="readers are told what is ahead before hard content.", examples=["true"])
    allow_words: dict[str, str] = Field(
        {}, description="a word to avoid may stand where somebody says why.", examples=["{historic: the name of a law}"]
    )
    leaflet: LeafletSettings | None = Field(
        None, description="the page is also printed as a leaflet.", examples=["{a4: [[signs], [what-to-do]]}"]
    )
    draft: bool = Field(False, description="a draft is checked, and readers do not see it.", examples=["true"])

    @property
    def review_by(self) -> date:
        """The day by which a person must have read the page again."""
        return review_by(self.last_reviewed, self.review_every)

    @field_validator("keywords")
    @classmethod
    def _no_comma_in_a_keyword(cls, keywords):
        if any("," in keyword for keyword in keywords):
            raise ValueError("a keyword holds a comma")
        return keywords


def review_by(last: date, every: str) -> date:
    """The last day of a term such as ``6 months`` that began on a day."""
    month = last.month - 1 + int(every.split()[0])
    year, month = last.year + month // 12, month % 12 + 1
    return date(year, month, min(last.day, monthrange(year, month)[1]))


@dataclass(frozen=True)
class Page:
    """One English page. ``path`` is relative to ``folder``; ``body_line`` is the file's line on which ``body`` starts."""

    path: str
    front: FrontMatter
    body: str
    body_line: int
    lines: strict_yaml.Document = field(repr=False)
    folder: str = "docs"

    @property
    def file(self) -> str:
        """The file as a problem names it."""
        return f"{self.folder}/{self.path}"

    @property
    def url(self) -> str:
        """Its address in the English site."""
        return urls.page_url(self.path)

    @property
    def label(self) -> str:
        """Its name in menus."""
        return self.front.short_title or self.front.title


class InterfaceWord(schema.Data):
    """A piece of text of the site itself, not of a page."""

    text: str = Field(description="readers see it.", examples=["Search"])
    where: str = Field(description="a translator cannot see the page.", examples=["the label of the search box"])


class _Interface(schema.Data):
    words: dict[str, InterfaceWord] = Field(description="templates use these words.")


class Source(schema.Data):
    """Where facts were read."""

    title: str = Field(description="readers can see what a page rests on.")
    publisher_or_address: str | None = None
    date: str | None = None

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.title, self.publisher_or_address, self.date)))

    @property
    def short(self) -> str:
        """Its title and the first of who published it or where, without date: long lists of sources made pages heavy."""
        first = re.split(r"[,;(/]", self.publisher_or_address or "")[0].strip()
        return f"{self.title}, {first}" if first else self.title


class _Sources(schema.Data):
    sources: dict[str, Source] = Field(description="pages name their sources by these keys.")


@dataclass(frozen=True)
class Content:
    """Everything that is written, in English, with the languages it is to be shown in."""

    root: Path
    pages: Mapping[str, Page]
    navigation: navigation.Navigation
    register: helplines.Register
    register_lines: Mapping[str, int]
    languages: languages.Languages
    reviews: languages.Reviews
    interface: Mapping[str, InterfaceWord]
    lexicons: Mapping[str, lexicon.Lexicon]
    sources: Mapping[str, Source]
    drafts: tuple[str, ...] = ()
    """Pages that are written and not published; they are in none of the others."""

    @cached_property
    def offered(self) -> tuple[str, ...]:
        """The tags of the languages that are built."""
        return languages.offered(self.languages)

    @cached_property
    def cited(self) -> tuple[Source, ...]:
        """The sources that some page rests on, in the order of the list."""
        keys = {key for page in self.pages.values() for key in page.front.sources}
        return tuple(source for key, source in self.sources.items() if key in keys)

    @cached_property
    def parsed(self) -> dict[str, parsed.Parsed]:
        """What Markdown makes of every page. Raises ContentError for pages that take too long."""
        return self._parse(self.pages)

    def ids(self, path: str) -> frozenset[str]:
        """What links to a page can lead to. Who walks through a few pages only may follow their links to any."""
        if path not in self.parsed:
            self.parsed.update(self._parse([path]))
        return self.parsed[path].ids

    def _parse(self, paths: Iterable[str]) -> dict[str, parsed.Parsed]:
        return parsed.parse_all(self.root, {path: (self.pages[path].file, self.pages[path].body) for path in paths})

    def parsed_page(self, path: str) -> parsed.Parsed:
        """One page parsed. When not all pages are parsed yet, this one alone is. Raises ContentError."""
        if "parsed" in vars(self):
            return self.parsed[path]
        return self._parse([path])[path]

    @property
    def leaflets(self) -> list[Page]:
        """The pages that are also leaflets."""
        return [page for page in self.pages.values() if page.front.leaflet]


def load(root: Path, remember: Remember = afresh, with_drafts: bool = False) -> Content:
    """Read everything under the project's root; drafts count as pages only when asked for.

    With a ``Recall`` as ``remember`` only the files that changed are parsed again. Raises ContentError with every
    problem that reading found.
    """
    supplied.refuse(root, remember)
    settings.refuse(root)
    problems: list[Problem] = []

    def attempt(files, read):
        try:
            return remember(files[0], [root / file for file in files], read)
        except ContentError as error:
            problems.extend(error.problems)

    pages = [attempt((path,), lambda path=path: read_page(path, root / "docs")) for path in page_files(root / "docs")]
    nav = attempt((navigation.FILE,), lambda: navigation.load(root))
    register = attempt((helplines.FILE,), lambda: helplines.load(root))
    tongues = attempt((languages.FILE,), lambda: languages.load(root))
    interface = attempt(
        (INTERFACE_FILE,), lambda: schema.read_file(_Interface, root / INTERFACE_FILE, INTERFACE_FILE, "interface")[0]
    )
    sources = attempt(
        (SOURCES_FILE,), lambda: schema.read_file(_Sources, root / SOURCES_FILE, SOURCES_FILE, "sources")[0]
    )
    lexicons = tongues and attempt(
        (lexicon.FOLDER, *map(lexicon.file_name, tongues[0])), lambda: lexicon.load(root, tongues[0])
    )
    if problems:
        raise ContentError(problems)
    by_path = {page.path: page for page in pages}
    navigation.refuse_strays(nav, by_path)
    drafts = () if with_drafts else tuple(path for path, page in by_path.items() if page.front.draft)
    published = {path: page for path, page in by_path.items() if path not in drafts}
    nav = navigation.without(nav, drafts)
    return Content(root, published, nav, *register, *tongues, interface.words, lexicons, sources.sources, drafts)


def page_files(docs: Path) -> list[Path]:
    """The Markdown files of all pages, sorted."""
    return sorted(path for path in docs.rglob("*.md") if path.relative_to(docs).parts[0] != DATA_FOLDER)


def read_page(file: Path, docs: Path, folder: str = "docs") -> Page:
    """One page with validated front matter; ``folder`` is what a problem calls ``docs``. Raises ContentError."""
    path = file.relative_to(docs).as_posix()
    return Page(path, *read_front_matter(FrontMatter, file, f"{folder}/{path}"), folder)


def read_front_matter(
    model: type[schema.Model], file: Path, name: str
) -> tuple[schema.Model, str, int, strict_yaml.Document]:
    """What a Markdown file says about itself, its words, the line on which they begin, and all lines. Raises ContentError."""
    text = schema.read_text(file, name, CHECK)
    head, end, body = text.removeprefix("---").partition("\n---\n")
    if not text.startswith("---\n") or not end:
        raise ContentError(
            [
                Problem(
                    name,
                    1,
                    CHECK,
                    "the page does not begin with front matter.",
                    "without it the page has no title and cannot be found.",
                    "begin with a line  ---  then title, description, summary …, then a line  ---  ; copy it from a neighbouring page.",
                )
            ]
        )
    front, document = schema.read(model, head, name, CHECK)
    return front, body, head.count("\n") + 3, document
