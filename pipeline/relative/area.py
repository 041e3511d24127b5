"""The area of a relative place as GeoJSON: a disc, on the water side where the words say so."""

from __future__ import annotations

import json

from pipeline.model import Point
from pipeline.relative import geodesy
from pipeline.relative.coast import Coast

DIGITS = 2  # decimals of a degree: 1 km
WATER_STEPS = 6  # how finely a ray is shortened until it ends in water


def area(point: Point, radius_km: float, *, offshore: bool | None, coast: Coast) -> str:
    """A polygon around the point. Rays over land (over water, inland) are cut short.

    Empty across the 180th meridian, where a ring would have to be cut in two.
    """
    corners = [
        _kept(point, bearing, radius_km, offshore=offshore, coast=coast)
        for bearing in range(0, 360, 10)
    ]
    ring = [[round(corner.lon, DIGITS), round(corner.lat, DIGITS)] for corner in corners]
    if max(lon for lon, _ in ring) - min(lon for lon, _ in ring) > 180.0:
        return ""
    ring = [*reversed(ring), ring[-1]]  # counter-clockwise and closed, as RFC 7946 asks
    return json.dumps({"type": "Polygon", "coordinates": [ring]}, separators=(",", ":"))


def _kept(
    point: Point, bearing: float, radius_km: float, *, offshore: bool | None, coast: Coast
) -> Point:
    end = geodesy.destination(point, bearing, radius_km)
    if offshore is None:
        return end
    for step in range(WATER_STEPS, 0, -1):
        end = geodesy.destination(point, bearing, radius_km * step / WATER_STEPS)
        if coast.is_land(end) != offshore:
            return end
    return geodesy.destination(point, bearing, radius_km / WATER_STEPS / 2)
