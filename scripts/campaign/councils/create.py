"""Begins a council's folder: a settings file that explains itself and passes the check as it is."""

from __future__ import annotations

import re

from campaign.content import Content
from campaign.councils.reading import FILE, FOLDER, slugs
from campaign.councils.settings import CHECK
from campaign.problems import ContentError, Problem

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

_TEMPLATE = """\
# {name}: the settings of its edition. Check with  scripts/council check {slug}
# build with  scripts/build --council {slug} . Lines that begin with # do nothing: take the mark away to use one.

# What the council is called, and the short name for running text; in each language where it differs.
name:
  en: "{name}"
short_name:
  en: "{short}"

# The council's own website, to which its name links.
# website: https://www.example.gov.uk/

# The full address at which this edition will stand, with a slash at the end. This one is a stand-in.
base_url: https://www.example.org/{slug}/

# The languages, in the order of the menu. Offered at present: {offered}
languages: [{offered}]

# Whom readers reach. "page" is the council's own page. A number is shown only when somebody at the council has rung it
# and written the day as "confirmed"; after "confirm_every" it is hidden again, and readers get the page.
# Leave a number out rather than guess.
contacts:
  children: {{}}
  #   page: https://www.example.gov.uk/children
  #   phone: "..."
  #   out_of_hours: "..."
  #   source: the page or letter in which the numbers were read
  #   confirmed: 2026-11-21
  #   confirm_every: 180 days
  adults: {{}}
  # The team for evenings and nights, shown with both when they have no such number of their own:
  # out_of_hours: {{page: https://www.example.gov.uk/out-of-hours}}
  # police: {{name: Anyshire Police, page: https://www.anyshire.police.uk/}}
  # partnership: {{name: Anyshire Safeguarding Children Partnership, page: https://www.example.gov.uk/partnership}}
  # board: {{name: Anyshire Safeguarding Adults Board, page: https://www.example.gov.uk/board}}

# Colours. White text must be readable on "brand"; "accent" must stand out from white.
colours:
  brand: "#23415f"
  accent: "#c2571a"

# A logo in this folder, SVG or PNG:
# logo: logo.svg

# The first day of the eight-week conversation, and where views are sent (never a form):
# weeks_begin: 2027-03-01
# views: {{page: https://www.example.gov.uk/views}}

# Where the button that leaves the site leads. It must be harmless to be seen on.
# exit: https://www.bbc.co.uk/weather
# What stands in a browser's tab: "quiet" (the default) says little, "open" names the page.
# titles: quiet

# Pages of your own, in docs/ in this folder, each with the part of the menu that it joins; and sections of common pages
# that you say in your own words. News are files in news/ in this folder. guide/councils.md shows how.
# pages: {{react/local-help.md: React}}
# replace: {{realise/it-can-happen-here.md#why-we-say-here: our-area.md#here-in-our-area}}
"""


def new(content: Content, slug: str, name: str | None = None) -> str:
    """Write the settings file of a new council; returns what to say. Raises ContentError when the folder is there."""
    file = f"{FOLDER}/{slug}/{FILE}"
    if not _SLUG.fullmatch(slug):
        raise _refusal(file, f"“{slug}” cannot be the name of a folder.", "write small letters, digits and hyphens.")
    if slug in slugs(content.root):
        raise _refusal(file, f"the council “{slug}” is there already.", f"change {file}.")
    title = (name or slug.replace("-", " ").title() + " Council").replace("\\", "").replace('"', "”")
    short = title.removesuffix(" Council")
    path = content.root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    text = _TEMPLATE.format(name=title, short=short, slug=slug, offered=", ".join(content.offered))
    path.write_text(text, encoding="utf-8")
    return f"{file}: begun. Fill it in, then run  scripts/council check {slug}"


def _refusal(file: str, what: str, mend: str) -> ContentError:
    return ContentError([Problem(file, 1, CHECK, what, "a council is a folder with a name of its own.", mend)])
