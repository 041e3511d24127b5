"""Areas of relative places: valid GeoJSON that holds the point, on the side that the words say."""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shapely.geometry import Point as Dot
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from pipeline import config
from pipeline.lexicon import Lexicon
from pipeline.model import Names, Place, Point, Span
from pipeline.relative import Coast, geodesy, parse_relative
from pipeline.relative.area import CORNERS, area
from pipeline.relative.distance import Distance
from pipeline.relative.phrases import Anchor, Phrase
from pipeline.relative.position import solve
from pipeline.relative.solved import Context, Region, Solved

COAST = Coast.open(config.DATA / "basemap" / "land.geojson")
# Countries with coasts of every kind: straight, of islands, of fjords, on the 180th meridian.
COUNTRIES = [
    *("VEN", "NOR", "FJI", "RUS", "CHL", "IDN", "GRC", "USA", "NZL"),
    *("JPN", "ISL", "PHL", "GBR", "SOM", "AUS", "CAN", "KIR"),
]
EDGE_DEG = 0.02  # rounding of corners and the coast between two corners


def town(point: Point, country: str = "") -> Place:
    """A small town at a position."""
    return Place(
        Span(0, 1), "X", "X", point, country, "city", 5.0, "city", "t", "literal", 1.0, "test"
    )


def phrase(op: str, anchor: Anchor, **more: Any) -> Phrase:
    """A phrase about an anchor."""
    return Phrase(op, 0, 1, Span(0, 1), anchor, **more)


def geometry(text: str) -> BaseGeometry:
    """The geometry, which must be as RFC 7946 wants it."""
    found = shape(json.loads(text))
    assert found.is_valid
    polygons = list(getattr(found, "geoms", [found]))
    for polygon in polygons:
        assert orient(polygon, 1.0).equals_exact(polygon, 0.0)  # counter-clockwise, holes clockwise
        west, south, east, north = polygon.bounds
        assert -180.0 <= west <= east <= 180.0
        assert -90.0 <= south <= north <= 90.0
        assert east - west <= 180.0
    corners = sum(
        len(p.exterior.coords) + sum(len(r.coords) for r in p.interiors) for p in polygons
    )
    assert corners <= CORNERS + 40
    return found


def holds(found: BaseGeometry, point: Point) -> bool:
    """Whether the point lies inside, on either side of the 180th meridian."""
    return any(
        found.distance(Dot(point.lon + turn, point.lat)) <= EDGE_DEG
        for turn in (-360.0, 0.0, 360.0)
    )


@st.composite
def coast_points(draw: st.DrawFn) -> tuple[Point, str]:
    """A stored position of a coast, with its country."""
    country = draw(st.sampled_from(COUNTRIES))
    positions = COAST.of_country(country)
    lat, lon = positions[draw(st.integers(0, len(positions) - 1))].tolist()
    return Point(lat, lon), country


CONTEXT = Context(COAST, (), nautical=False, at_sea=True)


@settings(deadline=None, max_examples=60)
@given(coast_points(), st.sampled_from([None, 5.0, 30.0, 80.0, 200.0]))
def test_off_a_town_the_point_lies_in_water_and_in_its_area(
    where: tuple[Point, str], km: float | None
) -> None:
    point, country = where
    distance = None if km is None else Distance(km, "kilometre")
    anchor = Anchor(town(point, country), country, coast=False)
    solved = solve(phrase("offshore", anchor, distance=distance), CONTEXT)
    assume(solved is not None)  # at the end of a long fjord there is no sea so far out
    assert solved is not None
    assert not COAST.is_land(solved.point)
    text = area(solved, COAST)
    assert text or abs(point.lat) > 80
    assume(text)
    assert holds(geometry(text), solved.point)


@settings(deadline=None, max_examples=40)
@given(coast_points(), st.sampled_from([None, 20.0, 60.0]))
def test_inland_the_point_lies_on_land_and_in_its_area(
    where: tuple[Point, str], km: float | None
) -> None:
    point, country = where
    distance = None if km is None else Distance(km, "kilometre")
    anchor = Anchor(town(point, country), country, coast=False)
    solved = solve(phrase("inland", anchor, distance=distance), CONTEXT)
    assume(solved is not None)  # on an islet there is no inland
    assert solved is not None
    assert COAST.is_land(solved.point)
    text = area(solved, COAST)
    assume(text)
    assert holds(geometry(text), solved.point)


