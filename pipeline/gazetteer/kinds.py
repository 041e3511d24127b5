"""Kinds of places: what precision a kind stands for and how well known it is by itself."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import ConfigError
from pipeline.model import Precision


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of place.

    ``level`` is the part of the order of lookup that the kind alone gives. It is in powers of ten
    of people, so that it adds to the logarithm of a population: a country (12) always comes
    before a city, whose largest has 7.4.
    """

    precision: Precision
    level: float
    radius_km: float  # where the table gives none


_WATER = {
    "ocean": (12.5, 2500.0),
    "sea": (11.0, 400.0),
    "gulf": (11.0, 200.0),
    "bay": (8.5, 60.0),
    "strait": (10.5, 60.0),
    "channel": (10.0, 80.0),
    "sound": (8.0, 40.0),
    "lake": (8.0, 40.0),
    "river": (8.0, 400.0),
    "canal": (8.5, 60.0),
    "falls": (6.5, 3.0),
    "reef": (8.0, 20.0),
}
_LAND: dict[str, tuple[Precision, float, float]] = {
    "continent": ("country", 12.5, 3500.0),
    "country": ("country", 12.0, 300.0),
    "territory": ("country", 11.0, 40.0),
    "region": ("adm1", 9.5, 250.0),
    "archipelago": ("adm1", 9.0, 150.0),
    "island": ("adm2", 8.5, 40.0),
    "peninsula": ("adm1", 8.5, 120.0),
    "desert": ("adm1", 8.5, 400.0),
    "mountains": ("adm1", 8.5, 300.0),
    "mountain": ("site", 6.5, 5.0),
    "cape": ("site", 6.5, 5.0),
    "valley": ("adm2", 7.0, 40.0),
    "site": ("site", 7.0, 3.0),
    "adm1": ("adm1", 0.6, 150.0),
    "adm2": ("adm2", -0.8, 30.0),
    "capital": ("city", 1.5, 15.0),
    "city": ("city", 0.0, 8.0),
    "airport": ("site", 1.0, 3.0),
    "airfield": ("site", -1.0, 3.0),
    "airbase": ("site", 3.5, 3.0),
    "navalbase": ("site", 3.5, 5.0),
    "spaceport": ("site", 4.0, 8.0),
    "range": ("site", 3.5, 20.0),
}
KINDS: dict[str, Kind] = {
    **{name: Kind("water_body", level, radius) for name, (level, radius) in _WATER.items()},
    **{name: Kind(precision, level, radius) for name, (precision, level, radius) in _LAND.items()},
}
WATER = frozenset(_WATER)
AIRFIELDS = frozenset({"airport", "airfield", "airbase"})
BASES = frozenset({"airbase", "navalbase", "spaceport", "range"})


def kind(name: str, *, where: str = "") -> Kind:
    """The kind of this name. Raises ConfigError that tells where it was read."""
    try:
        return KINDS[name]
    except KeyError as unknown:
        known = ", ".join(sorted(KINDS))
        raise ConfigError(
            f"{where}: there is no kind {name!r} of place; known: {known}"
        ) from unknown
