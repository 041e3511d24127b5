"""A small grid of positions around a point, on which areas are worked out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from pipeline.model import Point
from pipeline.relative import geodesy

NODES = 57  # a side; odd, so that the point itself is a node
KM_A_DEGREE = 111.2  # of latitude, mean
AT_ONCE = 512  # positions whose distances to all nodes are held in memory
HIGHEST_DEG = 88.0  # nearer to a pole a grid of degrees says nothing
WIDEST_DEG = 170.0  # to either side; columns may not meet behind the earth

Field = npt.NDArray[np.float64]  # (rows from south, columns from west): kilometres inside
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Grid:
    """Rows of equal latitude and columns of equal longitude; see ``around``."""

    lats: geodesy.Array  # from south to north
    lons: geodesy.Array  # from west to east; beyond 180 degrees across the antimeridian

    @classmethod
    def around(cls, centre: Point, half_km: float) -> Grid | None:
        """A square of this half side; None when it would reach a pole or around the earth."""
        reach = half_km / KM_A_DEGREE
        highest = abs(centre.lat) + reach
        if highest > HIGHEST_DEG:
            return None
        steps = np.linspace(-1.0, 1.0, NODES)
        east = reach / math.cos(math.radians(highest))
        if east > WIDEST_DEG:
            return None
        return cls(centre.lat + steps * reach, centre.lon + steps * east)

    @property
    def middle(self) -> tuple[int, int]:
        """Row and column of the point that the grid is around."""
        return NODES // 2, NODES // 2

    @property
    def high_km(self) -> float:
        """From row to row."""
        return float(self.lats[1] - self.lats[0]) * KM_A_DEGREE

    @property
    def wide_km(self) -> float:
        """From column to column, in the middle row."""
        east = math.cos(math.radians(float(self.lats[NODES // 2])))
        return float(self.lons[1] - self.lons[0]) * KM_A_DEGREE * east

    @cached_property
    def vectors(self) -> geodesy.Array:
        """Every node on the unit sphere, (rows, columns, 3)."""
        lat, lon = np.meshgrid(self.lats, self.lons, indexing="ij")
        flat = geodesy.unit_vectors(np.stack((lat.ravel(), lon.ravel()), axis=1))
        return flat.reshape(NODES, NODES, 3)

    def distances_km(self, point: Point) -> Field:
        """From a point to every node."""
        toward = geodesy.unit_vectors(np.array([[point.lat, point.lon]]))[0]
        return np.asarray(geodesy.chord_km(self.vectors @ toward))

    def nearest_km(self, positions: geodesy.Array) -> Field:
        """From every node to the nearest of the positions; infinite when there are none."""
        if not len(positions):
            return np.full((NODES, NODES), math.inf)
        towards = geodesy.unit_vectors(positions)
        nearest = np.full((NODES, NODES), -1.0)
        for first in range(0, len(towards), AT_ONCE):  # bounds the memory of a long coast
            cosines = self.vectors @ towards[first : first + AT_ONCE].T
            np.maximum(nearest, cosines.max(axis=2), out=nearest)
        return np.asarray(geodesy.chord_km(nearest))

    def bearings_deg(self, point: Point) -> Field:
        """From a point to every node, -180 to 180 from north, on a sphere."""
        lat, lon = np.radians(self.lats)[:, None], np.radians(self.lons - point.lon)[None, :]
        own = math.radians(point.lat)
        east = np.sin(lon) * np.cos(lat)
        north = math.cos(own) * np.sin(lat) - math.sin(own) * np.cos(lat) * np.cos(lon)
        return np.asarray(np.degrees(np.arctan2(east, north)))

    def ahead_km(self, point: Point, bearing: float) -> Field:
        """How far every node lies ahead of a point in a direction, negative behind it."""
        lon = (self.lons - point.lon + 180.0) % 360.0 - 180.0
        north = (self.lats - point.lat)[:, None] * KM_A_DEGREE
        east = lon[None, :] * KM_A_DEGREE * np.cos(np.radians(self.lats))[:, None]
        angle = math.radians(bearing)
        return np.asarray(north * math.cos(angle) + east * math.sin(angle))

    def from_mask_km(self, mask: Mask) -> Field:
        """From every node to the nearest that is set; infinite when none is."""
        steps = np.abs(np.arange(NODES)[:, None] - np.arange(NODES)[None, :]).astype(float)
        along = np.where(mask[:, None, :], steps[None, :, :] * self.wide_km, math.inf).min(axis=2)
        across = (steps * self.high_km)[:, :, None] ** 2 + along[None, :, :] ** 2
        return np.asarray(np.sqrt(across.min(axis=1)))

    def connected(self, mask: Mask, start: tuple[int, int]) -> Mask:
        """The set nodes that hang together with one of them, side by side."""
        reached = np.zeros_like(mask)
        reached[start] = mask[start]
        while True:
            grown = reached.copy()
            grown[1:] |= reached[:-1]
            grown[:-1] |= reached[1:]
            grown[:, 1:] |= reached[:, :-1]
            grown[:, :-1] |= reached[:, 1:]
            grown &= mask
            if np.array_equal(grown, reached):
                return reached
            reached = grown

    def point(self, row: int, column: int) -> Point:
        """The position of a node."""
        lon = (float(self.lons[column]) + 180.0) % 360.0 - 180.0
        return Point(float(self.lats[row]), lon)
