"""What a phrase is measured from: a point, or an area with an edge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.model import Point
from pipeline.relative.phrases import Anchor

NO_DISTANCE_KM = 60.0  # "north of X", "off X": how far the point is put when nobody says
NO_DISTANCE_TOWN_KM = 30.0  # the same for a town or a small island
COAST_REACH_KM = 120.0  # a town farther inland is not what "off X" is measured from
POINT_LIKE = frozenset({"exact", "site", "city"})  # else a place is measured from its edge


def point_of(anchor: Anchor) -> Point | None:
    """Its position; None when only an adjective names it."""
    return anchor.place.point if anchor.place is not None else None


def radius_of(anchor: Anchor) -> float:
    """How far it reaches from its middle in km, 0 when that is not known."""
    return (anchor.place.radius_km or 0.0) if anchor.place is not None else 0.0


def is_point_like(anchor: Anchor) -> bool:
    """Whether one measures from its middle: towns, sites, islands."""
    place = anchor.place
    return place is not None and (place.precision in POINT_LIKE or place.kind == "island")


def is_wide(anchor: Anchor) -> bool:
    """Whether it is an area smaller than a country: a region, an archipelago."""
    return anchor.place is not None and anchor.place.precision != "country"


def unsaid_km(anchor: Anchor) -> float:
    """How far away the point is put when no distance is said, in km."""
    small = anchor.place is not None and radius_of(anchor) < NO_DISTANCE_TOWN_KM
    return NO_DISTANCE_TOWN_KM if small and not anchor.coast else NO_DISTANCE_KM


def on_coast(anchor: Anchor, to_coast_km: Callable[[Point], float]) -> Anchor:
    """The namesake by the sea instead of a town inland: what is "off Brest" is off Brittany."""
    place = anchor.place
    if place is None or place.point is None or not is_point_like(anchor):
        return anchor
    if to_coast_km(place.point) <= COAST_REACH_KM:
        return anchor
    for candidate in place.candidates:
        entry = candidate.entry
        if entry.precision in POINT_LIKE and to_coast_km(entry.point) <= COAST_REACH_KM:
            return replace(anchor, place=place.at(entry), country=entry.country)
    return anchor


def from_town(anchor: Anchor) -> Anchor:
    """The town instead of the region of its name: distances are measured from towns."""
    place = anchor.place
    if place is None or place.precision not in ("adm1", "adm2") or anchor.coast:
        return anchor
    for candidate in place.candidates:
        entry = candidate.entry
        if entry.precision == "city" and entry.country == place.country:
            return replace(anchor, place=place.at(entry))
    return anchor
