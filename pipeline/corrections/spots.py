"""Positions that a person may choose: a candidate, a row of the gazetteer, a point of one's own."""

from __future__ import annotations

import math
from typing import Final

from pipeline.corrections.changes import Spot
from pipeline.model import Entry, Point, Precision

# Up to which radius in km a point of one's own is so precise.
_PRECISIONS: Final[tuple[tuple[float, Precision], ...]] = (
    (1.0, "exact"), (5.0, "site"), (40.0, "city"), (100.0, "adm2"), (math.inf, "adm1"),
)  # fmt: skip


def spot_of(entry: Entry, *, found_by: str) -> Spot:
    """A row of the gazetteer, or a candidate, as it is now."""
    return Spot(
        name=entry.name,
        point=entry.point,
        radius_km=entry.radius_km,
        precision=entry.precision,
        country=entry.country,
        kind=entry.kind,
        gazetteer_id=entry.id,
        admin1=entry.admin1,
        icao=entry.icao,
        found_by=found_by,
    )


def spot_at(point: Point, *, name: str, radius_km: float, country: str = "") -> Spot:
    """A point of one's own; its radius says how precise it is."""
    precision = next((p for km, p in _PRECISIONS if radius_km <= km), _PRECISIONS[-1][1])
    return Spot(name, point, radius_km, precision, country)


def entry_of(spot: Spot) -> Entry:
    """The row that stands for a spot."""
    return Entry(
        id=spot.gazetteer_id,
        name=spot.name,
        kind=spot.kind,
        point=spot.point,
        country=spot.country,
        admin1=spot.admin1,
        population=0,  # not kept
        precision=spot.precision,
        radius_km=spot.radius_km,
        icao=spot.icao,
    )
