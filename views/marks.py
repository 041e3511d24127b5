"""What the map draws, as plain records: one list for each kind of mark.

Every record carries ``id`` (of the event), ``c`` (colour), and for the tooltip ``t`` (title),
``d`` (when), ``p`` (where) and ``w`` (its days as numbers). Positions are [lon, lat] in degrees,
radii metres.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import pandas as pd

from pipeline.model import Point
from views import choose, palette, playing, sphere, words
from views.data import Bools, Snapshot, as_day, records
from views.state import Clock

Record = dict[str, Any]

SMALLEST_HALO_KM: Final = 4.0  # a smaller circle hides under its mark
_LABELLED: Final = [
    "event_id", "event_type", "title", "date_start", "date_end", "time_precision", "place_name",
    "geo_precision", "radius_km", "modality", "polarity",
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

    @property
    def main(self) -> Stop | None:
        """Where it happened."""
        return next((stop for stop in self.stops if stop.role == "location"), None)

    @property
    def journey(self) -> tuple[Stop, ...]:
        """The stops when something moves, with one location at most; else none."""
        if all(stop.role == "location" for stop in self.stops):
            return ()
        return tuple(s for s in self.stops if s.role != "location" or s is self.main)

    @property
    def one_ended(self) -> Stop | None:
        """The only known end of a journey."""
        ends = self.journey
        return ends[0] if len({stop.point for stop in ends}) == 1 and not self.main else None


def drawn(snapshot: Snapshot, mask: Bools, clock: Clock = "event") -> list[Drawn]:
    """The events of a choice that have a mark, in the order of the rows."""
    on_map = snapshot.frame["on_map"].to_numpy(dtype=bool)
    wanted = snapshot.frame.loc[mask & on_map, _LABELLED]
    stops = _stops(snapshot.places, set(wanted["event_id"]))
    dated = choose.days(snapshot.frame, clock)
    spans = zip(*(playing.numbers(days[wanted.index]) for days in dated), strict=True)
    return [
        Drawn({**_label(row), "w": [int(first), int(last)]}, stops[row["event_id"]], _solid(row))
        for row, (first, last) in zip(records(wanted), spans, strict=True)
    ]


def points(events: Sequence[Drawn]) -> list[Record]:
    """One mark an event: where it happened. ``s`` is 1 for a solid mark, 0 for a hollow one."""
    return [
        {**event.label, "at": main.at, "s": int(event.solid)}
        for event in events
        if (main := event.main)
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
    """Great-circle legs between stops, cut at the 180th meridian; ``dash`` 1: not reached."""
    return [
        {**event.label, "path": piece, "dash": int(end.reached is False)}
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
    """Origins, stops on the way and destinations. ``x`` is a sign at a journey's only end."""
    signs = {"destination": "? →", "return": "? →"}
    return [
        {**event.label, "at": stop.at, "p": f"{stop.role}: {stop.name}",
         "x": signs.get(stop.role, "→ ?") if stop is event.one_ended else ""}
        for event in events
        for stop in event.journey
        if stop.role != "location"
    ]  # fmt: skip


def stacks(events: Sequence[Drawn]) -> list[Record]:
    """How many events share a mark, where it is more than one."""
    places = Counter(tuple(main.at) for event in events if (main := event.main))
    return [{"at": list(at), "n": str(count)} for at, count in places.items() if count > 1]


KINDS: Final[dict[str, Callable[[Sequence[Drawn]], list[Record]]]] = {
    "points": points, "halos": halos, "legs": legs, "arrows": arrows, "ends": ends,
    "stacks": stacks,
}  # fmt: skip


def neighbours(snapshot: Snapshot, mask: Bools, event_id: str) -> list[str]:
    """Ids of the chosen events whose mark lies on that of this event, itself among them."""
    own = drawn(snapshot, snapshot.frame["event_id"].to_numpy() == event_id)
    if not own or not (main := own[0].main):
        return []
    places = snapshot.places[snapshot.places["drawn"] & (snapshot.places["role"] == "location")]
    lon, lat = places["lon"].round(sphere.DIGITS), places["lat"].round(sphere.DIGITS)
    near = places.loc[(lon == main.at[0]) & (lat == main.at[1]), "event_id"]
    ids = snapshot.frame["event_id"]
    return list(ids[(mask | (ids == event_id)) & ids.isin(near)])


def _lines(events: Sequence[Drawn]) -> Iterator[tuple[Drawn, Stop, Stop, sphere.Path]]:
    for event in events:
        for start, end in pairwise(event.journey):
            if line := sphere.great_circle(start.point, end.point):
                yield event, start, end, line


def _stops(places: pd.DataFrame, wanted: set[str]) -> dict[str, tuple[Stop, ...]]:
    table = places.loc[places["drawn"] & places["event_id"].isin(wanted), _PLACED]
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


def _solid(row: Record) -> bool:
    return bool(row["modality"] == "asserted" and row["polarity"] == "positive")
