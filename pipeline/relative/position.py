"""Where a relative place is: a point and a radius, from coast and geodesics."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import Point
from pipeline.relative import geodesy
from pipeline.relative.anchors import (
    from_town,
    is_point_like,
    is_wide,
    on_coast,
    point_of,
    radius_of,
    unsaid_km,
)
from pipeline.relative.between import between, border
from pipeline.relative.part import part
from pipeline.relative.phrases import Anchor, Phrase
from pipeline.relative.shore import (
    coast_of,
    extreme,
    from_coast,
    inland,
    is_guess,
    off_side,
    offshore,
)
from pipeline.relative.solved import (
    MIN_RADIUS_KM,
    NO_DISTANCE_RADIUS_KM,
    Context,
    Region,
    Solved,
    radius_km_of,
)

QUARTER_DEG = 45.0  # to either side: how widely people use "north"
FINE_DEG = 22.5  # and "north-northeast"
SECTOR_REACH = 2.0  # lengths around the point: from the anchor to three lengths away
NEAR_SHARE = 1.5  # of the anchor's radius: "near X" reaches that far beyond its middle


def solve(phrase: Phrase, context: Context) -> Solved | None:
    """The position of a phrase; None when nothing is known of its anchor, or nothing gained.

    ``40 to 60 km`` and ``tens of miles`` widen the radius by what they leave open.
    """
    solved = _solve(phrase, context)
    if solved is None or phrase.distance is None:
        return solved
    open_km = phrase.distance.spread_km(nautical=context.nautical)
    return replace(solved, radius_km=max(solved.radius_km, open_km))


def settled(phrase: Phrase, context: Context) -> Phrase:
    """The phrase with the namesake of its anchor by the sea, when it tells of the sea."""
    if context.by_lake:
        return phrase  # "on Lake Constance off Lindau"
    if phrase.op != "offshore" and not (phrase.op in ("near", "distance") and context.at_sea):
        return phrase
    return replace(phrase, anchor=on_coast(phrase.anchor, context.coast.to_coast_km))


def _solve(phrase: Phrase, context: Context) -> Solved | None:
    distance = phrase.distance.km(nautical=context.nautical) if phrase.distance else None
    anchor = from_town(phrase.anchor) if distance is not None else phrase.anchor
    if phrase.op == "between":
        return between(phrase, context)
    if phrase.op == "border" or anchor.second_country:
        return border(anchor, phrase, distance, context)
    if phrase.op == "part":
        return part(anchor, phrase.bearing_deg or 0.0, context)
    if phrase.op == "near" and not anchor.coast:
        return _near(anchor)
    if phrase.op == "inland":
        return inland(anchor, distance, context)
    if phrase.bearing_deg is not None:
        return _bearing(anchor, phrase.bearing_deg, distance, context)
    if phrase.op in ("offshore", "near") or anchor.coast or _seaward(phrase, anchor, context):
        return offshore(anchor, distance, context)
    return _around(anchor, distance)


def _seaward(phrase: Phrase, anchor: Anchor, context: Context) -> bool:
    """Whether "12 miles from X" of a ship, or 12 nautical ones, means that far out at sea."""
    point, distance = point_of(anchor), phrase.distance
    at_sea = context.at_sea or (distance is not None and distance.unit == "nautical_mile")
    return at_sea and point is not None and context.coast.to_coast_km(point) < MIN_RADIUS_KM


def _bearing(
    anchor: Anchor, bearing: float, distance: float | None, context: Context
) -> Solved | None:
    """So far in a direction: from a town itself, from the edge of a country or sea."""
    length = distance if distance is not None else unsaid_km(anchor)
    start = point_of(anchor)
    if start is not None and is_point_like(anchor) and not anchor.coast:
        end = geodesy.destination(start, bearing, length)
        region = Region() if distance is not None else _sector(start, bearing, length)
        rule = "distance and bearing from the place"
        return Solved(end, radius_km_of(distance), rule, region=region)
    found = _seaward_of(anchor, bearing, distance, context)
    if found is not None or start is None:
        return found
    edge = radius_of(anchor)
    end = geodesy.destination(start, bearing, edge + length)
    return Solved(end, radius_km_of(distance) + edge / 2, "distance and bearing from the edge")


def _seaward_of(
    anchor: Anchor, bearing: float, distance: float | None, context: Context
) -> Solved | None:
    """So far in a direction from the coast; None when that does not lead out to sea."""
    length = distance if distance is not None else unsaid_km(anchor)
    coast = coast_of(anchor, context)
    if distance is not None and not anchor.coast and (is_wide(anchor) or not context.pulls):
        whole = coast if is_wide(anchor) else context.coast.of_country(anchor.country)
        coast = extreme(whole, bearing)
    found = off_side(anchor, bearing, length, context)
    found = found or from_coast(coast, [bearing], length, context)
    if found is None:
        return None
    radius = radius_km_of(distance)
    if anchor.coast and is_guess(anchor, context):
        radius = max(radius, NO_DISTANCE_RADIUS_KM)
    foot = geodesy.destination(found, bearing + 180.0, length)
    region = Region() if distance is not None else Region(beyond=(foot, bearing))
    return Solved(found, radius, "distance and bearing from the coast", True, region)


def _sector(apex: Point, bearing: float, length: float) -> Region:
    """Anywhere in that direction, as far beyond the point again; a finer word is a finer angle."""
    half = QUARTER_DEG if bearing % QUARTER_DEG == 0 else FINE_DEG
    return Region(reach_km=SECTOR_REACH * length, sector=(apex, bearing, half))


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
