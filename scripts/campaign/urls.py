"""Addresses inside the site: always relative, so that one build works at the root and under any path."""

from __future__ import annotations

import posixpath
from functools import lru_cache

DEFAULT_LANGUAGE = "en"


def page_url(path: str) -> str:
    """The address of a page from its path in docs/: ``realise/myths.md`` is ``realise/myths/``, the home page is empty."""
    stem = path.removesuffix(".md")
    if stem == "index":
        return ""
    return stem.removesuffix("/index") + "/"


def prefix(language: str) -> str:
    """The folder of a language in the built site: English at the root, the others in a folder named by their tag."""
    return "" if language == DEFAULT_LANGUAGE else f"{language}/"


def to_root(url: str) -> str:
    """The way from a page up to the root of the site: ``pl/realise/`` is ``../../``; the root itself is ``./``."""
    return "../" * url.count("/") or "./"


@lru_cache(maxsize=32_768)
def between(source: str, target: str) -> str:
    """The relative link from one address to another inside the same site."""
    if source == target:
        return "./"
    link = posixpath.relpath("/" + target, "/" + source)
    return link + "/" if target.endswith("/") or target == "" else link
