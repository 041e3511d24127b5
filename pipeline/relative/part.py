"""Positions in a part of an area: northern Syria, the south of Peru, the eastern Mediterranean."""

from __future__ import annotations

import numpy as np

from pipeline.model import Point
from pipeline.relative import geodesy
from pipeline.relative.anchors import POINT_LIKE, point_of, radius_of
from pipeline.relative.grid import Grid, Mask
from pipeline.relative.phrases import Anchor
from pipeline.relative.solved import MIN_RADIUS_KM, Context, Region, Solved

RULE = "part of the area"
OUTER = 2 / 3  # of the land lies on this side of what people have in mind
SPREAD = 3.0  # of a country's radius: an outline farther away is an island of its own


def part(anchor: Anchor, bearing: float, context: Context) -> Solved | None:
    """In the half of the area that lies in a direction, in water where the area is water."""
    place, point = anchor.place, point_of(anchor)
    if place is None or point is None or place.precision in POINT_LIKE:
        return None
    if place.precision == "country":
        found = _of_country(anchor, point, bearing, context)
        if found is not None:
            return found
    if place.use != "literal":
        return None
    radius = radius_of(anchor)
    on_land = place.precision != "water_body"
    for share in (0.5, 0.4, 0.3, 0.2):
        end = geodesy.destination(point, bearing, share * radius)
        if context.coast.is_land(end) == on_land:
            region = Region(beyond=(point, bearing), on_land=on_land)
            offshore = None if on_land else True
            return Solved(end, max(MIN_RADIUS_KM, radius / 2), RULE, offshore, region)
    return None


def _of_country(anchor: Anchor, point: Point, bearing: float, context: Context) -> Solved | None:
    """The middle of the outer third, in the area of that half; None without an outline."""
    outline = context.coast.outline(anchor.country)
    outline = outline[geodesy.distances_km(point, outline) < SPREAD * radius_of(anchor)]
    if not len(outline):
        return None
    grid = Grid.around(point, float(geodesy.distances_km(point, outline).max()))
    if grid is None:
        return None
    inside = context.coast.country_at(anchor.country, grid.lats, grid.lons)
    inside &= context.coast.land_at(grid.lats, grid.lons)
    if not inside.any():
        return None
    ahead = grid.ahead_km(point, bearing)
    half_way, outer = np.quantile(ahead[inside], (0.5, OUTER)).tolist()
    half = inside & (ahead >= half_way)
    row, column = _middle_node(inside & (ahead >= outer))
    middle = grid.point(row, column)
    reach = float(grid.distances_km(middle)[half].max()) + grid.high_km
    region = Region(
        reach_km=reach,
        beyond=(geodesy.destination(point, bearing, half_way), bearing),
        on_land=True,
        country=anchor.country,
    )
    return Solved(middle, max(MIN_RADIUS_KM, radius_of(anchor) / 2), RULE, region=region)


def _middle_node(mask: Mask) -> tuple[int, int]:
    """The set node nearest to the middle of all that are set."""
    nodes = np.argwhere(mask)
    at = int(np.argmin(((nodes - nodes.mean(axis=0)) ** 2).sum(axis=1)))
    return int(nodes[at, 0]), int(nodes[at, 1])
