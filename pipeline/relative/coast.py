"""Land and water: the coast of the world, of each country, and borders between countries."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.errors import ConfigError
from pipeline.model import Point
from pipeline.relative.geodesy import Array, chord_km, dense, distances_km, unit_vectors

STEP_DEG = 0.08  # longest stretch of coast between two stored positions: 9 km
BAND_DEG = 0.5  # height of the bands of latitude that sides are sorted into
KM_A_DEGREE = 110.5  # of latitude, at the equator where it is shortest
NEAR_KM = 300.0  # most points asked about have a coast within this
POLAR_DEG = 85.0  # nearer to a pole longitudes say nothing of distance
_SLACK_KM = 150.0  # how far from a coast a start may lie
_CUT = 179.999  # where rings are cut at the antimeridian
_NULL_ISLAND_DEG = 0.1  # Natural Earth draws a speck at (0, 0), where there is only a buoy
EDGES = Path("coast") / "edges.json"  # beside the folder of the land file


_Line = Sequence[Sequence[float]]  # positions: degrees north and east


class Coast:
    """Coastline from ``data/basemap/land.geojson`` and ``data/coast/edges.json``.

    Opening reads nothing; each file is read when first asked for (land in about 0.2 s).
    """

    def __init__(self, land: Path, edges: Path) -> None:
        self._land_file = land
        self._edges_file = edges
        self._bands: dict[int, tuple[Array, Array]] = {}

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
        starts, ends = self._band(int(point.lat // BAND_DEG))
        straddles = (starts[:, 0] > point.lat) != (ends[:, 0] > point.lat)
        a, b = starts[straddles], ends[straddles]
        crossing = a[:, 1] + (point.lat - a[:, 0]) / (b[:, 0] - a[:, 0]) * (b[:, 1] - a[:, 1])
        return int(np.count_nonzero(crossing > point.lon)) % 2 == 1

    def land_at(self, lats: Sequence[float] | Array, lons: Array) -> npt.NDArray[np.bool_]:
        """Whether each position of a grid lies on land, (latitudes, longitudes)."""
        wrapped = (np.asarray(lons) + 180.0) % 360.0 - 180.0
        rows = (float(lat) for lat in lats)
        return np.stack([_inside(*self._band(int(lat // BAND_DEG)), lat, wrapped) for lat in rows])

    def country_at(
        self, country: str, lats: Sequence[float] | Array, lons: Array
    ) -> npt.NDArray[np.bool_]:
        """Whether each position of a grid lies in a country, (latitudes, longitudes).

        Good to the 12 km that the positions of its outline lie apart.
        """
        wrapped = (np.asarray(lons) + 180.0) % 360.0 - 180.0
        starts, ends = self._around_country(country)
        return np.stack([_inside(starts, ends, float(lat), wrapped) for lat in lats])

    def _around_country(self, country: str) -> tuple[Array, Array]:
        """Both ends of every side of its outline."""
        lines = [_array(line) for line in (*self._coast_lines(country), *self._borders_of(country))]
        starts = np.concatenate([np.empty((0, 2)), *(line[:-1] for line in lines)])
        ends = np.concatenate([np.empty((0, 2)), *(line[1:] for line in lines)])
        whole = np.abs(starts[:, 1] - ends[:, 1]) < 180.0
        return starts[whole], ends[whole]

    def to_coast_km(self, point: Point) -> float:
        """Distance to the nearest coast, from either side; good to about 5 km."""
        return self._nearest(point)[0]

    def clearances_km(self, start: Point, ends: Sequence[Point]) -> Array:
        """Distance of each end to the nearest coast, negative on land.

        ``start`` lies on or near a coast and the ends around it: coast that is farther from it
        than twice the ends cannot be the nearest and is not looked at.
        """
        positions = np.array([[p.lat, p.lon] for p in ends])
        reach = float(distances_km(start, positions).max()) * 2 + _SLACK_KM
        around = unit_vectors(self._around(start, reach))
        distances = chord_km(np.max(around @ unit_vectors(positions).T, axis=0))
        signs = np.array([-1.0 if self.is_land(p) else 1.0 for p in ends])
        return np.asarray(distances * signs)

    def nearest(self, point: Point) -> Point:
        """The coast's nearest stored position."""
        return self._nearest(point)[1]

    def _nearest(self, point: Point) -> tuple[float, Point]:
        for candidates in (self._around(point, NEAR_KM), self._positions):
            distances = distances_km(point, candidates)
            at = int(np.argmin(distances))
            if distances[at] <= NEAR_KM:
                break  # nothing outside the piece is so near
        return float(distances[at]), Point(float(candidates[at, 0]), float(candidates[at, 1]))

    def near(self, point: Point, within_km: float) -> Array:
        """Positions of the coast within this distance."""
        around = self._around(point, within_km)
        return around[distances_km(point, around) <= within_km]

    def _around(self, point: Point, within_km: float) -> Array:
        """Positions among which all within this distance are; all there are when none is so near.

        Cut by latitude, which is sorted, and by longitude away from the poles.
        """
        reach = within_km / KM_A_DEGREE
        first, last = np.searchsorted(self._positions[:, 0], (point.lat - reach, point.lat + reach))
        band = self._positions[first:last]
        widest = max(abs(point.lat - reach), abs(point.lat + reach))
        if widest < POLAR_DEG:
            east = reach / math.cos(math.radians(widest))
            apart = np.abs(band[:, 1] - point.lon)
            band = band[np.minimum(apart, 360.0 - apart) <= east]
        return band if len(band) else self._positions

    def of_country(self, country: str) -> Array:
        """Positions of a country's coast, about 12 km apart; empty when it has none."""
        return _array([p for line in self._coast_lines(country) for p in line])

    def border(self, one: str, other: str) -> Array:
        """Positions of the border between two countries; empty when they have none."""
        return _array([p for line in self._lines_between(one, other) for p in line])

    def border_line(self, one: str, other: str, step_km: float) -> Array:
        """The same with positions at most so far apart; ``other`` empty: with all neighbours."""
        lines = self._lines_between(one, other) if other else self._borders_of(one)
        return np.concatenate([np.empty((0, 2)), *(dense(_array(line), step_km) for line in lines)])

    def land_borders(self, country: str) -> Array:
        """Positions of the borders of a country with all its neighbours."""
        return _array([p for line in self._borders_of(country) for p in line])

    def outline(self, country: str) -> Array:
        """Positions all around a country, on its coast and its borders."""
        return np.concatenate((self.of_country(country), self.land_borders(country)))

    def _coast_lines(self, country: str) -> Sequence[_Line]:
        return list(self._edges["coasts"].get(country, ()))

    def _lines_between(self, one: str, other: str) -> Sequence[_Line]:
        return list(self._edges["borders"].get("-".join(sorted((one, other))), ()))

    def _borders_of(self, country: str) -> Sequence[_Line]:
        borders = self._edges["borders"].items()
        return [line for pair, lines in borders if country in pair.split("-") for line in lines]

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
    def _sides(self) -> tuple[Array, Array]:
        """Both ends of every side of every ring."""
        starts = np.concatenate([ring[:-1] for ring in self._rings])
        return starts, np.concatenate([ring[1:] for ring in self._rings])

    def _band(self, number: int) -> tuple[Array, Array]:
        """The sides that touch a band of latitude."""
        if number not in self._bands:
            starts, ends = self._sides
            south, north = number * BAND_DEG, (number + 1) * BAND_DEG
            touch = (np.minimum(starts[:, 0], ends[:, 0]) <= north) & (
                np.maximum(starts[:, 0], ends[:, 0]) >= south
            )
            self._bands[number] = starts[touch], ends[touch]
        return self._bands[number]

    @cached_property
    def _positions(self) -> Array:
        """The coast in steps, from south to north."""
        positions = _dense(*self._sides)
        return positions[np.argsort(positions[:, 0])]


