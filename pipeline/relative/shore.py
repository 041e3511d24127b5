"""Positions off a coast and inland from it: which stretch is meant, and straight away from it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.model import Point
from pipeline.relative import geodesy
from pipeline.relative.anchors import (
    COAST_REACH_KM,
    NO_DISTANCE_KM,
    is_point_like,
    is_wide,
    point_of,
    radius_of,
    unsaid_km,
)
from pipeline.relative.grid import Grid
from pipeline.relative.phrases import Anchor
from pipeline.relative.solved import (
    MIN_RADIUS_KM,
    NO_DISTANCE_RADIUS_KM,
    Context,
    Region,
    Solved,
    radius_km_of,
)

BEARINGS = tuple(i * 22.5 for i in range(16))
CANDIDATES = 48  # stretches of coast that are tried
CLEAR = 0.8  # of the distance: so far from all land a point off the coast must be
BAND = 0.3  # of a distance from the coast: so far either way the band goes
REACH = 2.5  # lengths that the area goes around the point when no distance is said
SIDE_POSITIONS = 96  # of a coast that are tried for the side that is meant
LONG_COAST = 40  # stored positions: about 500 km, what a wide radius covers anyway
PULL_KM = 700.0  # a place farther from the coast than this says nothing about the stretch meant


def offshore(anchor: Anchor, distance: float | None, context: Context) -> Solved | None:
    """So far out at sea: from the nearest stretch of coast, straight away from all land."""
    length = distance if distance is not None else unsaid_km(anchor)
    bearings = BEARINGS if anchor.direction is None else [anchor.direction]
    found = from_coast(coast_of(anchor, context), bearings, length, context)
    if found is None:
        return None
    radius, rule = radius_km_of(distance), "distance straight off the coast"
    if is_guess(anchor, context):
        radius = max(radius, NO_DISTANCE_RADIUS_KM)
        rule = "distance off the coast, taken near the capital"
    return Solved(found, radius, rule, True, _along_coast(found, distance, length, radius, context))


def _along_coast(
    point: Point, distance: float | None, length: float, radius: float, context: Context
) -> Region:
    """A band of water or land as far from the coast as is said, where the coast is in reach."""
    reach = min(radius, REACH * length) if distance is None else radius
    if distance is None:
        return Region(reach_km=reach, band_km=(0.0, 2.0 * length))
    if (1.0 + BAND) * distance > reach:
        return Region()
    clear = context.coast.to_coast_km(point)  # less than the distance between two coasts
    return Region(
        band_km=(min((1.0 - BAND) * distance, 0.9 * clear), (1.0 + BAND) * max(distance, clear))
    )


def into_water(point: Point, within_km: float, context: Context) -> Point | None:
    """The point, or the nearest water within a distance when it is on land; None without any."""
    if not context.coast.is_land(point):
        return point
    grid = Grid.around(point, within_km)
    if grid is None:
        return None
    away = grid.distances_km(point)
    away[context.coast.land_at(grid.lats, grid.lons)] = np.inf
    row, column = np.unravel_index(int(np.argmin(away)), away.shape)
    return grid.point(int(row), int(column)) if np.isfinite(away[row, column]) else None


def inland(anchor: Anchor, distance: float | None, context: Context) -> Solved | None:
    """So far from the coast on the land side."""
    length = distance if distance is not None else NO_DISTANCE_KM
    best: tuple[float, Point] | None = None
    for start in geodesy.points(coast_of(anchor, context)[:CANDIDATES]):
        ends = [geodesy.destination(start, bearing, length) for bearing in BEARINGS]
        clear = context.coast.clearances_km(start, ends)
        at = int(np.argmin(clear))
        if best is None or clear[at] < best[0]:
            best = (float(clear[at]), ends[at])
        if clear[at] <= -CLEAR * length:
            break
    if best is None or best[0] >= 0:
        return None
    radius = radius_km_of(distance)
    region = _along_coast(best[1], distance, length, radius, context)
    return Solved(best[1], radius, "distance inland from the coast", False, region)


def is_guess(anchor: Anchor, context: Context) -> bool:
    """Whether nothing says which stretch of a country's long coast is meant."""
    coast = context.coast.of_country(anchor.country)
    whole = anchor.place is None or anchor.place.precision == "country"
    return whole and len(coast) > LONG_COAST and _pulling(coast, context) is None


def coast_of(anchor: Anchor, context: Context) -> geodesy.Array:
    """Stretches of the anchor's coast, the one most likely meant first."""
    point = point_of(anchor)
    if point is not None and is_point_like(anchor):
        if context.coast.to_coast_km(point) > COAST_REACH_KM:
            return np.empty((0, 2))
        nearest = context.coast.nearest(point)
        own = point if not context.coast.is_land(point) else nearest
        return np.array([[own.lat, own.lon]])
    if not is_wide(anchor):
        coast = context.coast.of_country(anchor.country)
    elif point is not None:
        reach = (radius_of(anchor) or MIN_RADIUS_KM) * 1.2
        coast = context.coast.near(point, reach)
    else:
        coast = np.empty((0, 2))
    return _sorted(coast, _pull(anchor, coast, context))


def _pull(anchor: Anchor, coast: geodesy.Array, context: Context) -> Point | None:
    """What tells which stretch of a long coast is meant: a place told beside it, the capital."""
    pull = _pulling(coast, context)
    if pull is not None or is_wide(anchor):
        return pull or point_of(anchor)
    return context.coast.capital(anchor.country) or point_of(anchor)


def _sorted(positions: geodesy.Array, pull: Point | None) -> geodesy.Array:
    if pull is None or not len(positions):
        return positions[:: max(1, len(positions) // CANDIDATES)]
    distances = geodesy.distances_km(pull, positions)
    order = np.argsort(distances)[: CANDIDATES * 8 : 8]
    return np.asarray(positions[order])


def extreme(positions: geodesy.Array, bearing: float) -> geodesy.Array:
    """The coast that lies farthest in a direction, farthest first: what "north of X" starts at."""
    if not len(positions):
        return positions
    angle = np.radians(bearing)
    east = positions[:, 1] * np.cos(np.radians(positions[:, 0]))
    order = np.argsort(-(positions[:, 0] * np.cos(angle) + east * np.sin(angle)))
    return np.asarray(positions[order[: CANDIDATES * 4 : 4]])


def off_side(anchor: Anchor, bearing: float, length: float, context: Context) -> Point | None:
    """Off the middle of the coast that faces a direction: off the west coast of Ireland.

    None when another place tells the stretch, or the anchor is no country.
    """
    coast = context.coast.of_country(anchor.country)
    if anchor.direction is None or is_wide(anchor) or _pulling(coast, context) is not None:
        return None
    ends = []
    for start in geodesy.points(coast[:: max(1, len(coast) // SIDE_POSITIONS)]):
        end = geodesy.destination(start, bearing, length)
        if context.coast.clearances_km(start, [end])[0] >= CLEAR * length:
            ends.append([end.lat, end.lon])
    if not ends:
        return None
    facing = np.array(ends)
    middle = Point(*np.median(facing, axis=0).tolist())
    return Point(*facing[int(np.argmin(geodesy.distances_km(middle, facing)))].tolist())


def _pulling(coast: geodesy.Array, context: Context) -> Point | None:
    """The first other place that lies near enough to tell which stretch of coast is meant."""
    for pull in context.pulls:
        if len(coast) and geodesy.distances_km(pull, coast).min() < PULL_KM:
            return pull
    return None


def from_coast(
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
