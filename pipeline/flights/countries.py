"""English names of countries, and the bases that one country runs in another."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale
from babel.core import get_global

# Bases that another country runs than the one they lie in (ICAO code, or name where there is none,
# to tenant). Those in Crimea have been used by Russia since 2014.
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
) | dict.fromkeys(
    (
        "OSLK",
        "UCFL",
        "UDSG",
        "Belbek Air Base",
        "Hvardiiske Air Base",
        "Saky Air Base",
    ),
    "RUS",
)

# Allies without fighters of their own: those that start there are guests.
GUARDED = frozenset({"ALB", "EST", "ISL", "LTU", "LUX", "LVA", "MKD", "MNE", "SVN"})

# Who flies a type (ICAO designator), for those that start abroad as guests: a Eurofighter that
# takes off in Poland is not Poland's.
FLOWN_BY = {
    icao: frozenset(countries.split())
    for icao, countries in {
        "A400": "BEL DEU ESP FRA GBR IDN KAZ LUX MYS TUR",
        "C17": "ARE AUS CAN GBR IND KWT QAT USA",
        "EUFI": "AUT DEU ESP GBR ITA KWT OMN QAT SAU TUR",
        "K35R": "CHL FRA SGP TUR USA",
        "K46": "ISR JPN USA",
        "P8": "AUS CAN DEU GBR IND KOR NOR NZL USA",
        "RFAL": "ARE EGY FRA GRC HRV IDN IND QAT SRB",
        "SB39": "BRA COL CZE HUN PER SWE THA ZAF",
        "TOR": "DEU ITA SAU",
    }.items()
}

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
