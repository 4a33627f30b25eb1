"""Python-Markdown as the site uses it: the extensions of mkdocs.yml, wherever a page is parsed.

Extraction, checks and the build must see the same blocks, so all of them take the list from mkdocs.yml.
"""

from __future__ import annotations

from pathlib import Path

import markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from campaign import strict_yaml
from campaign.navigation import FILE
from campaign.schema import read_text


def extensions(root: Path) -> tuple[list[str], dict[str, dict]]:
    """The names and settings of the Markdown extensions in mkdocs.yml, plus the ones MkDocs always adds."""
    entries = strict_yaml.read(read_text(root / FILE, FILE, "markdown")).data["markdown_extensions"]
    names, settings = ["toc", "tables", "fenced_code"], {}
    for entry in entries:
        if isinstance(entry, str):
            names.append(entry)
        else:
            [(name, options)] = entry.items()
            names.append(name)
            settings[name] = {key: _typed(value) for key, value in options.items()}
    return list(dict.fromkeys(names)), settings


def _typed(value: str):
    return {"true": True, "false": False}.get(value, value)


def parser(root: Path, *own: Extension) -> markdown.Markdown:
    """A parser with the site's extensions and ours."""
    names, settings = extensions(root)
    return markdown.Markdown(extensions=[*names, *own, AlignedTables()], extension_configs=settings)


class _AlignedTables(Treeprocessor):
    def run(self, root) -> None:
        for cell in root.iter():
            if cell.tag in ("td", "th") and (style := cell.attrib.pop("style", "")):
                cell.set("class", "align-" + style.removeprefix("text-align:").strip(" ;"))


class AlignedTables(Extension):
    """Tables write ``style=`` attributes, which the content security policy refuses: a class instead."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        md.treeprocessors.register(_AlignedTables(md), "campaign-aligned-tables", 1)
