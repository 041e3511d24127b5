"""Other spellings of a name that the gazetteer does not hold as written.

A case ending ("des Schwarzen Meeres" for "Schwarzes Meer"), and a name from another script as
this language writes it: Dutch "Zoegdidi" and French "Zougdidi" are filed as "Zugdidi".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from pipeline.model import Entry

_GENITIVES = ("", "es", "s")  # of the noun: Meer, Meeres, Golfs
_SHORTEST = 5  # letters: shorter words are too often something else
# Countries whose names come to our languages from Cyrillic, Georgian, Armenian or Arabic.
# fmt: off
_OTHER_SCRIPTS = frozenset({
    "RUS", "UKR", "BLR", "BGR", "MKD", "SRB", "KAZ", "KGZ", "TJK", "MNG", "GEO", "ARM", "AZE",
    "UZB", "TKM", "IRN", "AFG", "PAK", "IRQ", "SYR", "LBN", "JOR", "PSE", "ISR", "SAU", "YEM",
    "OMN", "ARE", "QAT", "KWT", "BHR", "EGY", "SDN", "LBY", "TUN", "DZA", "MAR", "ESH", "MRT",
    "DJI", "SOM", "TCD",
})
# fmt: on
_MOST = 24  # spellings that are tried: two readings of four groups of letters, and some


def uninflected(adjective: str, noun: str, endings: Sequence[str]) -> Iterator[str]:
    """The names in two words whose case these words may be; ``endings`` are of the adjective."""
    stem = next((adjective[: -len(end)] for end in endings if adjective.endswith(end)), "")
    if len(stem) < 2:
        return
    for case in _GENITIVES:
        if noun.endswith(case):
            bare = noun.removesuffix(case) if case else noun
            yield from (f"{stem}{ending} {bare}" for ending in endings)


def is_spelt(name: str, entry: Entry) -> bool:
    """Whether it is the usual English spelling of a place in a country of another script."""
    return entry.country in _OTHER_SCRIPTS and _letters(entry.name) == _letters(name)


def is_spelt_like(name: str, written: str) -> bool:
    """Whether both are one spelling, accents and capitals aside."""
    return _letters(name) == _letters(written)


def _letters(name: str) -> str:
    """A name in plain small letters, so that spellings of one English name agree."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in plain if letter.isalpha()).removesuffix("h")


def transliterated(word: str, letters: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The word in English spelling, by the letters of the table; nothing when none changes it.

    ``letters`` gives for a group of letters how English may write the same sound. The longest
    group counts; a group may stand for itself.
    """
    if len(word) < _SHORTEST or not letters:
        return
    lower, longest = word.lower(), max(map(len, letters))
    made, at = [""], 0
    while at < len(lower):
        group = next(
            (
                lower[at : at + size]
                for size in range(longest, 0, -1)
                if lower[at : at + size] in letters
            ),
            lower[at],
        )
        made = [head + tail for head in made for tail in letters.get(group, (group,))][:_MOST]
        at += len(group)
    yield from (name for name in made if name != lower)
