"""A tiny project that a test writes and changes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parent.parent

FRONT = """---
title: {title}
description: A page of the tiny site, with a description that is long enough.
summary: A page of the tiny site.
audience: [everyone]
keywords: [one, two, three, four, five, six, seven, {keyword}]
last_reviewed: 2026-11-21
review_every: 6 months
sources: [S1]
---

"""

MKDOCS = """site_name: Tiny
site_url: https://tiny.example/
theme: {name: material, custom_dir: overrides, font: "false"}
exclude_docs: |
  _data/
nav:
  - index.md
  - About:
      - about/index.md
      - about/more.md
plugins: [campaign]
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes:
      BACKLINK_TITLE: Back to the text
  - sane_lists
  - toc
  - pymdownx.blocks.caption
  - pymdownx.details
  - pymdownx.tasklist
"""

HELPLINES = f"""helplines:
- id: childline
  name: Childline
  owner: NSPCC
  phone: "0800 1111"
  web: https://www.childline.org.uk
  groups: [young-people]
  for: Children under 19
  hours: All day
  hours_confirmed: false
  cost: Free
  source: its website
  confirmed: {date.today()}
  confirm_every: 90 days
  publish: "yes"
- id: unsure
  name: Unsure line
  owner: Nobody
  phone: "01632 960 123"
  groups: [young-people]
  for: Anyone
  source: an old copy
  confirmed: {date.today()}
  confirm_every: 90 days
  publish: check-first
  reason: read only in an old copy
footer: [childline]
danger: [childline]
never_publish:
- {{value: "01632 960 999", why: "a test number"}}
"""

COUNCIL = """name: {name}
short_name: {name}
website: https://council.example/
base_url: https://tiny.example/sub/
languages: [en, pl, ur]
contacts:
  children: {{page: "https://council.example/children"}}
  adults: {{}}
colours: {{brand: "#23415f", accent: "#c2571a"}}
"""


END = "\n## Next step\n\n{{ helpline.childline.card }}\n"


def page(title: str, body: str, keyword: str = "eight", end: str = END) -> str:
    """A page with valid front matter, and an end as every page has it."""
    return FRONT.format(title=title, keyword=keyword) + body + end


LANGUAGES = """languages:
  en: {name: English, english_name: English, direction: ltr, script: LATIN, quotes: “”‘’, offered: yes}
  pl: {name: Polski, english_name: Polish, direction: ltr, script: LATIN, quotes: “”‘’, offered: yes}
  ur: {name: اردو, english_name: Urdu, direction: rtl, script: LATIN, quotes: “”‘’, offered: yes}
"""


def tiny_files() -> dict[str, str]:
    """The files of the tiny project but its catalogues, which ``Tiny.translate`` makes."""
    return {
        "mkdocs.yml": MKDOCS,
        "docs/index.md": page(
            "Home page",
            "Call {{ helpline.childline.phone }} now.\n\n## First part\n\nSee [more](about/more.md#deep-part).\n",
        ),
        "docs/about/index.md": page("About us", "Who we are.\n"),
        "docs/about/more.md": page(
            "More words",
            "Words.\n\n## Deep part\n\n{{ helplines.young-people }}\n\n{{ council.children.card }}\n",
            keyword="zebra crossing",
        ),
        "docs/_data/helplines.yml": HELPLINES,
        "docs/_data/language.yml": (ROOT / "docs" / "_data" / "language.yml").read_text(encoding="utf-8"),
        "docs/_data/plain-english.yml": (ROOT / "docs" / "_data" / "plain-english.yml").read_text(encoding="utf-8"),
        "docs/_data/sources.yml": "sources:\n  S1: {title: A source}\n",
        "translations/languages.yml": LANGUAGES,
        "translations/interface.yml": (ROOT / "translations" / "interface.yml").read_text(encoding="utf-8"),
        **{f"translations/search/{tag}.yml": "skip: [the]\n" for tag in ("en", "pl", "ur")},
        "translations/glossary.yml": "terms:\n  zebra: {pl: {term: zebra}}\n",
        "councils/national/council.yml": COUNCIL.format(name="The nation"),
        "councils/other/council.yml": COUNCIL.format(name="Other Council"),
    }


class Tiny:
    """A tiny project in a folder of its own."""

    def __init__(self, root: Path):
        self.root = root
        for name, text in tiny_files().items():
            self.write(name, text)
        shutil.copytree(ROOT / "overrides", root / "overrides")

    def write(self, name: str, text: str) -> Path:
        """Write a file of the project."""
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def edit(self, name: str, old: str, new: str) -> None:
        """Change a text that must be there."""
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        self.write(name, text.replace(old, new))

    def load(self):
        """Its content."""
        from campaign import content

        return content.load(self.root)

    def check(self) -> list:
        """Its problems, reading included."""
        from campaign import checks
        from campaign.problems import ContentError

        try:
            return checks.run(self.load())
        except ContentError as error:
            return list(error.problems)

    def translate(
        self, word: Callable[[str, str], str] = lambda tag, text: f"{tag}·{text}", tags: tuple[str, ...] = ("pl", "ur")
    ) -> None:
        """Complete catalogues: every text gets ``word(tag, text)``."""
        from campaign.translation import catalogue, messages

        loaded = self.load()
        for tag in tags:
            po = messages.template(messages.collect(loaded))
            po.metadata = catalogue.header(tag, loaded.languages[tag].plurals)
            for entry in po:
                entry.msgstr = word(tag, entry.msgid)
            catalogue.write(po, self.root / catalogue.file_name(tag))
