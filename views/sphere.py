"""Lines on the globe: great circles as points, cut where they cross the 180th meridian."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from pipeline.model import Point

Path = list[list[float]]  # [[lon, lat], …] in degrees
Vectors = npt.NDArray[np.float64]

STEP_DEG: Final = 1.5  # between two points of a line: straight enough at every zoom level
SMALLEST_DEG: Final = 0.01  # ends nearer than about 1 km are one place
LARGEST_DEG: Final = 179.5  # nearly opposite ends: every direction is the shortest
MERCATOR_DEG: Final = 85.0  # latitude where the map ends
DIGITS: Final = 3


def great_circle(start: Point, end: Point) -> Path:
    """Points of the shortest line, longitudes running on past 180 degrees.

    Empty when the ends are the same place or opposite each other.
    """
    a, b = _vector(start), _vector(end)
    angle = math.atan2(float(np.linalg.norm(np.cross(a, b))), float(a @ b))
    if not SMALLEST_DEG < math.degrees(angle) < LARGEST_DEG:
        return []
    steps = max(2, math.ceil(math.degrees(angle) / STEP_DEG)) + 1
    share = np.linspace(0.0, 1.0, steps)[:, None]
    line = (np.sin((1 - share) * angle) * a + np.sin(share * angle) * b) / math.sin(angle)
    lat = np.degrees(np.arcsin(np.clip(line[:, 2], -1.0, 1.0)))
    lon = np.unwrap(np.degrees(np.arctan2(line[:, 1], line[:, 0])), period=360.0)
    lat = np.clip(lat, -MERCATOR_DEG, MERCATOR_DEG)
    return [[x, y] for x, y in zip(lon.tolist(), lat.tolist(), strict=True)]


def pieces(path: Path) -> list[Path]:
    """The line in pieces between -180 and 180 degrees.

    What runs beyond the map's upper or lower edge, over a pole, is left out.
    """
    found: list[Path] = []
    current: Path = []
    for here, there in _on_map(path):
        cuts = [here, *_crossings(here, there), there]
        for first, second in pairwise(cuts):
            turn = 360.0 * math.floor(((first[0] + second[0]) / 2 + 180.0) / 360.0)
            one, two = _moved(first, turn), _moved(second, turn)
            if not current or current[-1] != one:
                found.append(current := [one])
            current.append(two)
    return found


def middle(path: Path) -> tuple[list[float], float]:
    """The middle point of a line and its bearing on the map, degrees clockwise from north."""
    stretches = list(pairwise(path))
    half = (len(stretches) - 1) / 2
    seen = [n for n, pair in enumerate(stretches) if not _beyond(*pair)]
    (x0, y0), (x1, y1) = stretches[min(seen or [int(half)], key=lambda n: abs(n - half))]
    rise = _mercator(y1) - _mercator(y0)
    point = _moved([(x0 + x1) / 2, (y0 + y1) / 2], 0.0)
    lon = (point[0] + 180.0) % 360.0 - 180.0
    return [round(lon, DIGITS), point[1]], math.degrees(math.atan2(math.radians(x1 - x0), rise))


def _on_map(path: Path) -> list[tuple[list[float], list[float]]]:
    """The stretches within the map; all of them when none is."""
    stretches = list(pairwise(path))
    return [pair for pair in stretches if not _beyond(*pair)] or stretches


def _beyond(here: list[float], there: list[float]) -> bool:
    """Whether a stretch lies on the edge to which what is beyond it was moved."""
    return min(abs(here[1]), abs(there[1])) >= MERCATOR_DEG


def window(longitudes: list[float]) -> tuple[float, float]:
    """West end and width, in degrees, of the narrowest band that holds all longitudes."""
    ordered = sorted(set(longitudes))
    after = [*ordered[1:], ordered[0] + 360.0]
    gap, start = max((b - a, b) for a, b in zip(ordered, after, strict=True))
    return start, 360.0 - gap


def _vector(point: Point) -> Vectors:
    lat, lon = math.radians(point.lat), math.radians(point.lon)
    return np.array([math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)])


def _crossings(here: list[float], there: list[float]) -> Path:
    """Where a short stretch crosses 180 degrees (or 540 …); at most one point."""
    low, high = sorted((here[0], there[0]))
    edge = 360.0 * math.floor((high + 180.0) / 360.0) - 180.0
    if not low < edge < high:
        return []
    share = (edge - here[0]) / (there[0] - here[0])
    return [[edge, here[1] + share * (there[1] - here[1])]]


def _moved(position: list[float], turn: float) -> list[float]:
    return [round(position[0] - turn, DIGITS), round(position[1], DIGITS)]


def _mercator(lat: float) -> float:
    return math.asinh(math.tan(math.radians(lat)))
