"""Forty ways to damage a translation, each refused or advised on with a message that names it."""

import polib
import pytest

from campaign import languages
from campaign.checks import catalogues, writing
from campaign.problems import ERROR, WARNING

CALL = "Call {{ helpline.childline.phone }} now."
LINK = "See [what to do](../react/what-to-do.md#now) **today**."
COUNT = "Pages found: {count}"
AGE = "A child is under 18, not 16."
CODE = "Write `{{ council.name }}` here[^1].{: .lead }"
PLAIN = "You can talk to us."
HTML = "A <b>bold</b> word."

#: What is damaged: language, English, translation, part of the message, level.
DAMAGE = {
    "a lost shortcode": ("pl", CALL, "Zadzwoń teraz.", "loses the shortcode {{ helpline.childline.phone }}", ERROR),
    "a changed shortcode": (
        "pl",
        CALL,
        "Zadzwoń {{ helpline.nspcc.phone }} teraz.",
        "adds the shortcode {{ helpline.nspcc.phone }}",
        ERROR,
    ),
    "a translated shortcode": (
        "pl",
        CALL,
        "Zadzwoń {{ pomoc.childline.telefon }} teraz.",
        "loses the shortcode",
        ERROR,
    ),
    "a doubled shortcode": (
        "pl",
        CALL,
        "Zadzwoń {{ helpline.childline.phone }} {{ helpline.childline.phone }}.",
        "adds the shortcode",
        ERROR,
    ),
    "a half shortcode": ("pl", CALL, "Zadzwoń {{ helpline.childline.phone } teraz.", "loses the shortcode", ERROR),
    "an added shortcode": (
        "pl",
        PLAIN,
        "Rozmawiaj z nami {{ council.name }}.",
        "adds the shortcode {{ council.name }}",
        ERROR,
    ),
    "a lost placeholder": ("pl", COUNT, "Strony:", "loses the placeholder {count}", ERROR),
    "a translated placeholder": (
        "pl",
        COUNT,
        "Strony: {liczba}",
        "loses the placeholder {count} and adds the placeholder {liczba}",
        ERROR,
    ),
    "a swapped link": (
        "pl",
        LINK,
        "Zob. [co robić](../react/how-to-tell.md) **dziś**.",
        "adds the link ../react/how-to-tell.md",
        ERROR,
    ),
    "a lost link": ("pl", LINK, "Zob. co robić **dziś**.", "loses the link ../react/what-to-do.md#now", ERROR),
    "a lost anchor": ("pl", LINK, "Zob. [co robić](../react/what-to-do.md) **dziś**.", "loses the link", ERROR),
    "a link to a script": (
        "pl",
        LINK,
        "Zob. [co robić](javascript:alert(1)) **dziś**.",
        "adds the link javascript:alert(1)",
        ERROR,
    ),
    "an added link": (
        "pl",
        PLAIN,
        "Rozmawiaj [z nami](https://example.org).",
        "adds the link https://example.org",
        ERROR,
    ),
    "an added picture": ("pl", PLAIN, "Rozmawiaj z nami. ![x](x.png)", "adds the link x.png", ERROR),
    "lost HTML": ("pl", HTML, "Pogrubione słowo.", "loses the HTML <b>, </b>", ERROR),
    "added HTML": ("pl", PLAIN, "Rozmawiaj <script>alert(1)</script>.", "adds the HTML <script>, </script>", ERROR),
    "an added handler": (
        "pl",
        HTML,
        "<b onclick=alert(1)>Pogrubione</b> słowo.",
        "adds the HTML <b onclick=alert(1)>",
        ERROR,
    ),
    "a lost attribute list": (
        "pl",
        CODE,
        "Wpisz `{{ council.name }}` tu[^1].",
        "loses the attribute list {: .lead }",
        ERROR,
    ),
    "an added attribute list": (
        "pl",
        PLAIN,
        "Rozmawiaj z nami.{: onclick=alert(1) }",
        "adds the attribute list {: onclick=alert(1) }",
        ERROR,
    ),
    "changed code": ("pl", CODE, "Wpisz `{{ council.nazwa }}` tu[^1].{: .lead }", "loses the", ERROR),
    "a lost footnote": ("pl", CODE, "Wpisz `{{ council.name }}` tu.{: .lead }", "loses the footnote [^1]", ERROR),
    "a changed number": (
        "pl",
        AGE,
        "Dziecko ma mniej niż 19 lat, a nie 16.",
        "loses the number 18 and adds the number 19",
        ERROR,
    ),
    "a lost number": ("pl", AGE, "Dziecko ma mniej niż 18 lat.", "loses the number 16", ERROR),
    "an added number": ("pl", PLAIN, "Rozmawiaj z nami: 997.", "adds the number 997", ERROR),
    "a number in words of another script": (
        "ur",
        AGE,
        "بچہ ۱۸ سال سے کم عمر ہے، ۱۷ نہیں۔",
        "loses the number 16 and adds the number 17",
        ERROR,
    ),
    "the wrong script": ("pa", PLAIN, "Tusi sade naal gall kar sakde ho.", "has no Gurmukhi letter", ERROR),
    "a wholly wrong script": ("pa", PLAIN, "तुम हमसे बात कर सकते हो।", "has no Gurmukhi letter", ERROR),
    "a mixed script": ("bn", PLAIN, "আপনি हमसे কথা বলতে পারেন।", "mixes in letters of another script (Devanagari)", ERROR),
    "a Cyrillic letter that looks Latin": ("pl", PLAIN, "Rоzmawiaj z nami.", "(Cyrillic)", ERROR),
    "Arabic letters in Urdu": ("ur", PLAIN, "آپ ہم سے بات كر سکتے ہیں۔", "writes ك for ک", ERROR),
    "Urdu letters in Arabic": ("ar", PLAIN, "یمکنکم التحدث إلينا.", "writes", ERROR),
    "cedillas in Romanian": ("ro", PLAIN, "Poţi vorbi cu noi.", "writes ţ for ț", ERROR),
    "a direction mark": (
        "ur",
        PLAIN,
        "آپ ہم سے \u202eبات\u202c کر سکتے ہیں۔",
        "holds an invisible character (U+202E RIGHT-TO-LEFT OVERRIDE)",
        ERROR,
    ),
    "a zero-width space": (
        "pl",
        PLAIN,
        "Rozmawiaj\u200b z nami.",
        "holds an invisible character (U+200B ZERO WIDTH SPACE)",
        ERROR,
    ),
    "a control character": ("pl", PLAIN, "Rozmawiaj\u0007 z nami.", "holds an invisible character (U+0007)", ERROR),
    "the English itself": ("pl", PLAIN, PLAIN, "is the English itself", ERROR),
    "spaces too many": ("pl", PLAIN, "Rozmawiaj  z nami.", "has a space too many", WARNING),
    "a space before a comma": ("pl", PLAIN, "Tak , rozmawiaj z nami.", "has a space too many", WARNING),
    "a lost full stop": ("ur", PLAIN, "آپ ہم سے بات کر سکتے ہیں", "does not end as a sentence", WARNING),
    "a doubled full stop": ("bn", PLAIN, "আপনি আমাদের সাথে কথা বলতে পারেন।।", "doubles a mark", WARNING),
    "English quotation marks": (
        "pl",
        "Say “no”.",
        "Powiedz “nie”.",
        "has quotation marks of another language (“)",
        WARNING,
    ),
    "straight quotation marks": (
        "ar",
        "Say “no”.",
        'قولوا "لا".',
        'has quotation marks of another language (")',
        WARNING,
    ),
}


