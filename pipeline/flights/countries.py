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
        "C27J": "AUS BGR GRC ITA KEN LTU MAR MEX PER ROU SVK SVN USA ZMB",
        "C295": "BRA CAN CHL COL CZE ECU EGY ESP FIN IDN IND IRL JOR KAZ MEX OMN PHL POL PRT SAU",
        "C130": (
            "ARE ARG AUS AUT BEL BGD BHR BRA CAN CHL CMR COL DNK DZA ECU EGY ESP FRA GBR GRC IDN"
            " IND IRN IRQ ISR ITA JOR JPN KEN KOR KWT LKA LBY MAR MEX MYS NER NGA NLD NOR NZL OMN"
            " PAK PER PHL POL PRT QAT ROU SAU SDN SGP SWE THA TUN TUR TWN URY USA YEM ZAF"
        ),
        "C17": "ARE AUS CAN GBR IND KWT QAT USA",
        "EUFI": "AUT DEU ESP GBR ITA KWT OMN QAT SAU TUR",
        "F16": (
            "ARE ARG BEL BGR BHR CHL DNK EGY GRC IDN IRQ ISR JOR KOR MAR NLD NOR OMN PAK POL PRT"
            " ROU SGP SVK THA TUR TWN UKR USA VEN"
        ),
        "F18H": "AUS CAN CHE ESP FIN KWT MYS USA",
        "F35": "AUS BEL DNK GBR ISR ITA JPN KOR NLD NOR POL USA",
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
_RUSSIAN = (
    "Antonov", "Beriev", "Ilyushin", "Kamov", "Mikoyan", "MiG", "Mil ", "Sukhoi", "Tupolev",
    "Yakovlev",
)  # fmt: skip
_CHINESE = ("Chengdu", "Harbin", "Shaanxi", "Shenyang", "Xi'an", "Xian")
_OTHER_MAKERS = (*_RUSSIAN, *_CHINESE)

# What only one force calls its aircraft, though many fly the type.
_OWN_NAMES = {
    "AC-130": "USA", "CC-130": "CAN", "CC-144": "CAN", "CC-150": "CAN", "CC-177": "CAN",
    "CC-295": "CAN", "CC-330": "CAN", "CF-18": "CAN", "CH-146": "CAN", "CH-149": "CAN",
    "CP-140": "CAN", "EC-130H": "USA", "EF-18": "ESP", "HC-130": "USA", "KC-30": "AUS",
    "KC2 Voyager": "GBR", "KC3 Voyager": "GBR", "LC-130": "USA", "MC-130": "USA",
    "MV-22": "USA", "CV-22": "USA", "WC-130": "USA", "WC-135": "USA",
    "A330 Phénix": "FRA", "Phénix": "FRA", "Voyager": "GBR", "Airbus Voyager": "GBR",
}  # fmt: skip


def is_allied(operator: str, name: str) -> bool:
    """Whether an aircraft is of an ally; where none is named, by who builds the type."""
    return operator in ALLIES if operator else bool(name) and not name.startswith(_OTHER_MAKERS)


def maker_of(name: str) -> str:
    """Russia or China for a type that was built there, empty for those of others."""
    if name.startswith(_RUSSIAN):
        return "RUS"
    return "CHN" if name.startswith(_CHINESE) else ""


def operator_by_name(text: str) -> str:
    """The country whose forces alone call an aircraft so: "a CC-130J Hercules"."""
    names = [own for own in _OWN_NAMES if text.startswith(own)]
    return _OWN_NAMES[max(names, key=len)] if names else ""


@lru_cache(maxsize=256)
def country_name(country: str) -> str:
    """English name of an ISO 3166 alpha-3 code, from CLDR; the code where CLDR has none."""
    codes = get_global("territory_aliases").get(country, [])
    names = Locale("en").territories
    return next((str(names[code]) for code in codes if code in names), country)
