"""Finding relative places in the tokens of a sentence: what is said, not yet where it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from pipeline.lexicon import tokenise
from pipeline.lexicon.patterns import Pairs
from pipeline.model import Place, Span, Token
from pipeline.relative.distance import Distance, DistanceReader
from pipeline.relative.geodesy import distance_km
from pipeline.relative.grammar import LOOSE, Grammar

REACH = 14  # tokens before a place where its relative phrase may begin
MAX_KM = 3000.0  # farther from its anchor than this nothing is told
BARE_BETWEEN_KM = 500.0  # "between X and Y" alone, farther apart, is seldom a place
BARE_BETWEEN_SEA_KM = 1000.0  # the same where ships tell it

BEARINGS = ("direction", "compass")
_ALWAYS = ("place", "place2", "where", "other")
_OF_EDGES = (
    "adjective",
    "adjective2",
    "shore",
    "frontier",
    "edge",
)  # where a coast or border is named
PlacesAt = Callable[[int], Sequence[tuple[Place, int]]]  # places at a token, and their tokens


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
    halfway: bool = False  # in the middle, not only between
    at_sea: bool = False  # the words name the water


Made = TypeVar("Made")


class Finder(DistanceReader):
    """The relative phrases of one sentence."""

    def __init__(
        self,
        tokens: Sequence[Token],
        text: str,
        grammar: Grammar,
        places_at: PlacesAt,
        joined: Mapping[int, tuple[Place, Place]] | None = None,
    ) -> None:
        """``joined``: tokens that hold two places, such as Poland-Belarus."""
        super().__init__(tokens, text, grammar)
        self._places_at = places_at
        self._joined = joined or {}
        for at, token in enumerate(tokens):
            if token.lower in grammar.capitals and not token.text.isupper():
                known = self._classes[at].items()
                self._classes[at] = {slot: v for slot, v in known if slot not in BEARINGS}

    def find(self, starts: Sequence[int], read: Callable[[Phrase], Made | None]) -> Iterator[Made]:
        """What ``read`` makes of the phrases from the left, without overlap.

        At each start the longest that it can read counts: what the words may say, and the
        coast or the border does not bear out, gives way to another reading.
        """
        end = 0
        for at in starts if self._grammar.may_tell(self._words, has_unit=self.has_unit) else ():
            if at < end:
                continue
            readings = self._readings(at)
            if readings and at and self._words[at - 1] in self._grammar.heights:
                end = readings[0].last  # no part of "300 yards to the north of X" is a place
                continue
            for phrase in readings:
                made = read(phrase)
                if made is not None:
                    end = phrase.last
                    yield made
                    break

    def starts(self, anchors: Sequence[int]) -> Sequence[int]:
        """Tokens before an anchor where a phrase about it may begin."""
        reach = {i for at in anchors for i in range(max(0, at - REACH), at + 1)}
        return sorted(reach)

    def adjectives(self) -> list[int]:
        """Tokens that begin the adjective of a country, where a coast or border is named."""
        if not self._grammar.names_edges(self._words):
            return []
        demonyms = self._grammar.demonyms
        return [
            at
            for at in range(len(self._tokens))
            if demonyms.at(self._tokens, at) or self._pair(at) is not None
        ]

    @cached_property
    def is_at_sea(self) -> bool:
        """Whether a word of the sentence says that it tells of the sea: ships, fishermen."""
        return bool(self._grammar.ships.find(self._tokens)) or bool(
            self._grammar.scene.find(self._tokens)
        )

    def _specials(self, at: int) -> Sequence[str]:
        joined = ("pair", "part") if "-" in self._words[at] else ()
        return (*self._possible, *joined)

    @cached_property
    def _possible(self) -> Sequence[str]:
        """What the words of the sentence leave possible; most sentences name no unit, no coast."""
        edges = _OF_EDGES if self._grammar.names_edges(self._words) else ()
        return (*_ALWAYS, *edges, *(("distance",) if self.has_unit else ()))

    def _readings(self, at: int) -> Sequence[Phrase]:
        """Every phrase that begins at this token, the longest and most telling first."""
        if at and self._words[at - 1] in self._grammar.not_after:
            return ()
        walked = self._walk(self._grammar.phrases, at, ())
        read = (self._phrase(op, at, last, dict(pairs)) for op, last, pairs in walked)
        known = (phrase for phrase in read if phrase is not None)
        return sorted(known, key=lambda p: (-p.last, not p.anchor.second_country))

    def _phrase(self, op: str, first: int, last: int, slots: dict[str, Any]) -> Phrase | None:
        anchor = next(
            (slots[slot] for slot in ("where", "shore", "frontier", "edge") if slot in slots), None
        )
        distance = slots.get("distance")
        if anchor is None or (
            distance is not None and not self._is_apart(op, first, last, distance)
        ):
            return None
        if op in LOOSE and not self._is_meant(op, first, anchor, slots):
            return None
        op = LOOSE.get(op, op)
        if op == "part" and self._grammar.parts_of_towns_bear and _is_town(anchor):
            op = "bearing"
        if op == "distance" and anchor.coast:
            op = "offshore"
        if anchor.second_country and op in ("distance", "near"):
            op = "border"
        span = Span(self._tokens[first].start, self._tokens[last - 1].end)
        bearing = slots.get("direction", slots.get("compass", anchor.direction))
        return Phrase(
            op,
            first,
            last,
            span,
            anchor,
            slots.get("other"),
            distance,
            bearing,
            halfway="halfway" in slots,
            at_sea="water" in slots,
        )

    def _is_apart(self, op: str, first: int, last: int, distance: Distance) -> bool:
        """Whether the distance is one between places: no race, no road, no journey."""
        if not 0 < distance.km(nautical=False) <= MAX_KM:
            return False
        if first and self._words[first - 1] in self._grammar.lengths:
            return False  # the 20 km of Brussels
        goes_on = last + 1 < len(self._tokens) and self._words[last] in self._grammar.onward
        return op != "distance" or not (goes_on and self._tokens[last + 1].is_capitalised)

    def _is_meant(self, op: str, first: int, anchor: Anchor, slots: dict[str, Any]) -> bool:
        """Whether words that often say something else say where."""
        distance, other = slots.get("distance"), slots.get("other")
        if op != "between_bare":
            nautical = distance is not None and distance.unit == "nautical_mile"
            return nautical or self.is_at_sea
        if first and (
            self._words[first - 1] in self._grammar.relations or "unit" in self._classes[first - 1]
        ):
            return False  # talks between Cairo and Tripoli, the 600 km between two towns
        one, two = anchor.place, other.place if other is not None else None
        if one is None or two is None or one.point is None or two.point is None:
            return False
        if "literal" not in (one.use, two.use) or one.precision == two.precision == "country":
            return False
        farthest = BARE_BETWEEN_SEA_KM if self.is_at_sea else BARE_BETWEEN_KM
        return distance_km(one.point, two.point) <= farthest

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

    def _read_pair(self, at: int) -> Iterator[tuple[Pairs, int]]:
        if at in self._joined:
            one, two = self._joined[at]
            yield (("pair", ""), ("place", one), ("place2", two)), 1
            return
        pair = self._pair(at)
        if pair is not None:
            yield (("pair", ""), ("adjective", pair[0]), ("adjective2", pair[1])), 1

    def _pair(self, at: int) -> tuple[str, str] | None:
        """Two countries in one word: Polish-Belarusian, ruso-ucraniana."""
        head, mark, tail = self._tokens[at].text.partition("-")
        if not (mark and head and tail):
            return None
        one, other = self._country_of(head), self._country_of(tail)
        return (one, other) if one and other and one != other else None

    def _country_of(self, word: str) -> str:
        known = self._grammar.combining.get(word.lower())
        if known is not None:
            return known
        hit = self._grammar.demonyms.longest(tokenise(word), 0)
        return hit.label.split(".")[0] if hit is not None else ""

    def _read_part(self, at: int) -> Iterator[tuple[Pairs, int]]:
        """A part of a country in one word: Noord-Syrië, but not Noord-Korea."""
        head, mark, _ = self._words[at].partition("-")
        direction = self._vocabulary.of(head).get("direction") if mark else None
        if direction is None or self._words[at] in self._grammar.whole:
            return
        for place, used in self._places_at(at):
            if used == 1 and place.precision == "country":
                anchor = Anchor(place, place.country, coast=False, direction=direction[0])
                yield (("where", anchor),), 1

    def _read_where(self, at: int) -> Iterator[tuple[Pairs, int]]:
        yield from self._anchors("where", at)

    def _read_shore(self, at: int) -> Iterator[tuple[Pairs, int]]:
        """An anchor whose coast is named."""
        yield from self._anchors("shore", at, "coast")

    def _read_frontier(self, at: int) -> Iterator[tuple[Pairs, int]]:
        """A border that names both sides."""
        yield from self._anchors("frontier", at, "border")

    def _read_edge(self, at: int) -> Iterator[tuple[Pairs, int]]:
        """A border that names one side: the Belarusian border."""
        yield from self._anchors("edge", at, "edge")

    def _read_other(self, at: int) -> Iterator[tuple[Pairs, int]]:
        yield from self._anchors("other", at)

    def _anchors(self, slot: str, at: int, only: str = "") -> Iterator[tuple[Pairs, int]]:
        for op, last, pairs in self._walk(self._grammar.wheres, at, ()):
            if not only or op == only:
                yield ((slot, _anchor(op, dict(pairs))),), last - at


def _is_town(anchor: Anchor) -> bool:
    """Whether it has no parts to speak of: "Halep'in kuzeyinde" lies outside of Aleppo."""
    return anchor.place is not None and anchor.place.precision in ("city", "site", "exact")


def _anchor(op: str, slots: dict[str, Any]) -> Anchor:
    place, second = slots.get("place"), slots.get("place2")
    return Anchor(
        place,
        place.country if place is not None else slots.get("adjective", ""),
        coast=op == "coast",
        direction=slots.get("direction", slots.get("side")),
        second=second,
        second_country=second.country if second is not None else slots.get("adjective2", ""),
    )
