"""The basemap: valid files, and a ground in tiles that are lighter from afar."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import pairwise, product
from typing import Any

import pytest
from shapely import get_num_coordinates
from shapely.geometry import shape

from views import basemap


def test_every_basemap_file_is_served_and_valid() -> None:
    for name in basemap.FILES:
        assert basemap.address(name).endswith(name)
        json.loads(basemap.body(name))


def tiles(zoom: int) -> Iterator[tuple[str, Any]]:
    """Kind and geometry of all that the tiles of a level hold."""
    for x, y in product(range(2**zoom), repeat=2):
        for feature in json.loads(basemap.tile(zoom, x, y))["features"]:
            yield feature["properties"]["k"], feature["geometry"]


def area(kind: str, zoom: int) -> float:
    return sum(float(shape(found).area) for name, found in tiles(zoom) if name == kind)


def corners(zoom: int) -> int:
    return sum(get_num_coordinates(shape(found)) for _, found in tiles(zoom))


@pytest.mark.parametrize("zoom", range(basemap.DEEPEST))
def test_the_ground_is_lighter_from_afar_and_as_large(zoom: int) -> None:
    assert corners(zoom) < 0.8 * corners(zoom + 1)
    for kind in ("land", "lake"):
        assert area(kind, zoom) == pytest.approx(area(kind, basemap.DEEPEST), rel=0.1)


def test_no_tile_crosses_the_180th_meridian() -> None:
    for _, found in tiles(basemap.DEEPEST):
        west, _, east, _ = shape(found).bounds
        assert -180 <= west <= east <= 180
        assert east - west <= 45


def test_a_tile_of_the_sea_is_empty() -> None:
    assert json.loads(basemap.tile(3, 1, 5))["features"] == []
    assert json.loads(basemap.tile(99, 0, 4))["features"] == []


def test_no_border_is_drawn_both_whole_and_dashed() -> None:
    features = json.loads((basemap.BASEMAP / "page_borders.geojson").read_bytes())["features"]
    whole = stretches(feature["geometry"] for feature in features)
    lines = json.loads(basemap.body("disputed.geojson"))["features"]
    dashed = stretches(feature["geometry"] for feature in lines)
    assert len(whole) > 9000
    assert len(dashed) > 100
    assert not dashed & whole


def stretches(geometries: Iterable[dict[str, Any]]) -> set[str]:
    return {
        str(sorted(stretch))
        for geometry in geometries
        for line in _lines(geometry)
        for stretch in pairwise(line)
    }


def _lines(geometry: dict[str, Any]) -> list[list[list[float]]]:
    one = geometry["type"] == "LineString"
    return [geometry["coordinates"]] if one else geometry["coordinates"]
