"""The writing of translations: the right script, no trick letters, and the punctuation of the language.

What a person reads past, a machine sees: a Latin letter in a Bengali word, an invisible mark that turns the
rest of a line round, a full stop lost. What harms stops publishing; what only looks wrong is advice.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

import polib

from campaign import characters
from campaign.checks.catalogues import without_kept
from campaign.languages import Language
from campaign.problems import ERROR, NOTE, WARNING, Problem, short
from campaign.translation import catalogue

CHECK = "writing"

#: The most characters of what stands where there is little room.
LIMITS = {"short_title": 40, "title": 90, "summary": 160, "description": 200, "navigation": 28}
#: The texts of a leaflet may be so much longer than their English.
LEAFLETS, LEAFLET_ROOM = "docs/leaflets/", 1.8

#: What was found, why it matters, how to mend it, how bad it is.
Finding = tuple[str, str, str, str]

_WORD = re.compile(r"[^\W\d_]+")
_SPACES = re.compile(r"(?<=\S)  +(?=\S)|\s$|^\s| [,;:.!?،؛؟۔।](?=\s|$)")
_DOUBLED = re.compile(r"[.。۔।]\s?[.。۔।](?![.])|[?؟]{2}|!{2}|,,|،،")
_ENGLISH_END = re.compile(r"[.?!:…]$")
_ENDS = ".?!:…"
_CLOSERS = re.compile(r"[)\]»”’\"*_]+$")
_STRAIGHT = re.compile(r"(?<![=\w])\"|\"(?![\w])")
_ANY_QUOTES = "“”„‟«»‹›‘‚"
#: Letters of scripts that pass for Latin: Greek, Cyrillic, Armenian, Cherokee.
_DISGUISE = re.compile("[\u0370-\u058f\u13a0-\u13ff]")
#: Their scripts.
_DISGUISES = frozenset({"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"})
#: Contexts in which readers' own ways of typing stand.
_FREE = frozenset({"keywords"})


def check_entries(finished, tag: str, language: Language) -> Iterator[Problem]:
    """Problems in the writing of one language's finished translations."""
    name = catalogue.file_name(tag)
    for entry in finished:
        for what, why, mend, level in findings(entry, language):
            yield Problem(
                name, entry.linenum, CHECK, f"the translation of “{short(entry.msgid)}” {what}.", why, mend, level
            )


def findings(entry: polib.POEntry, language: Language) -> Iterator[Finding]:
    """What is wrong with the writing of one finished translation."""
    for rule in RULES:
        yield from rule(entry, language)


def _hidden(entry: polib.POEntry, language: Language) -> Iterator[Finding]:
    for found in characters.find(entry.msgstr):
        yield (
            f"holds {found.what}",
            "it can turn words and numbers round, or hide something.",
            "type the text anew around it.",
            ERROR,
        )


def _script(entry: polib.POEntry, language: Language) -> Iterator[Finding]:
    words = words_of(entry.msgstr)
    letters = {script_of(letter) for letter in set("".join(words))}
    if not letters or entry.msgctxt in _FREE:
        return
    only_names = set(words) <= set(words_of(entry.msgid))
    if language.script != "LATIN" and language.script not in letters and not only_names:
        yield (
            f"has no {language.script.title()} letter",
            "readers cannot read it.",
            f"write it in {language.english_name}.",
            ERROR,
        )
    strange = letters - {language.script, "LATIN", "COMMON"}
    if strange and (language.script == "LATIN" or strange & _DISGUISES or language.script in letters):
        yield (
            f"mixes in letters of another script ({', '.join(sorted(strange)).title()})",
            "such words cannot be searched for, and can be a trick.",
            f"write them in {language.english_name}.",
            ERROR,
        )


def _disguised(entry: polib.POEntry, language: Language) -> Iterator[Finding]:
    if not _DISGUISE.search(entry.msgstr):
        return
    for word in words_of(entry.msgstr):
        scripts = {script_of(letter) for letter in set(word)}
        if "LATIN" in scripts and scripts & _DISGUISES:
            yield (
                f"has a word of two scripts, “{word}”",
                "letters that look alike are not the same.",
                "type the word anew.",
                ERROR,
            )
            return


