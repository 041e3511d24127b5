"""Stretches between commas that tell of something else: "X, who on Monday met Y, will fly to Z"."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.lexicon import Language
from pipeline.model import Sentence, Span

_LEAST = 3  # tokens of a clause: fewer before a comma are a list or an address


def asides(sentence: Sentence, language: Language) -> tuple[Span, ...]:
    """Relative clauses and remarks with a comma at both ends, and a clause that opens."""
    found = [
        *_relative(sentence, language),
        *_inserted(sentence, language),
        *_opening(sentence, language),
    ]
    tokens = sentence.tokens
    return tuple(Span(tokens[first].start, tokens[last - 1].end) for first, last in found)


def same_side(spans: tuple[Span, ...], one: Span, other: Span) -> bool:
    """Whether both lie in the same aside, or both in none."""
    return all(aside.contains(one) == aside.contains(other) for aside in spans)


def _relative(sentence: Sentence, language: Language) -> Iterator[tuple[int, int]]:
    """Where a comma parts such a clause from what goes on: ``clauses.relatives_closed``."""
    if language.get("clauses.relatives_closed") is not True:
        return
    tokens, words = sentence.tokens, language.words("clauses.relatives")
    for at in range(1, len(tokens)):
        if tokens[at - 1].text == "," and tokens[at].lower in words:
            end = _comma(sentence, at + _LEAST)
            if end is not None:
                yield at, end


def _inserted(sentence: Sentence, language: Language) -> Iterator[tuple[int, int]]:
    """Remarks such as "some of them minors", several in a row as one: ``clauses.insertions``."""
    tokens, phrases = sentence.tokens, language.phrases("clauses.insertions")
    begun: int | None = None
    end = 0
    for at in range(1, len(tokens)):
        if at <= end or tokens[at - 1].text != "," or not phrases.at(tokens, at):
            continue
        if begun is not None and at != end + 1:
            yield begun, end
            begun = None
        closed = _comma(sentence, at + 1)
        if closed is not None:
            begun, end = at if begun is None else begun, closed
    if begun is not None:
        yield begun, end


def _opening(sentence: Sentence, language: Language) -> Iterator[tuple[int, int]]:
    tokens = sentence.tokens
    if tokens and language.phrases("clauses.opening").at(tokens, 0):
        end = _comma(sentence, _LEAST)
        if end is not None:
            yield 0, end


def _comma(sentence: Sentence, first: int) -> int | None:
    """The first comma from here on that closes a clause, none of a list "A, B and C"."""
    tokens = sentence.tokens
    for at in range(first, len(tokens) - 2):
        listed = tokens[at - 1].is_capitalised and tokens[at + 1].is_capitalised
        if tokens[at].text == "," and not (listed and not tokens[at + 2].lower.isalpha()):
            return at
        if tokens[at].text in ";:—–":
            return None
    return None
