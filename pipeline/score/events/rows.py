"""Rows of the flat view, as they come from an export or a data frame, made comparable."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import asin, cos, radians, sin, sqrt

from pipeline.model import Point

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_YES = frozenset(("true", "1", "yes", "y", "t", "1.0"))
_NO = frozenset(("false", "0", "no", "n", "f", "0.0"))
_EARTH_DIAMETER_KM = 12742.0  # mean sphere; tolerances are far wider than its error

Interval = tuple[date, date]  # closed
Count = tuple[float | None, float | None]  # lowest and highest; None: not said


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of a row."""

    name: str
    point: Point | None  # None: not on the map
    given: bool  # the row says something about it


@dataclass(frozen=True, slots=True)
class Row:
    """One predicted event, or one telling of it."""

    number: int  # its position among the rows
    event_id: str
    type: str  # upper case
    interval: Interval | None
    time_precision: str
    modality: str
    polarity: str
    actors: tuple[str, ...]
    location: Spot
    geo_precision: str
    origin: Spot
    destination: Spot
    reached: bool | None
    via: tuple[str, ...]
    aircraft: tuple[str, ...]
    count: Count
    callsigns: tuple[str, ...]
    claim_status: str
    evidence: str
    articles: tuple[str, ...]  # as written: ids, addresses or file names

    @property
    def points(self) -> tuple[Point, ...]:
        """The positions that it has, of whatever role."""
        spots = (self.location, self.origin, self.destination)
        return tuple(spot.point for spot in spots if spot.point is not None)


def distance_km(first: Point, second: Point) -> float:
    """Great-circle distance on the mean sphere."""
    across = sin(radians(second.lat - first.lat) / 2) ** 2
    along = sin(radians(second.lon - first.lon) / 2) ** 2
    along = cos(radians(first.lat)) * cos(radians(second.lat)) * along
    return _EARTH_DIAMETER_KM * asin(sqrt(min(1.0, across + along)))


def split_list(text: str) -> tuple[str, ...]:
    """The items of a cell that are parted by semicolons."""
    return tuple(item.strip() for item in text.split(";") if item.strip())


def make_rows(records: Sequence[Mapping[str, object]]) -> list[Row]:
    """Rows from the mappings of a flat view; absent columns count as empty."""
    return [_row(_Cells(record), number) for number, record in enumerate(records)]


class _Cells:
    """A record whose cells are all text."""

    def __init__(self, record: Mapping[str, object]) -> None:
        self._record = record

    def __getitem__(self, column: str) -> str:
        return _text(self._record.get(column))

    def items(self, column: str) -> tuple[str, ...]:
        return split_list(self[column])

    def spot(self, prefix: str, name: str) -> Spot:
        lat, lon = self[f"{prefix}lat"], self[f"{prefix}lon"]
        return Spot(self[name], _point(lat, lon), given=bool(self[name] or lat))

    def interval(self) -> Interval | None:
        days = [day for day in map(_day, (self["date_start"], self["date_end"])) if day]
        return (min(days), max(days)) if days else None


def _row(cells: _Cells, number: int) -> Row:
    return Row(
        number=number,
        event_id=cells["event_id"] or f"row-{number}",
        type=cells["event_type"].upper(),
        interval=cells.interval(),
        time_precision=cells["time_precision"],
        modality=cells["modality"].lower(),
        polarity=cells["polarity"].lower(),
        actors=cells.items("actors"),
        location=cells.spot("", "place_name"),
        geo_precision=cells["geo_precision"],
        origin=cells.spot("origin_", "origin_name"),
        destination=cells.spot("destination_", "destination_name"),
        reached=_flag(cells["destination_reached"]),
        via=cells.items("via"),
        aircraft=cells.items("aircraft_type"),
        count=(_number(cells["aircraft_count_min"]), _number(cells["aircraft_count_max"])),
        callsigns=cells.items("callsigns"),
        claim_status=cells["claim_status"].lower(),
        evidence=cells["evidence"],
        articles=cells.items("article_ids") or cells.items("article_id"),
    )


def _text(value: object) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return ";".join(map(str, value))
    return str(value).strip()


def _number(text: str) -> float | None:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _point(lat: str, lon: str) -> Point | None:
    north, east = _number(lat), _number(lon)
    if north is None or east is None:
        return None
    try:
        return Point(north, east)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    found = _DAY.match(text)
    if found is None:
        return None
    year, month, day = map(int, found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _flag(text: str) -> bool | None:
    word = text.casefold()
    return True if word in _YES else False if word in _NO else None