def _look_alikes(entry: polib.POEntry, language: Language) -> Iterator[Finding]:
    if entry.msgctxt in _FREE:
        return  # people type these letters for one another, and may search for either
    if wrong := sorted(set(entry.msgstr) & set(language.not_letters)):
        pairs = ", ".join(f"{letter} for {language.not_letters[letter]}" for letter in wrong)
        yield (
            f"writes {pairs}",
            "the letters look alike and are not the same: search and screen readers stumble.",
            "replace them.",
            ERROR,
        )


def _identical(entry: polib.POEntry, language: Language) -> Iterator[Finding]:
    words = entry.msgid.split()
    is_name = 3 * sum(word.islower() for word in words) <= len(words) or len(words) == 1
    if entry.msgstr == entry.msgid and not is_name and entry.msgctxt not in _FREE:
        level = ERROR if len(words) >= 4 else NOTE
        yield (
            "is the English itself",
            "readers see English that is not marked as English.",
            "translate it, or leave it empty.",
            level,
        )


def _spaces(entry: polib.POEntry, language: Language) -> Iterator[Finding]:
    text = entry.msgstr.replace("  \n", " ")
    if match := _SPACES.search(text):
        yield (
            f"has a space too many (at character {match.start() + 1})",
            "lines break in the wrong place.",
            "take it out.",
            WARNING,
        )


def _ending(entry: polib.POEntry, language: Language) -> Iterator[Finding]:
    if match := _DOUBLED.search(without_kept(entry.msgstr).replace("...", "…")):
        yield f"doubles a mark (“{match[0]}”)", "it looks careless.", "keep one.", WARNING
    english, translated = (_CLOSERS.sub("", text.rstrip()) for text in (entry.msgid, entry.msgstr))
    ends = _ENDS + language.ends
    if _ENGLISH_END.search(english) and translated and translated[-1] not in ends and not translated.endswith("}}"):
        yield (
            f"does not end as a sentence (“…{translated[-12:]}”)",
            "part of it may be lost.",
            f"end it with one of  {ends}",
            WARNING,
        )


def _quotes(entry: polib.POEntry, language: Language) -> Iterator[Finding]:
    text = without_kept(entry.msgstr)
    foreign = {mark for mark in _ANY_QUOTES if mark in text and mark not in language.quotes}
    if foreign or _STRAIGHT.search(text):
        found = " ".join(sorted(foreign)) or '"'
        yield (
            f"has quotation marks of another language ({found})",
            "readers know those of their own.",
            f"use  {language.quotes[:2]}",
            WARNING,
        )


def room(msgid: str, context: str | None, files: Iterable[str]) -> int | None:
    """How many characters a translation may have where there is little room; None where it does not matter."""
    if context in LIMITS:
        return LIMITS[context]
    on_paper = not context and any(file.startswith(LEAFLETS) and not file.endswith("/index.md") for file in files)
    return max(40, round(LEAFLET_ROOM * len(msgid))) if on_paper else None


def _length(entry: polib.POEntry, language: Language) -> Iterator[Finding]:
    most = room(entry.msgid, entry.msgctxt, (file for file, _ in entry.occurrences))
    if most and len(entry.msgstr) > most:
        yield (
            f"has {len(entry.msgstr)} characters, and room for {most}",
            "menus and leaflets have little room; long words make the print small.",
            "say it shorter.",
            WARNING,
        )


RULES: tuple[Callable[[polib.POEntry, Language], Iterator[Finding]], ...] = (
    _hidden,
    _script,
    _disguised,
    _look_alikes,
    _identical,
    _spaces,
    _ending,
    _quotes,
    _length,
)


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, without what must be kept letter for letter."""
    return tuple(_WORD.findall(without_kept(text)))


@lru_cache(maxsize=4096)
def script_of(letter: str) -> str:
    """The script of a letter by its Unicode name; COMMON for what belongs to none."""
    script = unicodedata.name(letter, "COMMON").split(" ")[0].split("-")[0]
    return "COMMON" if script in ("MODIFIER", "FEMININE", "MASCULINE", "MICRO", "COMBINING") else script
