"""Every construct of a page gets its translation, and nothing but words is shown to a translator."""

import re

import pytest

from campaign.markdown import parser
from campaign.translation.tree import TranslateExtension


class Words:
    """A catalogue that puts English in brackets, and remembers what it was asked; ``missing`` has no translation."""

    def __init__(self, missing=()):
        self.missing, self.asked = missing, []

    def __call__(self, text, context, kind):
        self.asked.append(text)
        return None if text in self.missing else f"[{text}]" if context == "" else f"({text})"


def convert(real_root, body, missing=()):
    words = Words(missing)
    extension = TranslateExtension(words)
    html = parser(real_root, extension).convert(body)
    return html, words.asked, extension.tree


CONSTRUCTS = {
    "a paragraph": ("One\ntwo.", ["One two."], "<p>[One two.]</p>"),
    "a hard break": ("One  \ntwo.", ["One  \ntwo."], "<p>[One<br />\ntwo.]</p>"),
    "inline marks": (
        "**One** [two](a.md) `three`.",
        ["**One** [two](a.md) `three`."],
        '<p>[<strong>One</strong> <a href="a.md">two</a> <code>three</code>.]</p>',
    ),
    "a heading": ("## One two", ["One two"], '<h2 id="one-two">[One two]</h2>'),
    "a heading with an id": ("## One two {: #own }", ["One two"], '<h2 id="own">[One two]</h2>'),
    "a heading that ends in a variable": (
        "## In {{ council.name }}",
        ["In {{ council.name }}"],
        '<h2 id="in">[In {{ council.name }}]</h2>',
    ),
    "a heading with closing hashes": ("## One ##", ["One"], '<h2 id="one">[One]</h2>'),
    "a paragraph with attributes": ("One\n{: .lead }", ["One"], '<p class="lead">[One]</p>'),
    "attributes with words": ('One\n{: title="Two" }', ["One", "Two"], '<p title="(Two)">[One]</p>'),
    "a list": (
        "- One\n- Two\n    - Three",
        ["One", "Two", "Three"],
        "<ul>\n<li>[One]</li>\n<li>[Two]<ul>\n<li>[Three]</li>\n</ul>\n</li>\n</ul>",
    ),
    "a loose list": (
        "1. One\n\n    Two\n\n2. Three",
        ["One", "Two", "Three"],
        "<ol>\n<li>\n<p>[One]</p>\n<p>[Two]</p>\n</li>\n<li>\n<p>[Three]</p>\n</li>\n</ol>",
    ),
    "a table": (
        "| A | B |\n|---|--:|\n| c | d |",
        ["A", "B", "c", "d"],
        '<th>[A]</th>\n<th class="align-right">[B]</th>',
    ),
    "an admonition": ('!!! note "One"\n    Two', ["One", "Two"], '<p class="admonition-title">[One]</p>\n<p>[Two]</p>'),
    "a folded part": ('??? note "One"\n    Two', ["One", "Two"], "<summary>[One]</summary>\n<p>[Two]</p>\n</details>"),
    "a definition list": ("One\n:   Two", ["One", "Two"], "<dl>\n<dt>[One]</dt>\n<dd>[Two]</dd>\n</dl>"),
    "a quotation": ("> One", ["One"], "<blockquote>\n<p>[One]</p>\n</blockquote>"),
    "an image": ('![One](a.png "Two")', ['![One](a.png "Two")'], '<p>[<img alt="One" src="a.png" title="Two" />]</p>'),
    "a caption": ("One\n\n/// caption\nTwo\n///", ["One", "Two"], "<figcaption>\n<p>[Two]</p>\n</figcaption>"),
    "a task list": ("- [x] One\n- [ ] Two", ["One", "Two"], "disabled checked/> [One]</li>"),
    "a reference with a title": (
        '[One][x]\n\n[x]: a.md "Two"',
        ["[One][x]", "Two"],
        '<p>[<a href="a.md" title="(Two)">One</a>]</p>',
    ),
    "an abbreviation": (
        "The ABC.\n\n*[ABC]: One two",
        ["The ABC.", "One two"],
        '<p>[The <abbr title="(One two)">ABC</abbr>.]</p>',
    ),
    "a footnote": ("One[^n].\n\n[^n]: Two", ["One[^n].", "Two", "Back to the text"], "<p>[Two]"),
}


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_translates(real_root, construct):
    body, messages, expected = CONSTRUCTS[construct]
    html, asked, tree = convert(real_root, body)
    assert asked == messages
    assert expected in html
    assert tree.untranslated == 0


@pytest.mark.parametrize("body", ["```\ncode\n```", "    code", "{{ helpline.childline.card }}", "---"])
def test_what_is_not_words_is_no_message(real_root, body):
    assert convert(real_root, body)[1] == []


def test_a_block_without_translation_stays_english_and_says_so(real_root):
    html, _, tree = convert(real_root, "One\n\nTwo", missing=["One"])
    assert (
        html == '<p dir="ltr" lang="en">One</p>\n<p>[Two]</p>' or html == '<p lang="en" dir="ltr">One</p>\n<p>[Two]</p>'
    )
    assert tree.untranslated == 1


def test_english_words_are_marked_without_marking_translated_children(real_root):
    html, _, _ = convert(real_root, "- One\n    - Two", missing=["One"])
    assert re.search(r'<li><span (lang="en" dir="ltr"|dir="ltr" lang="en")>One</span><ul>\n<li>\[Two\]</li>', html)


def test_an_english_footnote_keeps_its_way_back(real_root):
    html, _, _ = convert(real_root, "One[^n].\n\n[^n]: Two", missing=["Two"])
    assert ">Two</span>" in html and 'class="footnote-backref"' in html and "zz1337" not in html


def test_heading_ids_are_those_of_the_english_headings_and_never_twice(real_root):
    html, _, _ = convert(real_root, "## Same [words](a.md)\n\n## Same words\n\n## Other {: #same-words_1 }")
    assert re.findall(r'id="([^"]+)"', html) == ["same-words", "same-words_2", "same-words_1"]


def test_wrapping_english_anew_changes_no_message(real_root):
    assert convert(real_root, "One two\nthree  four.")[1] == convert(real_root, "One\ntwo three four.")[1]


def test_counting_starts_anew_with_each_page(real_root):
    words = Words(missing=["One"])
    extension = TranslateExtension(words)
    md = parser(real_root, extension)
    md.convert("One")
    md.reset()
    md.convert("Two")
    assert extension.tree.untranslated == 0
