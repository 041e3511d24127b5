"""Words as their script may spell them: one folding for word lists and texts.

Arabic writes the same word with and without vowel signs, hamza on its alef, the dots of a final
yaa or taa, and stretches it with a tatweel. All of these are one word here. Its comma, semicolon
and question mark become those of other scripts, its figures 0 to 9 in the folding alone: what a
reader sees is never changed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"  # vowel signs and their like
_ARABIC = re.compile("[\u0600-\u06ff]")
_LETTERS = {
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ىیئ", "ي"),
    "ؤ": "و",
    "ة": "ه",
    "ک": "ك",
    "ـ": "",
    "،": ",",
    "؛": ";",
    "؟": "?",
    "٪": "%",
    "٫": ".",
    "٬": ",",
}
_FOLD = str.maketrans(
    {
        **_LETTERS,
        **dict.fromkeys(map(chr, (*range(1552, 1563), *range(1611, 1632), 1648)), ""),
        **dict.fromkeys(map(chr, range(1750, 1774)), ""),
        **{chr(first + n): str(n) for first in (0x660, 0x6F0) for n in range(10)},
    }
)
LEAST = 3  # letters that must be left of a word behind small words written together with it
ARTICLE = "ال"


def holds_arabic(text: str) -> bool:
    """Whether any letter or mark is Arabic."""
    return not text.isascii() and _ARABIC.search(text) is not None


def folded(word: str) -> str:
    """The word in small letters, spelt the one way that word lists and texts share.

    The Turkish İ becomes one plain i, not an i and a loose dot.
    """
    lower = word.replace("İ", "i").lower()
    return lower.translate(_FOLD) or lower if holds_arabic(lower) else lower


def with_prefixes(word: str, prefixes: Collection[str]) -> Iterator[str]:
    """The word, and the word behind each small word that its language writes together with it.

    An article is not set before a word that has it, and a preposition takes the alef of the
    article behind it: "لل" stands before a word without its article.
    """
    yield word
    if len(word) < LEAST or not word[0].isalpha():
        return
    if word.startswith(ARTICLE) and len(word) > LEAST:
        yield from (prefix + word for prefix in prefixes if not prefix.endswith(("ال", "لل")))
        yield from (prefix + word[2:] for prefix in prefixes if prefix.endswith("لل"))
        return
    yield from (prefix + word for prefix in prefixes)


def without_prefixes(word: str, prefixes: Collection[str]) -> Iterator[str]:
    """The word, and what is left of it behind each small word it may begin with."""
    yield word
    for prefix in prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= LEAST:
            yield word[len(prefix) :]
            if prefix.endswith("لل"):
                yield ARTICLE + word[len(prefix) :]
