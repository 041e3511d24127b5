"""Where a relative place is: a point, a radius and an area, from coast and geodesics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.model import Point
from pipeline.relative import geodesy
from pipeline.relative.coast import Coast
from pipeline.relative.phrases import Anchor, Phrase

NO_DISTANCE_KM = 60.0  # "north of X", "off X": how far the point is put when nobody says
NO_DISTANCE_TOWN_KM = 30.0  # the same for a town or a small island
NO_DISTANCE_RADIUS_KM = 150.0  # and how unsure that is
RADIUS_SHARE = 0.3  # of a distance: people round, and measure from different ends of a place
MIN_RADIUS_KM = 25.0
NEAR_SHARE = 1.5  # of the anchor's radius: "near X" reaches that far beyond its middle
POINT_LIKE = frozenset({"exact", "site", "city"})  # else a place is measured from its edge
COAST_REACH_KM = 120.0  # a town farther inland is not what "off X" is measured from
BEARINGS = tuple(i * 22.5 for i in range(16))
CANDIDATES = 48  # stretches of coast that are tried
CLEAR = 0.8  # of the distance: so far from all land a point off the coast must be


@dataclass(frozen=True, slots=True)
class Context:
    """What the position depends on beside the phrase."""

    coast: Coast
    pulls: tuple[Point, ...]  # other places told nearby, nearest in the text first
    nautical: bool  # a plain mile is a nautical one
    at_sea: bool  # the text is about ships


@dataclass(frozen=True, slots=True)
class Solved:
    """A position with its certainty."""

    point: Point
    radius_km: float
    rule: str  # how it was found
    offshore: bool | None = None


def solve(phrase: Phrase, context: Context) -> Solved | None:
    """The position of a phrase; None when nothing is known of its anchor, or nothing gained."""
    distance = phrase.distance.km(nautical=context.nautical) if phrase.distance else None
    anchor = _from_town(phrase.anchor) if distance is not None else phrase.anchor
    if phrase.op == "between":
        return _between(anchor, phrase.other)
    if phrase.op == "border":
        return _border(anchor, phrase.other, context)
    if phrase.op == "part":
        return _part(anchor, phrase.bearing_deg or 0.0, context)
    if phrase.op == "near" and not anchor.coast:
        return _near(anchor)
    if phrase.op == "inland":
        return _inland(anchor, distance, context)
    if phrase.bearing_deg is not None:
        return _bearing(anchor, phrase.bearing_deg, distance, context)
    if phrase.op in ("offshore", "near") or anchor.coast or _seaward(anchor, context):
        return _offshore(anchor, distance, context)
    return _around(anchor, distance)


def _from_town(anchor: Anchor) -> Anchor:
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


def _radius(distance: float | None) -> float:
    if distance is None:
        return NO_DISTANCE_RADIUS_KM
    return max(MIN_RADIUS_KM, RADIUS_SHARE * distance)


def _seaward(anchor: Anchor, context: Context) -> bool:
    """Whether "12 miles from X" of a ship means that far out at sea."""
    point = _point(anchor)
    return context.at_sea and point is not None and context.coast.to_coast_km(point) < MIN_RADIUS_KM


def _point(anchor: Anchor) -> Point | None:
    return anchor.place.point if anchor.place is not None else None


def _is_point_like(anchor: Anchor) -> bool:
    place = anchor.place
    return place is not None and (place.precision in POINT_LIKE or place.kind == "island")


def _unsaid(anchor: Anchor) -> float:
    small = anchor.place is not None and _radius_of(anchor) < NO_DISTANCE_TOWN_KM
    return NO_DISTANCE_TOWN_KM if small and not anchor.coast else NO_DISTANCE_KM


def _is_wide(anchor: Anchor) -> bool:
    """Whether it is an area smaller than a country: a region, an archipelago."""
    return anchor.place is not None and anchor.place.precision != "country"


def _bearing(
    anchor: Anchor, bearing: float, distance: float | None, context: Context
) -> Solved | None:
    """So far in a direction: from a town itself, from the edge of a country or sea."""
    length = distance if distance is not None else _unsaid(anchor)
    start = _point(anchor)
    if start is not None and _is_point_like(anchor) and not anchor.coast:
        end = geodesy.destination(start, bearing, length)
        return Solved(end, _radius(distance), "distance and bearing from the place")
    coast = _coast_of(anchor, context)
    if distance is not None and not anchor.coast and (_is_wide(anchor) or not context.pulls):
        coast = _extreme(
            coast if _is_wide(anchor) else context.coast.of_country(anchor.country), bearing
        )
    if len(coast):
        found = _from_coast(coast, [bearing], length, context)
        if found is not None:
            return Solved(found, _radius(distance), "distance and bearing from the coast", True)
    if start is None:
        return None
    edge = _radius_of(anchor)
    end = geodesy.destination(start, bearing, edge + length)
    return Solved(end, _radius(distance) + edge / 2, "distance and bearing from the edge")


def _extreme(positions: geodesy.Array, bearing: float) -> geodesy.Array:
    """The coast that lies farthest in a direction, farthest first: what "north of X" starts at."""
    if not len(positions):
        return positions
    angle = np.radians(bearing)
    east = positions[:, 1] * np.cos(np.radians(positions[:, 0]))
    order = np.argsort(-(positions[:, 0] * np.cos(angle) + east * np.sin(angle)))
    return np.asarray(positions[order[: CANDIDATES * 4 : 4]])


def _offshore(anchor: Anchor, distance: float | None, context: Context) -> Solved | None:
    """So far out at sea: from the nearest stretch of coast, straight away from all land."""
    length = distance if distance is not None else _unsaid(anchor)
    bearings = BEARINGS if anchor.direction is None else [anchor.direction]
    found = _from_coast(_coast_of(anchor, context), bearings, length, context)
    if found is None:
        return None
    if _is_guess(anchor, context):
        radius = max(_radius(distance), NO_DISTANCE_RADIUS_KM)
        return Solved(found, radius, "distance off the coast, taken near the capital", True)
    return Solved(found, _radius(distance), "distance straight off the coast", True)


def _is_guess(anchor: Anchor, context: Context) -> bool:
    """Whether nothing says which stretch of a country's long coast is meant."""
    coast = context.coast.of_country(anchor.country)
    whole = anchor.place is None or anchor.place.precision == "country"
    pulled = any(
        geodesy.distances_km(p, coast).min() < PULL_KM for p in context.pulls if len(coast)
    )
    return whole and len(coast) > LONG_COAST and not pulled


