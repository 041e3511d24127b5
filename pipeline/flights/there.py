"""Landings at a place that only "there" names: the airfield of the sentence before.

"The base at Ämari is busy. Four F-35s from Leeuwarden landed there on Monday."
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.flights.draft import Draft
from pipeline.flights.guards import POINTS, is_offset
from pipeline.flights.roles import RolePlace
from pipeline.flights.segment import Segment
from pipeline.model import SEAT, Place, PlaceInEvent

_BACK = 2  # sentences from the airfield to the landing
_FIELDS = frozenset({"airbase", "airport", "airfield", "navalbase"})
_ENDS = frozenset({"destination", "bound", "toward", "diverted"})


def landed_there(draft: Draft, before: Sequence[Segment]) -> Draft:
    """The draft with the place that "there" means as its aim; as it was where none is meant."""
    if draft.kind != "air" or "arrive" not in draft.moves or not _points_back(draft):
        return draft
    meant = _meant(before, draft.segment)
    if meant is None or any(place.place.name == meant.name for place in draft.places):
        return draft
    end = PlaceInEvent("destination", meant, reached=draft.modality == "asserted")
    return replace(draft, places=(*draft.places, RolePlace(meant, "destination", end)))


def _points_back(draft: Draft) -> bool:
    told = any(place.cue in _ENDS for place in draft.places)
    return not told and draft.segment.has("flights.there")


def _meant(before: Sequence[Segment], here: Segment) -> Place | None:
    """The one airfield of the nearest sentence that names a place, or its only town."""
    for segment in reversed(before):
        apart = segment.sentence.paragraph != here.sentence.paragraph
        if apart or here.number - segment.number > _BACK:
            return None
        named = {place.name: place for place in segment.places if _is_spot(place)}
        fields = {name: place for name, place in named.items() if place.kind in _FIELDS}
        if named:
            only = fields or named
            return next(iter(only.values())) if len(only) == 1 else None
    return None


def _is_spot(place: Place) -> bool:
    literal = place.use == "literal" and place.kind != SEAT
    return (
        literal and place.precision in POINTS and place.point is not None and not is_offset(place)
    )
