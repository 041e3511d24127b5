"""What the position of a phrase depends on, and what comes out: a point with a radius."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Point
from pipeline.relative.coast import Coast
from pipeline.relative.geodesy import Array

NO_DISTANCE_RADIUS_KM = 150.0  # and how unsure that is
RADIUS_SHARE = 0.3  # of a distance: people round, and measure from different ends of a place
MIN_RADIUS_KM = 25.0


@dataclass(frozen=True, slots=True)
class Context:
    """What the position depends on beside the phrase."""

    coast: Coast
    pulls: tuple[Point, ...]  # other places told nearby, nearest in the text first
    nautical: bool  # a plain mile is a nautical one
    at_sea: bool  # the text is about ships
    by_lake: bool = False  # a lake is named beside it
    neighbours: tuple[str, ...] = ()  # other countries told nearby, the likeliest first


@dataclass(frozen=True, slots=True)
class Region:
    """The area that the words say; where nothing is set, the circle of the radius."""

    reach_km: float | None = None  # around the point; None: the radius
    band_km: tuple[float, float] | None = None  # least and greatest distance from the coast
    sector: tuple[Point, float, float] | None = None  # apex, bearing, half of its angle in degrees
    ends: tuple[Point, Point] | None = None  # what it lies between
    along: Array | None = None  # positions of a line
    width_km: float = 0.0  # to either side of that line
    beyond: tuple[Point, float] | None = None  # on the far side of a point in a direction
    on_land: bool = False  # cut at the coast although the words do not say inland
    country: str = ""  # cut at the borders of this one

    @property
    def is_circle(self) -> bool:
        """Whether nothing but the radius counts."""
        return self.along is None and self == Region()


@dataclass(frozen=True, slots=True)
class Solved:
    """A position with its certainty."""

    point: Point
    radius_km: float
    rule: str  # how it was found
    offshore: bool | None = None
    region: Region = Region()


def radius_km_of(distance: float | None) -> float:
    """How unsure a position is that is told with this distance in km, or with none."""
    if distance is None:
        return NO_DISTANCE_RADIUS_KM
    return max(MIN_RADIUS_KM, RADIUS_SHARE * distance)
