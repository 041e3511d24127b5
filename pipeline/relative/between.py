"""Positions between two places and on a border."""

from __future__ import annotations

import numpy as np

from pipeline.model import Point
from pipeline.relative import geodesy
from pipeline.relative.anchors import is_point_like, point_of, radius_of
from pipeline.relative.phrases import Anchor, Phrase
from pipeline.relative.shore import into_water
from pipeline.relative.solved import (
    MIN_RADIUS_KM,
    NO_DISTANCE_RADIUS_KM,
    Context,
    Region,
    Solved,
)

HALFWAY_SHARE = 0.15  # of the way: how exactly people mean "halfway"
STRIP_KM = 20.0  # to either side of a border: what happens "on" it
EDGE_POSITIONS = 250  # of a coast that the shortest way is looked for on
TOUCH_KM = 15.0  # two countries nearer than this meet: between them is the border
PULL_KM = 1000.0  # a place farther from a border says nothing about the stretch meant
ONE_SIDE_KM = 300.0  # the same where only one side is named
STEP_KM = 4.0  # between positions of a border as it is drawn


def between(phrase: Phrase, context: Context) -> Solved | None:
    """Half way along the shortest line; from the coast, the border of what is no mere point."""
    if phrase.other is None:
        return None
    ends = _ends(phrase.anchor, phrase.other, phrase, context)
    if ends is None:
        return None
    length = geodesy.distance_km(*ends)
    if length < TOUCH_KM and phrase.anchor.country != phrase.other.country:
        on_border = border(phrase.anchor, phrase, None, context)
        if on_border is not None:
            return on_border
    if not length:
        return None
    radius = max(MIN_RADIUS_KM, length * (HALFWAY_SHARE if phrase.halfway else 0.5))
    point: Point | None = geodesy.middle(*ends)
    if phrase.at_sea and point is not None:
        point = into_water(point, radius, context)
    if point is None:
        return None
    region = Region(reach_km=radius, ends=ends)
    return Solved(point, radius, "between the two places", True if phrase.at_sea else None, region)


def _ends(
    one: Anchor, other: Anchor, phrase: Phrase, context: Context
) -> tuple[Point, Point] | None:
    """The positions of two anchors that are nearest to each other; None when one has none."""
    starts, ends = (_edge(anchor, phrase, context) for anchor in (one, other))
    if not (len(starts) and len(ends)):
        return None
    nearness = geodesy.unit_vectors(starts) @ geodesy.unit_vectors(ends).T
    first, last = np.unravel_index(int(np.argmax(nearness)), nearness.shape)
    return Point(*starts[first].tolist()), Point(*ends[last].tolist())


def _edge(anchor: Anchor, phrase: Phrase, context: Context) -> geodesy.Array:
    """Where an anchor may be left: a town in its middle, a country at its coast or border."""
    point = point_of(anchor)
    positions = np.empty((0, 2))
    if anchor.place is None or anchor.place.precision == "country":
        by_sea = phrase.at_sea or anchor.coast
        coast = context.coast
        positions = coast.of_country(anchor.country) if by_sea else coast.outline(anchor.country)
    elif point is not None and not is_point_like(anchor) and anchor.place.precision != "water_body":
        positions = context.coast.near(point, radius_of(anchor))
    if len(positions):
        return positions[:: max(1, len(positions) // EDGE_POSITIONS)]
    return np.array([[point.lat, point.lon]]) if point is not None else positions


def border(
    anchor: Anchor, phrase: Phrase, distance: float | None, context: Context
) -> Solved | None:
    """On the border, where another place of the text is near; else in the middle of it.

    With a distance the strip is as wide; with a direction as well the point is moved there.
    """
    neighbour = phrase.other.country if phrase.other is not None else anchor.second_country
    neighbour = neighbour or _told_neighbour(anchor.country, context)
    if not anchor.country or neighbour == anchor.country:
        return None
    point = _on_border(anchor.country, neighbour, context)
    if point is None:
        return None
    line = context.coast.border_line(anchor.country, neighbour, STEP_KM)
    away = geodesy.distances_km(point, line)
    radius = max(MIN_RADIUS_KM, min(NO_DISTANCE_RADIUS_KM, float(away.max())))
    rule = "on the border between the two countries"
    if distance is not None and phrase.bearing_deg is not None:
        point = geodesy.destination(point, phrase.bearing_deg, distance)
        return Solved(point, radius, "distance and bearing from the border")
    width = max(STRIP_KM, distance or 0.0)
    region = Region(along=line[away <= radius + width], width_km=width)
    return Solved(point, radius, rule, region=region)


def _told_neighbour(country: str, context: Context) -> str:
    """The country on the other side, where the text names only one: one that is told nearby."""
    shared = (one for one in context.neighbours if len(context.coast.border(country, one)))
    return next(shared, "")


def _on_border(country: str, neighbour: str, context: Context) -> Point | None:
    """The position meant; None when no border is known, or when it is not said which."""
    if neighbour:
        positions = context.coast.border(country, neighbour)
        pull = _pull(positions, context, PULL_KM)
    else:
        positions = context.coast.land_borders(country)
        pull = _pull(positions, context, ONE_SIDE_KM)
    if not len(positions) or (pull is None and not neighbour):
        return None
    pull = pull or Point(*np.median(positions, axis=0).tolist())
    near = positions[int(np.argmin(geodesy.distances_km(pull, positions)))]
    return Point(*near.tolist())


def _pull(positions: geodesy.Array, context: Context, within_km: float) -> Point | None:
    """The first other place that lies near the border."""
    for pull in context.pulls:
        if len(positions) and geodesy.distances_km(pull, positions).min() < within_km:
            return pull
    return None
