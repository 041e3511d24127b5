"""One way from what a service or file gives to a point."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.gazetteer.coordinates import number, position
from pipeline.model import Point

ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=12),
    st.just([1, 2]),
)


@pytest.mark.parametrize(
    ("lat", "lon", "point"),
    [
        (10.5, -66.9, (10.5, -66.9)),
        ("10.5", "-66.9", (10.5, -66.9)),
        ("10,5", "−66,9", (10.5, -66.9)),
        ("10.5N", "66.9 W", (10.5, -66.9)),
        (10.5, 293.1, (10.5, -66.9)),
        (90, 180, (90, 180)),
        (-90, -180, (-90, -180)),
    ],
)
def test_a_position_is_read(lat: object, lon: object, point: tuple[float, float]) -> None:
    found = position(lat, lon)
    assert found is not None
    assert (found.lat, found.lon) == pytest.approx(point)


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        (None, None),
        (math.nan, 1),
        (1, math.inf),
        (123, 10),
        (-66.9, 540),
        (95.2, 10),
        ("", ""),
        ("north", "west"),
        ("1.234,5", "2"),
        (True, False),
        ([1], [2]),
        ("1e3", "2"),
        (0, 0),
        ("0", 0.0),
        (10, -181),
    ],
)
def test_what_is_no_position_is_refused(lat: object, lon: object) -> None:
    assert position(lat, lon) is None


def test_null_island_needs_to_be_asked_for() -> None:
    assert position(0, 0, null_island=True) == Point(0.0, 0.0)
    assert position(0, 9.45) == Point(0.0, 9.45)


@given(ANYTHING, ANYTHING)
def test_anything_gives_a_point_on_earth_or_none(lat: object, lon: object) -> None:
    found = position(lat, lon)
    assert found is None or (-90 <= found.lat <= 90 and -180 <= found.lon <= 180)
    assert found is None or (found.lat, found.lon) != (0.0, 0.0)


@given(ANYTHING)
def test_a_number_is_finite(value: object) -> None:
    found = number(value)
    assert found is None or math.isfinite(found)
