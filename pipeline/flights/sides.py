"""Two sides of one sentence: who meets whom, and the escort of an ally that meets nobody."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.flights.countries import is_allied
from pipeline.flights.segment import Segment
from pipeline.model import Aircraft

_AGENT = 5  # tokens between "by" and the aircraft that it names
_CIVIL = frozenset({"airliner", "light", "business"})


def sides_of(
    named: Sequence[Aircraft], segment: Segment
) -> tuple[tuple[Aircraft, ...], tuple[Aircraft, ...]]:
    """The aircraft that act, and those that they meet; without a meeting all of them act."""
    meets = segment.has("flights.escortees") or segment.has("triggers.intercept")
    serves = bool(named) and named[0].category == "tanker" and segment.has("flights.refuel")
    if len(named) < 2 or not (meets or serves or _are_strangers(named, segment)):
        return tuple(named), ()
    first, second = _split(named)
    if not second or _is_of_one_country(first, second):
        return tuple(named), ()
    if not serves and _is_escort(first, second):
        return first, ()
    turned = _is_agent(second[0], segment) or _is_marked("flights.object_after", first[-1], segment)
    return (second, first) if turned else (first, second)


def _are_strangers(named: Sequence[Aircraft], segment: Segment) -> bool:
    """Aircraft of two countries, or of an ally and of another, that no "and" joins."""
    first, last = named[0], named[-1]
    both = bool(first.operator and last.operator)
    if first.operator == last.operator if both else not _of_two_camps(first, last):
        return False
    between = segment.tokens[
        segment.token_at(first.span.end - 1) + 1 : segment.token_at(last.span.start)
    ]
    return not any(t.lower in segment.language.words("aircraft.range") for t in between)


def _is_of_one_country(one: Sequence[Aircraft], other: Sequence[Aircraft]) -> bool:
    """Bombers with their own fighters."""
    return bool(one[0].operator) and one[0].operator == other[0].operator


def _is_escort(one: Sequence[Aircraft], other: Sequence[Aircraft]) -> bool:
    """Bombers that fighters of an ally go along with: an aside, and no meeting of two sides."""
    pair = (one[0], other[0])
    typed = all(aircraft.icao and aircraft.category not in _CIVIL for aircraft in pair)
    return typed and all(is_allied(aircraft.operator, aircraft.name) for aircraft in pair)


def _split(named: Sequence[Aircraft]) -> tuple[tuple[Aircraft, ...], tuple[Aircraft, ...]]:
    """The first named and those like it, and the others."""
    first = named[0]
    alike = tuple(a for a in named if _alike(a, first))
    return alike, tuple(a for a in named if not _alike(a, first))


def _alike(one: Aircraft, other: Aircraft) -> bool:
    if one.icao and other.icao:
        return one.icao == other.icao
    if one.operator and other.operator and one.operator != other.operator:
        return False
    if one.operator != other.operator and _of_two_camps(one, other):
        return False
    return one.category == other.category or "aircraft" in {one.category, other.category}


def _of_two_camps(one: Aircraft, other: Aircraft) -> bool:
    """Whether a type and a nationality tell that one is of an ally only: F-35s, a Russian plane."""
    known = all(aircraft.operator or aircraft.icao for aircraft in (one, other))
    return known and is_allied(one.operator, one.name) != is_allied(other.operator, other.name)


def _is_agent(aircraft: Aircraft, segment: Segment) -> bool:
    """Whether "by" stands beside: "were intercepted by two F-35s", "F-16'lar tarafından"."""
    behind = _is_marked("flights.agent_after", aircraft, segment)
    return behind or follows_by(aircraft.span.start, segment)


def _is_marked(path: str, aircraft: Aircraft, segment: Segment) -> bool:
    """Whether an ending or a postposition of this list follows: "Il-20'yi", which is met."""
    behind = segment.token_at(aircraft.span.end - 1) + 1
    tokens = segment.tokens
    return behind < len(tokens) and bool(segment.language.phrases(path).at(tokens, behind))


def follows_by(offset: int, segment: Segment) -> bool:
    """Whether "by" stands close before this offset of the article, no place between them.

    "Vom polnischen Malbork aus eine Su-30" says where from, "nördlich von Rügen eine Il-20" where.
    """
    at = segment.token_at(offset)
    before = segment.tokens[max(0, at - _AGENT) : at]
    words = segment.language.words("flights.by")
    ends = [token.end for token in before if token.lower in words]
    between = (p for p in segment.places if p.use == "literal" and p.span.end <= offset)
    return bool(ends) and not any(place.span.end > ends[-1] for place in between)
