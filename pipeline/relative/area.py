"""The area of a relative place as GeoJSON: a band of sea, a strip along a border, a sector.

The shape that the words say is worked out on a grid around the point, cut to the water or to the
land, and outlined. What does not hang together with the point is left out; islands smaller than a
twentieth of the area are left in. The ring is counter-clockwise and is cut at the 180th meridian,
as RFC 7946 asks.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from pipeline.model import Point
from pipeline.relative import geodesy
from pipeline.relative.coast import Coast
from pipeline.relative.grid import Field, Grid
from pipeline.relative.outline import EDGE_SHARE, area_of, rings, simplified
from pipeline.relative.solved import Region, Solved

DIGITS = 3  # decimals of a degree: 100 m
CORNERS = 80  # at most, of all rings together
CIRCLE = 48  # corners of a circle that nothing cuts
LEAST = 0.15  # of a cell: a corner that makes less is left out
PIECES = 8  # the largest islands of a country that are drawn
HOLE_SHARE = 0.05  # of the area: land in the water that is worth a hole
MARGIN = 1.05  # of the radius: so far the grid goes
SLACK = 0.12  # a way over a point "between" is at most so much longer than the straight one
SLACK_KM = 8.0  # and at least this much

_Rings = list[list[list[float]]]


def area(solved: Solved, coast: Coast) -> str:
    """The geometry of a position: Polygon, or MultiPolygon across the 180th meridian.

    Empty near a pole, where a circle must do.
    """
    region, point = solved.region, solved.point
    if region.is_circle and solved.offshore is None and (ring := _circle(point, solved.radius_km)):
        return _json([[ring]])
    grid = Grid.around(point, (region.reach_km or solved.radius_km) * MARGIN)
    grid = grid or Grid.around(point, solved.radius_km * MARGIN)  # the rest lies about a pole
    if grid is None:
        return ""
    field = _field(solved, grid, coast)
    field[grid.middle] = max(field[grid.middle], grid.high_km / 2)  # the point is always inside
    if not region.country:  # of a country its islands count as well
        hangs = grid.connected(field > 0, grid.middle)
        field = np.where(hangs, field, np.minimum(field, -grid.high_km / 4))
    parts = _parts(field, grid)
    corners = CORNERS // len(parts)
    return _json([polygon for part in parts for polygon in _polygons(part, grid, corners)])


def _circle(point: Point, radius_km: float) -> list[list[float]] | None:
    """None when it reaches a pole or the 180th meridian."""
    if abs(point.lat) + radius_km / 110.0 > 89.0:
        return None
    corners = geodesy.circle(point, radius_km, CIRCLE)
    if max(c.lon for c in corners) - min(c.lon for c in corners) > 180.0:
        return None
    ring = [[round(c.lon, DIGITS), round(c.lat, DIGITS)] for c in reversed(corners)]
    return [*ring, ring[0]]


def _field(solved: Solved, grid: Grid, coast: Coast) -> Field:
    """How many kilometres inside every node lies."""
    region = solved.region
    field = (region.reach_km or solved.radius_km) - grid.distances_km(solved.point)
    if region.sector is not None:
        apex, bearing, half = region.sector
        off = np.abs((grid.bearings_deg(apex) - bearing + 180.0) % 360.0 - 180.0)
        aside = np.sin(np.radians(np.clip(half - off, -90.0, 90.0)))
        field = np.minimum(field, grid.distances_km(apex) * aside)
    if region.ends is not None:
        one, other = region.ends
        straight = geodesy.distance_km(one, other)
        longest = straight + max(SLACK * straight, SLACK_KM)
        way = grid.distances_km(one) + grid.distances_km(other)
        field = np.minimum(field, (longest - way) / 2)
    if region.along is not None:
        field = np.minimum(field, region.width_km - grid.nearest_km(region.along))
    if region.beyond is not None:
        field = np.minimum(field, grid.ahead_km(*region.beyond))
    return np.minimum(field, _on_its_side(solved, grid, coast))


def _on_its_side(solved: Solved, grid: Grid, coast: Coast) -> Field:
    """How far inside the water, the land, the band along the coast or the country."""
    region: Region = solved.region
    if solved.offshore is None and not region.on_land and not region.country:
        return np.full((len(grid.lats), len(grid.lons)), np.inf)
    land = coast.land_at(grid.lats, grid.lons)
    wanted = ~land if solved.offshore else land
    half = grid.high_km / 2
    field = np.where(wanted, half, -half)
    if region.band_km is not None:
        away = grid.from_mask_km(~wanted)
        if np.isfinite(away).all():
            band = np.minimum(away - region.band_km[0], region.band_km[1] - away)
            field = np.minimum(field, np.maximum(band, -half))
    if region.country:
        inside = coast.country_at(region.country, grid.lats, grid.lons)
        field = np.minimum(field, np.where(inside, half, -half))
    return np.asarray(field)


def _parts(field: Field, grid: Grid) -> list[Field]:
    """The field on either side of the 180th meridian, where it reaches across."""
    for meridian in (-180.0, 180.0):
        if grid.lons[0] < meridian < grid.lons[-1]:
            east = (grid.lons - meridian)[None, :] * grid.wide_km / (grid.lons[1] - grid.lons[0])
            return [np.minimum(field, -east), np.minimum(field, east)]
    return [field]


def _polygons(field: Field, grid: Grid, corners: int) -> list[_Rings]:
    """Every outline with the holes in it; the one around the point first."""
    if not (field > 0).any():
        return []
    found = [(area_of(ring), ring) for ring in rings(field)]
    found.sort(key=lambda sized: (not _surrounds(sized[1], grid.middle), -sized[0]))
    outer = [ring for size, ring in found if size > LEAST][:PIECES]
    whole = sum(size for size, _ in found if size > LEAST)
    holes = [ring for size, ring in found if size < -HOLE_SHARE * whole] if len(outer) == 1 else []
    middle = np.array([grid.middle], dtype=float)
    kept = simplified([*outer, *holes], middle, corners=corners, least=LEAST) if outer else []
    written = [_written(ring, grid) for ring in kept]
    if holes:
        return [written]
    return [[ring] for ring in written]


def _surrounds(ring: geodesy.Array, node: tuple[int, int]) -> bool:
    """Whether a node lies inside a ring: an odd number of sides lies east of it."""
    start, end = ring, np.roll(ring, -1, axis=0)
    straddles = (start[:, 0] > node[0]) != (end[:, 0] > node[0])
    a, b = start[straddles], end[straddles]
    crossing = a[:, 1] + (node[0] - a[:, 0]) / (b[:, 0] - a[:, 0]) * (b[:, 1] - a[:, 1])
    return int(np.count_nonzero(crossing > node[1])) % 2 == 1


def _written(ring: geodesy.Array, grid: Grid) -> list[list[float]]:
    columns, rows = np.arange(len(grid.lons)), np.arange(len(grid.lats))
    lons = np.interp(ring[:, 1], columns, grid.lons)
    lats = np.interp(ring[:, 0], rows, grid.lats)
    # A corner keeps off the ends of its edge; on the cut it belongs on the meridian.
    slack = EDGE_SHARE * 1.01 * float(grid.lons[1] - grid.lons[0])
    lons = np.where(np.abs(np.abs(lons) - 180.0) < slack, np.copysign(180.0, lons), lons)
    turn = 360.0 * np.floor((float(lons.mean()) + 180.0) / 360.0)
    corners = [
        [round(float(lon), DIGITS), round(float(lat), DIGITS)]
        for lon, lat in zip(np.clip(lons - turn, -180.0, 180.0), lats, strict=True)
    ]
    return [*corners, corners[0]]


def _json(polygons: list[_Rings]) -> str:
    shape: dict[str, Any] = {"type": "MultiPolygon", "coordinates": polygons}
    if len(polygons) == 1:
        shape = {"type": "Polygon", "coordinates": polygons[0]}
    return json.dumps(shape, separators=(",", ":")) if polygons else ""
