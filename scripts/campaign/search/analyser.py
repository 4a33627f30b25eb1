"""Text to tokens, the same in Python and in the browser.

lunr's own stemmers differ between Python and JavaScript ("boys" found nothing), so there is none: words are
folded, and the query side is forgiving instead. Python's ``\\w`` splits Indic vowel signs from their letters,
so a token is a run of letters, marks and digits by Unicode category, as ``\\p{L}\\p{M}\\p{N}`` is in JavaScript.
"""

from __future__ import annotations

import re
import unicodedata

#: Variants that readers type for one another: Arabic-script letters, and Latin letters that NFKD leaves whole.
LETTERS = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ئ": "ی",
        "ك": "ک",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ؤ": "و",
        "ة": "ہ",
        "ه": "ہ",
        "ھ": "ہ",
        "ۀ": "ہ",
        "ł": "l",
        "đ": "d",
        "ø": "o",
        "ß": "ss",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
    }
)
_ACCENTS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670]")
#: Joiners and apostrophes inside a word are no part of it.
_SILENT = frozenset("\u200c\u200d'\u2019\u02bc\u0640")


def fold(text: str) -> str:
    """Lower case, without accents, with letter variants made one."""
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text.lower())).translate(LETTERS)


def tokens(text: str) -> list[str]:
    """The tokens of a text in order."""
    words, word = [], ""
    for char in fold(text) + " ":
        if char in _SILENT:
            continue
        if unicodedata.category(char)[0] in "LMN":
            word += char
        elif word:
            words.append(word)
            word = ""
    return words