def _coast_of(anchor: Anchor, context: Context) -> geodesy.Array:
    """Stretches of the anchor's coast, the one most likely meant first."""
    point = _point(anchor)
    if point is not None and _is_point_like(anchor):
        if context.coast.to_coast_km(point) > COAST_REACH_KM:
            return np.empty((0, 2))
        nearest = context.coast.nearest(point)
        own = point if not context.coast.is_land(point) else nearest
        return np.array([[own.lat, own.lon]])
    if not _is_wide(anchor):
        coast = context.coast.of_country(anchor.country)
    elif point is not None:
        reach = (_radius_of(anchor) or MIN_RADIUS_KM) * 1.2
        coast = context.coast.near(point, reach)
    else:
        coast = np.empty((0, 2))
    return _sorted(coast, _pull(anchor, coast, context))


def _radius_of(anchor: Anchor) -> float:
    return (anchor.place.radius_km or 0.0) if anchor.place is not None else 0.0


LONG_COAST = 40  # stored positions: about 500 km, what a wide radius covers anyway


def _pull(anchor: Anchor, coast: geodesy.Array, context: Context) -> Point | None:
    """What tells which stretch of a long coast is meant: a place told beside it, the capital."""
    for pull in context.pulls:
        if len(coast) and geodesy.distances_km(pull, coast).min() < PULL_KM:
            return pull
    return (
        _point(anchor)
        if _is_wide(anchor)
        else (context.coast.capital(anchor.country) or _point(anchor))
    )


PULL_KM = 700.0  # a place farther from the coast than this says nothing about the stretch meant


