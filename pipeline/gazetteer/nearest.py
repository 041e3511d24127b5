"""Gives places that know only their country the first-level region of the nearest town in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from pipeline.gazetteer.rows import Row

NEAR_DEGREES = 1.0  # some 110 km: farther from any town the region would be a guess
_TOWNS = frozenset({"city", "capital"})
_PLACED = frozenset(
    {
        "airport",
        "airfield",
        "airbase",
        "navalbase",
        "spaceport",
        "range",
        "site",
        "mountain",
        "cape",
        "island",
        "falls",
    }
)


def fill_regions(rows: Iterable[Row]) -> None:
    """Set ``admin1`` of bases, airfields, sites and other small places."""
    towns: dict[str, list[Row]] = defaultdict(list)
    places: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.kind in _TOWNS and row.admin1:
            towns[row.country].append(row)
        elif row.kind in _PLACED and row.country and not row.admin1:
            places[row.country].append(row)
    for country, found in places.items():
        if country in towns:
            _fill(found, towns[country])


def _fill(places: list[Row], towns: list[Row]) -> None:
    lats = np.array([town.lat for town in towns])
    lons = np.array([town.lon for town in towns])
    for place in places:
        east = (lons - place.lon + 180.0) % 360.0 - 180.0
        east *= np.cos(np.radians(place.lat))
        squares = (lats - place.lat) ** 2 + east**2
        nearest = int(np.argmin(squares))
        if squares[nearest] <= NEAR_DEGREES**2:
            place.admin1 = towns[nearest].admin1
