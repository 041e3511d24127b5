"""Distances as people write them: ``12NM``, a hundred miles, between 40 and 60 km, a few miles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.lexicon.numbers import read_digits
from pipeline.lexicon.patterns import Node, Pairs, Walker
from pipeline.model import Token
from pipeline.relative.grammar import UNITS_KM, Grammar

_UNIT = Node(slots={"unit": Node()})
_COUNT = Node(slots={"count": Node()})
_LONGEST = 6  # tokens that a number in digits and its unit may take: "1.5 n.m."


@dataclass(frozen=True, slots=True)
class Distance:
    """A distance as written; the middle of a range."""

    value: float
    unit: str  # key of UNITS_KM
    spread: float = 0.0  # half of a range, in the same unit; all of it for "tens of miles"

    def km(self, *, nautical: bool) -> float:
        """In kilometres; a plain mile is a nautical one where ships tell it."""
        return self.value * self._factor(nautical=nautical)

    def spread_km(self, *, nautical: bool) -> float:
        """How far the words leave it open, in kilometres."""
        return self.spread * self._factor(nautical=nautical)

    def _factor(self, *, nautical: bool) -> float:
        return UNITS_KM["nautical_mile" if nautical and self.unit == "mile" else self.unit]


class DistanceReader(Walker):
    """Reads distances in the tokens of a sentence."""

    def __init__(self, tokens: Sequence[Token], text: str, grammar: Grammar) -> None:
        super().__init__(tokens, grammar.vocabulary)
        self._text = text
        self._grammar = grammar

    @property
    def has_distance(self) -> bool:
        """Whether a number with a unit of distance stands anywhere in the sentence."""
        return any(
            self._grammar.distance.match(self._text, token.start)
            for token in self._tokens
            if token.text[0].isdigit()
        )

    @cached_property
    def has_unit(self) -> bool:
        """Whether a unit of distance stands anywhere, alone or behind a number: ``12NM``."""
        heads = self._grammar.unit_heads
        return any(
            "unit" in classes or word in heads or (word[0].isdigit() and word[-1].isalpha())
            for word, classes in zip(self._words, self._classes, strict=True)
        )

    def _read_distance(self, at: int) -> Iterator[tuple[Pairs, int]]:
        for distance, used in (*self._range(at), *self._single(at)):
            yield (("distance", distance),), used
            for same, more in self._again(at + used):
                exact = same if distance.unit == "mile" else distance
                yield (("distance", exact),), used + more

    def _again(self, at: int) -> Iterator[tuple[Distance, int]]:
        """The same distance in another unit: 15 km (9 miles), 15 km/9 miles."""
        if at + 1 >= len(self._tokens) or self._words[at] not in ("(", "/"):
            return
        closes = self._words[at] == "("
        for distance, used in self._single(at + 1):
            last = at + 1 + used
            if not closes:
                yield distance, 1 + used
            elif last < len(self._tokens) and self._words[last] == ")":
                yield distance, 2 + used

    def _single(self, at: int) -> Iterator[tuple[Distance, int]]:
        """One number and its unit."""
        found = self._grammar.distance.match(self._text, self._tokens[at].start)
        if found is not None:
            value = read_digits(found.group(1), self._grammar.numbers.decimal)
            used = self._tokens_until(at, found.end())
            if value is not None and used:
                yield Distance(value, self._grammar.units[found.group(2).lower()]), used
            return
        for value, spread, used in self._numbers(at):
            after = used + self._is(at + used, "of")
            for unit, more in self._units(at + after):
                yield Distance(value, unit, spread), after + more
        yield from self._inverted(at)

    def _inverted(self, at: int) -> Iterator[tuple[Distance, int]]:
        """A unit before its number, which is then a rough one: "километрах в 120"."""
        for unit, used in self._units(at):
            behind = at + used + self._is(at + used, "inverted")
            if behind == at + used or behind >= len(self._tokens):
                continue
            number = self._grammar.numbers.at(self._tokens, behind)
            if number is not None:
                yield Distance(number.value, unit), behind + number.tokens - at

    def _numbers(self, at: int) -> Iterator[tuple[float, float, int]]:
        """Value, spread and tokens of ``fifty``, ``a dozen``, ``a few``, ``a``."""
        for _, pairs, used in self._slots(_COUNT, at):
            yield pairs[0][1], pairs[0][1], used
        number = self._grammar.numbers.at(self._tokens, at)
        if number is not None:
            yield number.value, 0.0, number.tokens
        elif self._words[at] in self._grammar.numbers.articles:
            yield 1.0, 0.0, 1
            yield from self._after_article(at + 1)

    def _after_article(self, at: int) -> Iterator[tuple[float, float, int]]:
        if at < len(self._tokens) and self._tokens[at].text[0].isalpha():
            number = self._grammar.numbers.at(self._tokens, at)
            if number is not None:
                yield number.value, 0.0, number.tokens + 1

    def _range(self, at: int) -> Iterator[tuple[Distance, int]]:
        """Two numbers: ``between 40 and 60 km``, ``10 to 15 miles``, ``30-40 km``."""
        first = at + self._is(at, "range_begins")
        first += self._is(first, "range_article")
        number = (
            self._grammar.numbers.at(self._tokens, first) if first < len(self._tokens) else None
        )
        if number is None:
            return
        join = first + number.tokens
        join += next((used for _, used in self._units(join)), 0)  # 40 km to 60 km
        if not self._is(join, "range_goes_on"):
            return
        last = join + 1 + self._is(join + 1, "range_article")
        for end, used in self._single(last) if last < len(self._tokens) else ():
            half = (end.value - number.value) / 2
            if half > 0:
                yield Distance(number.value + half, end.unit, half), last + used - at

    def _is(self, at: int, slot: str) -> int:
        """1 when the token is a word of the class, else 0."""
        return int(at < len(self._tokens) and slot in self._classes[at])

    def _units(self, at: int) -> Iterator[tuple[str, int]]:
        if at < len(self._tokens):
            for _, pairs, used in self._slots(_UNIT, at):
                yield pairs[0][1], used

    def _tokens_until(self, at: int, end: int) -> int:
        for used in range(1, min(_LONGEST, len(self._tokens) - at) + 1):
            if self._tokens[at + used - 1].end == end:
                return used
        return 0