def problems(real_root, language, msgid, msgstr):
    registry, _ = languages.load(real_root)
    entry = polib.POEntry(msgid=msgid, msgstr=msgstr, linenum=7)
    found = list(catalogues.check_entry(entry, f"translations/{language}.po"))
    return found + list(writing.check_entries([entry], language, registry[language]))


@pytest.mark.parametrize("damage", DAMAGE)
def test_refuses(real_root, damage):
    language, msgid, msgstr, message, level = DAMAGE[damage]
    found = problems(real_root, language, msgid, msgstr)
    matching = [problem for problem in found if message in problem.what]
    assert matching, [problem.what for problem in found]
    assert (matching[0].path, matching[0].line, matching[0].level) == (f"translations/{language}.po", 7, level)
    assert matching[0].why and matching[0].mend


def test_at_least_forty_ways_are_tried():
    assert len(DAMAGE) >= 40


SOUND = [
    ("pl", CALL, "Zadzwoń teraz: {{ helpline.childline.phone }}."),
    ("pl", LINK, "Jeszcze **dziś** zobacz, [co robić](../react/what-to-do.md#now)."),
    ("ur", AGE, "بچہ ۱۸ سال سے کم عمر ہے، ۱۶ سے نہیں۔"),
    ("ur", PLAIN, "آپ ہم سے بات کر سکتے ہیں۔"),
    ("pa", "Call the NSPCC Helpline.", "NSPCC Helpline ਨੂੰ ਫ਼ੋਨ ਕਰੋ।"),
    ("pa", "Childline", "Childline"),
    ("bn", PLAIN, "আপনি আমাদের সঙ্গে কথা বলতে পারেন।"),
    ("bn", "It is not your fault.", "এতে আপনার কোনো দোষ নেই, ক্ষমা চাওয়ারও কিছু নেই।"),
    ("ar", "Say “no”.", "قولوا «لا»."),
    ("ro", "Say “no”.", "Spune „nu”."),
    ("pl", "Say “no” …", "Powiedz „nie”…"),
]


@pytest.mark.parametrize("language, msgid, msgstr", SOUND)
def test_lets_pass(real_root, language, msgid, msgstr):
    assert problems(real_root, language, msgid, msgstr) == []


@pytest.mark.parametrize(
    "context, file, length, too_long",
    [
        ("short_title", "docs/a.md", 41, True),
        ("short_title", "docs/a.md", 40, False),
        (None, "docs/leaflets/spot.md", 41, True),
        (None, "docs/leaflets/index.md", 41, False),
        (None, "docs/a.md", 41, False),
    ],
)
def test_where_there_is_little_room_a_long_text_is_advised_on(real_root, context, file, length, too_long):
    registry, _ = languages.load(real_root)
    entry = polib.POEntry(msgctxt=context, msgid="Signs", msgstr="ż" * length, occurrences=[(file, "")])
    found = [problem for problem in writing.check_entries([entry], "pl", registry["pl"]) if "room for" in problem.what]
    assert bool(found) is too_long
