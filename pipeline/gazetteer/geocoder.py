"""The gazetteer as a geopy ``Geocoder``, so that it can stand before any service of geopy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from pipeline.gazetteer.coordinates import position
from pipeline.gazetteer.kinds import AIRFIELDS, BASES
from pipeline.gazetteer.lookup import Gazetteer, open_gazetteer
from pipeline.gazetteer.names import fold
from pipeline.model import Entry

_ICAO = re.compile(r"[A-Za-z]{4}")
_BRACKET = re.compile(r"(.+?)\s*\((.+)\)")
NEAREST_KM = 50.0  # ``reverse`` names the nearest place within this distance
# Words that ask for an airfield or a base. They stand in the tables with the names of the bases
# that the press writes about most; here they find the others under their bare names.
_BASE_WORDS = re.compile(
    r"\b(?:air ?base|air ?field|afb|ab|naval (?:base|station)|raf|nas|vliegbasis|luchtmachtbasis"
    r"|marinebasis|base aerea|base naval|base aerienne|base navale|luftwaffenstutzpunkt"
    r"|fliegerhorst|militarflugplatz|marinestutzpunkt|airport|luchthaven|vliegveld|aeropuerto"
    r"|aeroport|flughafen|aeroporto)\b(?: (?:de|del|di|da|do|du|of|van)\b)?"
)


class GazetteerGeocoder(Geocoder):  # type: ignore[misc]  # geopy carries no types
    """Answers from the built gazetteer; asks no network.

    ``Location.raw`` holds id, name, kind, precision, radius_km, country (ISO 3166 alpha-3),
    admin1, population, icao and rank.
    """

    def __init__(self, gazetteer: Gazetteer | None = None, *, out: Path | None = None) -> None:
        """Use an open gazetteer or the one built in ``out``; one of the two must be given.

        Raises ConfigError when the one in ``out`` is missing or damaged.
        """
        super().__init__(scheme="https", user_agent="dateline")
        if gazetteer is None:
            if out is None:
                raise ValueError("give an open gazetteer, or the folder it was built in")
            gazetteer = open_gazetteer(out)
        self.gazetteer = gazetteer

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        country_codes: str | Iterable[str] | None = None,
        language: str | None = None,
    ) -> Location | list[Location] | None:
        """The place of this name, or all of them, best known first; None when it is unknown.

        ``query`` may name a container ("Paris, Texas", "Rota (Spain)") or be an ICAO code.
        ``country_codes`` are ISO 3166 codes of two or three letters. Raises GeocoderQueryError
        for an empty query.
        """
        if not query or not query.strip():
            raise GeocoderQueryError("the query is empty; give the name of a place")
        found = self.entries(query.strip(), language=language)
        wanted = self._countries(country_codes)
        if wanted:
            found = [entry for entry in found if entry.country in wanted]
        return _answer([_location(entry) for entry in found], exactly_one=exactly_one)

    def reverse(
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        km: float = NEAREST_KM,
    ) -> Location | list[Location] | None:
        """The nearest places within ``km`` of a point (geopy's forms), None when there is none.

        Raises GeocoderQueryError when the query is no position.
        """
        try:
            lat, lon = self._coerce_point_to_string(query).split(",")
        except (ValueError, TypeError) as error:
            raise GeocoderQueryError(f"{query!r} is no position") from error
        point = position(lat, lon, null_island=True)
        if point is None:
            raise GeocoderQueryError(f"{query!r} is no position on earth")
        near = self.gazetteer.nearby(point, km=km, limit=1 if exactly_one else 10)
        return _answer([_location(entry) for entry in near], exactly_one=exactly_one)

    def entries(self, query: str, *, language: str | None = None) -> list[Entry]:
        """The rows for a query, best first; empty when nothing is known by that name."""
        if _ICAO.fullmatch(query) and (query.isupper() or not self._lookup(query, language)):
            field = self.gazetteer.by_icao(query)
            if field is not None:
                return [field]
        whole = self._lookup(query, language)
        return list(whole) if whole else self._inside(query, language)

    def _lookup(self, name: str, language: str | None) -> Sequence[Entry]:
        found = self.gazetteer.asked(name, language)
        return found or self._base(name, language)

    def _base(self, name: str, language: str | None) -> list[Entry]:
        """An airfield or base asked for as one by words that the tables do not have with it."""
        bare = _BASE_WORDS.sub(" ", fold(name)).strip()
        if not bare or bare == fold(name):
            return []
        same = self.gazetteer.asked(bare, language)
        bases = [entry for entry in same if entry.kind in AIRFIELDS | BASES]
        return bases or self._airfield_at(same)

    def _airfield_at(self, towns: Sequence[Entry]) -> list[Entry]:
        """The airfield nearest to the best known town of the name."""
        for town in towns[:1]:
            near = self.gazetteer.airfields_near(town.point, km=max(15.0, town.radius_km))
            military = [entry for entry in near if entry.kind == "airbase"]
            return (military or list(near))[:1]
        return []

    def _inside(self, query: str, language: str | None) -> list[Entry]:
        """ "X, Y" and "X (Y)": the places X that lie in a place Y."""
        bracket = _BRACKET.fullmatch(query)
        name, comma, container = bracket.group(1, 0, 2) if bracket else query.partition(",")
        if not comma or not container.strip():
            return []
        around = self.entries(container.strip(), language=language)
        inner = self._lookup(name.strip(), language)
        held = [
            (at, rank, entry)
            for rank, entry in enumerate(inner)
            for at, outer in enumerate(around)
            if lies_in(entry, outer)
        ]
        best = sorted(held, key=lambda one: one[:2])
        return list({entry.id: entry for _, _, entry in best}.values())

    def _countries(self, codes: str | Iterable[str] | None) -> set[str]:
        """Alpha-3 codes of what was given in either form."""
        listed = [codes] if isinstance(codes, str) else list(codes or ())
        wanted = {code.strip().upper() for part in listed for code in part.split(",")}
        return {self.gazetteer.iso3(code) for code in wanted if code}


def lies_in(entry: Entry, outer: Entry) -> bool:
    """Whether a place is known to lie in another: by its country or its first-level region."""
    if entry.id == outer.id:
        return False
    if outer.kind in ("country", "territory"):
        return entry.country == outer.country
    if outer.kind == "adm1":
        return entry.admin1 == outer.admin1 if entry.admin1 else False
    return False


def _location(entry: Entry) -> Location:
    raw = {
        "id": entry.id,
        "name": entry.name,
        "kind": entry.kind,
        "precision": entry.precision,
        "radius_km": entry.radius_km,
        "country": entry.country,
        "admin1": entry.admin1,
        "population": entry.population,
        "icao": entry.icao,
        "rank": entry.rank,
    }
    address = ", ".join(part for part in (entry.name, entry.country) if part)
    return Location(address, (entry.point.lat, entry.point.lon), raw)


def _answer(found: list[Location], *, exactly_one: bool) -> Location | list[Location] | None:
    if not found:
        return None
    return found[0] if exactly_one else found
