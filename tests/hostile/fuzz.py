"""Property-based fuzzing of what editors, translators and councils write.

The property is always the same: a text is answered with problems that name a line inside it, or it is taken and what comes
of it is harmless. Anything else (another exception, a line that is not there, a program in the page) is a finding. Texts are
put together of pieces that mean something to a parser, because letters at random never get past the first line.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import polib
import yaml
from corpus import hostile
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from project import FRONT, HELPLINES, MKDOCS, ROOT, Tiny

from campaign import bombs, characters, content, councils, gate, helplines, schema
from campaign import settings as site_settings
from campaign.checks import catalogues, likeness, writing
from campaign.gate import line_of
from campaign.languages import Language
from campaign.markdown import parser
from campaign.parsed import parse_all
from campaign.problems import ContentError, Problem
from campaign.sanitise import findings
from campaign.shortcodes import Drawing, ShortcodesExtension
from campaign.translation import catalogue
from campaign.translation.tree import TranslateExtension

_HTML = ["<script>", "</script>", "<img src=x onerror=alert(1)>", "<a href=", "<b>", "</b>", "<!--", "-->", "<?", "<![CDATA[", "]]>", "<svg/onload=x>", "<details>", "&#106;", "&colon;", "&lt;", "&#x202e;", "&amp;"]  # fmt: skip
_MARKDOWN = ["[", "]", "](", "][", ")", "]: ", "![", "*", "**", "_", "`", "```\n", "~~~\n", "\n\n", "\n", "    ", "- ", "1. ", "> ", "## ", "# ", "===\n", "---\n", "|", "|--|--|\n", "!!! note\n", "??? note \"x\"\n", "[^1]", "[^1]: ", "*[a]: ", ":   ", "- [ ] ", "\\", "  \n", "{: ", "{ ", " }", "{:", "#id", ".class", "onclick=x", "style=x", "id=search", "title=\"", "'", '"', "=", "/// caption\n", "///\n", "[TOC]", "{{ ", " }}", "{{ helpline.childline.phone }}", "{{ council.name }}", "{{ helplines.young-people }}"]  # fmt: skip
_ADDRESSES = ["javascript:alert(1)", "JaVa\tScRiPt:x", "data:text/html,x", "vbscript:x", "//evil.example", "https://a.example/", "https://a@b.example", "http://x", "more.md", "../", "tel:08001111", "mailto:a@b.example", "x.svg"]  # fmt: skip
_YAML = [": ", "- ", "? ", "[", "]", "{", "}", ", ", "\n", "\n  ", "'", '"', "|\n", ">\n", "&a ", "*a ", "!!python/name:os.system ", "!x ", "%YAML 1.1\n", "---\n", "...\n", "<<: ", "# ", "~", "null", ".nan", ".inf", "0x1F", "1e400", "2026-11-21", "9999-12-31", "\\u202e", "\\0", "\\U00110000", "\t", "yes", "no"]  # fmt: skip
_PO = ['msgid "', 'msgstr "', 'msgctxt "', 'msgid_plural "', 'msgstr[0] "', "msgstr[9] ", '"\n', '"', "\\n", "\\", '\\"', "#~ ", "#| ", "#, fuzzy\n", "#: a.md\n", "# ", "\n", "\n\n", "Content-Type: text/plain; charset=UTF-8\\n", "charset=rot13", "Plural-Forms: x\\n", "domain x\n"]  # fmt: skip
_ODD = ["\0", "\x02", "\x03", "\u202e", "\u200b", "\u200d", "\u200c", "\ufeff", "\ue000", "\ue001", "ﬁ", "١", "１", "①", "0", "\u0301", "ß", "İ", "字", "آپ", "\U000e0041", "\x85", "\u2028", "\r", "\r\n", "\x0c"]  # fmt: skip
_WORDS = ["word", "Words here.", " ", "a", "0800 1111", "title", "keywords"]


def _texts(*groups: list[str], most: int = 14) -> st.SearchStrategy[str]:
    pieces = st.sampled_from([piece for group in (*groups, _WORDS) for piece in group])
    return st.lists(pieces | pieces | pieces | st.text(max_size=8), max_size=most).map("".join)


def _cut_in(whole: str, pieces: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A good text with something put into it, or put in the place of a part of it."""
    places = st.integers(0, len(whole))
    return st.builds(
        lambda one, cut, piece: whole[:one] + piece + whole[one + cut :], places, st.integers(0, 12), pieces
    )


@cache
def project() -> Tiny:
    """One good project, which stays until the process ends."""
    folder = tempfile.TemporaryDirectory(prefix="fuzz-")
    tiny = Tiny(Path(folder.name))
    tiny.folder = folder  # which is thrown away with it
    tiny.translate()
    return tiny


def _in_text(problems: list[Problem], text: str, name: str) -> None:
    assert problems, "refused without a problem"
    lines = text.replace("\r\n", "\n").count("\n") + 1
    for problem in problems:
        assert problem.path == name, problem
        assert 1 <= problem.line <= lines, problem
        assert problem.what and problem.why and problem.mend, problem


def _read(read: Callable, text: str, name: str):
    """What reading gives, or None when it is refused with problems that are in the text."""
    try:
        return read()
    except ContentError as error:
        _in_text(list(error.problems), text, name)
        return None


def front_matter(text: str) -> None:
    """A page's file, front matter and all."""
    docs = project().root / "docs"
    file = docs / "fuzz.md"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    page = _read(lambda: content.read_page(file, docs), text, "docs/fuzz.md")
    file.unlink()
    if page:
        assert page.front.review_by > page.front.last_reviewed
        read = yaml.safe_load(yaml.safe_dump(page.front.model_dump(mode="json", exclude_none=True)))
        assert content.FrontMatter.model_validate(read) == page.front


