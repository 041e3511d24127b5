"""How many died: "killing at least two people" gives two or more."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.lexicon import Hit, Language, Number
from pipeline.model import Sentence

MOST = 1_000_000  # more dead than this are no toll of one event
LONGEST = 3  # words of a number before its last one that are looked at
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
        if _is_of_a_word(at, sentence):
            continue
        number = _whole(at, sentence, language)
        if number is not None and number.value == int(number.value) and number.value < MOST:
            return int(number.value)
    return None


def _is_of_a_word(at: int, sentence: Sentence) -> bool:
    """Whether a hyphen ties the number to a word, as in an age: "a 61-year-old", "61-letnia"."""
    if at + 1 >= len(sentence.tokens):
        return False
    token, behind = sentence.tokens[at], sentence.tokens[at + 1]
    return behind.text == "-" and behind.start == token.end


def _whole(at: int, sentence: Sentence, language: Language) -> Number | None:
    """The number that this token belongs to, from its first word on: "on iki", "twenty five"."""
    for first in range(max(0, at - LONGEST), at):
        number = language.numbers.at(sentence.tokens, first)
        if number is not None and first + number.tokens > at:
            return number
    return language.numbers.at(sentence.tokens, at)
