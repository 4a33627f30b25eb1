"""No dead instruction: every command, option, file and link that the documents name is there."""

import re
import shlex
import subprocess
from pathlib import Path

import click
import pytest
from project import ROOT

from campaign.cli import main

DOCUMENTS = sorted(
    [
        *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "scripts/README.md")),
        *(ROOT / name for name in ("translations/README.md", "overrides/components/README.md")),
        *(ROOT / "guide").rglob("*.md"),
    ]
)
#: Scripts that are more than a door to one command of the package, with the options they take.
OWN = {"setup": ("--test",), "test": ("--fast",), "lock": ()}
#: What stands in a command for something of the reader's own.
_COMMAND = re.compile(r"(?:^|[\s`(])((?:scripts/[a-z]+|(?:\.venv[/\\]bin[/\\])?campaign)(?:[ ][^`\n]*)?)")
_ENDS = {";", "&&", "||", "|", ">", "#", "&"}
_TOP = (
    "docs",
    "scripts",
    "translations",
    "councils",
    "overrides",
    "guide",
    "tests",
    "requirements",
    ".github",
    "benchmarks",
)
_PATH = re.compile(rf"^(?:{'|'.join(map(re.escape, _TOP))})/[\w./<>*-]*$")
_ROOT_FILES = {
    "mkdocs.yml",
    "pyproject.toml",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "README.md",
    ".pre-commit-config.yaml",
}
#: Files that a reader makes while following the page, or that a page only tells a story with.
EXAMPLES = {"docs/realise/old-name.md", "docs/react/local-help.md"}
_MADE_UP = re.compile(r"<|\*|TAG\b|anyshire|NAME|councils/[a-z-]+/docs")


def blocks(text: str) -> list[str]:
    """The lines of fenced code."""
    return [line for block in re.findall(r"^ *```\w*\n(.*?)^ *```", text, re.M | re.S) for line in block.splitlines()]


