"""Where a flight came down, told by where its travellers were left.

"The jet was diverted. Its passengers slept in Riga": nobody says that it landed there.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.flights.distance import is_one_town
from pipeline.flights.guards import POINTS, is_offset
from pipeline.flights.roles import RolePlace
from pipeline.flights.segment import Segment
from pipeline.flights.track import Track
from pipeline.model import Place, PlaceInEvent

_NEAR = 7  # tokens between "slept" and the name: "on camp beds in the terminal of"
_PLAIN = frozenset({"location", "destination", "diverted"})  # "вышли в Риге", "got off in Riga"


def left_in(segment: Segment, track: Track, told: Sequence[RolePlace]) -> list[RolePlace]:
    """The town where they were left; none where the landing is told outright."""
    if not segment.has("flights.stranded") or track.places("location"):
        return []
    ends = [place for role in ("origin", "destination") for place in track.places(role)]
    moved = [p.place for p in told if p.cue not in _PLAIN]
    for place in segment.places:
        known = any(is_one_town(place, end) for end in ends) or place in moved
        if not known and _is_beside(place, segment):
            found = PlaceInEvent("location", place, None, place.span)
            return [RolePlace(place, "diverted", found)]
    return []


def _is_beside(place: Place, segment: Segment) -> bool:
    """Whether it is a town close to the word, on either side of it."""
    if place.use != "literal" or place.precision not in POINTS or is_offset(place):
        return False
    first, last = segment.token_at(place.span.start), segment.token_at(place.span.end - 1)
    words = segment.hits("flights.stranded")
    return any(0 <= first - hit.last <= _NEAR or 0 <= hit.first - last <= _NEAR for hit in words)
