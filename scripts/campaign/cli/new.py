"""``campaign new``: a page, a leaflet, a myth or a helpline from a template; asks for what is not said."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, get_args

import click
from pydantic import TypeAdapter, ValidationError

from campaign import content
from campaign.content import FrontMatter
from campaign.helplines import Helpline
from campaign.scaffold import helplines, myths, pages

_NEXT = """Next:
  1. Write your words in {file}
  2. scripts/check     says what is left to do
  3. scripts/translate update     then send the catalogues to your translators; titles must be translated
  4. Take the line  draft: true  out: readers see the page with the next build"""


@click.group()
def new() -> None:
    """Begin a page, a leaflet, a myth or a helpline from a template. What is not said as an option is asked for."""


def _facts(command):
    """The options that pages and leaflets share."""
    for option in reversed(
        (
            click.option("--title", help="Its heading, and its name in menus and search results."),
            click.option("--description", help="One or two sentences for search engines, 50 to 160 characters."),
            click.option("--summary", help="One line for lists, up to 110 characters."),
            click.option("--audience", "audience", help=f"For whom, with commas: {', '.join(_audiences())}."),
            click.option("--keywords", help="What people would type to find it: at least 8, with commas."),
            click.option("--sources", help="Keys of docs/_data/sources.yml, with commas."),
        )
    ):
        command = option(command)
    return command


def _audiences() -> tuple[str, ...]:
    return get_args(content.Audience)


def _groups() -> str:
    return ", ".join(get_args(get_args(Helpline.model_fields["groups"].annotation)[0]))


@new.command()
@click.argument("path")
@_facts
@click.option("--after", help="The page that it stands behind in the menu.  [default: the last of its part]")
@click.option("--sensitive", is_flag=True, help="Begin with a notice, because the page may be hard to read.")
@click.pass_obj
def page(root: Path, path: str, after: str | None, sensitive: bool, **options: str | None) -> None:
    """Begin the page PATH, seen from docs/, for example recognise/taxis.md, as a draft."""
    if not path.endswith(".md"):
        raise click.UsageError(f"a page ends in .md: {path}.md")
    file = pages.page(root, path, _collect(root, options, sensitive), date.today(), after)
    click.echo(f"{file}: begun as a draft, and in the menu of mkdocs.yml\n{_NEXT.format(file=file)}")


@new.command()
@click.argument("name")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(pages.PANELS)),
    default=pages.FIRST,
    show_default=True,
    help="What it is printed as.",
)
@_facts
@click.pass_obj
def leaflet(root: Path, name: str, form: str, **options: str | None) -> None:
    """Begin the leaflet NAME, for example spot-the-signs, as a draft."""
    file = pages.leaflet(root, name.removesuffix(".md"), form, _collect(root, options, False), date.today())
    click.echo(f"{file}: begun as a draft, and in the menu of mkdocs.yml\n{_NEXT.format(file=file)}")


@new.command()
@click.option("--group", help="The heading on the myths page that it stands under.")
@click.option("--myth", help="What people say, as they say it.")
@click.option("--fact", help="What we know: two or three short sentences.")
@click.option("--sources", help="Keys of docs/_data/sources.yml that the fact rests on, with commas.")
@click.pass_obj
def myth(root: Path, group: str | None, myth: str | None, fact: str | None, sources: str | None) -> None:
    """Add a myth and its fact to the myths page. There are no drafts of myths: it is published with the next build."""
    group = _ask(group, "group", f"Under which heading ({'; '.join(myths.groups(root))})")
    said, known = _ask(myth, "myth", "What people say"), _ask(fact, "fact", "What we know")
    keys = _known_sources(root, _ask(sources, "sources", "Sources of the fact (keys, with commas)"))
    file = myths.add(root, group, said, known, keys)
    click.echo(
        f"{file}: the myth is added\nNext:\n  1. scripts/check     looks at your words\n"
        "  2. scripts/translate update     until translators have done it, readers of other languages see it in English"
    )


@new.command()
@click.argument("name_in_pages")
@click.option("--name", help="The service's name.")
@click.option("--owner", help="Who runs it.")
@click.option("--for", "for_", help="Who may call: the words on its card.")
@click.option("--groups", help=f"Where the directory lists it, with commas: {_groups()}.")
@click.option("--phone", help="The number as printed, with spaces.")
@click.option("--text", help="The number for texts.")
@click.option("--web", help="Its address, with https://")
@click.option("--source", help="Where you read the number.")
@click.option(
    "--reason", default=helplines.REASON, show_default=True, help="Why it is held back, for whoever comes next."
)
@click.pass_obj
def helpline(root: Path, name_in_pages: str, reason: str, **options: str | None) -> None:
    """Add a service to the register, held back until somebody has rung it. Pages name it by NAME_IN_PAGES, for example childline."""
    facts = {
        "id": name_in_pages,
        "name": _ask(options["name"], "name", "Name of the service"),
        "owner": _ask(options["owner"], "owner", "Who runs it"),
        "for": _ask(options["for_"], "for", "Who may call"),
        "groups": list(_parts(_ask(options["groups"], "groups", f"Where it is listed ({_groups()})"))),
        "source": _ask(options["source"], "source", "Where you read the number"),
        **{key: options[key] for key in ("phone", "text", "web")},
    }
    if not any(facts[key] for key in ("phone", "text", "web")):
        raise click.UsageError("say how it is reached: --phone, --text or --web.")
    file = helplines.add(root, facts, date.today(), reason)
    click.echo(
        f"{file}: “{name_in_pages}” is added, and held back from readers\n"
        "To publish it: ring it, or read the number on the service's own website, and compare every digit;\n"
        '  then set  confirmed:  to that day and  publish: "yes"  , and take  reason:  out.'
    )


def _collect(root: Path, options: dict[str, str | None], sensitive: bool) -> pages.Facts:
    title, description, summary = (
        _ask(options[name], name, words, FrontMatter.model_fields[name])
        for name, words in (
            ("title", "Title (up to 70 characters)"),
            ("description", "Description for search engines (50 to 160 characters)"),
            ("summary", "Summary for lists (up to 110 characters)"),
        )
    )
    audience = _parts(
        _ask(
            options["audience"],
            "audience",
            f"For whom, with commas ({', '.join(_audiences())})",
            FrontMatter.model_fields["audience"],
            listed=True,
        )
    )
    keywords = _parts(
        _ask(
            options["keywords"],
            "keywords",
            "What people would type to find it (at least 8, with commas)",
            FrontMatter.model_fields["keywords"],
            listed=True,
        )
    )
    sources = _known_sources(
        root, _ask(options["sources"], "sources", "Sources (keys of docs/_data/sources.yml, with commas)")
    )
    return pages.Facts(title, description, summary, audience, keywords, sources, sensitive)


def _ask(given: str | None, option: str, words: str, field=None, listed: bool = False) -> str:
    """What was said as an option, or else what is typed; asked again until the field takes it."""

    def accept(text: str) -> str:
        try:
            if field:
                TypeAdapter(Annotated[field.annotation, *field.metadata]).validate_python(
                    _parts(text) if listed else text.strip()
                )
        except ValidationError as error:
            raise click.BadParameter(error.errors()[0]["msg"], param_hint=f"--{option}") from None
        return text.strip()

    if given is not None:
        return accept(given)
    if not sys.stdin.isatty():
        raise click.UsageError(f"say --{option}: {words}.")
    return click.prompt(words, value_proc=accept)


def _known_sources(root: Path, text: str) -> tuple[str, ...]:
    known = content.load(root, with_drafts=True).sources
    if strange := [key for key in _parts(text) if key not in known]:
        raise click.UsageError(
            f"{', '.join(strange)} is not in {content.SOURCES_FILE}: add where you read it there first, as  S200: {{title: …}}"
        )
    return _parts(text)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in text.split(","))))
