"""What the map draws, as plain records: one list for each kind of mark.

Every record carries ``id`` (of the event), ``c`` (colour), and for the tooltip ``t`` (title),
``d`` (when), ``p`` (where) and ``w`` (its days as numbers). Positions are [lon, lat] in degrees,
radii metres.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
import pandas as pd

from pipeline.model import Point
from views import choose, palette, playing, sphere, words
from views.data import Bools, Rows, Snapshot, as_day, records
from views.state import Clock

Record = dict[str, Any]

SMALLEST_HALO_KM: Final = 4.0  # a smaller circle hides under its mark
LINE_PX: Final = (1.5, 6.0)  # of a journey of one aircraft or an unknown number, and at most
_LABELLED: Final = [
    "event_id", "event_type", "title", "date_start", "date_end", "time_precision", "place_name",
    "geo_precision", "radius_km", "modality", "polarity", "aircraft_count_min",
    "aircraft_count_max", "published_first", "published_last",
]  # fmt: skip
_PLACED: Final = ["event_id", "role", "name", "lat", "lon", "radius_km", "reached"]
_ORDER: Final = {"origin": 0, "via": 1, "location": 2, "destination": 3, "return": 4}


@dataclass(frozen=True, slots=True)
class Stop:
    """A drawn place of an event."""

    role: str
    name: str
    point: Point
    radius_km: float | None
    reached: bool | None

    @property
    def at(self) -> list[float]:
        """[lon, lat]."""
        return [round(self.point.lon, sphere.DIGITS), round(self.point.lat, sphere.DIGITS)]


@dataclass(frozen=True, slots=True)
class Drawn:
    """An event with its drawn places in the order of the journey."""

    label: Record  # id, colour and tooltip
    stops: tuple[Stop, ...]
    solid: bool  # False: announced, denied or did not happen; drawn hollow
    width: float = 1.5  # of its journey's line in pixels, by the number of aircraft

    @property
    def main(self) -> Stop | None:
        """Where it happened."""
        return next((stop for stop in self.stops if stop.role == "location"), None)

    @property
    def journey(self) -> tuple[Stop, ...]:
        """The stops when something moves, with one location at most; else none."""
        if all(stop.role == "location" for stop in self.stops):
            return ()
        return self.marked

    @property
    def marked(self) -> tuple[Stop, ...]:
        """The stops that have a mark: where it happened and the ends of the journey."""
        return tuple(s for s in self.stops if s.role != "location" or s is self.main)

    @property
    def vias(self) -> list[Stop]:
        """The stops on the way, in their order."""
        return [stop for stop in self.stops if stop.role == "via"]

    @property
    def one_ended(self) -> Stop | None:
        """The only known end of a journey."""
        ends = self.journey
        return ends[0] if len({stop.point for stop in ends}) == 1 and not self.main else None


def drawn(snapshot: Snapshot, mask: Bools, clock: Clock = "event") -> list[Drawn]:
    """The events of a choice that have a mark, in the order of the rows."""
    wanted = mask & snapshot.frame["on_map"].to_numpy(dtype=bool)
    stops = _stops(snapshot.places, wanted)
    return [
        Drawn(label, stops[row["event_id"]], solid(row), _width(row))
        for row, label in labelled(snapshot, np.flatnonzero(wanted), clock)
    ]


def labelled(snapshot: Snapshot, rows: Rows, clock: Clock = "event") -> list[tuple[Record, Record]]:
    """Rows by their numbers, each with what every mark of it says."""
    wanted = snapshot.frame[_LABELLED].iloc[rows]
    first, last = (playing.numbers(days).tolist() for days in choose.days(wanted, clock))
    return [
        (row, {**_label(row), "w": [*span]})
        for row, *span in zip(records(wanted), first, last, strict=True)
    ]


def points(events: Sequence[Drawn]) -> list[Record]:
    """One mark an event: where it happened. ``s`` is 1 for a solid mark, 0 for a hollow one.

    ``m`` is the number of events with a mark at the same place.
    """
    sharing = _sharing(events)
    return [
        {**event.label, "at": main.at, "s": int(event.solid), "m": sharing[tuple(main.at)]}
        for event in events
        if (main := event.main)
    ]


def told(made: Sequence[Record]) -> list[Record]:
    """The records whose place others share with their number in the tooltip."""
    return [
        {**mark, "p": f"{mark['p']} · {words.number(mark['m'])} events here"}
        if mark.get("m", 1) > 1
        else mark
        for mark in made
    ]


def halos(events: Sequence[Drawn]) -> list[Record]:
    """How sure the place is: a circle of radius ``r`` metres, once for events that share it."""
    circles: dict[tuple[float, ...], Record] = {}
    for event in events:
        stop = event.main or event.one_ended
        if stop and stop.radius_km and stop.radius_km >= SMALLEST_HALO_KM:
            record = {"at": stop.at, "r": round(stop.radius_km * 1000), "c": event.label["c"]}
            circles[(*stop.at, stop.radius_km)] = record
    return list(circles.values())


def legs(events: Sequence[Drawn]) -> list[Record]:
    """Great-circle legs between stops, cut at the 180th meridian; ``dash`` 1: not reached.

    ``w`` is the width in pixels, by the number of aircraft.
    """
    return [
        {**event.label, "path": piece, "dash": int(end.reached is False), "w": event.width}
        for event, _, end, line in _lines(events)
        for piece in sphere.pieces(line)
        if end
    ]


def arrows(events: Sequence[Drawn]) -> list[Record]:
    """A chevron in the middle of each leg; ``a`` turns it, degrees anticlockwise from east."""
    heads = []
    for event, _, _, line in _lines(events):
        at, bearing = sphere.middle(line)
        heads.append({**event.label, "at": at, "x": ">", "a": round(90.0 - bearing, 1)})
    return heads


def ends(events: Sequence[Drawn]) -> list[Record]:
    """Origins, stops on the way and destinations. ``x`` is a sign at a journey's only end.

    ``n`` numbers the stops on the way, ``m`` is the number of events with a mark at the same place.
    """
    signs = {"destination": "? →", "return": "? →"}
    sharing = _sharing(events)
    return [
        {**event.label, "at": stop.at, "p": f"{stop.role}: {stop.name}",
         "x": signs.get(stop.role, "→ ?") if stop is event.one_ended else "",
         "n": str(event.vias.index(stop) + 1) if stop.role == "via" else "",
         "m": sharing[tuple(stop.at)]}
        for event in events
        for stop in event.journey
        if stop.role != "location"
    ]  # fmt: skip


def unsure(events: Sequence[Drawn]) -> list[Record]:
    """Places of which nobody can say how far they reach."""
    stops = ((event, event.main or event.one_ended) for event in events)
    spots = {tuple(s.at): event for event, s in stops if s and s.radius_km is None}
    return [{"at": list(at), "c": event.label["c"]} for at, event in spots.items()]


def stacks(events: Sequence[Drawn]) -> list[Record]:
    """How many events share a place, where it is more than one.

    ``p`` is 1 where one of them happened there, ``e`` where one is the end of a journey.
    """
    dots = {tuple(main.at) for event in events if (main := event.main)}
    rings = {tuple(stop.at) for event in events for stop in event.marked if stop != event.main}
    return [
        {"at": list(at), "n": str(n), "p": int(at in dots), "e": int(at in rings)}
        for at, n in _sharing(events).items()
        if n > 1
    ]


KINDS: Final[dict[str, Callable[[Sequence[Drawn]], list[Record]]]] = {
    "points": points, "halos": halos, "legs": legs, "arrows": arrows, "ends": ends,
    "stacks": stacks, "unsure": unsure,
}  # fmt: skip


def _sharing(events: Sequence[Drawn]) -> Counter[tuple[float, ...]]:
    """How many events have a mark at each place."""
    return Counter(at for event in events for at in {tuple(stop.at) for stop in event.marked})


def _lines(events: Sequence[Drawn]) -> Iterator[tuple[Drawn, Stop, Stop, sphere.Path]]:
    for event in events:
        for start, end in pairwise(event.journey):
            if line := sphere.great_circle(start.point, end.point):
                yield event, start, end, line


def _stops(places: pd.DataFrame, mask: Bools) -> dict[str, tuple[Stop, ...]]:
    own = places["row"].to_numpy()
    wanted = places["drawn"].to_numpy() & (own >= 0) & mask[own]
    table = places[_PLACED].iloc[np.flatnonzero(wanted)]
    found: dict[str, list[Stop]] = {}
    for row in records(table):
        found.setdefault(row["event_id"], []).append(_stop(row))
    return {
        event: tuple(sorted(stops, key=lambda s: _ORDER[s.role])) for event, stops in found.items()
    }


def _stop(row: Record) -> Stop:
    radius, reached = row["radius_km"], row["reached"]
    return Stop(
        role=row["role"],
        name=row["name"],
        point=Point(row["lat"], row["lon"]),
        radius_km=None if pd.isna(radius) else float(radius),
        reached=None if pd.isna(reached) else bool(reached),
    )


def _label(row: Record) -> Record:
    radius: float | None = None if pd.isna(row["radius_km"]) else row["radius_km"]
    where = words.place_precision(row["geo_precision"], radius)
    first, last = as_day(row["date_start"]), as_day(row["date_end"])
    return {
        "id": row["event_id"],
        "c": list(palette.look(row["event_type"]).color),
        "t": row["title"],
        "d": words.when(first, last, row["time_precision"]),
        "p": f"{row['place_name']} ({where})" if row["place_name"] else "",
    }


def _width(row: Record) -> float:
    """Pixels of a journey's line: twice the aircraft, a little broader."""
    counts = [row[f"aircraft_count_{end}"] for end in ("min", "max")]
    known = [float(count) for count in counts if not pd.isna(count)]
    thin, broad = LINE_PX
    return round(min(broad, thin + 0.8 * math.log2(max([1.0, *known]))), 1)


def solid(row: Record) -> bool:
    """Whether it did happen, by what is told."""
    return bool(row["modality"] == "asserted" and row["polarity"] == "positive")
