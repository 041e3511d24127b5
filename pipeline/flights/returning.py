"""Flights that end where they began: the origin tells the landing, or the landing the origin.

"A jet from Oslo to Malaga turned back": no word says where it came down, and all know it.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.flights.guards import is_offset
from pipeline.flights.roles import is_water
from pipeline.flights.track import Track
from pipeline.model import PlaceInEvent

_BESIDE = 3  # tokens between "return to" and the name: "the airport of"


def came_back(track: Track, location: PlaceInEvent | None) -> PlaceInEvent | None:
    """Where a flight that came back had begun: "the jet had to return to Sydney"."""
    if location is None or is_offset(location.place) or is_water(location.place):
        return None
    told_in = (d for d in track.drafts if d.segment.span.contains(location.place.span))
    for draft in told_in:
        first = draft.segment.token_at(location.place.span.start)
        last = draft.segment.token_at(location.place.span.end - 1) + 1
        for hit in draft.segment.hits("flights.came_back"):
            if 0 <= first - hit.last <= _BESIDE or 0 <= hit.first - last <= 1:
                return replace(location, role="origin")
    return None


def turned_round(track: Track, origin: PlaceInEvent | None) -> PlaceInEvent | None:
    """Where a flight came down that turned round: where it had begun."""
    if origin is None or is_offset(origin.place) or track.first.polarity == "negative":
        return None
    if not any(draft.segment.has("flights.turned_round") for draft in track.drafts):
        return None
    return replace(origin, role="location", reached=None)
