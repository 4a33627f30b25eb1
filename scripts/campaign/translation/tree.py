"""Pages are translated on the parsed tree, block by block, before inline Markdown is looked at.

At this moment (priority 45) every block of the tree, be it in an admonition, a table or a list, still
holds its raw inline Markdown in ``.text``. That text is the message a translator sees. Earlier (60),
footnotes are not in the tree yet; later (21), the marks of task lists are already hidden in the
messages. What is not words (attribute lists, closing hashes, task marks, footnote placeholders) is taken
off first and put back after. A block without translation keeps its English, marked as English.

Heading ids are made from the English heading, so that a link to a section works in every language.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.footnotes import FN_BACKLINK_TEXT, NBSP_PLACEHOLDER
from markdown.extensions.toc import slugify, unique
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

PRIORITY = 45
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
SPOKEN_ATTRIBUTES = ("title", "aria-label", "alt")
ATTRIBUTE_CONTEXT = "attribute"

_NO_WORDS = frozenset({"code", "pre", "script", "style"})
_TASK = re.compile(r"\[[ xX]\] +")
_HASHES = re.compile(r" +#+ *$")
_NOT_WORDS = re.compile(rf"(?:\s*{STX}[^{ETX}]*{ETX})+\s*|\{{\{{\s*[\w.-]+\s*\}}\}}")
_SPOKEN_IN_LIST = re.compile(r"\b(title|aria-label|alt)=(\"[^\"]*\"|'[^']*')")
_EXPLICIT_ID = re.compile(r"\{:?[^}]*#([\w-]+)")
_MARKUP = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])|\{:?[^}]*\}|[*_`]")

Find = Callable[[str, str, str], str | None]
"""From an English text, its context and what kind of thing it is to the translation, or None when there is none."""

KINDS = {
    "p": "paragraph",
    "li": "list item",
    "td": "table cell",
    "th": "table heading",
    "dt": "term",
    "dd": "explanation",
    "summary": "heading of a folded part",
    "figcaption": "caption",
} | dict.fromkeys(HEADINGS, "heading")


@dataclass(frozen=True)
class Block:
    """One translatable block: the words, and what stands around them that a translator never sees."""

    element: etree.Element
    before: str
    words: str
    after: str

    @property
    def kind(self) -> str:
        """What a translator should know about it."""
        if "admonition-title" in self.element.get("class", ""):
            return "title of a box"
        return KINDS.get(self.element.tag, self.element.tag)


class TranslateTree(Treeprocessor):
    """Gives every block of the tree its translation. ``untranslated`` counts the blocks left in English."""

    def __init__(self, md: Markdown, find: Find):
        super().__init__(md)
        self.find = find
        self.untranslated = 0

    def run(self, root: etree.Element) -> None:
        self.untranslated = 0
        blocks = list(find_blocks(root))
        give_heading_ids(blocks)
        for block in blocks:
            self._translate(block)
        for element in root.iter():
            self._translate_attributes(element)
        self._translate_outside_the_tree()

    def _translate(self, block: Block) -> None:
        found = self.find(block.words, "", block.kind)
        after = self._attribute_list(block.after)
        if found is not None:
            block.element.text = block.before + found + after
            return
        self.untranslated += 1
        if len(block.element) or after.startswith(NBSP_PLACEHOLDER):
            mark_words_as_english(block, after)
        else:
            block.element.set("lang", "en")
            block.element.set("dir", "ltr")
            block.element.text = block.before + block.words + after

    def _spoken(self, words: str) -> str:
        found = self.find(words, ATTRIBUTE_CONTEXT, "text of an attribute")
        self.untranslated += found is None
        return words if found is None else found

    def _translate_attributes(self, element: etree.Element) -> None:
        for name in SPOKEN_ATTRIBUTES:
            if words := element.get(name):
                element.set(name, self._spoken(words))

    def _attribute_list(self, text: str) -> str:
        return _SPOKEN_IN_LIST.sub(
            lambda match: f'{match[1]}="{self._spoken(match[2][1:-1]).replace(chr(34), "&quot;")}"', text
        )

    def _translate_outside_the_tree(self) -> None:
        """Titles of reference links and abbreviations are kept by the parser, not in the tree."""
        references = self.md.references
        for name, (address, title) in references.items():
            references[name] = (address, self._spoken(title) if title else title)
        if "abbr" in self.md.treeprocessors:
            abbreviations = self.md.treeprocessors["abbr"].abbrs
            for short, words in abbreviations.items():
                abbreviations[short] = self._spoken(words) if words else words


class TranslateExtension(Extension):
    """Python-Markdown extension. ``find`` is the look-up; ``tree`` is the last page's processor."""

    def __init__(self, find: Find):
        super().__init__()
        self.find = find
        self.tree: TranslateTree | None = None

    def extendMarkdown(self, md: Markdown) -> None:
        self.tree = TranslateTree(md, self.find)
        md.treeprocessors.register(self.tree, "campaign-translate", PRIORITY)


def find_blocks(root: etree.Element) -> Iterator[Block]:
    """Every element that holds words, in reading order."""
    for element in _worded(root):
        text = element.text
        before = match[0] if (match := _TASK.match(text)) else ""
        rest, after = _cut_after(element, text[len(before) :])
        words = join_soft_breaks(rest)
        if words and not _NOT_WORDS.fullmatch(words):
            yield Block(element, before, words, after)


def _worded(element: etree.Element) -> Iterator[etree.Element]:
    if element.tag in _NO_WORDS:
        return
    text = element.text
    if text and text.strip() and not isinstance(text, AtomicString) and text != FN_BACKLINK_TEXT:
        yield element
    for child in element:
        yield from _worded(child)


def _cut_after(element: etree.Element, text: str) -> tuple[str, str]:
    """Split off an attribute list, closing hashes and a footnote's placeholder from the end of a block."""
    if text.endswith(NBSP_PLACEHOLDER):
        return text.removesuffix(NBSP_PLACEHOLDER), NBSP_PLACEHOLDER
    in_line = element.tag in HEADINGS or element.tag in {"dt", "td", "th"}
    pattern = AttrListTreeprocessor.HEADER_RE if in_line else AttrListTreeprocessor.BLOCK_RE
    match = pattern.search(text)
    # "{{ council.name }}" at the end of a heading has the look of an attribute list and is none.
    if match and not match[0].lstrip().startswith("{{"):
        return text[: match.start()], match[0]
    if element.tag in HEADINGS and (match := _HASHES.search(text)):
        return text[: match.start()], match[0]
    return text, ""


def join_soft_breaks(text: str) -> str:
    """One line, so that wrapping English anew makes nothing stale; a hard break stays two spaces and a new line."""
    joined = ""
    for line in text.strip().split("\n"):
        hard = line.endswith("  ")
        joined += " ".join(line.split()) + ("  \n" if hard else " ")
    return joined.strip()


def mark_words_as_english(block: Block, after: str) -> None:
    """Mark a block's own words, and not its children, which may be translated."""
    span = etree.Element("span", {"lang": "en", "dir": "ltr"})
    span.text = block.words
    span.tail = after
    block.element.text = block.before
    block.element.insert(0, span)


def give_heading_ids(blocks: list[Block]) -> None:
    """Set the id of every heading from its English words, unless its attribute list names one."""
    headings = [block for block in blocks if block.element.tag in HEADINGS]
    used = {match[1] for block in headings if (match := _EXPLICIT_ID.search(block.after))}
    for block in headings:
        if not _EXPLICIT_ID.search(block.after):
            block.element.set("id", unique(slugify(_MARKUP.sub(r"\1", block.words), "-"), used))
