"""The editor's settings: a collection for each part of the site, one for the helplines, one for the councils."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from campaign import councils, helplines, navigation, schema
from campaign.content import FrontMatter
from campaign.councils import Council
from campaign.editor import fields
from campaign.helplines import Register
from campaign.scaffold import pages as new_pages

#: A leaflet's panels are lists of lists, which the editor has no form for: it leaves them as they are.
_NOT_IN_FORMS = ("leaflet",)
_SLUGS = {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-", "lowercase": True}


def make(root: Path, today: date) -> dict:
    """The settings as data. Raises ContentError when the project cannot be read."""
    nav = navigation.load(root)
    return {
        # Names a Git host only because the editor asks for one; nothing is ever sent to it.
        "backend": {"name": "github", "repo": "this/folder", "branch": "main", "auth_methods": ["token"]},
        "app_title": "Words of this campaign",
        "media_folder": "docs/assets",
        "public_folder": "/assets",
        "media_libraries": {"stock_assets": {"providers": []}},
        "slug": _SLUGS,
        "editor": {"preview": False},
        "output": {"omit_empty_optional_fields": True, "yaml": {"quote": "none"}},
        "show_preview_links": False,
        "collections": [
            _file_collection("start", "Home", [_page_file(nav.home, "Home page", today)]),
            *(_folder(section, today) for section in nav.sections),
            _file_collection("helplines", "Helplines", [_helplines(root, today)]),
            _file_collection("councils", "Councils", [_council(root, slug) for slug in councils.slugs(root)]),
        ],
    }


def _page_fields(today: date, body: str) -> list[dict]:
    # The editor gives a default to every page that lacks the field, old ones too. So only fields that every page
    # has may have one; what else a new page needs is added when it is saved.
    defaults = {"last_reviewed": today.isoformat(), "review_every": "6 months"}
    words = {
        "name": "body",
        "label": "Words",
        # Not the editor's own Markdown field: it would write our Markdown anew in its own way.
        "widget": "text",
        "default": body,
        "hint": "Two hashes begin a heading, a dash an item of a list. Never type a phone number: name a helpline.",
    }
    return [*fields.of_model(FrontMatter, _NOT_IN_FORMS, defaults), words]


def _folder(section: navigation.Section, today: date) -> dict:
    folder = section.index.rpartition("/")[0]
    return {
        "name": folder,
        "label": section.label,
        "label_singular": "page",
        "folder": f"docs/{folder}",
        "extension": "md",
        "format": "yaml-frontmatter",
        "slug": "{{title}}",
        "create": True,
        "delete": False,
        "duplicate": False,
        "summary": "{{title}}",
        "sortable_fields": ["title", "last_reviewed"],
        "fields": _page_fields(today, _new_body(folder)),
    }


def _new_body(folder: str) -> str:
    return new_pages.new_leaflet_body(new_pages.FIRST) if folder == new_pages.LEAFLETS else new_pages.new_body()


def _file_collection(name: str, label: str, files: list[dict]) -> dict:
    return {"name": name, "label": label, "files": files}


def _page_file(path: str, label: str, today: date) -> dict:
    return {
        "name": path.removesuffix(".md"),
        "label": label,
        "file": f"docs/{path}",
        "format": "yaml-frontmatter",
        "fields": _page_fields(today, ""),
    }


def _helplines(root: Path, today: date) -> dict:
    register, _ = helplines.load(root)
    published = list(register.published())
    made = fields.of_model(Register)
    for each in made:
        if each["name"] == "helplines":
            each |= {"label_singular": "helpline", "summary": "{{name}}", "minimize_collapsed": True}
            each["fields"] = fields.of_model(helplines.Helpline, defaults=_new_helpline(today))
        elif each["name"] in ("footer", "danger"):
            each |= {"widget": "select", "multiple": True, "options": published}
        else:
            each |= {"summary": "{{value}}", "minimize_collapsed": True}
    return {
        "name": "helplines",
        "label": "Register of helplines",
        "file": helplines.FILE,
        "format": "yml",
        "fields": made,
    }


def _new_helpline(today: date) -> dict:
    # Only fields that every helpline has: see _page_fields.
    return {"confirmed": today.isoformat(), "confirm_every": "90 days", "publish": "check-first"}


def _council(root: Path, slug: str) -> dict:
    name = f"{councils.FOLDER}/{slug}/council.yml"
    written = schema.read_file(Council, root / name, name, councils.CHECK)[1].data
    made = fields.of_model(Council)
    for each in made:
        # A name may be one text for all languages, or a text for each: the form follows the file.
        if each["widget"] == "keyvalue" and isinstance(written.get(each["name"]), str):
            each["widget"] = "string"
    return {"name": slug, "label": slug.capitalize(), "file": name, "format": "yml", "fields": made}
