"""Land, water, coasts and borders."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import config
from pipeline.errors import ConfigError
from pipeline.model import Point
from pipeline.relative import Coast, geodesy

COAST = Coast.open(config.DATA / "basemap" / "land.geojson")
POINTS = st.builds(Point, st.floats(-80, 80), st.floats(-180, 180))


@pytest.mark.parametrize(
    ("point", "land"),
    [
        (Point(48.85, 2.35), True),  # Paris
        (Point(-25.0, 134.0), True),
        (Point(67.0, 179.0), True),  # Chukotka, on both sides of the 180th meridian
        (Point(67.0, -176.0), True),
        (Point(12.0, -67.0), False),  # Caribbean Sea
        (Point(42.0, 51.0), False),  # Caspian Sea
        (Point(0.0, 0.0), False),
    ],
)
def test_land_and_water(point: Point, land: bool) -> None:
    assert COAST.is_land(point) is land


def test_opening_is_instant_and_loading_fast() -> None:
    start = time.process_time()
    fresh = Coast.open(config.DATA / "basemap" / "land.geojson")
    assert time.process_time() - start < 0.05
    fresh.to_coast_km(Point(12.0, -67.0))
    assert time.process_time() - start < 2.0


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"land.geojson is missing"):
        Coast.open(tmp_path / "basemap" / "land.geojson")


def test_broken_file_is_named(tmp_path: Path) -> None:
    for name in ("basemap/land.geojson", "coast/edges.json"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("{", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"edges.json cannot be read"):
        Coast.open(tmp_path / "basemap" / "land.geojson").of_country("NLD")


def test_coasts_and_borders_of_countries() -> None:
    assert len(COAST.of_country("NLD")) > 20
    assert len(COAST.of_country("AUT")) == 0
    assert len(COAST.border("POL", "BLR")) == len(COAST.border("BLR", "POL")) > 20
    assert len(COAST.border("POL", "ESP")) == 0
    assert COAST.capital("VEN") == Point(10.49, -66.88)


@given(POINTS, st.floats(0, 360), st.floats(1, 2000))
def test_there_and_back(start: Point, bearing: float, distance: float) -> None:
    end = geodesy.destination(start, bearing, distance)
    assert geodesy.distance_km(start, end) == pytest.approx(distance, rel=1e-6)


@settings(deadline=None, max_examples=30)
@given(POINTS)
def test_distance_to_the_coast_is_that_of_the_nearest_position(point: Point) -> None:
    nearest = COAST.nearest(point)
    everywhere = COAST.near(point, 25_000.0)
    assert geodesy.distances_km(point, everywhere).min() == pytest.approx(COAST.to_coast_km(point))
    assert COAST.to_coast_km(point) == pytest.approx(
        geodesy.distance_km(point, nearest), rel=0.01, abs=1.0
    )
