"""Any GeoJSON FeatureCollection of points; properties are found by their usual names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from pipeline.errors import BadInput
from pipeline.import_.cells import text_of
from pipeline.import_.draft import Layout
from pipeline.import_.layouts.mapping import Plan, layout_of
from pipeline.import_.sheet import Row, Sheet

_SHAPE: Final = ("feature.id", "geometry.lat", "geometry.lon")
LAYOUT: Final = layout_of(
    Plan(
        name="geojson",
        publisher="GeoJSON",
        columns={
            "id": ["feature.id", "id", "event_id", "uid"],
            "date_start": ["date_start", "event_date", "date", "start", "datetime", "time"],
            "date_end": ["date_end", "end"],
            "time_precision": ["time_precision"],
            "kind": ["event_mode", "kind", "category", "event_type", "type"],
            "title": ["title", "headline", "name"],
            "actors": ["actors", "actor", "actor1"],
            "recipients": ["recipients", "actor2"],
            "place_name": ["place_name", "place", "location"],
            "country": ["place_country", "country", "iso3"],
            "geo_precision": ["geo_precision"],
            "radius_km": ["radius_km"],
            "fatalities_low": ["fatalities_low", "fatalities", "deaths"],
            "fatalities_high": ["fatalities_high"],
            "evidence": ["evidence", "description", "notes", "summary"],
            "url": ["url", "link", "source_url"],
            "published": ["published", "published_first"],
            "lang": ["lang", "language"],
        },
        # A bare type is one of ours.
        types={kind: f"{kind}/{kind.lower()}" for kind in ("DISASTER", "ACCIDENT", "PROTEST",
               "ASSAULT", "MOBILIZE", "COERCE", "SANCTION", "THREATEN", "REJECT", "ACCUSE",
               "REQUEST", "RETREAT", "AID", "COOPERATE", "CONCEDE", "SUPPORT", "CONSULT",
               "AGREE")},
    )
)  # fmt: skip


def layout_for(label: str) -> Layout:
    """The layout of one file: its name is the publisher, for ids count anew in each file."""
    return replace(LAYOUT, name=f"geojson/{label}", publisher=label)


def sheet_of(label: str, text: str) -> Sheet:
    """The features as rows under all names of properties. Raises BadInput for other JSON."""
    try:
        collection = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{label}: it begins like JSON and is none ({error})") from error
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list) or collection.get("type") != "FeatureCollection":
        raise BadInput(f"{label}: JSON, but no FeatureCollection of GeoJSON")
    names = dict.fromkeys(
        str(name)
        for one in features
        for name in _part(one, "properties")
        if str(name) not in _SHAPE
    )
    header = (*_SHAPE, *names)
    shown = tuple(text_of(name) for name in header)
    return Sheet(label, "feature", shown, _rows(features, header))


def _rows(features: list[Any], header: tuple[str, ...]) -> Iterator[Row]:
    for number, feature in enumerate(features, start=1):
        properties, shape = _part(feature, "properties"), _part(feature, "geometry")
        lon, lat, fault = _position(shape)
        top = (feature.get("id") if isinstance(feature, dict) else None, lat, lon)
        values = (properties.get(name) for name in header[len(_SHAPE) :])
        yield Row(number, (*top, *(_cell(value) for value in values)), fault)


def _part(feature: Any, name: str) -> Mapping[str, Any]:
    part = feature.get(name) if isinstance(feature, dict) else None
    return part if isinstance(part, dict) else {}


def _position(shape: Mapping[str, Any]) -> tuple[Any, Any, str]:
    """Longitude, latitude and why there is none; a feature without geometry lands without mark."""
    if not shape:
        return None, None, ""
    if shape.get("type") != "Point":
        return None, None, f"its geometry is a {str(shape.get('type'))[:40]}, not a Point"
    at = shape.get("coordinates")
    if not isinstance(at, list) or len(at) < 2:
        return None, None, "its Point has no two coordinates"
    return at[0], at[1], ""


def _cell(value: Any) -> object:
    """Lists as we write them, joined by ``;``; deeper things are left out."""
    if isinstance(value, list):
        return "; ".join(str(item) for item in value if isinstance(item, str | int | float))
    return None if isinstance(value, dict) else value