@cache
def _markdown():
    tiny = project()
    loaded = tiny.load()
    guard = gate.SanitiseExtension(gate.rules(tiny.root, loaded.register))
    drawing = Drawing(*[lambda *_: "<div>card</div>"] * 4)
    own = [TranslateExtension(lambda text, context, kind: text), guard]
    own.append(ShortcodesExtension(loaded.register, catalogue.Translator("en"), drawing))
    return parser(tiny.root, *own), guard


def markdown(body: str) -> None:
    """The body of a page that passed the door: nothing that is found or harmful may be left in what is published."""
    if any(characters.find(body)) or any(bombs.check(body, "x")):
        return
    # First as checks parse it, then as the build does, which happens only to what the checks let pass.
    if _read(lambda: parse_all(project().root, {"x.md": ("x.md", body)}), body, "x.md") is None:
        return
    md, guard = _markdown()
    md.reset()
    try:
        html = md.convert(body)
    except KeyError:
        # A shortcode that names nothing; the check of shortcodes refuses it before a page is built.
        return
    for finding in guard.gate.found:
        assert finding.what
        assert 1 <= line_of(finding, body) <= body.count("\n") + 1
    if not guard.gate.found:
        assert not hostile(html), html
        # Once more when all is put together: what was stashed may not have become something else in its place.
        assert not findings(html, guard.rules), html


def catalogues_read(text: str) -> None:
    """A whole catalogue: what is read is written, and read again as the same."""
    entries = _read(lambda: catalogue.parse(text, "x.po"), text, "x.po")
    if entries is None:
        return
    for entry in entries:
        for problem in catalogues.check_entry(entry, "x.po"):
            assert 1 <= problem.line <= text.count("\n") + 1
    again = _read(lambda: catalogue.parse(str(entries), "x.po"), str(entries), "x.po")
    if again is not None:
        assert [(each.msgid, each.msgstr) for each in again] == [(each.msgid, each.msgstr) for each in entries]


_POLISH = Language(name="Polski", english_name="Polish", direction="ltr", script="LATIN", offered=True)


def translations(pair: tuple[str, str]) -> None:
    """A translation that no check refuses, rendered in the place of its English, brings nothing new into the page."""
    english, translated = pair
    if any(characters.find(english)) or any(bombs.check(english, "x")):
        return
    entry = polib.POEntry(msgid=english, msgstr=translated, linenum=1)
    problems = [*catalogues.check_entry(entry, "x.po"), *writing.check_entries([entry], "pl", _POLISH)]
    if not any(problem.level == "error" for problem in problems):
        assert not [tag for tag in likeness.added(english, translated) if hostile(tag)]


def site(text: str) -> None:
    """mkdocs.yml: what passes says what we expect, and its navigation names pages."""
    file = project().root / "mkdocs.yml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    _read(lambda: site_settings.refuse(project().root), text, "mkdocs.yml")
    file.write_text(MKDOCS, encoding="utf-8")


def council(text: str) -> None:
    """A council's settings."""
    read = _read(lambda: schema.read(councils.Council, text, "x.yml", "council"), text, "x.yml")
    if read:
        assert read[0].base_url.endswith("/") and "<" not in read[0].base_url


def register(text: str) -> None:
    """The register of helplines."""
    read = _read(lambda: schema.read(helplines.Register, text, "x.yml", "helplines"), text, "x.yml")
    if read:
        for helpline in read[0].helplines:
            assert helpline.confirm_by > helpline.confirmed
            assert not hostile(helplines.number_markup(helpline.phone or "1"))


_COUNCIL = (ROOT / "councils/luton/council.yml").read_text(encoding="utf-8")
_PAGE = FRONT.format(title="A title", keyword="eight") + "\nWords.\n"
_CATALOGUE = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n#: a.md\nmsgid "One"\nmsgstr "Jeden"\n\nmsgctxt "title"\nmsgid "Two"\nmsgstr "Dwa"\n'

#: Each target with its inputs: good texts with something put in, and pieces alone.
TARGETS: dict[str, tuple[Callable, st.SearchStrategy]] = {
    "front matter": (front_matter, _cut_in(_PAGE, _texts(_YAML, _ODD, most=5)) | _texts(_YAML, _ODD)),
    "Markdown": (markdown, _texts(_MARKDOWN, _MARKDOWN, _HTML, _ADDRESSES, _ODD, most=24)),
    "catalogues": (catalogues_read, _cut_in(_CATALOGUE, _texts(_PO, _ODD, most=5)) | _texts(_PO, _ODD)),
    "translations": (
        translations,
        st.tuples(_texts(_MARKDOWN, most=5), _texts(_MARKDOWN, _HTML, _ADDRESSES, _ODD, most=9)),
    ),
    "the site's settings": (site, _cut_in(MKDOCS, _texts(_YAML, _ADDRESSES, _ODD, most=4)) | _texts(_YAML)),
    "a council's settings": (council, _cut_in(_COUNCIL, _texts(_YAML, _ADDRESSES, _HTML, _ODD, most=4))),
    "the register": (register, _cut_in(HELPLINES, _texts(_YAML, _ADDRESSES, _HTML, _ODD, most=4))),
}


def run(target: str, cases: int, start: int | None = None) -> None:
    """Try so many inputs on a target; with ``start`` others than the usual ones. Raises what the first finding raised."""
    check, inputs = TARGETS[target]

    def attempt(value):
        check(value)

    limits = settings(max_examples=cases, derandomize=start is None, database=None, deadline=None, suppress_health_check=list(HealthCheck))  # fmt: skip
    test = limits(given(inputs)(attempt))
    (seed(start)(test) if start is not None else test)()
