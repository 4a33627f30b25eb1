"""The hostile corpus: reads its entries, lets each do its worst to the tiny project, and says what came of it.

An entry names what it writes (``page``: the body of docs/about/index.md, ``po``: the translation of “Who we are.”, ``svg``:
a drawing, ``edit``, ``write``, ``append``, or ``make``: a function of ``generators``) and the problem that must answer it: its
file, its line (0 for any), its check and a piece of its words. A ``neutral`` entry may instead be published, as long as
``absent`` is in nothing that is. A ``sound`` entry must pass, and ``built`` must be in the page.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import generators
import yaml
from project import Tiny

FOLDER = Path(__file__).parent
PAGE, BODY = "docs/about/index.md", "Who we are."
PAGE_LINE = 12
LANGUAGE = (
    "pairs:\n- {id: a, match: [zzz], avoid: zzz, prefer: [b], why: It says nothing, severity: warn, source: S1}\n"
)


@dataclass(frozen=True)
class Entry:
    """One input with what must come of it."""

    family: str
    data: dict

    @property
    def name(self) -> str:
        return f"{self.family}: {self.data['name']}"

    def __getattr__(self, key: str):
        return self.data.get(key)


def entries() -> list[Entry]:
    """All entries of all families."""
    found = []
    for file in sorted(FOLDER.glob("*.yml")):
        head = yaml.safe_load(file.read_text(encoding="utf-8"))
        shared = {key: value for key, value in head.items() if key not in ("family", "entries")}
        for data in head["entries"]:
            found.append(Entry(head["family"], {"path": _path(data), "line": _line(data)} | shared | data))
    return found


def _path(data: dict) -> str:
    return "translations/pl.po" if "po" in data else PAGE


def _line(data: dict) -> int:
    return PAGE_LINE if "page" in data or "make" in data else 0


@dataclass
class Project:
    """A tiny project that is put back as it was after each entry."""

    folder: Path

    def __post_init__(self):
        self.tiny = Tiny(self.folder / "good")
        # The real list of words takes half of a check's time to read.
        self.tiny.write("docs/_data/language.yml", LANGUAGE)
        self.tiny.write("docs/assets/phone.svg", "<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0'/></svg>")
        self.tiny.translate()

    def with_entry(self, entry: Entry) -> Tiny:
        """A copy of the project in which the entry has done its worst."""
        root = self.folder / "bad"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(self.tiny.root, root, ignore=shutil.ignore_patterns("overrides"))
        (root / "overrides").symlink_to(self.tiny.root / "overrides")
        tiny = Tiny.__new__(Tiny)
        tiny.root = root
        _do(entry, tiny)
        return tiny


def _do(entry: Entry, tiny: Tiny) -> None:
    if entry.page:
        tiny.edit(PAGE, BODY, entry.page)
    if entry.retranslate:
        tiny.translate()
    if entry.po:
        _translate(tiny, entry)
    if entry.svg:
        tiny.write("docs/assets/x.svg", f"<svg xmlns='http://www.w3.org/2000/svg'>\n{entry.svg}\n</svg>\n")
    if entry.edit:
        tiny.edit(*entry.edit)
    for name, text in (entry.write or {}).items():
        tiny.write(name, text)
    for name, text in (entry.append or {}).items():
        tiny.write(name, (tiny.root / name).read_text(encoding="utf-8") + text)
    if entry.make:
        getattr(generators, entry.make)(tiny.root)


def _translate(tiny: Tiny, entry: Entry) -> None:
    tag, msgid = entry.tag or "pl", entry.msgid or BODY
    context = f'msgctxt "{entry.context}"\n' if entry.context else ""
    old = f'{context}msgid "{msgid}"\nmsgstr "{tag}·{msgid}"'
    tiny.edit(f"translations/{tag}.po", old, f'{context}msgid "{msgid}"\nmsgstr "{entry.po}"')


def found(tiny: Tiny, clock: float | None) -> list:
    """The problems of the project, reading included; ``clock`` is how many seconds a page may take, if not as many as always."""
    from campaign import bombs

    before, bombs.SECONDS = bombs.SECONDS, clock or bombs.SECONDS
    try:
        return tiny.check()
    finally:
        bombs.SECONDS = before


def matching(entry: Entry, problems: list) -> list:
    """The problems that say what the entry expects."""
    return [
        problem
        for problem in problems
        if problem.level == (entry.level or "error")
        and problem.check == entry.check
        and (not entry.path or problem.path == entry.path)
        and (not entry.line or problem.line == entry.line)
        and (entry.says or "") in problem.what
    ]


def fault(entry: Entry, project: Project) -> str | None:
    """What came of an entry that should not have; None when all is well. Anything but problems is raised."""
    tiny = project.with_entry(entry)
    problems = found(tiny, entry.clock)
    errors = [problem for problem in problems if problem.level == "error"]
    shown = "\n".join(f"{each.path}:{each.line} [{each.check}] {each.what[:150]}" for each in problems) or "no problems"
    if wrong := [each for each in problems if not _inside(each, tiny.root)]:
        return f"a problem names a line that is not there: {wrong[0]}"
    if entry.family == "sound" or entry.neutral and not errors:
        return f"refused:\n{shown}" if errors else _published(entry, tiny)
    if not (matching(entry, problems) or entry.neutral and errors):
        return f"not refused as expected:\n{shown}"
    return None


def _inside(problem, root: Path) -> bool:
    file = root / problem.path
    if problem.line < 1 or not problem.what or not problem.mend:
        return False
    if problem.line == 1 or not file.is_file() or file.suffix not in (".md", ".yml", ".po", ".svg"):
        return problem.line == 1
    return problem.line <= file.read_bytes().count(b"\n") + 1


def _published(entry: Entry, tiny: Tiny) -> str | None:
    """Build one language, and look at what would be published."""
    from campaign import assets
    from campaign.plugin import render_language

    loaded = tiny.load()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        render_language(loaded, assets.gather(loaded.root), _language(entry), False, folder)
        pages = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
        text = (folder / "about" / "index.html").read_text(encoding="utf-8")
        for file, raw in pages.items():
            if entry.absent and entry.absent.encode() in raw:
                return f"{file.relative_to(folder)} holds {entry.absent}"
            if file.suffix == ".html" and (strange := hostile(raw.decode())):
                return f"{file.relative_to(folder)} holds {strange}"
    return f"the page lacks {entry.built}" if entry.built and entry.built not in text else None


def _language(entry: Entry) -> str:
    return entry.tag or ("pl" if entry.family == "po" or entry.po else "en")


class _Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.strange: list[str] = []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        own = tag == "script" and re.fullmatch(r"[./\ue000\ue001a-z]*assets/campaign\.\w+\.js", values.get("src") or "")
        if tag in ("iframe", "object", "embed", "base", "svg:script", "frame", "applet") or tag == "script" and not own:
            self.strange.append(f"<{tag}>")
        for name, value in attrs:
            address = re.sub(r"[\s\x00-\x20]", "", value or "").lower()
            if name.startswith("on") or name in ("style", "srcdoc", "formaction", "srcset", "ping"):
                self.strange.append(f"{tag} {name}")
            if name in ("href", "src") and re.match(r"(javascript|vbscript|data|file|http):|//", address):
                self.strange.append(f"{tag} {name}={value}")


def hostile(html: str) -> list[str]:
    """What a finished page holds that none of ours may hold."""
    page = _Page()
    page.feed(html)
    return page.strange


def run(project: Project) -> Iterator[tuple[Entry, str | None]]:
    """Every entry with what came of it that should not have."""
    for entry in entries():
        yield entry, fault(entry, project)
