"""How many died: "killing at least two people" gives two or more."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.lexicon import Hit, Language
from pipeline.model import Sentence

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
    """The number nearest before the word, else nearest behind it."""
    before = range(hit.first - 1, max(-1, hit.first - 1 - WINDOW), -1)
    behind = range(hit.last, min(len(sentence.tokens), hit.last + WINDOW))
    for at in (*before, *behind):
        if sentence.tokens[at].text in ",;.":
            return None
        number = language.numbers.at(sentence.tokens, at)
        if number is not None and number.value == int(number.value) and number.value < 1_000_000:
            return int(number.value)
    return None
