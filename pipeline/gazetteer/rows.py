"""A place while the gazetteer is being built."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from pipeline.gazetteer.kinds import KINDS

LANGUAGES = ("en", "nl", "es", "fr", "de", "pt", "it", "pl", "tr", "uk", "ru", "ar")
_BITS = {lang: 1 << place for place, lang in enumerate(LANGUAGES)}
RANK_WEIGHT = 0.5  # powers of ten of people that one step of press rank is worth


class Quality(IntEnum):
    """How sure a name is of its place; the value is what it costs in the order of lookup,
    in tenths of a power of ten of people."""

    MAIN = 0  # the official or usual name
    PRESS = 1  # a name from our own tables
    SPELLING = 10  # made by rule from one of these
    ALTERNATE = 25  # an alternate of GeoNames, its language unknown
    LOOSE = 35  # a name that needs context: a county without "County", a postal code
    RARE = 90  # a name that others bear more often, however small they are
    CLASSED = 120  # of an added place: meant only with a word for its class ("the village of X")
    ASKED = 200  # of an added place: never meant in running text, only when it is asked for


class Case(IntEnum):
    """How a name must be written to be meant."""

    ANY = 0
    UPPER = 1  # in capitals: US, VS, EE. UU.
    DOTTED = 2  # with its full stop: Va., Calif., Ill.


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a row."""

    text: str
    quality: Quality
    langs: int = 0  # bits in the order of ``LANGUAGES``; 0: any language
    case: Case = Case.ANY


@dataclass(slots=True)
class Row:
    """A place with its names; fields as in ``model.Entry``."""

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    country: str = ""
    admin1: str = ""
    population: int = 0
    radius_km: float = 0.0  # 0: from the kind
    icao: str = ""
    iata: str = ""
    iso2: str = ""  # of a country
    rank: int = 0
    names: list[Name] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.radius_km <= 0:
            self.radius_km = radius(self.kind, self.population)
        self.names.append(Name(self.name, Quality.MAIN))

    def add(
        self, texts: Iterable[str], quality: Quality, *, lang: str = "", case: Case = Case.ANY
    ) -> None:
        """Give it more names; empty ones are passed over."""
        bits = _BITS.get(lang, 0)
        self.names.extend(Name(text, quality, bits, case) for text in texts if text)

    @property
    def score(self) -> float:
        """How well known it is, in powers of ten of people; see ``kinds.Kind.level``."""
        people = math.log10(self.population) if self.population > 0 else 2.0
        fixed = KINDS[self.kind].level
        size = fixed if fixed >= 6.0 else fixed + people
        return size + RANK_WEIGHT * self.rank + people / 100


def radius(kind: str, population: int) -> float:
    """Half the extent in km: cities grow with the root of their people (a million: 12 km)."""
    if kind in ("city", "capital"):
        return round(min(30.0, max(3.0, 0.012 * math.sqrt(population))), 1)
    return KINDS[kind].radius_km


def language_bits(lang: str) -> int:
    """The bit of a language; 0 when its names are not kept apart."""
    return _BITS.get(lang, 0)