def _inside(starts: Array, ends: Array, lat: float, lons: Array) -> npt.NDArray[np.bool_]:
    """Whether positions of one latitude lie inside: an odd number of sides lies east of them."""
    straddles = (starts[:, 0] > lat) != (ends[:, 0] > lat)
    a, b = starts[straddles], ends[straddles]
    crossing = a[:, 1] + (lat - a[:, 0]) / (b[:, 0] - a[:, 0]) * (b[:, 1] - a[:, 1])
    west = np.searchsorted(np.sort(crossing), lons, side="right")
    return np.asarray((len(crossing) - west) % 2 == 1)


def _json(path: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(path.read_bytes()))
    except ValueError as error:
        raise ConfigError(f"{path} cannot be read: {error}; fetch it again") from error


def _array(positions: Sequence[Sequence[float]]) -> Array:
    return np.array(positions, dtype=float).reshape(-1, 2)


def _rings_of(geometry: dict[str, Any]) -> Iterator[Array]:
    """Rings as rows of degrees north and east."""
    polygons = geometry["coordinates"]
    for polygon in [polygons] if geometry["type"] == "Polygon" else polygons:
        for ring in polygon:
            yield np.array(ring, dtype=float)[:, 1::-1]


def _dense(starts: Array, ends: Array) -> Array:
    """Positions along the sides, long ones in steps; cuts along the 180th meridian left out."""
    cut = (np.abs(starts[:, 1]) > _CUT) & (np.abs(ends[:, 1]) > _CUT)
    starts, steps = starts[~cut], (ends - starts)[~cut]
    parts = np.maximum(1, np.ceil(np.abs(steps).max(axis=1, initial=0.0) / STEP_DEG)).astype(int)
    which = np.repeat(np.arange(len(parts)), parts)
    firsts = np.repeat(np.cumsum(parts) - parts, parts)
    fraction = ((np.arange(len(which)) - firsts) / parts[which])[:, None]
    return np.asarray(starts[which] + steps[which] * fraction)