@settings(deadline=None, max_examples=60)
@given(
    st.builds(Point, st.floats(-80, 80), st.floats(-180, 179.99)),
    st.floats(0, 359.9),
    st.sampled_from([None, 10.0, 150.0]),
)
def test_in_a_direction_the_area_holds_the_point(
    start: Point, bearing: float, km: float | None
) -> None:
    distance = None if km is None else Distance(km, "kilometre")
    solved = solve(
        phrase(
            "bearing", Anchor(town(start), "", coast=False), distance=distance, bearing_deg=bearing
        ),
        CONTEXT,
    )
    assert solved is not None
    text = area(solved, COAST)
    assert holds(geometry(text), solved.point)


@settings(deadline=None, max_examples=40)
@given(coast_points(), st.floats(0, 359.9), st.floats(20, 800), st.booleans())
def test_between_two_places_the_area_holds_the_point(
    where: tuple[Point, str], bearing: float, km: float, at_sea: bool
) -> None:
    one = where[0]
    other = geodesy.destination(one, bearing, km)
    solved = solve(
        phrase(
            "between",
            Anchor(town(one), "", coast=False),
            other=Anchor(town(other), "", coast=False),
            at_sea=at_sea,
        ),
        CONTEXT,
    )
    assume(solved is not None)  # no water between two towns inland
    assert solved is not None
    assert not (at_sea and COAST.is_land(solved.point))
    text = area(solved, COAST)
    assume(text)
    assert holds(geometry(text), solved.point)


@pytest.mark.parametrize(
    "text",
    [
        "northern Chile",
        "southern Norway",
        "western Fiji",
        "eastern Indonesia",
        "northern New Zealand",
        "southern Lebanon",
        "eastern Congo",
        "northern Canada",
        "eastern Russia",
    ],
)
def test_a_part_of_a_country_lies_in_the_country(
    words: Lexicon, gazetteer: Names, text: str
) -> None:
    place = parse_relative(text, words, gazetteer, COAST, lang="en")
    assert place is not None
    assert place.point is not None
    lats, lons = np.array([place.point.lat]), np.array([place.point.lon])
    assert COAST.country_at(place.country, lats, lons).all()
    assert holds(geometry(place.area), place.point)


def test_a_sector_opens_in_the_direction_said() -> None:
    start = Point(36.0, 36.6)
    solved = solve(
        phrase("bearing", Anchor(town(start), "SYR", coast=False), bearing_deg=0.0), CONTEXT
    )
    assert solved is not None
    found = geometry(area(solved, COAST))
    north, south = geodesy.destination(start, 0.0, 50.0), geodesy.destination(start, 180.0, 20.0)
    assert holds(found, north)
    assert not found.contains(Dot(south.lon, south.lat))


def test_a_border_is_a_strip_along_it() -> None:
    anchor = Anchor(None, "POL", coast=False, second_country="BLR")
    solved = solve(phrase("border", anchor), CONTEXT)
    assert solved is not None
    found = geometry(area(solved, COAST))
    line = COAST.border_line("POL", "BLR", 4.0)
    for corner in found.exterior.coords:  # type: ignore[attr-defined]
        away = geodesy.distances_km(Point(corner[1], corner[0]), line).min()
        assert away < 40.0
    assert found.area < 0.5 * math.pi * (solved.radius_km / 111.0) ** 2  # thinner than the circle


@pytest.mark.parametrize(
    "pair", ["ARG-CHL", "KAZ-RUS", "CAN-USA", "BEL-NLD", "IND-PAK", "CHN-RUS", "LSO-ZAF", "BRA-PER"]
)
def test_every_border_has_a_strip(pair: str) -> None:
    one, other = pair.split("-")
    solved = solve(phrase("border", Anchor(None, one, coast=False, second_country=other)), CONTEXT)
    assert solved is not None
    assert holds(geometry(area(solved, COAST)), solved.point)


def test_off_a_coast_it_is_a_band_of_water() -> None:
    anchor = Anchor(None, "LBY", coast=True)
    solved = solve(phrase("offshore", anchor, distance=Distance(40.0, "kilometre")), CONTEXT)
    assert solved is not None
    found = geometry(area(solved, COAST))
    corners = [Point(lat, lon) for lon, lat in found.exterior.coords]  # type: ignore[attr-defined]
    away = [COAST.to_coast_km(corner) for corner in corners]
    assert not any(COAST.is_land(corner) for corner in corners)
    assert max(away) < 70.0
    assert min(away) > 15.0


def test_across_the_180th_meridian_it_is_cut_in_two() -> None:
    solved = Solved(Point(-16.8, 179.9), 100.0, "test", True, Region(reach_km=100.0))
    found = geometry(area(solved, COAST))
    assert found.geom_type == "MultiPolygon"
    assert holds(found, solved.point)


def test_near_a_pole_a_circle_must_do() -> None:
    assert area(Solved(Point(89.5, 0.0), 100.0, "test", True), COAST) == ""