def _sorted(positions: geodesy.Array, pull: Point | None) -> geodesy.Array:
    if pull is None or not len(positions):
        return positions[:: max(1, len(positions) // CANDIDATES)]
    distances = geodesy.distances_km(pull, positions)
    order = np.argsort(distances)[: CANDIDATES * 8 : 8]
    return np.asarray(positions[order])


def _from_coast(
    coast: geodesy.Array, bearings: Sequence[float], length: float, context: Context
) -> Point | None:
    """The first stretch from which a bearing leads that far out to sea; else the best of all."""
    best: tuple[float, Point] | None = None
    for start in geodesy.points(coast):
        ends = [geodesy.destination(start, bearing, length) for bearing in bearings]
        clear = context.coast.clearances_km(start, ends)
        at = int(np.argmax(clear))
        if clear[at] >= CLEAR * length:
            return ends[at]
        if best is None or clear[at] > best[0]:
            best = (float(clear[at]), ends[at])
    return best[1] if best is not None and best[0] > 0 else None


def _inland(anchor: Anchor, distance: float | None, context: Context) -> Solved | None:
    """So far from the coast on the land side."""
    length = distance if distance is not None else NO_DISTANCE_KM
    best: tuple[float, Point] | None = None
    for start in geodesy.points(_coast_of(anchor, context)[:CANDIDATES]):
        ends = [geodesy.destination(start, bearing, length) for bearing in BEARINGS]
        clear = context.coast.clearances_km(start, ends)
        at = int(np.argmin(clear))
        if best is None or clear[at] < best[0]:
            best = (float(clear[at]), ends[at])
        if clear[at] <= -CLEAR * length:
            break
    if best is None or best[0] >= 0:
        return None
    return Solved(best[1], _radius(distance), "distance inland from the coast", False)


def _around(anchor: Anchor, distance: float | None) -> Solved | None:
    """``40 km from X``: anywhere at that distance, so the place itself with that radius."""
    point = _point(anchor)
    if point is None:
        return None
    edge = _radius_of(anchor)
    return Solved(point, max(MIN_RADIUS_KM, (distance or 0.0) + edge), "within that distance")


def _near(anchor: Anchor) -> Solved | None:
    """Beside a town. "Near" a country says no more than the country does."""
    place, point = anchor.place, _point(anchor)
    if point is None or place is None or place.use != "literal" or place.precision == "country":
        return None
    radius = max(MIN_RADIUS_KM, NEAR_SHARE * _radius_of(anchor))
    return Solved(point, radius, "near the place")


def _between(anchor: Anchor, second: Anchor | None) -> Solved | None:
    one, other = _point(anchor), _point(second) if second is not None else None
    if one is None or other is None or one == other:
        return None
    half = geodesy.distance_km(one, other) / 2
    return Solved(geodesy.middle(one, other), max(MIN_RADIUS_KM, half), "between the two places")


def _border(anchor: Anchor, second: Anchor | None, context: Context) -> Solved | None:
    neighbour = second.country if second is not None else anchor.second_country
    if not neighbour:
        return None
    positions = context.coast.border(anchor.country, neighbour)
    if not len(positions):
        return None
    pull = next(iter(context.pulls), None) or Point(*np.median(positions, axis=0).tolist())
    near = positions[int(np.argmin(geodesy.distances_km(pull, positions)))]
    point = Point(*near.tolist())
    spread = float(geodesy.distances_km(point, positions).max())
    radius = max(MIN_RADIUS_KM, min(NO_DISTANCE_RADIUS_KM, spread))
    return Solved(point, radius, "on the border between the two countries")


def _part(anchor: Anchor, bearing: float, context: Context) -> Solved | None:
    """``northern X``: half way from its middle to its edge, in water where X is water."""
    place, point = anchor.place, _point(anchor)
    if place is None or point is None or place.use != "literal" or place.precision in POINT_LIKE:
        return None
    edge = _edge(anchor, point, bearing, context)
    on_land = place.precision != "water_body"
    away = geodesy.bearing_deg(point, edge) if edge != point else bearing
    for share in (0.5, 0.4, 0.3, 0.2):
        end = geodesy.destination(point, away, share * geodesy.distance_km(point, edge))
        if context.coast.is_land(end) == on_land:
            return Solved(end, max(MIN_RADIUS_KM, _radius_of(anchor) / 2), "part of the area")
    return None


def _edge(anchor: Anchor, point: Point, bearing: float, context: Context) -> Point:
    """The farthest point of the area in a direction."""
    outline = context.coast.outline(anchor.country)
    if anchor.place is not None and anchor.place.precision == "country" and len(outline):
        return geodesy.points(_extreme(outline, bearing)[:1])[0]
    return geodesy.destination(point, bearing, _radius_of(anchor))
