"""Text to tokens, the same in Python and in the browser.

lunr's own stemmers differ between Python and JavaScript ("boys" found nothing), so there is none: words are
folded, and the query side is forgiving instead. Python's ``\\w`` splits Indic vowel signs from their letters,
so a token is a run of letters, marks and digits by Unicode category, as ``\\p{L}\\p{M}\\p{N}`` is in JavaScript.
Chinese is written without spaces: there a token is a pair of neighbouring characters, so that no dictionary is needed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

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
_SILENT = "\u200c\u200d'\u2019\u02bc\u0640"
_HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
_PARTS = re.compile(f"[{_HAN}]+|[^{_HAN}]+")
_IS_HAN = re.compile(f"[{_HAN}]")


class _Separated(dict):
    """For ``str.translate``: what is no letter, mark or digit becomes a space. Each character is looked up once."""

    def __missing__(self, code: int) -> str:
        self[code] = chr(code) if unicodedata.category(chr(code))[0] in "LMN" else " "
        return self[code]


_separated = _Separated.fromkeys(map(ord, _SILENT))


def fold(text: str) -> str:
    """Lower case, without accents, with letter variants made one."""
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text).lower()).translate(LETTERS)


def tokens(text: str, beginnings: Sequence[str] = ()) -> list[str]:
    """The tokens of a text in order.

    ``beginnings`` are little words that a language writes as one with the next, as the Arabic article, folded and the
    longest first: they are cut off where three letters or more stay.
    """
    found = []
    for word in fold(text).translate(_separated).split():
        found += _pairs(word) if _IS_HAN.search(word) else [_cut(word, beginnings)]
    return found


def _pairs(word: str) -> list[str]:
    """A word with Chinese in it: its runs of Chinese in overlapping pairs, the rest whole."""
    found = []
    for part in _PARTS.findall(word):
        single = len(part) == 1 or not _IS_HAN.match(part)
        found += [part] if single else [part[at : at + 2] for at in range(len(part) - 1)]
    return found


def _cut(word: str, beginnings: Sequence[str]) -> str:
    fitting = (each for each in beginnings if word.startswith(each) and len(word) - len(each) >= 3)
    return word[len(next(fitting, "")) :]


#: Romanised words are spelled as they sound: spellings that sound alike, in this order.
SOUNDS = [
    (r"(.)\1+", r"\1"),
    ("e[iy]|a[iy]", "e"),
    ("ou|au", "u"),
    ("ph", "f"),
    ("ch", "s"),
    ("([kgbdts])h", r"\1"),
    ("[jz]", "z"),
    ("[vw]", "w"),
    ("[cq]", "k"),
    ("x", "ks"),
    ("y", "i"),
    ("o", "u"),
    ("(.)h", r"\1"),
    (r"(.)\1+", r"\1"),
]
#: Letters that sound alike, or are taken for one another, in other scripts: each pair's first is written as its second.
ALIKE = (
    "ذز ضز ظز صس ثس طت حہ قک ںن ڑر ٹت ڈد غگ "
    "শস ষস ণন যজ ঢড ঠট থত ধদ ভব ফপ খক ঘগ ঝজ ছচ ঙন ঞন ৎত "
    "ਣਨ ਖਕ ਘਗ ਛਚ ਝਜ ਠਟ ਥਤ ਧਦ ਫਪ ਭਬ ੜਰ ਢਡ ਙਨ ਞਨ ਯਜ "
    "ણન ખક ઘગ છચ ઝજ ઠટ થત ધદ ફપ ભબ ઢડ ઙન ઞન યજ શસ ષસ"
)
#: Vowels written as letters; vowel signs are marks. Inside a word both are written as anybody likes.
VOWELS = "اویےہع" + "অআইঈউঊঋএঐওঔয" + "ਅਆਇਈਉਊਏਐਓਔ" + "અઆઇઈઉઊઋએઐઓઔ"
_SOUNDS = [(re.compile(pattern), letters) for pattern, letters in SOUNDS]
_ALIKE = str.maketrans(dict(ALIKE.split()))
_LATIN = re.compile("[a-z]{3,}")
_LATIN_VOWELS, _LAST_VOWELS = re.compile("(?<=.)[aeiu]"), re.compile("(?<=..)[aeiu]+$")
_VOWELS, _DOUBLED = re.compile(f"(?<=.)[{VOWELS}]"), re.compile(r"(.)\1+")
#: The second half of a Bengali pair of consonants, which is hardly heard.
_YA = "\u09cd\u09af"


def sound(word: str) -> str:
    """How a token sounds, roughly, in a language whose script is not Latin: ``tasveer``, ``tasweer`` and ``taswir`` are one.

    Vowels are left out, but for the first letter and in a romanised word with fewer than three consonants. Empty for a
    word too short to tell.
    """
    if word.isascii():
        return _romanised(word) if _LATIN.fullmatch(word) else ""
    consonants = _DOUBLED.sub(r"\1", _VOWELS.sub("", _without_marks(word)).translate(_ALIKE))
    return consonants if len(consonants) >= 3 else ""


def _without_marks(word: str) -> str:
    return "".join(char for char in word.replace(_YA, "") if unicodedata.category(char)[0] != "M")


def _romanised(word: str) -> str:
    for pattern, letters in _SOUNDS:
        word = pattern.sub(letters, word)
    consonants = _LATIN_VOWELS.sub("", word)
    return consonants if len(consonants) >= 3 else _LAST_VOWELS.sub("", word)
