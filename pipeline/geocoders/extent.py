"""What kind of place a service gives and how large it is, read from its own reply.

Nominatim (and the services on it) gives ``boundingbox``, ``addresstype`` and ``address``; Photon
``extent``, ``osm_value`` and ``countrycode``; Pelias ``bbox``, ``layer`` and ``country_a``;
GeoNames ``bbox``, ``fcode`` and ``countryCode``. A reply of another form is read as a town.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from pipeline.gazetteer.coordinates import number, position
from pipeline.gazetteer.sources import iso3_by_iso2
from pipeline.geocoders.answer import Found
from pipeline.geocoders.features import TYPES, UNKNOWN_TYPE, of_geonames
from pipeline.model import Precision

KM_PER_DEGREE: Final = 111.2  # of latitude, mean
# Where no extent is given: the typical radii of docs/events.md.
RADII_KM: Final[Mapping[Precision, float]] = {
    "exact": 0.3, "site": 3.0, "city": 15.0, "adm2": 60.0, "adm1": 250.0, "water_body": 200.0,
    "country": 300.0,
}  # fmt: skip
LEAST_KM: Final[Mapping[Precision, float]] = {"exact": 0.1, "site": 0.5, "city": 2.0}
MOST_KM: Final = 3500.0  # of a continent
_ROUND: Final = 350.0  # degrees of longitude: such a box says "on both sides of the antimeridian"
Box = tuple[float, float, float, float]  # west, south, east, north


@dataclass(frozen=True, slots=True)
class Facts:
    """What a reply says of a place, in one form."""

    type: str = ""  # the service's word for what it is
    box: Box | None = None
    country: str = ""  # as given: two or three letters
    lat: Any = None  # as given
    lon: Any = None
    id: str = ""


def found(raw: Any, address: str, *, lat: float, lon: float) -> Found | None:
    """The place of a reply; ``lat`` and ``lon`` are geopy's reading of it.

    None when it has no position. The reply's own position goes first: geopy makes (0, 0) of
    nothing and turns a longitude of 540 into 180.
    """
    facts = _facts(raw) if isinstance(raw, Mapping) else Facts()
    own = facts.lat is not None or facts.lon is not None
    point = position(facts.lat, facts.lon) if own else position(lat, lon)
    if point is None:
        return None
    precision, kind = TYPES.get(facts.type, UNKNOWN_TYPE)
    return Found(
        point=point,
        address=address,
        precision=precision,
        radius_km=radius_km(facts.box, precision),
        kind=kind,
        country=iso3(facts.country),
        id=facts.id,
    )


def radius_km(box: Box | None, precision: Precision) -> float:
    """Half the diagonal of the box within sensible bounds, else what is typical."""
    half = _half_diagonal(box) if box else None
    if half is None:
        return RADII_KM[precision]
    return round(min(max(half, LEAST_KM.get(precision, 3.0)), MOST_KM), 1)


def iso3(code: str) -> str:
    """ISO 3166 alpha-3 of an alpha-2 or alpha-3 code in any case; empty when it is neither."""
    short = code.strip().upper()
    known = _countries()
    return short if short in known.values() else known.get(short, "")


@cache
def _countries() -> dict[str, str]:
    return iso3_by_iso2()


def _half_diagonal(box: Box) -> float | None:
    west, south, east, north = box
    height = (north - south) * KM_PER_DEGREE
    degrees = east - west if east >= west else east - west + 360.0
    middle = math.cos(math.radians((north + south) / 2))
    width = height if degrees > _ROUND else degrees * middle * KM_PER_DEGREE
    half = math.hypot(height, width) / 2
    return half if half > 0 else None


def _box(west: Any, south: Any, east: Any, north: Any) -> Box | None:
    """The box; None when a side is missing or it is upside down."""
    sides = (number(west), number(south), number(east), number(north))
    if None in sides:
        return None
    w, s, e, n = (float(side or 0.0) for side in sides)
    sound = -90 <= s <= n <= 90 and -180 <= w <= 360 and -180 <= e <= 360
    return (w, s, e, n) if sound else None


def _facts(raw: Mapping[str, Any]) -> Facts:
    properties = raw.get("properties")
    if isinstance(properties, Mapping):
        return _of_feature(raw, properties)
    if "lng" in raw and ("fcode" in raw or "fcl" in raw or "geonameId" in raw):
        return _of_geonames(raw)
    if "lat" in raw and "lon" in raw:
        return _of_nominatim(raw)
    return Facts()


def _of_nominatim(raw: Mapping[str, Any]) -> Facts:
    (south, north, west, east), address = _four(raw.get("boundingbox")), raw.get("address")
    osm = (raw.get("osm_type"), raw.get("osm_id"))
    return Facts(
        type=_first_type(raw, "addresstype", "type", "class", "category"),
        box=_box(west, south, east, north),
        country=_text(address.get("country_code")) if isinstance(address, Mapping) else "",
        lat=raw["lat"],
        lon=raw["lon"],
        id=f"osm:{osm[0]}/{osm[1]}" if all(osm) else "",
    )


def _of_feature(raw: Mapping[str, Any], properties: Mapping[str, Any]) -> Facts:
    """GeoJSON of Photon or Pelias."""
    lon, lat = _coordinates(raw)
    if "layer" in properties or "country_a" in properties:
        gid = _text(properties.get("gid"))
        return Facts(
            type=_first_type(properties, "layer"),
            box=_box(*_four(raw.get("bbox"))),
            country=_text(properties.get("country_a")),
            lat=lat,
            lon=lon,
            id=f"pelias:{gid}" if gid else "",
        )
    west, north, east, south = _four(properties.get("extent"))
    osm = (_OSM.get(_text(properties.get("osm_type"))), properties.get("osm_id"))
    return Facts(
        type=_first_type(properties, "osm_value", "type", "osm_key"),
        box=_box(west, south, east, north),
        country=_text(properties.get("countrycode")),
        lat=lat,
        lon=lon,
        id=f"osm:{osm[0]}/{osm[1]}" if all(osm) else "",
    )


_OSM: Final = {"N": "node", "W": "way", "R": "relation"}


def _of_geonames(raw: Mapping[str, Any]) -> Facts:
    sides, number_ = raw.get("bbox"), raw.get("geonameId")
    box = _box(*(sides.get(s) for s in _SIDES)) if isinstance(sides, Mapping) else None
    return Facts(
        type=of_geonames(_text(raw.get("fcl")), _text(raw.get("fcode"))),
        box=box,
        country=_text(raw.get("countryCode")),
        lat=raw.get("lat"),
        lon=raw.get("lng"),
        id=f"gn:{number_}" if number_ else "",
    )


_SIDES: Final = ("west", "south", "east", "north")


def _coordinates(raw: Mapping[str, Any]) -> tuple[Any, Any]:
    geometry = raw.get("geometry")
    pair = geometry.get("coordinates") if isinstance(geometry, Mapping) else None
    if isinstance(pair, Sequence) and not isinstance(pair, str) and len(pair) >= 2:
        return pair[0], pair[1]
    return None, None


def _first_type(raw: Mapping[str, Any], *names: str) -> str:
    """The first of these words that says what the place is; empty when none does."""
    words = (_text(raw.get(name)) for name in names)
    return next((word for word in words if word in TYPES), "")


def _four(value: Any) -> tuple[Any, Any, Any, Any]:
    """The sides of a box, four times None when there are not four."""
    listed = isinstance(value, Sequence) and not isinstance(value, str)
    if not listed or len(value) != 4:
        return None, None, None, None
    return value[0], value[1], value[2], value[3]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
