"""Positions between two places, on a border, and in a part of an area."""

from __future__ import annotations

import numpy as np

from pipeline.model import Point
from pipeline.relative import geodesy
from pipeline.relative.anchors import POINT_LIKE, point_of, radius_of
from pipeline.relative.phrases import Anchor
from pipeline.relative.shore import extreme
from pipeline.relative.solved import MIN_RADIUS_KM, NO_DISTANCE_RADIUS_KM, Context, Solved


def between(anchor: Anchor, second: Anchor | None) -> Solved | None:
    one, other = point_of(anchor), point_of(second) if second is not None else None
    if one is None or other is None or one == other:
        return None
    half = geodesy.distance_km(one, other) / 2
    return Solved(geodesy.middle(one, other), max(MIN_RADIUS_KM, half), "between the two places")


def border(anchor: Anchor, second: Anchor | None, context: Context) -> Solved | None:
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


def part(anchor: Anchor, bearing: float, context: Context) -> Solved | None:
    """``northern X``: half way from its middle to its edge, in water where X is water."""
    place, point = anchor.place, point_of(anchor)
    if place is None or point is None or place.use != "literal" or place.precision in POINT_LIKE:
        return None
    edge = _edge(anchor, point, bearing, context)
    on_land = place.precision != "water_body"
    away = geodesy.bearing_deg(point, edge) if edge != point else bearing
    for share in (0.5, 0.4, 0.3, 0.2):
        end = geodesy.destination(point, away, share * geodesy.distance_km(point, edge))
        if context.coast.is_land(end) == on_land:
            return Solved(end, max(MIN_RADIUS_KM, radius_of(anchor) / 2), "part of the area")
    return None


def _edge(anchor: Anchor, point: Point, bearing: float, context: Context) -> Point:
    """The farthest point of the area in a direction."""
    outline = context.coast.outline(anchor.country)
    if anchor.place is not None and anchor.place.precision == "country" and len(outline):
        return geodesy.points(extreme(outline, bearing)[:1])[0]
    return geodesy.destination(point, bearing, radius_of(anchor))
