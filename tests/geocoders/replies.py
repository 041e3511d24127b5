"""Replies in the form of each service, written for the tests.

The made-up place Qarn is a town in Sudan; its second bearer is a region in Chad.
"""

from __future__ import annotations

from typing import Any

LAT, LON = 11.8, -66.18


def nominatim(**more: Any) -> dict[str, Any]:
    """A result of ``/search?format=json&addressdetails=1``."""
    return {
        "place_id": 1,
        "licence": "Data © OpenStreetMap contributors, ODbL 1.0",
        "osm_type": "relation",
        "osm_id": 272644,
        "lat": str(LAT),
        "lon": str(LON),
        "class": "place",
        "type": "island",
        "place_rank": 17,
        "importance": 0.4,
        "addresstype": "island",
        "name": "La Orchila",
        "display_name": "La Orchila, Venezuela",
        "address": {"island": "La Orchila", "country": "Venezuela", "country_code": "ve"},
        "boundingbox": ["11.7", "11.9", "-66.3", "-66.1"],
        **more,
    }


def photon(**more: Any) -> dict[str, Any]:
    """A feature of ``/api``."""
    properties = {
        "osm_type": "R",
        "osm_id": 272644,
        "osm_key": "place",
        "osm_value": "island",
        "type": "other",
        "countrycode": "VE",
        "name": "La Orchila",
        "country": "Venezuela",
        "extent": [-66.3, 11.9, -66.1, 11.7],
        **more,
    }
    geometry = {"type": "Point", "coordinates": [LON, LAT]}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def pelias(**more: Any) -> dict[str, Any]:
    """A feature of ``/v1/search``."""
    properties = {
        "gid": "whosonfirst:locality:1",
        "layer": "locality",
        "source": "whosonfirst",
        "name": "La Orchila",
        "country": "Venezuela",
        "country_a": "VEN",
        "label": "La Orchila, Venezuela",
        "confidence": 0.8,
        **more,
    }
    geometry = {"type": "Point", "coordinates": [LON, LAT]}
    return {
        "type": "Feature",
        "geometry": geometry,
        "properties": properties,
        "bbox": [-66.3, 11.7, -66.1, 11.9],
    }


def geonames(**more: Any) -> dict[str, Any]:
    """A row of ``/searchJSON``."""
    return {
        "geonameId": 3629713,
        "lat": str(LAT),
        "lng": str(LON),
        "name": "La Orchila",
        "toponymName": "Isla La Orchila",
        "countryCode": "VE",
        "countryName": "Venezuela",
        "adminName1": "Dependencias Federales",
        "fcl": "T",
        "fcode": "ISL",
        "population": 0,
        **more,
    }


def features(*each: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A collection of Photon or Pelias."""
    return {"type": "FeatureCollection", "features": list(each), **more}


FOUND: dict[str, Any] = {
    "nominatim": [nominatim()],
    "photon": features(photon()),
    "pelias": features(pelias(), geocoding={"version": "0.2"}),
    "geonames": {"totalResultsCount": 1, "geonames": [geonames()]},
}
NONE_FOUND: dict[str, Any] = {
    "nominatim": [],
    "photon": features(),
    "pelias": features(geocoding={"version": "0.2", "query": {"text": "x"}}),
    "geonames": {"totalResultsCount": 0, "geonames": []},
}
SERVICES = tuple(FOUND)


def several(name: str) -> Any:
    """Two places of one name."""
    two = {
        "nominatim": [
            nominatim(display_name="Qarn, Sudan", lat="13.1", lon="25.2", addresstype="town",
                      address={"country_code": "sd"}, boundingbox=["13.0", "13.2", "25.1", "25.3"]),
            nominatim(display_name="Qarn, Chad", lat="14.0", lon="20.0", addresstype="state",
                      address={"country_code": "td"}, osm_id=2),
        ],
        "photon": features(photon(name="Qarn"), photon(name="Qarn", osm_id=2, countrycode="TD")),
        "pelias": features(pelias(name="Qarn"), pelias(name="Qarn", gid="x:y:2")),
        "geonames": {"geonames": [geonames(name="Qarn"), geonames(name="Qarn", geonameId=2)]},
    }  # fmt: skip
    return two[name]
