"""Python-Markdown as the site uses it: the extensions of mkdocs.yml, wherever a page is parsed.

Extraction, checks and the build must see the same blocks, so all of them take the list from mkdocs.yml.
"""

from __future__ import annotations

import re
from pathlib import Path

import markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from PIL import Image

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


class _SizedPictures(Treeprocessor):
    def __init__(self, md: markdown.Markdown, docs: Path):
        super().__init__(md)
        self.docs = docs

    def run(self, root) -> None:
        for picture in root.iter("img"):
            # The page's own place is not known here; a picture stands in assets/, wherever the page does.
            file = self.docs / re.sub(r"^(\.\./)+", "", picture.get("src", ""))
            if picture.get("width") is None and file.is_file():
                for name, pixels in zip(("width", "height"), size(file), strict=False):
                    picture.set(name, str(pixels))


class SizedPictures(Extension):
    """A picture says its size, so that the words below it do not jump when it arrives."""

    def __init__(self, docs: Path):
        super().__init__()
        self.docs = docs

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        # Before MkDocs writes addresses anew.
        md.treeprocessors.register(_SizedPictures(md, self.docs), "campaign-sized-pictures", 1)


def size(file: Path) -> tuple[int, ...]:
    """Width and height of a picture in pixels; nothing for a drawing (SVG) that does not say them, or a file that is no picture."""
    if file.suffix == ".svg":
        tag = re.search(r"<svg\b[^>]*>", file.read_text(encoding="utf-8"))
        sizes = [re.search(rf'\b{name}="(\d+)"', tag[0]) for name in ("width", "height")] if tag else [None]
        return tuple(int(found[1]) for found in sizes) if all(sizes) else ()
    try:
        with Image.open(file) as picture:
            return picture.size
    except OSError:
        return ()
