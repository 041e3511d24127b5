"""Which part of the world a picture shows, and where a position lies in it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from pipeline.model import Point

Position = Sequence[float]  # longitude, latitude in degrees
Spot = tuple[float, float]  # units of the picture from its upper left corner

WIDTH: Final = 1000.0  # units of the picture
HEIGHT: Final = 540.0
KM_PER_DEG: Final = 111.32
_NARROWEST_DEG: Final = 14.0  # of longitude: a single mark is seen in its surroundings
_ROOM: Final = 1.25  # so much wider than the marks
_POLAR_DEG: Final = 78.0  # no farther poleward: the projection would show little else
_WORLD: Final = (-170.0, 360.0)  # west and width: cut in the Bering Sea


@dataclass(frozen=True, slots=True)
class Frame:
    """A stretch of the world in the Mercator projection."""

    west: float  # degrees
    north: float  # degrees of the projection
    scale: float  # units a degree of longitude

    def spot(self, point: Point) -> Spot:
        """Where a point lies."""
        return self._x((point.lon - self.west) % 360.0), self._y(point.lat)

    def paths(self, line: Sequence[Position]) -> Iterator[list[Spot]]:
        """A line or ring, once for each turn of the globe in which it can be seen.

        Its longitudes may jump at the antimeridian.
        """
        run = list(_unwrapped(line))
        for turn in (-360.0, 0.0, 360.0):
            path = [(self._x(lon + turn - self.west), self._y(lat)) for lon, lat in run]
            if _seen(path):
                yield path

    def radius(self, km: float, lat: float) -> float:
        """Units of a distance at this latitude."""
        return km / KM_PER_DEG / math.cos(math.radians(min(abs(lat), 85.0))) * self.scale

    def _x(self, degrees: float) -> float:
        return degrees * self.scale

    def _y(self, lat: float) -> float:
        return (self.north - mercator(lat)) * self.scale


def around(points: Sequence[Point]) -> Frame:
    """A frame that shows all points, across the antimeridian when that is shorter."""
    west, width = _window([p.lon for p in points]) if points else _WORLD
    lats = [max(-_POLAR_DEG, min(_POLAR_DEG, p.lat)) for p in points] or [0.0]
    north, south = mercator(max(lats)), mercator(min(lats))
    wide = max(width * _ROOM, (north - south) * _ROOM * WIDTH / HEIGHT, _NARROWEST_DEG)
    if wide >= 360.0:
        return Frame(_WORLD[0], _middle(north, south, 360.0), WIDTH / 360.0)
    return Frame(west + width / 2 - wide / 2, _middle(north, south, wide), WIDTH / wide)


def mercator(lat: float) -> float:
    """Degrees north of the equator in the projection."""
    return math.degrees(math.asinh(math.tan(math.radians(max(-85.0, min(85.0, lat))))))


def _middle(north: float, south: float, wide: float) -> float:
    """The upper edge of a picture with these marks in its middle."""
    return (north + south) / 2 + wide * HEIGHT / WIDTH / 2


def _window(longitudes: list[float]) -> tuple[float, float]:
    """West end and width of the narrowest band that holds all longitudes."""
    ordered = sorted(set(longitudes))
    after = [*ordered[1:], ordered[0] + 360.0]
    gap, start = max((b - a, b) for a, b in zip(ordered, after, strict=True))
    return start, 360.0 - gap


def _unwrapped(line: Sequence[Position]) -> Iterator[Position]:
    """Longitudes run on past 180 degrees instead of jumping."""
    turn = 0.0
    yield from line[:1]
    for before, after in pairwise(line):
        step = after[0] - before[0]
        turn += -360.0 if step > 180.0 else 360.0 if step < -180.0 else 0.0
        yield (after[0] + turn, after[1])


def _seen(path: list[Spot]) -> bool:
    (west, east), (north, south) = extent(path)
    return east > 0 and west < WIDTH and south > 0 and north < HEIGHT


def extent(path: Sequence[Spot]) -> tuple[tuple[float, float], tuple[float, float]]:
    """The least and the greatest x, and those of y."""
    xs, ys = [x for x, _ in path], [y for _, y in path]
    return (min(xs), max(xs)), (min(ys), max(ys))
