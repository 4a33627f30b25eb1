"""Which page of which edition an address of the preview means: ``/council/luton/ur/recognise/parents/``."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from campaign import urls
from campaign.councils import NATIONAL

COUNCILS = "council/"


@dataclass(frozen=True)
class Where:
    """An address taken apart: the council's folder, the language's tag, and what follows them."""

    slug: str
    language: str
    rest: str

    @property
    def home(self) -> str:
        """The address of the edition's first page."""
        return home_of(self.slug)

    def in_language(self, language: str) -> str:
        """The address of the same page in another language."""
        return self.home + urls.prefix(language) + self.rest

    def in_edition(self, slug: str) -> str:
        """The address of the same page in another edition."""
        return home_of(slug) + urls.prefix(self.language) + self.rest


def home_of(slug: str) -> str:
    """The address of an edition's first page: the national edition is at the root."""
    return "/" if slug == NATIONAL else f"/{COUNCILS}{slug}/"


def where(address: str, languages: Collection[str]) -> Where:
    """Take apart the path of an address, which begins with a slash."""
    rest, slug = address.removeprefix("/"), NATIONAL
    if rest.startswith(COUNCILS) and rest != COUNCILS:
        slug, _, rest = rest.removeprefix(COUNCILS).partition("/")
    first, slash, after = rest.partition("/")
    if slash and first in languages and first != urls.DEFAULT_LANGUAGE:
        return Where(slug, first, after.removesuffix("index.html"))
    return Where(slug, urls.DEFAULT_LANGUAGE, rest.removesuffix("index.html"))
