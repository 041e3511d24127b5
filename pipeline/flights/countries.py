"""English names of countries, and the bases that one country runs in another."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale
from babel.core import get_global

# Bases that another country runs than the one they lie in (ICAO code to tenant).
TENANTS = dict.fromkeys(
    (
        "EGUL",
        "EGUN",
        "EGVA",
        "ETAR",
        "ETAD",
        "LIPA",
        "LERT",
        "LEMO",
        "RODN",
        "RJSM",
        "RJTY",
        "FJDG",
        "OTBH",
        "RKSO",
        "RKJK",
        "BGTL",
        "BIKF",
        "LGSA",
    ),
    "USA",
) | {"OSLK": "RUS", "UCFL": "RUS", "UDSG": "RUS"}


@lru_cache(maxsize=256)
def country_name(country: str) -> str:
    """English name of an ISO 3166 alpha-3 code, from CLDR; the code where CLDR has none."""
    codes = get_global("territory_aliases").get(country, [])
    names = Locale("en").territories
    return next((str(names[code]) for code in codes if code in names), country)
