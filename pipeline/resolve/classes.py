"""Classes that words beside a name demand, and the kinds of the gazetteer that satisfy them."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model import Entry

BASES = frozenset({"airbase", "navalbase"})
_FIELDS = frozenset({"airbase", "airport", "airfield"})
CLASSES: Mapping[str, frozenset[str]] = {
    "city": frozenset({"city", "capital"}),
    "township": frozenset({"city", "adm2"}),
    "adm1": frozenset({"adm1", "region"}),
    "adm2": frozenset({"adm2"}),
    "province": frozenset({"adm1", "adm2", "region"}),  # of the first level here, the second there
    "sea": frozenset({"sea", "ocean", "gulf", "strait", "bay", "channel", "sound"}),
    "airport": _FIELDS,
    "airbase": _FIELDS,
    "base": _FIELDS | {"navalbase"},
    "navalbase": frozenset({"navalbase"}),
    "station": BASES,  # aircraft or ships are told of beside the name of a town with a base
    "island": frozenset({"island", "archipelago", "country", "territory"}),
    "river": frozenset({"river"}),
    "lake": frozenset({"lake"}),
    "mountain": frozenset({"mountain", "mountains"}),
    "country": frozenset({"country", "territory"}),
    "park": frozenset({"site", "region"}),
}
SITES = frozenset(
    {"airport", "airbase", "base", "station", "navalbase", "sea", "river", "lake", "mountain"}
)


def fits(entry: Entry, feature: str) -> bool:
    """Whether a place is of the class."""
    return entry.kind in CLASSES.get(feature, ())
