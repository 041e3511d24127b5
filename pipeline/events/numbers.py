"""How many died: "killing at least two people" gives two or more."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.lexicon import Hit, Language
from pipeline.model import Sentence

MOST = 1_000_000  # more dead than this are no toll of one event
WINDOW = 4  # tokens between a number and its "killed"


@dataclass(frozen=True, slots=True)
class Toll:
    """People killed; ``high`` is None when the number is open or not said."""

    low: int | None
    high: int | None


def toll_of(sentence: Sentence, language: Language) -> Toll:
    """The deaths that a sentence counts."""
    for hit in language.phrases("events.deaths").find(sentence.tokens):
        number = _near(hit, sentence, language)
        if number is not None:
            return Toll(number, number)
    return Toll(None, None)


def _near(hit: Hit, sentence: Sentence, language: Language) -> int | None:
    """The number nearest before the word, else nearest behind it, within the same commas."""
    before = range(hit.first - 1, max(-1, hit.first - 1 - WINDOW), -1)
    behind = range(hit.last, min(len(sentence.tokens), hit.last + WINDOW))
    found = _first_number(before, sentence, language)
    return found if found is not None else _first_number(behind, sentence, language)


def _first_number(places: range, sentence: Sentence, language: Language) -> int | None:
    for at in places:
        if sentence.tokens[at].lower in (",", ";", "."):
            return None
        number = language.numbers.at(sentence.tokens, at)
        if number is not None and number.value == int(number.value) and number.value < MOST:
            return int(number.value)
    return None
