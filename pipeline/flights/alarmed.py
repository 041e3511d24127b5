"""Where fighters rose that met somebody, told by the base where the alarm rang.

"The alarm went off at Siauliai. Two Rafales met an Il-20 off the coast": they rose there.
"""

from __future__ import annotations

from pipeline.flights.guards import is_offset
from pipeline.flights.roles import BASES, RolePlace
from pipeline.flights.segment import Segment
from pipeline.model import Place, PlaceInEvent

_NEAR = 8  # tokens between the alarm and the name: "rang in the hangar of the Rafales at"


def alarmed(segment: Segment) -> list[RolePlace]:
    """The base where the alarm rang; a town without a base has alarms of another sort."""
    words = segment.hits("flights.alarm")
    for place in segment.places if words else ():
        first, last = segment.token_at(place.span.start), segment.token_at(place.span.end - 1)
        near = any(0 <= first - h.last <= _NEAR or 0 <= h.first - last <= _NEAR for h in words)
        base = _base(place) if near else None
        if base is not None:
            return [RolePlace(base, "origin", PlaceInEvent("origin", base, None, place.span))]
    return []


def _base(place: Place) -> Place | None:
    """The base that the name means."""
    if place.use != "literal" or is_offset(place):
        return None
    if place.kind in BASES:
        return place
    bases = (c.entry for c in place.candidates if c.entry.kind == "airbase")
    entry = next((e for e in bases if e.country == place.country), None)
    return place.at(entry) if entry else None
