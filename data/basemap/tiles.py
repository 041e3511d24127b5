"""Cut the land, lakes and borders that the page draws into tiles, coarser from afar.

    python data/basemap/tiles.py

Needs shapely, and the files that ``build.py`` and ``lakes.py`` write. ``ground/{z}/{x}/{y}.json``
are tiles as maps number them; a tile without land is not written. Each level is simplified before
it is cut, so that neighbours meet.
"""

from __future__ import annotations

import json
import logging
import math
import shutil
from itertools import product
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

HERE = Path(__file__).resolve().parent
OUT = HERE / "ground"
LAYERS = {"land": "page_land", "lake": "page_lakes", "border": "page_borders"}  # from below
DEEPEST = 3  # the level with every detail of the files; nearer views draw its tiles larger
HALF_PIXEL_DEG = 0.25  # of level 0 where it is drawn largest; half as much a level further
SMALLEST_DEG2 = 0.06  # islets and lakes that level 0 leaves out: two pixels; a quarter a level
DIGITS = 2


def main() -> None:
    """Write all tiles anew."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    shutil.rmtree(OUT, ignore_errors=True)
    whole = {name: read(HERE / f"{file}.geojson") for name, file in LAYERS.items()}
    for zoom in range(DEEPEST + 1):
        level = {name: coarser(shape, zoom) for name, shape in whole.items()}
        sizes = [write(zoom, x, y, level) for x, y in product(range(2**zoom), repeat=2)]
        logging.info("level %d: %d tiles, %.0f kB", zoom, sum(map(bool, sizes)), sum(sizes) / 1e3)


def read(path: Path) -> BaseGeometry:
    """All shapes of a GeoJSON file as one."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    shapes = [shapely.from_geojson(json.dumps(feature["geometry"])) for feature in features]
    return shapely.union_all([shapely.make_valid(shape) for shape in shapes])


def coarser(shape: BaseGeometry, zoom: int) -> BaseGeometry:
    """The shape as a level needs it; the deepest level keeps all."""
    if zoom == DEEPEST:
        return shape
    lines = shapely.get_dimensions(shape) == 1
    if lines:
        return shapely.simplify(shapely.line_merge(shape), 2 * HALF_PIXEL_DEG / 2**zoom)
    simple = shapely.simplify(shape, HALF_PIXEL_DEG / 2**zoom)
    parts = shapely.get_parts(shapely.make_valid(simple))
    return shapely.union_all(parts[shapely.area(parts) >= SMALLEST_DEG2 / 4**zoom])


def bounds(zoom: int, x: int, y: int) -> tuple[float, float, float, float]:
    """West, south, east and north of a tile; the outermost ones reach the poles."""
    count = 2**zoom
    north, south = (
        math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * row / count)))) for row in (y, y + 1)
    )
    west, east = (360.0 * column / count - 180.0 for column in (x, x + 1))
    return west, -90.0 if y == count - 1 else south, east, 90.0 if y == 0 else north


def write(zoom: int, x: int, y: int, level: dict[str, BaseGeometry]) -> int:
    """One tile; returns its bytes, 0 when there is nothing in it."""
    window = box(*(round(edge, DIGITS) for edge in bounds(zoom, x, y)))
    found = ((name, shape.intersection(window)) for name, shape in level.items())
    features = [made for name, shape in found for made in features_of(name, shape)]
    if not features:
        return 0
    path = OUT / str(zoom) / str(x) / f"{y}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
    return path.write_text(text + "\n", encoding="utf-8")


def features_of(name: str, shape: BaseGeometry) -> list[dict[str, Any]]:
    """The shape as one Feature; none when nothing of its kind is left."""
    wanted = 1 if name == "border" else 2
    parts = shapely.get_parts(shapely.set_precision(shape, 10.0**-DIGITS))
    parts = shapely.get_parts(parts)  # a mixed collection holds collections
    kept = [p for p in parts if shapely.get_dimensions(p) == wanted and not p.is_empty]
    if not kept:
        return []
    joined = shapely.multilinestrings(kept) if wanted == 1 else shapely.multipolygons(kept)
    geometry = json.loads(shapely.to_geojson(joined))
    geometry["coordinates"] = rounded(geometry["coordinates"])
    return [{"type": "Feature", "properties": {"k": name}, "geometry": geometry}]


def rounded(value: Any) -> Any:
    """Numbers in nested lists, rounded; whole numbers lose their point."""
    if isinstance(value, list):
        return [rounded(item) for item in value]
    short = round(value, DIGITS)
    return int(short) if short == int(short) else short


if __name__ == "__main__":
    main()
