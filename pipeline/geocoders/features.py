"""The services' words for what a place is, and what they mean in ours.

Sources: OpenStreetMap's place, boundary and feature tags as Nominatim (``addresstype``) and Photon
(``osm_value``, ``type``) give them; the layers of Pelias; GeoNames' feature codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from pipeline.model import Precision

Type = tuple[Precision, str]  # precision, and kind of gazetteer/kinds.py

UNKNOWN_TYPE: Final[Type] = ("city", "city")  # most names in the news that no gazetteer holds


def _all(words: str, precision: Precision, kind: str) -> Iterable[tuple[str, Type]]:
    return ((word, (precision, kind)) for word in words.split())


TYPES: Final[Mapping[str, Type]] = dict(
    (
        *_all("continent empire", "country", "continent"),
        *_all("country", "country", "country"),
        *_all("dependency territory", "country", "territory"),
        *_all("state region province macroregion state_district", "adm1", "adm1"),
        *_all("archipelago", "adm1", "archipelago"),
        *_all("peninsula", "adm1", "peninsula"),
        *_all("desert", "adm1", "desert"),
        *_all("mountain_range", "adm1", "mountains"),
        *_all("county macrocounty district municipality localadmin", "adm2", "adm2"),
        *_all("island islet", "adm2", "island"),
        *_all("city town village hamlet locality isolated_dwelling", "city", "city"),
        *_all("borough suburb quarter neighbourhood city_district postcode", "city", "city"),
        *_all("city_block allotments farm postalcode", "city", "city"),
        *_all("ocean", "water_body", "ocean"),
        *_all("sea marinearea", "water_body", "sea"),
        *_all("bay gulf", "water_body", "bay"),
        *_all("strait", "water_body", "strait"),
        *_all("lake reservoir lagoon", "water_body", "lake"),
        *_all("water waterway river canal stream", "water_body", "river"),
        *_all("aerodrome airport", "site", "airport"),
        *_all("airfield", "site", "airfield"),
        *_all("naval_base", "site", "navalbase"),
        *_all("peak volcano", "site", "mountain"),
        *_all("cape", "site", "cape"),
        *_all(
            "aeroway military base barracks railway station amenity tourism historic",
            "site",
            "site",
        ),
        *_all(
            "leisure shop office industrial man_made natural landuse craft venue", "site", "site"
        ),
        *_all("emergency power healthcare club bridge tunnel dam harbour", "site", "site"),
        *_all("road highway street motorway trunk primary secondary residential", "site", "site"),
        *_all("house building address", "exact", "site"),
    )
)

_GEONAMES: Final[Mapping[str, str]] = {  # feature code, or its beginning -> a word of TYPES
    "CONT": "continent", "PCLD": "territory", "TERR": "territory", "PCL": "country",
    "ADM1": "state", "ADM2": "county", "ADM": "municipality", "RGN": "region",
    "ISLS": "archipelago", "ISL": "island", "PEN": "peninsula", "DSRT": "desert",
    "MTS": "mountain_range", "MT": "peak", "PK": "peak", "VLC": "volcano", "CAPE": "cape",
    "OCN": "ocean", "SEA": "sea", "GULF": "gulf", "BAY": "bay", "STRT": "strait",
    "LK": "lake", "RSV": "reservoir", "STM": "river", "CNL": "canal",
    "AIRP": "airport", "AIRF": "airfield", "NVB": "naval_base", "PPL": "town",
}  # fmt: skip
_CLASSES: Final[Mapping[str, str]] = {  # feature class, where the code is not told above
    "A": "county", "H": "water", "L": "locality", "P": "town", "R": "road", "S": "venue",
    "T": "natural", "U": "sea", "V": "natural",
}  # fmt: skip


def of_geonames(feature_class: str, code: str) -> str:
    """A word of ``TYPES`` for GeoNames' class and code; empty when neither is known.

    See https://www.geonames.org/export/codes.html.
    """
    for length in range(len(code), 1, -1):
        if code[:length] in _GEONAMES:
            return _GEONAMES[code[:length]]
    return _CLASSES.get(feature_class, "")
