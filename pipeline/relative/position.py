"""Where a relative place is: a point and a radius, from coast and geodesics."""

from __future__ import annotations

from pipeline.relative import geodesy
from pipeline.relative.anchors import (
    from_town,
    is_point_like,
    is_wide,
    point_of,
    radius_of,
    unsaid_km,
)
from pipeline.relative.between import between, border, part
from pipeline.relative.phrases import Anchor, Phrase
from pipeline.relative.shore import coast_of, extreme, from_coast, inland, offshore
from pipeline.relative.solved import MIN_RADIUS_KM, Context, Solved, radius_km_of

NEAR_SHARE = 1.5  # of the anchor's radius: "near X" reaches that far beyond its middle


def solve(phrase: Phrase, context: Context) -> Solved | None:
    """The position of a phrase; None when nothing is known of its anchor, or nothing gained."""
    distance = phrase.distance.km(nautical=context.nautical) if phrase.distance else None
    anchor = from_town(phrase.anchor) if distance is not None else phrase.anchor
    if phrase.op == "between":
        return between(anchor, phrase.other)
    if phrase.op == "border":
        return border(anchor, phrase.other, context)
    if phrase.op == "part":
        return part(anchor, phrase.bearing_deg or 0.0, context)
    if phrase.op == "near" and not anchor.coast:
        return _near(anchor)
    if phrase.op == "inland":
        return inland(anchor, distance, context)
    if phrase.bearing_deg is not None:
        return _bearing(anchor, phrase.bearing_deg, distance, context)
    if phrase.op in ("offshore", "near") or anchor.coast or _seaward(anchor, context):
        return offshore(anchor, distance, context)
    return _around(anchor, distance)


def _seaward(anchor: Anchor, context: Context) -> bool:
    """Whether "12 miles from X" of a ship means that far out at sea."""
    point = point_of(anchor)
    return context.at_sea and point is not None and context.coast.to_coast_km(point) < MIN_RADIUS_KM


def _bearing(
    anchor: Anchor, bearing: float, distance: float | None, context: Context
) -> Solved | None:
    """So far in a direction: from a town itself, from the edge of a country or sea."""
    length = distance if distance is not None else unsaid_km(anchor)
    start = point_of(anchor)
    if start is not None and is_point_like(anchor) and not anchor.coast:
        end = geodesy.destination(start, bearing, length)
        return Solved(end, radius_km_of(distance), "distance and bearing from the place")
    coast = coast_of(anchor, context)
    if distance is not None and not anchor.coast and (is_wide(anchor) or not context.pulls):
        coast = extreme(
            coast if is_wide(anchor) else context.coast.of_country(anchor.country), bearing
        )
    if len(coast):
        found = from_coast(coast, [bearing], length, context)
        if found is not None:
            return Solved(
                found, radius_km_of(distance), "distance and bearing from the coast", True
            )
    if start is None:
        return None
    edge = radius_of(anchor)
    end = geodesy.destination(start, bearing, edge + length)
    return Solved(end, radius_km_of(distance) + edge / 2, "distance and bearing from the edge")


def _around(anchor: Anchor, distance: float | None) -> Solved | None:
    """``40 km from X``: anywhere at that distance, so the place itself with that radius."""
    point = point_of(anchor)
    if point is None:
        return None
    edge = radius_of(anchor)
    return Solved(point, max(MIN_RADIUS_KM, (distance or 0.0) + edge), "within that distance")


def _near(anchor: Anchor) -> Solved | None:
    """Beside a town. "Near" a country says no more than the country does."""
    place, point = anchor.place, point_of(anchor)
    if point is None or place is None or place.use != "literal" or place.precision == "country":
        return None
    radius = max(MIN_RADIUS_KM, NEAR_SHARE * radius_of(anchor))
    return Solved(point, radius, "near the place")
