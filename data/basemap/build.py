"""Turn the npm package world-atlas into the GeoJSON files beside this script.

    npm pack world-atlas@2.0.2
    python data/basemap/build.py world-atlas-2.0.2.tgz

Needs shapely. ``README.md`` beside this file tells where the shapes come from.
"""

from __future__ import annotations

import argparse
import csv
import json
import logging
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import disputed
import shapely
from shapely.affinity import translate
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry

HERE = Path(__file__).resolve().parent
COAST_DIGITS = 3  # decimals of a degree kept: about 100 m, finer than the simplification
PAGE_DIGITS = 2

COAST_TOLERANCE_DEG = 0.009  # of the coast for geometry: below 1 km
COAST_AREA_DEG2 = 4e-5  # islets under about 0.5 square kilometres are left out
PAGE_TOLERANCE_DEG = 0.03  # of the drawn land: about a pixel at zoom level 6
PAGE_AREA_DEG2 = 1e-3  # islets under about 12 square kilometres are left out
RANKS = ((2, 120.0), (3, 25.0), (4, 4.0), (5, 0.3))  # rank of a country by its square degrees
LAST_RANK = 6
SMALL_RANK = 5  # names from this rank on are seen from near only
LONG_NAMES = {  # the source shortens some names
    "United States of America": "United States",
    "Dem. Rep. Congo": "DR Congo",
    "Central African Rep.": "Central African Republic",
    "Bosnia and Herz.": "Bosnia and Herzegovina",
    "Dominican Rep.": "Dominican Republic",
    "Eq. Guinea": "Equatorial Guinea",
    "S. Sudan": "South Sudan",
    "W. Sahara": "Western Sahara",
    "Falkland Is.": "Falkland Islands",
    "Solomon Is.": "Solomon Islands",
    "Macedonia": "North Macedonia",
    "eSwatini": "Eswatini",
    "N. Cyprus": "Northern Cyprus",
    "Fr. Polynesia": "French Polynesia",
    "Cayman Is.": "Cayman Islands",
    "Faeroe Is.": "Faroe Islands",
    "Marshall Is.": "Marshall Islands",
    "Cook Is.": "Cook Islands",
    "Antigua and Barb.": "Antigua and Barbuda",
    "St. Vin. and Gren.": "Saint Vincent and the Grenadines",
    "St. Kitts and Nevis": "Saint Kitts and Nevis",
    "São Tomé and Principe": "São Tomé and Príncipe",
    "Turks and Caicos Is.": "Turks and Caicos Islands",
    "U.S. Virgin Is.": "US Virgin Islands",
    "British Virgin Is.": "British Virgin Islands",
    "N. Mariana Is.": "Northern Mariana Islands",
    "Fr. S. Antarctic Lands": "French Southern Lands",
    "S. Geo. and the Is.": "South Georgia",
    "Br. Indian Ocean Ter.": "Chagos Archipelago",
}
HALF_TURN = 180.0  # degrees by which only a ring around a pole misses its start

Position = tuple[float, float]


