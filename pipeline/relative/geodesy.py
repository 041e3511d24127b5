"""Distances and bearings on the WGS84 ellipsoid."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from pyproj import Geod

from pipeline.model import Point

Array = npt.NDArray[np.float64]  # (n, 2): degrees north and east


@lru_cache(maxsize=1)
def _geod() -> Geod:
    return Geod(ellps="WGS84")


def destination(start: Point, bearing_deg: float, distance_km: float) -> Point:
    """The point so far along the geodesic that leaves ``start`` at this bearing."""
    lon, lat, _ = _geod().fwd(start.lon, start.lat, bearing_deg, distance_km * 1000.0)
    return Point(float(lat), _wrapped(float(lon)))


def distance_km(one: Point, other: Point) -> float:
    """Length of the geodesic."""
    _, _, metres = _geod().inv(one.lon, one.lat, other.lon, other.lat)
    return float(metres) / 1000.0


def bearing_deg(start: Point, end: Point) -> float:
    """Bearing of the geodesic where it leaves ``start``, 0 to 360 clockwise from north."""
    forward, _, _ = _geod().inv(start.lon, start.lat, end.lon, end.lat)
    return float(forward) % 360.0


def middle(one: Point, other: Point) -> Point:
    """Half way along the geodesic."""
    return destination(one, bearing_deg(one, other), distance_km(one, other) / 2)


def circle(centre: Point, radius_km: float, corners: int = 36) -> list[Point]:
    """Points on a circle, clockwise from north."""
    return [destination(centre, 360.0 * i / corners, radius_km) for i in range(corners)]


def distances_km(start: Point, positions: Array) -> Array:
    """Great-circle distances to many positions; on a sphere, within 0.5 % of the geodesic."""
    return chord_km(unit_vectors(positions) @ unit_vectors(np.array([[start.lat, start.lon]]))[0])


def dense(line: Array, step_km: float) -> Array:
    """A line with positions at most so far apart."""
    if len(line) < 2:
        return line
    starts, ends = line[:-1], line[1:]
    apart = chord_km(np.einsum("ij,ij->i", unit_vectors(starts), unit_vectors(ends)))
    apart[np.abs(starts[:, 1] - ends[:, 1]) > 180.0] = 0.0  # across the 180th meridian
    parts = np.ceil(apart / step_km).astype(int).clip(1)
    which = np.repeat(np.arange(len(parts)), parts)
    firsts = np.repeat(np.cumsum(parts) - parts, parts)
    share = ((np.arange(len(which)) - firsts) / parts[which])[:, None]
    return np.concatenate((starts[which] + share * (ends - starts)[which], line[-1:]))


EARTH_KM = 6371.0088  # mean radius (IUGG)


def unit_vectors(positions: Array) -> Array:
    """Positions as points on the unit sphere, (n, 3)."""
    lat, lon = np.radians(positions[:, 0]), np.radians(positions[:, 1])
    flat = np.cos(lat)
    return np.stack((flat * np.cos(lon), flat * np.sin(lon), np.sin(lat)), axis=1)


def chord_km(cosines: Array) -> Array:
    """Great-circle distance from the cosine of the angle."""
    return EARTH_KM * np.arccos(np.clip(cosines, -1.0, 1.0))


def points(positions: Sequence[Sequence[float]] | Array) -> list[Point]:
    """Rows of degrees north and east as points."""
    return [Point(float(lat), float(lon)) for lat, lon in positions]


def _wrapped(lon: float) -> float:
    return (lon + 180.0) % 360.0 - 180.0
