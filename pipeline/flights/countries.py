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

# Those whose aircraft escort each other and are not intercepted by each other: NATO and the
# partners that fly with it.
ALLIES = frozenset({
    "ALB", "AUS", "BEL", "BGR", "CAN", "CHE", "CZE", "DEU", "DNK", "ESP", "EST",
    "FIN", "FRA", "GBR", "GRC", "HRV", "HUN", "ISL", "ISR", "ITA", "JPN", "KOR",
    "LTU", "LUX", "LVA", "MKD", "MNE", "NLD", "NOR", "NZL", "POL", "PRT", "ROU",
    "SVK", "SVN", "SWE", "UKR", "USA",
})  # fmt: skip
_OTHER_MAKERS = (
    "Antonov", "Beriev", "Chengdu", "Harbin", "Ilyushin", "Kamov", "Mikoyan", "MiG", "Mil ",
    "Shenyang", "Sukhoi", "Tupolev", "Xi'an", "Xian", "Yakovlev",
)  # fmt: skip


def is_allied(operator: str, name: str) -> bool:
    """Whether an aircraft is of an ally; where none is named, by who builds the type."""
    return operator in ALLIES if operator else bool(name) and not name.startswith(_OTHER_MAKERS)


@lru_cache(maxsize=256)
def country_name(country: str) -> str:
    """English name of an ISO 3166 alpha-3 code, from CLDR; the code where CLDR has none."""
    codes = get_global("territory_aliases").get(country, [])
    names = Locale("en").territories
    return next((str(names[code]) for code in codes if code in names), country)
