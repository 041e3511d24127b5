"""The two ends of a way told as a pair, "the flight Paris–Beirut", and what lies between ends."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.flights.segment import Segment
from pipeline.model import Place

if TYPE_CHECKING:
    from pipeline.flights.roles import RolePlace

_DASHES = frozenset("-‐‑–—")
_REACH = 5  # tokens before the pair: "the flight AF 562 of Air France Paris-Beirut"


def ends_of_ways(places: Sequence[Place], segment: Segment) -> dict[int, str]:
    """The cue of each place that is the end of a way, by its number: it began and was bound."""
    ends: dict[int, str] = {}
    for number, (one, other) in enumerate(itertools.pairwise(places)):
        if number not in ends and _is_way(one, other, segment):
            ends |= {number: "origin", number + 1: "bound"}
    return ends


def _is_way(one: Place, other: Place, segment: Segment) -> bool:
    """Whether a dash parts both, and a word for a way stands behind or before them."""
    if not _are_dashed(one, other, segment):
        return False
    first = segment.token_at(one.span.start)
    last = segment.token_at(other.span.end - 1) + 1
    near = (*segment.tokens[max(0, first - _REACH) : first], *segment.tokens[last : last + 1])
    return any(token.lower in segment.language.words("places.ways") for token in near)


def _are_dashed(one: Place, other: Place, segment: Segment) -> bool:
    """Whether both are halves of one word, or only a dash stands between them."""
    if segment.token_at(one.span.end - 1) == segment.token_at(other.span.start):
        return True
    gap = [t.text for t in segment.tokens if one.span.end <= t.start < other.span.start]
    return len(gap) == 1 and gap[0] in _DASHES


def with_stops(found: list[RolePlace], segment: Segment) -> list[RolePlace]:
    """What was flown over between both ends is a part of the way: "from A over B to C"."""
    roles = [place.found.role for place in found]
    for at in range(1, len(found) - 1):
        between = roles[at - 1] == "origin" and roles[at + 1] == "destination"
        if between and found[at].cue == "over" and not segment.has("flights.manoeuvres"):
            way = replace(found[at].found, role="via")
            found[at] = replace(found[at], cue="via", found=way)
    return found