def spans(text: str) -> list[str]:
    """What stands between backticks in running text."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"^ *```.*?^ *```", "", text, flags=re.M | re.S))


def commands(text: str) -> list[list[str]]:
    """Every command of ours, as words; what a shell would do with the rest of the line is cut off."""
    found = []
    for code in [*blocks(text), *spans(text)]:
        for part in re.split(r"&&|\|\||;|\|", code):
            words = part.strip().split("#")[0].strip()
            if re.match(r"(scripts/[a-z]+|(\.venv[/\\](bin|Scripts)[/\\])?campaign)(\s|$)", words):
                found.append(shlex.split(re.split(r"\s[>&]", words)[0], posix=True))
    return found


def documents(get):
    return [(page, each) for page in DOCUMENTS for each in get(page.read_text(encoding="utf-8"))]


def named(case):
    page, what = case
    return f"{page.relative_to(ROOT)}: {what if isinstance(what, str) else ' '.join(what)}"


COMMANDS = documents(commands)


def fault(words: list[str]) -> str:
    """What is wrong with a command, or nothing."""
    name, *rest = words
    if name.startswith("scripts/"):
        script = ROOT / name
        if not script.is_file() or not script.stat().st_mode & 0o100:
            return f"there is no {name}"
        if script.name in OWN:
            return "".join(f"no option {each}" for each in rest if each not in OWN[script.name])
        if script.name not in main.commands:
            return f"{name} is no door to a command"
        rest = [script.name, *rest]
    return _fault(main, rest)


def _fault(command: click.Command, words: list[str]) -> str:
    context = click.Context(command)
    if isinstance(command, click.Group):
        if not words:
            return ""
        if words[0].startswith("-"):
            return "" if words[0] in ("--help", "--root") else f"no option {words[0]}"
        inner = command.get_command(context, words[0])
        return _fault(inner, words[1:]) if inner else f"{command.name} has no command {words[0]}"
    try:
        command.make_parser(context).parse_args([word for word in words if word not in ("...", "--help")])
    except click.UsageError as error:
        # An option that is only named, without its value, is there all the same.
        return "" if "requires an argument" in str(error) else str(error)
    return ""


def test_the_documents_name_commands():
    assert len(COMMANDS) > 60 and len({words[0] for _, words in COMMANDS}) > 10


@pytest.mark.parametrize("case", COMMANDS, ids=named)
def test_a_command_and_its_options_are_there(case):
    assert fault(case[1]) == ""


@pytest.mark.parametrize(
    "words",
    ["scripts/nothing", "scripts/new poem", "scripts/check --nonsense", "campaign nothing", "scripts/test --slow"],
)
def test_a_command_that_is_not_there_is_found(words):
    assert fault(words.split())


@pytest.mark.parametrize(
    "name", sorted(path.name for path in (ROOT / "scripts").iterdir() if path.is_file() and not path.suffix)
)
def test_every_script_is_in_the_list_of_commands_and_is_a_script_of_a_plain_shell(name):
    script = ROOT / "scripts" / name
    assert f"`scripts/{name}`" in (ROOT / "scripts/README.md").read_text(encoding="utf-8")
    assert script.read_text(encoding="utf-8").startswith("#!/bin/sh\n") and script.stat().st_mode & 0o100
    assert subprocess.run(["sh", "-n", script], capture_output=True).returncode == 0


PATHS = [
    (page, span)
    for page, span in documents(spans)
    if (_PATH.match(span) or span in _ROOT_FILES) and not _MADE_UP.search(span)
]


def test_the_documents_name_files():
    assert len(PATHS) > 60


@pytest.mark.parametrize("case", PATHS, ids=named)
def test_a_file_that_is_named_is_there(case):
    page, name = case
    made = f"scripts/new page {name.removeprefix('docs/')}" in page.read_text(encoding="utf-8")
    assert name in EXAMPLES or made or (ROOT / name).exists()


LINKS = documents(
    lambda text: re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`|^ *```.*?^ *```", "", text, flags=re.M | re.S))
)


def test_the_documents_link():
    assert len(LINKS) > 40


@pytest.mark.parametrize("case", LINKS, ids=named)
def test_a_link_leads_to_a_file_and_a_heading(case):
    page, link = case
    if link.startswith(("http://", "https://", "mailto:")):
        return
    name, _, heading = link.partition("#")
    target = (page.parent / name).resolve() if name else page
    assert target.exists()
    if heading:
        assert heading in headings(target)


def headings(page: Path) -> set[str]:
    """The addresses of a page's headings, as Git hosts make them."""
    found = re.findall(
        r"^#+ (.*)$", re.sub(r"^ *```.*?^ *```", "", page.read_text(encoding="utf-8"), flags=re.M | re.S), re.M
    )
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in found}


def test_every_page_of_the_guide_can_be_reached_from_its_first_page():
    seen, waiting = set(), [ROOT / "guide" / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in seen or page.suffix != ".md":
            continue
        seen.add(page)
        waiting += [
            (page.parent / link.split("#")[0]).resolve() for each, link in LINKS if each == page and "://" not in link
        ]
    assert sorted(page for page in (ROOT / "guide").rglob("*.md") if page not in seen) == []


def test_pictures_are_small_and_every_one_is_used_and_says_what_it_shows():
    from campaign.pictures import LARGEST

    pictures = {path.name: path.stat().st_size for path in (ROOT / "guide" / "pictures").iterdir()}
    words = (ROOT / "guide" / "editors.md").read_text(encoding="utf-8")
    used = dict(reversed(each) for each in re.findall(r"!\[([^\]]*)\]\(pictures/([^)]+)\)", words))
    assert pictures and set(pictures) == set(used)
    assert all(size <= LARGEST for size in pictures.values()) and all(len(each) > 20 for each in used.values())


def test_every_decision_says_when_and_what_would_change_it_and_is_in_the_list():
    records = sorted((ROOT / "guide" / "decisions").glob("0*.md"))
    index = (ROOT / "guide" / "decisions" / "README.md").read_text(encoding="utf-8")
    assert len(records) >= 10
    for number, record in enumerate(records, start=1):
        text = record.read_text(encoding="utf-8")
        assert re.match(rf"# {number}\. .+\n\n\d\d? [A-Z][a-z]+ 20\d\d · (in force|replaced by \[)", text), record.name
        assert "**Chosen.**" in text and "**What would change it.**" in text and f"({record.name})" in index
