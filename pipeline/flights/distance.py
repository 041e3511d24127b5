"""Distances between places."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from pipeline.model import Place

_EARTH_KM = 6371.0
_ONE_TOWN_KM = 30.0  # a flight is diverted further than to the other airport of a town
_APART_KM = 80.0  # two origins or destinations further apart than their radii and this differ


def are_near(one: Place, other: Place) -> bool:
    """Whether two ends of a flight can be the same place under two names."""
    if one.gazetteer_id and one.gazetteer_id == other.gazetteer_id:
        return True
    if one.point is None or other.point is None:
        return one.name == other.name
    radii = (one.radius_km or 0.0) + (other.radius_km or 0.0)
    return km_between(one, other) <= radii + _APART_KM


def is_one_town(one: Place, other: Place) -> bool:
    """Whether two places are a town and its airport, or two airports of a town."""
    if one.point is None or other.point is None:
        return are_near(one, other)
    return km_between(one, other) <= _ONE_TOWN_KM


def km_between(one: Place, other: Place) -> float:
    """Great-circle distance in kilometres on a sphere; both places have points."""
    assert one.point is not None
    assert other.point is not None
    lat1, lat2 = radians(one.point.lat), radians(other.point.lat)
    dlat, dlon = lat2 - lat1, radians(other.point.lon - one.point.lon)
    half = sin(dlat / 2) ** 2 + cos(lat1) * cos(lat2) * sin(dlon / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(half)))
