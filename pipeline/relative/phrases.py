"""Finding relative places in the tokens of a sentence: what is said, not yet where it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.lexicon.numbers import read_digits
from pipeline.lexicon.patterns import Node, Pairs, Walker
from pipeline.model import Place, Span, Token
from pipeline.relative.grammar import UNITS_KM, Grammar

REACH = 12  # tokens before a place where its relative phrase may begin
MAX_KM = 3000.0  # farther from its anchor than this nothing is told

_SPECIALS = ("distance", "place", "place2", "adjective", "adjective2", "where", "other")
_UNIT = Node(slots={"unit": Node()})
PlacesAt = Callable[[int], Sequence[tuple[Place, int]]]  # places at a token, and their tokens


@dataclass(frozen=True, slots=True)
class Distance:
    """A distance as written."""

    value: float
    unit: str  # key of UNITS_KM

    def km(self, *, nautical: bool) -> float:
        """In kilometres; a plain mile is a nautical one where ships tell it."""
        unit = "nautical_mile" if nautical and self.unit == "mile" else self.unit
        return self.value * UNITS_KM[unit]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a place is measured from."""

    place: Place | None  # None when only an adjective names the country
    country: str  # ISO 3166 alpha-3; of the place or the adjective
    coast: bool  # its coast is named
    direction: float | None = None  # "the northern coast"
    second: Place | None = None  # of a border between two
    second_country: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A relative place as written."""

    op: str
    first: int  # token indexes, half-open
    last: int
    span: Span
    anchor: Anchor
    other: Anchor | None = None  # the second of "between"
    distance: Distance | None = None
    bearing_deg: float | None = None


class Finder(Walker):
    """The relative phrases of one sentence."""

    def __init__(
        self, tokens: Sequence[Token], text: str, grammar: Grammar, places_at: PlacesAt
    ) -> None:
        super().__init__(tokens, grammar.vocabulary)
        self._text = text
        self._grammar = grammar
        self._places_at = places_at
        for at, token in enumerate(tokens):
            if token.lower in grammar.capitals and not token.text.isupper():
                self._classes[at] = {}

    def find(self, starts: Sequence[int]) -> Iterator[Phrase]:
        """Phrases from the left, the longest at each start, without overlap."""
        end = 0
        for at in starts:
            if at >= end and (phrase := self._longest(at)) is not None:
                end = phrase.last
                yield phrase

    def starts(self, anchors: Sequence[int]) -> Sequence[int]:
        """Tokens before an anchor where a phrase about it may begin."""
        reach = {i for at in anchors for i in range(max(0, at - REACH), at + 1)}
        return sorted(reach)

    def adjectives(self) -> list[int]:
        """Tokens that begin the adjective of a country, where a coast or border is named."""
        if self._grammar.hints.isdisjoint(self._words):
            return []
        return [
            at for at in range(len(self._tokens)) if self._grammar.demonyms.at(self._tokens, at)
        ]

    @property
    def has_distance(self) -> bool:
        """Whether a number with a unit of distance stands anywhere in the sentence."""
        return any(
            self._grammar.distance.match(self._text, token.start)
            for token in self._tokens
            if token.text[0].isdigit()
        )

    def _specials(self, at: int) -> Sequence[str]:
        return _SPECIALS

    def _longest(self, at: int) -> Phrase | None:
        if at and self._words[at - 1] in self._grammar.not_after:
            return None
        best: Phrase | None = None
        for op, last, pairs in self._walk(self._grammar.phrases, at, ()):
            if best is None or last > best.last:
                best = self._phrase(op, at, last, dict(pairs)) or best
        return best

    def _phrase(self, op: str, first: int, last: int, slots: dict[str, Any]) -> Phrase | None:
        distance = slots.get("distance")
        if distance is not None and not 0 < distance.km(nautical=False) <= MAX_KM:
            return None
        if "where" not in slots:
            return None
        span = Span(self._tokens[first].start, self._tokens[last - 1].end)
        bearing = slots.get("direction", slots["where"].direction)
        return Phrase(op, first, last, span, slots["where"], slots.get("other"), distance, bearing)

    def _read_distance(self, at: int) -> Iterator[tuple[Pairs, int]]:
        found = self._grammar.distance.match(self._text, self._tokens[at].start)
        if found is not None:
            value = read_digits(found.group(1), self._grammar.numbers.decimal)
            used = self._tokens_until(at, found.end())
            if value is not None and used:
                unit = self._grammar.units[found.group(2).lower()]
                yield (("distance", Distance(value, unit)),), used
            return
        number = self._grammar.numbers.at(self._tokens, at)
        value, used = (number.value, number.tokens) if number else (1.0, 1)
        if number is None and self._words[at] not in self._grammar.numbers.articles:
            return
        for pairs, more in self._units(at + used):
            yield (("distance", Distance(value, pairs)),), used + more

    def _units(self, at: int) -> Iterator[tuple[str, int]]:
        if at < len(self._tokens):
            for _, pairs, used in self._slots(_UNIT, at):
                yield pairs[0][1], used

    def _tokens_until(self, at: int, end: int) -> int:
        for used in range(1, min(6, len(self._tokens) - at) + 1):
            if self._tokens[at + used - 1].end == end:
                return used
        return 0

    def _read_place(self, at: int) -> Iterator[tuple[Pairs, int]]:
        for place, used in self._places_at(at):
            yield (("place", place),), used

    def _read_place2(self, at: int) -> Iterator[tuple[Pairs, int]]:
        for place, used in self._places_at(at):
            yield (("place2", place),), used

    def _read_adjective(self, at: int) -> Iterator[tuple[Pairs, int]]:
        hit = self._grammar.demonyms.longest(self._tokens, at)
        if hit is not None:
            yield (("adjective", hit.label.split(".")[0]),), hit.last - at

    def _read_adjective2(self, at: int) -> Iterator[tuple[Pairs, int]]:
        for pairs, used in self._read_adjective(at):
            yield (("adjective2", pairs[0][1]),), used

    def _read_where(self, at: int) -> Iterator[tuple[Pairs, int]]:
        yield from self._anchors("where", at)

    def _read_other(self, at: int) -> Iterator[tuple[Pairs, int]]:
        yield from self._anchors("other", at)

    def _anchors(self, slot: str, at: int) -> Iterator[tuple[Pairs, int]]:
        for op, last, pairs in self._walk(self._grammar.wheres, at, ()):
            yield ((slot, _anchor(op, dict(pairs))),), last - at


def _anchor(op: str, slots: dict[str, Any]) -> Anchor:
    place, second = slots.get("place"), slots.get("place2")
    return Anchor(
        place,
        place.country if place is not None else slots.get("adjective", ""),
        coast=op == "coast",
        direction=slots.get("direction"),
        second=second,
        second_country=second.country if second is not None else slots.get("adjective2", ""),
    )
