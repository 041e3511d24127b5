"""What the position of a phrase depends on, and what comes out: a point with a radius."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Point
from pipeline.relative.coast import Coast

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


@dataclass(frozen=True, slots=True)
class Solved:
    """A position with its certainty."""

    point: Point
    radius_km: float
    rule: str  # how it was found
    offshore: bool | None = None


def radius_km_of(distance: float | None) -> float:
    if distance is None:
        return NO_DISTANCE_RADIUS_KM
    return max(MIN_RADIUS_KM, RADIUS_SHARE * distance)
