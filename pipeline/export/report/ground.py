"""Land, borders and names under the marks of a picture, from ``data/basemap``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final

from pipeline.config import DATA
from pipeline.export.report.frame import HEIGHT, WIDTH, Frame, Position, Spot, extent
from pipeline.export.report.markup import Html, el, join
from pipeline.model import Point

_STEP: Final = 0.7  # units of the picture between two corners of a coast
_SMALLEST: Final = 1.2  # units: an island smaller than this is left out
_NAMES: Final = 26  # of countries and seas
_LETTER: Final = 7.2  # units of a name's width
_LINE: Final = 22.0


def ground(frame: Frame) -> Html:
    """SVG of what lies under the marks."""
    land = "".join(f"{_path(ring)}Z" for ring in _rings(frame))
    lines = (path for line in _lines("page_borders") for path in frame.paths(line))
    borders = "".join(_path(thin) for path in lines if len(thin := _thinned(path)) > 1)
    return join(
        (
            el("path", css="land", d=land),
            el("path", css="border", d=borders),
            el("g", *_names(frame), css="names"),
        )
    )


def _rings(frame: Frame) -> Iterator[list[Spot]]:
    for line in _lines("page_land"):
        for path in frame.paths(line):
            if max(b - a for a, b in extent(path)) > _SMALLEST and len(thin := _thinned(path)) > 2:
                yield thin


@cache
def _lines(name: str) -> tuple[list[Position], ...]:
    """All rings and lines of a file of the basemap."""
    text = (DATA / "basemap" / f"{name}.geojson").read_text(encoding="utf-8")
    shapes = [feature["geometry"] for feature in json.loads(text)["features"]]
    return tuple(line for shape in shapes for line in _flat(shape["coordinates"]))


def _flat(nested: list[Any]) -> Iterator[list[Position]]:
    if isinstance(nested[0][0], list):
        for inner in nested:
            yield from _flat(inner)
    else:
        yield nested


def _thinned(path: Iterable[Spot]) -> list[Spot]:
    """Without corners that lie closer together than one can see."""
    kept: list[Spot] = []
    for spot in path:
        if not kept or max(abs(spot[0] - kept[-1][0]), abs(spot[1] - kept[-1][1])) > _STEP:
            kept.append(spot)
    return kept


def _path(spots: Iterable[Spot]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in spots)


def _names(frame: Frame) -> Iterator[Html]:
    """The best known names that do not touch each other."""
    taken: list[tuple[float, float, float]] = []
    for place in sorted(_named(), key=lambda one: one["rank"]):
        x, y = frame.spot(Point(place["at"][1], place["at"][0]))
        half = len(place["name"]) * _LETTER / 2
        inside = half < x < WIDTH - half and _LINE < y < HEIGHT - _LINE
        free = all(abs(x - a) > half + b or abs(y - c) > _LINE for a, b, c in taken)
        if inside and free and len(taken) < _NAMES:
            taken.append((x, half, y))
            css = "sea" if place.get("kind") == "sea" else ""
            yield el("text", place["name"], css=css, x=f"{x:.0f}", y=f"{y:.0f}")


@cache
def _named() -> list[dict[str, Any]]:
    text = (DATA / "basemap" / "page_names.json").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(text)
    return found
