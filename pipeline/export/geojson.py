"""GeoJSON (RFC 7946): a point for each place of an event, a line for its way.

The collection tells in ``metadata`` what it holds, every feature carries the flat row and a
``role``. An event without any position is a feature without geometry: nothing disappears. Ways
follow the geodesic and are cut at the antimeridian.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, BinaryIO, Final

from pyproj import Geod

from pipeline.export import View
from pipeline.model import Event, PlaceInEvent, Point
from pipeline.store.flat import to_row
from pipeline.store.places import candidate_record

Position = tuple[float, float]  # longitude, latitude, as GeoJSON has it
Shape = tuple[str, dict[str, Any] | None, dict[str, Any]]  # role, geometry, more properties

_EARTH: Final = Geod(ellps="WGS84")
_STEP_KM: Final = 100.0  # so short that a straight stroke on a map does not show
_STILL_KM: Final = 1.0  # a way shorter than this is a point
_WAY: Final = ("origin", "via", "destination", "return")


def write(view: View, stream: BinaryIO) -> int:
    """One feature collection, a feature a line. Returns the number of events, not of features."""
    told = _text(view.about.record())
    stream.write(f'{{"type": "FeatureCollection", "metadata": {told},\n"features": ['.encode())
    count, between = 0, b"\n"
    for event in view.events():
        count += 1
        for feature in features(event):
            stream.write(between + _text(feature).encode())
            between = b",\n"
    stream.write(b"\n]}\n")
    return count


def _text(feature: dict[str, Any]) -> str:
    """JSON that may stand inside a script element of a page too."""
    return json.dumps(feature, ensure_ascii=False, allow_nan=False).replace("<", "\\u003c")


def features(event: Event) -> Iterator[dict[str, Any]]:
    """The features of one event."""
    row = to_row(event)
    nowhere: Shape = ("none", None, {})
    shapes = [*_points(event), *_way(event)] or [nowhere]
    for number, (role, geometry, more) in enumerate(shapes):
        yield {
            "type": "Feature",
            "id": f"{event.id}/{number}",
            "geometry": geometry,
            "properties": {**row, "role": role, **more},
        }


def _points(event: Event) -> Iterator[Shape]:
    for item in event.places:
        if point := item.place.point:
            shape = {"type": "Point", "coordinates": [point.lon, point.lat]}
            yield item.role, shape, _about(item)


def _about(item: PlaceInEvent) -> dict[str, Any]:
    place = item.place
    return {
        "role_name": place.name,
        "role_precision": place.precision,
        "role_radius_km": place.radius_km,
        "role_reached": item.reached,
        "role_rule": place.rule,
        "role_score": place.score,
        "role_candidates": [candidate_record(one) for one in place.candidates],
    }


def _way(event: Event) -> Iterator[Shape]:
    """Origin, stops and destination as one line; nothing when fewer than two have a position."""
    places = sorted(
        (item for item in event.places if item.role in _WAY), key=lambda item: _WAY.index(item.role)
    )
    stops = [item.place.point for item in places if item.place.point]
    lines = split([position for leg in legs(stops) for position in leg])
    if len(lines) == 1:
        yield "way", {"type": "LineString", "coordinates": lines[0]}, {}
    elif lines:
        yield "way", {"type": "MultiLineString", "coordinates": lines}, {}


def legs(stops: Sequence[Point]) -> Iterator[list[Position]]:
    """The geodesic between each pair of stops, with a position every 100 km at most."""
    for one, other in pairwise(stops):
        _, _, metres = _EARTH.inv(one.lon, one.lat, other.lon, other.lat)
        if metres < _STILL_KM * 1000:
            continue
        steps = max(1, int(metres / 1000 / _STEP_KM))
        between = _EARTH.npts(one.lon, one.lat, other.lon, other.lat, steps)
        yield [(one.lon, one.lat), *between, (other.lon, other.lat)]


def split(way: Sequence[Position]) -> list[list[Position]]:
    """Cut a line where it crosses the antimeridian; no stroke is wider than 180 degrees."""
    if len(way) < 2:
        return []
    lines = [[way[0]]]
    for before, after in pairwise(way):
        if abs(after[0] - before[0]) > 180:
            edge, crossing = _crossing(before, after)
            _extend(lines[-1], (edge, crossing))
            lines.append([(-edge, crossing)])
        _extend(lines[-1], after)
    return [line for line in lines if len(line) > 1]


def _extend(line: list[Position], position: Position) -> None:
    """Legs share their ends, which are not drawn twice."""
    if position != line[-1]:
        line.append(position)


def _crossing(before: Position, after: Position) -> tuple[float, float]:
    """The edge (180 or -180) on which the line leaves, and its latitude there."""
    edge = 180.0 if before[0] > 0 else -180.0
    to_edge = abs(edge - before[0])
    whole = 360.0 - abs(after[0] - before[0])
    share = to_edge / whole if whole else 0.0
    return edge, before[1] + share * (after[1] - before[1])
