"""Keys of names: one folding for building and asking, and the spellings the press uses.

``fold`` makes of a name the key it is filed under. In this order: compatibility decomposition
(NFKD), case folding, accents and other combining marks away, letters that do not decompose
(ł ø ß æ ı …) and Arabic ones that are typed
in two ways to their plain look-alikes, hyphens and dashes to spaces, apostrophes of all kinds
to ``'``, full stops and quotation marks away, runs of spaces to one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_PLAIN = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ħ": "h",
    "ı": "i",
    "ŧ": "t",
    "æ": "ae",
    "œ": "oe",
    "ð": "d",
    "þ": "th",
    "ŋ": "n",
    "ə": "e",
    "ß": "ss",
    # Arabic: a final yaa without dots, a taa marbuta as the press types it, Persian letters.
    "ى": "ي",
    "ی": "ي",
    "ة": "ه",
    "ک": "ك",
    "ٱ": "ا",
}
_SPACES = "-‐‑‒–—―−_/ \t\n\u00a0\u202f"
_APOSTROPHES = "'’‘ʼʻʿʾ`´′ʹ"
_NOTHING = 'ـ.·\u200b\u200c\u200d\u200e\u200f\u00ad"“”„«»'
_TRANSLATE = str.maketrans(
    {
        **_PLAIN,
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_APOSTROPHES, "'"),
        **dict.fromkeys(_NOTHING, ""),
    }
)
_ADDRESS = re.compile(r"https?:|www\.|\.(?:org|com|net)\b|[\d@=\\|;:]|[()\[\]{}]")
_CODE = re.compile(r"[A-Z]{2,4}")
_SCRIPTS = ("LATIN", "CYRILLIC", "ARABIC")  # of the languages that data/lang may hold
MAX_CHARS = 60  # longest name in the press is far shorter; longer alternates are descriptions

# Words that the press shortens at the head of a name; both ways, in the languages that do so.
_SHORT_FORMS = (
    ("Saint ", "St. "),
    ("Sainte ", "Ste. "),
    ("Fort ", "Ft. "),
    ("Mount ", "Mt. "),
    ("Sankt ", "St. "),
    ("Santo ", "Sto. "),
    ("Port ", "Pt. "),
)
_SHORT_INITIALS = frozenset("SFMP")


def fold(name: str) -> str:
    """The key of a name; empty when nothing but marks is left."""
    return " ".join(fold_part(name).split())


@lru_cache(maxsize=65536)
def fold_part(text: str) -> str:
    """Like ``fold`` but spaces stay as they are: folding the parts of a text and joining them
    gives the folding of the whole, up to runs of spaces."""
    if text.isascii():
        return text.lower().translate(_TRANSLATE)
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return kept.translate(_TRANSLATE)


def is_useful(name: str) -> bool:
    """Whether an alternate name could stand in a text that we read.

    Refused: web addresses and other strings with digits or brackets, codes of two to four
    capitals, Latin transliterations written wholly in small letters, scripts of languages that
    are not read, and anything of one letter or longer than ``MAX_CHARS``.
    """
    if not 1 < len(name) <= MAX_CHARS or _ADDRESS.search(name) or _CODE.fullmatch(name):
        return False
    if name.isascii():
        return not name.islower()
    return not name.islower() or _caseless(name) if _in_our_scripts(name) else False


def _in_our_scripts(name: str) -> bool:
    letters = [letter for letter in name if letter.isalpha()]
    return bool(letters) and all(_script(letter) in _SCRIPTS for letter in letters)


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0]


def _caseless(name: str) -> bool:
    return name.upper() == name.lower()


def spellings(name: str, key: str) -> Iterator[str]:
    """Keys of other ways to write a name whose key is ``key``: short and long forms of its first
    word, and without apostrophes."""
    if name[0] in _SHORT_INITIALS:
        for long, short in _SHORT_FORMS:
            if name.startswith(long):
                yield fold(short + name[len(long) :])
    if "'" in key:
        yield key.replace("'", "")
        yield " ".join(key.replace("'", " ").split())
