"""Lines on the globe: short pieces, cut at the 180th meridian, none from nowhere."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pyproj import Geod

from pipeline.model import Point
from views import sphere

POINTS = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))
GLOBE = Geod(a=6_371_000, b=6_371_000)
TOKYO, LOS_ANGELES, SUVA = Point(35.7, 139.7), Point(34.0, -118.2), Point(-18.1, 178.4)


@given(POINTS, POINTS)
def test_no_stretch_leaves_the_map_or_jumps_over_it(start: Point, end: Point) -> None:
    for piece in sphere.pieces(sphere.great_circle(start, end)):
        assert len(piece) >= 2
        assert all(-180.001 <= lon <= 180.001 and -85.001 <= lat <= 85.001 for lon, lat in piece)
        assert all(abs(a[0] - b[0]) <= 180.001 for a, b in pairwise(piece))


@given(POINTS, POINTS)
def test_pieces_hang_together_and_reach_both_ends(start: Point, end: Point) -> None:
    assume(abs(start.lat) < 84 and abs(end.lat) < 84)
    parts = sphere.pieces(sphere.great_circle(start, end))
    for left, right in pairwise(parts):
        assert left[-1][1] == pytest.approx(right[0][1], abs=0.01)
        if abs(left[-1][1]) >= sphere.MERCATOR_DEG:
            continue  # over a pole, off the map
        assert abs(left[-1][0]) == pytest.approx(180.0, abs=0.01)
        assert right[0][0] == pytest.approx(-left[-1][0], abs=0.01)
    if parts:
        assert parts[0][0][1] == pytest.approx(start.lat, abs=0.01)
        assert parts[-1][-1][1] == pytest.approx(end.lat, abs=0.01)


@given(POINTS, POINTS)
def test_the_line_is_as_long_as_the_geodesic(start: Point, end: Point) -> None:
    assume(abs(start.lat) < 60 and abs(end.lat) < 60)
    line = sphere.great_circle(start, end)
    assume(line and max(abs(lat) for _, lat in line) < 84)
    lon, lat = zip(*line, strict=True)
    _, _, straight = GLOBE.inv(start.lon, start.lat, end.lon, end.lat)
    assert GLOBE.line_length(lon, lat) == pytest.approx(straight, rel=1e-3)


def test_tokyo_to_los_angeles_goes_over_the_pacific() -> None:
    west, east = sphere.pieces(sphere.great_circle(TOKYO, LOS_ANGELES))
    assert west[-1][0] == 180.0
    assert east[0][0] == -180.0
    assert max(lat for _, lat in east) > 40  # north of both ends, as the shortest way is


def test_a_leg_over_the_pole_leaves_the_map_and_comes_back_on_the_other_side() -> None:
    line = sphere.great_circle(Point(70.0, 10.0), Point(70.0, -170.0))
    up, down = sphere.pieces(line)
    assert {lon for lon, _ in up} == {10.0}
    assert {lon for lon, _ in down} == {-170.0}
    assert up[-1][1] == down[0][1] == sphere.MERCATOR_DEG
    (_, lat), bearing = sphere.middle(line)
    assert lat < sphere.MERCATOR_DEG  # the arrow is on the map
    assert bearing % 180.0 == pytest.approx(0.0, abs=1e-6)  # north or south, not along the edge


def test_a_leg_that_passes_near_the_pole_is_cut_at_the_180th_meridian_too() -> None:
    new_york, hong_kong = Point(40.6, -73.8), Point(22.3, 113.9)
    parts = sphere.pieces(sphere.great_circle(new_york, hong_kong))
    assert all(abs(a[0] - b[0]) < 90.0 for part in parts for a, b in pairwise(part))
    assert len(parts) == 2
    assert 80.0 < max(lat for part in parts for _, lat in part) < sphere.MERCATOR_DEG


def test_a_leg_along_the_180th_meridian_is_one_piece() -> None:
    (only,) = sphere.pieces(sphere.great_circle(Point(-40.0, 180.0), Point(50.0, 180.0)))
    assert {abs(lon) for lon, _ in only} == {180.0}


def test_a_leg_westward_over_the_180th_meridian_is_cut_there() -> None:
    east, west = sphere.pieces(sphere.great_circle(LOS_ANGELES, TOKYO))
    assert east[-1][0] == -180.0
    assert west[0][0] == 180.0


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (SUVA, SUVA),
        (Point(0.0, 180.0), Point(0.0, -180.0)),
        (Point(90.0, 0.0), Point(90.0, 77.0)),
        (Point(0.0, 0.0), Point(0.0, 180.0)),
    ],
    ids=["same place", "same meridian", "both at the pole", "opposite"],
)
def test_ends_without_a_direction_give_no_line(start: Point, end: Point) -> None:
    assert sphere.great_circle(start, end) == []


def test_an_arrow_points_along_the_line() -> None:
    at, bearing = sphere.middle(sphere.great_circle(Point(0, 0), Point(0, 40)))
    assert bearing == pytest.approx(90.0)
    assert at[1] == pytest.approx(0.0)
    at, bearing = sphere.middle(sphere.great_circle(Point(0, 170), Point(0, -150)))
    assert bearing == pytest.approx(90.0)
    assert -180 <= at[0] <= 180
