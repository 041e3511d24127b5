"""Names that are the two ends of a way: the flight Paris–Beirut, the ferry between Split and Bari.

A pair with a hyphen stands for two sides elsewhere ("the Paris-Berlin axis"); a word of
``[places] ways`` beside it tells that both places are meant.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from pipeline.recognise.found import Found, Line
from pipeline.recognise.parts import DESIGNATION
from pipeline.recognise.words import PlaceWords

DASHES = frozenset("-‐‑–—")
_REACH = 4  # tokens before the pair: "the flight AF 562 Paris-Beirut", "le vol Air France X-Y"
_QUOTES = frozenset("\"“”„«»'’‘")


def read_ways(line: Line, found: Iterable[Found], words: PlaceWords) -> None:
    """Mark the names of a line that are ends of a way."""
    for one, other in itertools.pairwise(found):
        dashed = _are_dashed(one, other, line) and _has_word(one, other, line, words)
        if dashed or _are_between(one, other, line, words):
            one.is_end = other.is_end = True


def _are_dashed(one: Found, other: Found, line: Line) -> bool:
    """Whether both are halves of one word, or only a dash parts them."""
    if one.part == "pair" and other.part == "pair":
        return one.first == other.first
    between = [token.text for token in line.tokens[one.last : other.first]]
    return len(between) == 1 and between[0] in DASHES


def _has_word(one: Found, other: Found, line: Line, words: PlaceWords) -> bool:
    """Whether the pair has a word for a way behind it or before it, with a name between at most."""
    if line.lower(other.last) in words.ways:
        return True
    for at in range(one.first - 1, max(-1, one.first - 1 - _REACH), -1):
        token = line.tokens[at]
        if line.lower(at) in words.ways or DESIGNATION.fullmatch(token.text):
            return True  # "the flight Oslo-Rome", "the A320 Oslo-Rome"
        named = line.is_capital(at) or token.text.isdigit() or token.text in _QUOTES
        if line.caseless or not named:
            return False
    return False


def _are_between(one: Found, other: Found, line: Line, words: PlaceWords) -> bool:
    """ "Il volo tra Roma e Tripoli": the sides of nothing, where a way is told right before."""
    if one.joined_behind is not other or one.before not in words.sides:
        return False
    before = range(max(0, one.first - 1 - _REACH), one.first - 1)
    return any(line.lower(at) in words.ways for at in before)
