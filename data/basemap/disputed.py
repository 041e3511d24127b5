"""Borders that somebody disputes: those of ``disputed.csv`` from the source, others by hand.

``disputed.csv`` names the two countries whose common border it is, as the source spells them, and
a box in degrees where only a part of that border is disputed. ``disputed_by_hand.csv`` holds the
points of lines that the source does not draw.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import LineString, MultiLineString, box
from shapely.geometry.base import BaseGeometry

HERE = Path(__file__).resolve().parent
BOX = ("west", "south", "east", "north")


def lines(topology: Any) -> dict[str, BaseGeometry]:
    """The disputed lines by their names. Raises SystemExit for a border that nobody shares."""
    found: dict[str, list[BaseGeometry]] = defaultdict(list)
    for row in _rows("disputed.csv"):
        found[row["name"]].append(_shared(topology, row))
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for row in _rows("disputed_by_hand.csv"):
        points[row["name"]].append((float(row["lon"]), float(row["lat"])))
    found.update({name: [LineString(own)] for name, own in points.items()})
    return {name: shapely.union_all(parts) for name, parts in found.items()}


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((HERE / name).read_text(encoding="utf-8").splitlines()))


def _shared(topology: Any, row: dict[str, str]) -> BaseGeometry:
    """The border between two countries, within the box of the row when it has one."""
    one, other = (set(_arcs(topology, row[side])) for side in ("one", "other"))
    border = shapely.line_merge(MultiLineString([topology.arcs[i] for i in one & other]))
    if row["west"]:
        border = border.intersection(box(*(float(row[side]) for side in BOX)))
    if border.is_empty:
        raise SystemExit(f"disputed.csv: {row['one']} and {row['other']} share no border there")
    return border


def _arcs(topology: Any, name: str) -> Iterator[int]:
    """Numbers of all arcs around a country."""
    for country in topology.objects["countries"]["geometries"]:
        if country["properties"]["name"] == name:
            for polygon in topology.polygons(country):
                yield from (i if i >= 0 else ~i for ring in polygon for i in ring)
