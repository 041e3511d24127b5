"""Units with a number, which are of a country's force: "14° Stormo", "Ala 11", "322 Squadron".

The names stand in the table of actors, with ``#`` for the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.lexicon import Language
from pipeline.model import Token
from pipeline.recognise.acting import Word
from pipeline.recognise.actor_table import BEGINNING, ActorTable

# 14, 14th, 14°, 46ª, 2e, 12-та, 10-ї; the parts of the last stand alone where hyphens are cut.
_NUMBER = re.compile(r"\d{1,4}(st|nd|rd|th|e|er|re|ème|eme|de|ste|[°ºªª]|[-‐‑]?\w{1,2})?")
_ENDING = re.compile(r"[.°ºª'’/]|inci|ıncı|uncu|üncü|nci|ncı|ncu|ncü|[а-яії]{1,3}")


def unit_words(tokens: Sequence[Token], language: Language, table: ActorTable) -> Iterator[Word]:
    """The units in a sentence, each labelled with the row of its force."""
    known = table.unit_words(language)
    if not any(token.text[0].isdigit() for token in tokens) or known.isdisjoint(
        [token.lower[:BEGINNING] for token in tokens]
    ):
        return  # so it nearly always is
    kept, short = _with_numbers(tokens)
    for hit in table.units(language).find(short):
        yield Word(kept[hit.first], kept[hit.last - 1] + 1, "row", hit.label)


def _with_numbers(tokens: Sequence[Token]) -> tuple[list[int], list[Token]]:
    """The tokens with ``#`` for numbers, without what marks these as ordinals, and their places."""
    kept: list[int] = []
    short: list[Token] = []
    for at, token in enumerate(tokens):
        if short and short[-1].text == "#" and _ENDING.fullmatch(token.lower):
            continue
        number = token.text[0].isdigit() and _NUMBER.fullmatch(token.lower) is not None
        kept.append(at)
        short.append(token._replace(text="#", lower="#") if number else token)
    return kept, short
