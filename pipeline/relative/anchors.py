"""What a phrase is measured from: a point, or an area with an edge."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import Point
from pipeline.relative.phrases import Anchor

NO_DISTANCE_KM = 60.0  # "north of X", "off X": how far the point is put when nobody says
NO_DISTANCE_TOWN_KM = 30.0  # the same for a town or a small island
POINT_LIKE = frozenset({"exact", "site", "city"})  # else a place is measured from its edge


def point_of(anchor: Anchor) -> Point | None:
    return anchor.place.point if anchor.place is not None else None


def radius_of(anchor: Anchor) -> float:
    return (anchor.place.radius_km or 0.0) if anchor.place is not None else 0.0


def is_point_like(anchor: Anchor) -> bool:
    place = anchor.place
    return place is not None and (place.precision in POINT_LIKE or place.kind == "island")


def is_wide(anchor: Anchor) -> bool:
    """Whether it is an area smaller than a country: a region, an archipelago."""
    return anchor.place is not None and anchor.place.precision != "country"


def unsaid_km(anchor: Anchor) -> float:
    small = anchor.place is not None and radius_of(anchor) < NO_DISTANCE_TOWN_KM
    return NO_DISTANCE_TOWN_KM if small and not anchor.coast else NO_DISTANCE_KM


def from_town(anchor: Anchor) -> Anchor:
    """The town instead of the region of its name: distances are measured from towns."""
    place = anchor.place
    if place is None or place.precision not in ("adm1", "adm2") or anchor.coast:
        return anchor
    for candidate in place.candidates:
        entry = candidate.entry
        if entry.precision == "city" and entry.country == place.country:
            town = replace(
                place,
                point=entry.point,
                precision="city",
                radius_km=entry.radius_km,
                kind=entry.kind,
                gazetteer_id=entry.id,
            )
            return replace(anchor, place=town)
    return anchor
