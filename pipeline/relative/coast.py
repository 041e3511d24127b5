"""Land and water: the coast of the world, of each country, and borders between countries."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.errors import ConfigError
from pipeline.model import Point
from pipeline.relative.geodesy import EARTH_KM, Array, chord_km, unit_vectors

STEP_DEG = 0.08  # longest stretch of coast between two stored positions: 9 km
_SLACK_KM = 150.0  # how far from a coast a start may lie
_CUT = 179.999  # where rings are cut at the antimeridian
_NULL_ISLAND_DEG = 0.1  # Natural Earth draws a speck at (0, 0), where there is only a buoy
EDGES = Path("coast") / "edges.json"  # beside the folder of the land file


class Coast:
    """Coastline from ``data/basemap/land.geojson`` and ``data/coast/edges.json``.

    Opening reads nothing; each file is read when first asked for (land in about 0.2 s).
    """

    def __init__(self, land: Path, edges: Path) -> None:
        self._land_file = land
        self._edges_file = edges

    @classmethod
    def open(cls, path: Path) -> Coast:
        """Raises ConfigError naming the file that is missing."""
        edges = path.parent.parent / EDGES
        for file in (path, edges):
            if not file.is_file():
                raise ConfigError(f"{file} is missing; it belongs to the project: fetch it again")
        return cls(path, edges)

    def is_land(self, point: Point) -> bool:
        """Whether the point lies on land; lakes count as land."""
        boxes = self._boxes
        inside = ((boxes[:, 0] <= point.lat) & (point.lat <= boxes[:, 2])
                  & (boxes[:, 1] <= point.lon) & (point.lon <= boxes[:, 3]))
        crossed = [_crosses_oddly(self._rings[at], point) for at in np.flatnonzero(inside)]
        return sum(crossed) % 2 == 1  # a ring inside a ring is water again

    def to_coast_km(self, point: Point) -> float:
        """Distance to the nearest coast, from either side; good to about 5 km."""
        return float(chord_km(self._vectors @ _vector(point)).min())

    def clearances_km(self, start: Point, ends: Sequence[Point]) -> Array:
        """Distance of each end to the nearest coast, negative on land.

        ``start`` lies on or near a coast and the ends around it: coast that is farther from it
        than twice the ends cannot be the nearest and is not looked at.
        """
        vectors = unit_vectors(np.array([[p.lat, p.lon] for p in ends]))
        from_start = _vector(start)
        reach = float(chord_km(vectors @ from_start).max()) * 2 + _SLACK_KM
        around = self._vectors[self._vectors @ from_start >= np.cos(min(reach / EARTH_KM, np.pi))]
        if not len(around):
            around = self._vectors
        distances = chord_km(np.max(around @ vectors.T, axis=0))
        signs = np.array([-1.0 if self.is_land(p) else 1.0 for p in ends])
        return np.asarray(distances * signs)

    def nearest(self, point: Point) -> Point:
        """The coast's nearest stored position."""
        row = self._positions[int(np.argmax(self._vectors @ _vector(point)))]
        return Point(float(row[0]), float(row[1]))

    def near(self, point: Point, within_km: float) -> Array:
        """Positions of the coast within this distance."""
        distances = chord_km(self._vectors @ _vector(point))
        return self._positions[distances <= within_km]

    def of_country(self, country: str) -> Array:
        """Positions of a country's coast, about 12 km apart; empty when it has none."""
        return _array(self._edges["coasts"].get(country, []))

    def border(self, one: str, other: str) -> Array:
        """Positions of the border between two countries; empty when they have none."""
        return _array(self._edges["borders"].get("-".join(sorted((one, other))), []))

    def outline(self, country: str) -> Array:
        """Positions all around a country, on its coast and its borders."""
        borders = [positions for pair, positions in self._edges["borders"].items()
                   if country in pair.split("-")]
        coast = self._edges["coasts"].get(country, [])
        return _array([position for line in (coast, *borders) for position in line])

    def capital(self, country: str) -> Point | None:
        """The capital of a country; None when it has none."""
        position = self._edges["capitals"].get(country)
        return Point(*position) if position else None

    @cached_property
    def _edges(self) -> dict[str, Any]:
        return dict(_json(self._edges_file))

    @cached_property
    def _rings(self) -> list[Array]:
        features = _json(self._land_file)["features"]
        rings = (ring for feature in features for ring in _rings_of(feature["geometry"]))
        return [ring for ring in rings if np.abs(ring).max() > _NULL_ISLAND_DEG]

    @cached_property
    def _boxes(self) -> Array:
        """South, west, north and east of each ring."""
        return np.array([[*ring.min(axis=0), *ring.max(axis=0)] for ring in self._rings])

    @cached_property
    def _positions(self) -> Array:
        return _dense(self._rings)

    @cached_property
    def _vectors(self) -> Array:
        return unit_vectors(self._positions)


def _json(path: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(path.read_bytes()))
    except ValueError as error:
        raise ConfigError(f"{path} cannot be read: {error}; fetch it again") from error


def _array(positions: Sequence[Sequence[float]]) -> Array:
    return np.array(positions, dtype=float).reshape(-1, 2)


def _vector(point: Point) -> Array:
    return np.asarray(unit_vectors(np.array([[point.lat, point.lon]]))[0])


def _rings_of(geometry: dict[str, Any]) -> Iterator[Array]:
    """Rings as rows of degrees north and east."""
    polygons = geometry["coordinates"]
    for polygon in [polygons] if geometry["type"] == "Polygon" else polygons:
        for ring in polygon:
            yield np.array(ring, dtype=float)[:, 1::-1]


def _crosses_oddly(ring: Array, point: Point) -> bool:
    """Whether a line east from the point crosses the ring an odd number of times."""
    lat, lon = ring[:-1, 0], ring[:-1, 1]
    next_lat, next_lon = ring[1:, 0], ring[1:, 1]
    straddles = (lat > point.lat) != (next_lat > point.lat)
    a, b, c, d = lat[straddles], lon[straddles], next_lat[straddles], next_lon[straddles]
    crossing = b + (point.lat - a) / (c - a) * (d - b)
    return bool(np.count_nonzero(crossing > point.lon) % 2)


def _dense(rings: Sequence[Array]) -> Array:
    """Positions of all rings without cuts along the 180th meridian, long stretches filled."""
    starts = np.concatenate([ring[:-1] for ring in rings])
    ends = np.concatenate([ring[1:] for ring in rings])
    cut = (np.abs(starts[:, 1]) > _CUT) & (np.abs(ends[:, 1]) > _CUT)
    starts, steps = starts[~cut], (ends - starts)[~cut]
    parts = np.maximum(1, np.ceil(np.abs(steps).max(axis=1, initial=0.0) / STEP_DEG)).astype(int)
    which = np.repeat(np.arange(len(parts)), parts)
    firsts = np.repeat(np.cumsum(parts) - parts, parts)
    fraction = ((np.arange(len(which)) - firsts) / parts[which])[:, None]
    return np.asarray(starts[which] + steps[which] * fraction)