class Topology:
    """A TopoJSON file with its arcs decoded to degrees."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.objects: dict[str, Any] = document["objects"]
        self.scale: Position = tuple(document["transform"]["scale"])
        self.translate: Position = tuple(document["transform"]["translate"])
        self.arcs = [list(self._decode(arc)) for arc in document["arcs"]]

    def _decode(self, arc: list[list[int]]) -> Iterator[Position]:
        """Positions of a delta-encoded, quantised arc."""
        x = y = 0
        for dx, dy in arc:
            x, y = x + dx, y + dy
            yield x * self.scale[0] + self.translate[0], y * self.scale[1] + self.translate[1]

    def ring(self, indices: list[int]) -> list[Position]:
        """The closed ring of these arcs; a negative index runs backwards."""
        points: list[Position] = []
        for index in indices:
            arc = self.arcs[index] if index >= 0 else self.arcs[~index][::-1]
            points.extend(arc[1:] if points else arc)
        return points

    def polygons(self, geometry: dict[str, Any]) -> Iterator[list[list[int]]]:
        """Arc indices of each polygon, outer ring first."""
        match geometry["type"]:
            case "GeometryCollection":
                for part in geometry["geometries"]:
                    yield from self.polygons(part)
            case "Polygon":
                yield geometry["arcs"]
            case "MultiPolygon":
                yield from geometry["arcs"]


def read(package: Path, name: str) -> Topology:
    """The file ``name`` of the packed npm package."""
    with tarfile.open(package) as archive:
        member = archive.extractfile(f"package/{name}")
        if member is None:
            raise SystemExit(
                f"{package} holds no package/{name}: is it the package and version named above?"
            )
        return Topology(json.load(member))


def unwrap(ring: list[Position]) -> list[Position]:
    """The ring with longitudes that run on past 180 degrees instead of jumping.

    A ring around the south pole (Antarctica) does not come back to its start; it is closed
    along the pole, so that it becomes a plain polygon too.
    """
    turn, previous, points = 0.0, ring[0][0], []
    for lon, lat in ring:
        turn -= 360.0 * round((lon - previous) / 360.0)
        previous = lon
        points.append((lon + turn, lat))
    if abs(points[-1][0] - points[0][0]) > HALF_TURN:
        points += [(points[-1][0], -90.0), (points[0][0], -90.0), points[0]]
    return points


def cut(ring: list[Position]) -> BaseGeometry:
    """The area inside a ring, in pieces between -180 and 180 degrees."""
    whole = shapely.make_valid(Polygon(unwrap(ring)))
    west, _, east, _ = whole.bounds
    if west >= -180.0 and east <= 180.0:
        return whole
    pieces = [
        translate(whole.intersection(box(-180.0 + shift, -90.0, 180.0 + shift, 90.0)), -shift)
        for shift in (-360.0, 0.0, 360.0)
    ]
    return shapely.union_all([piece for piece in pieces if not piece.is_empty])


def land(topology: Topology, *, tolerance: float, smallest: float) -> BaseGeometry:
    """All land, simplified by ``tolerance`` degrees, without islets under ``smallest`` deg²."""
    pieces = []
    for arcs in topology.polygons(topology.objects["land"]):
        outer, *holes = (cut(topology.ring(ring)) for ring in arcs)
        pieces.append(shapely.difference(outer, shapely.union_all(holes)) if holes else outer)
    simple = shapely.make_valid(shapely.simplify(shapely.union_all(pieces), tolerance))
    parts = [part for part in shapely.get_parts(simple) if part.area >= smallest]
    return MultiPolygon([part for part in parts if isinstance(part, Polygon)])


def borders(topology: Topology, *, tolerance: float) -> BaseGeometry:
    """Every arc that two countries share, without what somebody disputes."""
    uses: Counter[int] = Counter()
    for country in topology.objects["countries"]["geometries"]:
        own = {
            index if index >= 0 else ~index
            for polygon in topology.polygons(country)
            for ring in polygon
            for index in ring
        }
        uses.update(own)
    shared = [LineString(topology.arcs[index]) for index, count in uses.items() if count > 1]
    open_questions = shapely.union_all(list(disputed.lines(topology).values()))
    joined = shapely.line_merge(shapely.difference(MultiLineString(shared), open_questions))
    return shapely.simplify(joined, tolerance)


def disputed_borders(topology: Topology, *, tolerance: float) -> BaseGeometry:
    """The lines that somebody disputes."""
    joined = [shapely.line_merge(line) for line in disputed.lines(topology).values()]
    parts = [part for line in joined for part in shapely.get_parts(line)]
    return shapely.simplify(MultiLineString(parts), tolerance)


def labels(topology: Topology) -> list[dict[str, Any]]:
    """Names with the point they are written at and a rank: 1 is seen first.

    Countries come from the shapes, seas from ``seas.csv``.
    """
    seas = (HERE / "seas.csv").read_text(encoding="utf-8").splitlines()
    rows = [
        {"name": row["name"], "at": [float(row["lon"]), float(row["lat"])],
         "rank": int(row["rank"]), "kind": "sea"}
        for row in csv.DictReader(seas)
    ]  # fmt: skip
    for country in topology.objects["countries"]["geometries"]:
        rows.append(country_label(topology, country))
    return sorted(rows, key=lambda row: (row["rank"], row["kind"], row["name"]))


def country_label(topology: Topology, country: dict[str, Any]) -> dict[str, Any]:
    """The label of a country: in the widest part of its largest piece."""
    pieces = [cut(topology.ring(rings[0])) for rings in topology.polygons(country)]
    largest = max(shapely.get_parts(pieces), key=lambda piece: float(piece.area))
    point = shapely.maximum_inscribed_circle(largest, tolerance=0.1).coords[0]
    size = sum(piece.area for piece in pieces)
    return {
        "name": LONG_NAMES.get(country["properties"]["name"], country["properties"]["name"]),
        "at": [round(point[0], PAGE_DIGITS), round(point[1], PAGE_DIGITS)],
        "rank": next((rank for rank, least in RANKS if size >= least), LAST_RANK),
        "kind": "country",
    }


def write(path: Path, geometry: BaseGeometry, *, digits: int) -> None:
    """One Feature a part, so that a reader can index them; rounded, without blanks."""
    parts = shapely.get_parts(shapely.set_precision(geometry, 10.0**-digits))
    features = [
        {"type": "Feature", "properties": {}, "geometry": plain(part, digits=digits)}
        for part in parts
        if not part.is_empty
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8")
    logging.info("%s: %d parts, %.2f MB", path.name, len(features), len(text) / 1e6)


def plain(part: BaseGeometry, *, digits: int) -> dict[str, Any]:
    """The GeoJSON geometry of a part with rounded numbers."""
    geometry: dict[str, Any] = json.loads(shapely.to_geojson(part))
    geometry["coordinates"] = rounded(geometry["coordinates"], digits)
    return geometry


def rounded(value: Any, digits: int) -> Any:
    """Numbers in nested lists, rounded; whole numbers lose their point."""
    if isinstance(value, list):
        return [rounded(item, digits) for item in value]
    short = round(value, digits)
    return int(short) if short == int(short) else short


def write_names(rows: list[dict[str, Any]]) -> None:
    """The names in two files: those seen from afar, and those of small places."""
    for name, ranks in (
        ("page_names", range(SMALL_RANK)),
        ("page_small_names", range(SMALL_RANK, 9)),
    ):
        lines = [json.dumps(row, ensure_ascii=False) for row in rows if row["rank"] in ranks]
        (HERE / f"{name}.json").write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


def main() -> None:
    """Read the package, write the files."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path, help="world-atlas-2.0.2.tgz")
    package = parser.parse_args().package
    fine, medium = read(package, "land-10m.json"), read(package, "countries-50m.json")
    coast = land(fine, tolerance=COAST_TOLERANCE_DEG, smallest=COAST_AREA_DEG2)
    write(HERE / "land.geojson", coast, digits=COAST_DIGITS)
    drawn = land(fine, tolerance=PAGE_TOLERANCE_DEG, smallest=PAGE_AREA_DEG2)
    write(HERE / "page_land.geojson", drawn, digits=PAGE_DIGITS)
    drawn_borders = borders(medium, tolerance=PAGE_TOLERANCE_DEG / 2)
    write(HERE / "page_borders.geojson", drawn_borders, digits=PAGE_DIGITS)
    open_lines = disputed_borders(medium, tolerance=PAGE_TOLERANCE_DEG / 2)
    write(HERE / "page_disputed.geojson", open_lines, digits=PAGE_DIGITS)
    write_names(labels(medium))


if __name__ == "__main__":
    main()
