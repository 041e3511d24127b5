"""Where added places lie, and when two rows are one place."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from pipeline.gazetteer import files
from pipeline.gazetteer.added.volume import ACROSS, DOWN, Volume
from pipeline.gazetteer.bases import KM_PER_DEGREE
from pipeline.gazetteer.kinds import AIRFIELDS, BASES, WATER
from pipeline.gazetteer.lookup import EARTH_KM
from pipeline.gazetteer.names import fold
from pipeline.gazetteer.rows import Quality
from pipeline.model import Entry, Point

POLAR = 89.0  # degrees; beyond it a cell is narrower than 2 km
# Kinds that two gazetteers may choose between for one place.
_FAMILIES: dict[str, str] = {
    **dict.fromkeys(WATER, "water"),
    **dict.fromkeys(AIRFIELDS | BASES, "base"),
    **dict.fromkeys(("island", "archipelago", "territory", "country"), "island"),
    **dict.fromkeys(("peninsula", "cape"), "point"),
    **dict.fromkeys(("mountain", "mountains", "desert", "valley", "region", "adm1"), "land"),
    **dict.fromkeys(("city", "capital"), "town"),
}


def unlike(first: Sequence[Entry], more: Sequence[Entry]) -> tuple[Entry, ...]:
    """The first, and of the others those that are none of the places before them.

    All were found by one name: of one family and one in the other, two of them are one place.
    """
    return _merged(first, more, lambda entry: any(_same(one, entry) for one in first))


def unlike_named(first: Sequence[Entry], more: Sequence[Entry]) -> tuple[Entry, ...]:
    """The same for places that were found by their position: their names must be alike too."""
    named: dict[str, list[Entry]] = {}
    for one in first:
        named.setdefault(fold(one.name), []).append(one)
    return _merged(
        first, more, lambda entry: any(_same(one, entry) for one in named.get(fold(entry.name), ()))
    )


def _merged(
    first: Sequence[Entry], more: Sequence[Entry], is_known: Callable[[Entry], bool]
) -> tuple[Entry, ...]:
    kept = list(first)
    ids = {entry.id for entry in kept}
    codes = {entry.icao for entry in kept if entry.icao}
    for entry in more:
        if entry.id not in ids and entry.icao not in codes and not is_known(entry):
            kept.append(entry)
            ids.add(entry.id)
            codes |= {entry.icao} - {""}
    return tuple(kept)


def _same(base: Entry, added: Entry) -> bool:
    """Whether two places of one name are one place: of one family, and one in the other."""
    family = _FAMILIES.get(base.kind)
    if family is None or family != _FAMILIES.get(added.kind):
        return False
    return distance_km(base.point, added.point) <= max(base.radius_km, added.radius_km)


def rows_near(
    volume: Volume, point: Point, km: float, kinds: frozenset[str] | None
) -> Iterator[Entry]:
    """Rows of a volume within ``km``, without those that are only asked for by name."""
    rows = volume.rows_in(_cells(point, km))
    if not len(rows):
        return
    columns = volume.columns(rows)
    wanted = [at for at, name in enumerate(files.KIND_NAMES) if kinds is None or name in kinds]
    inside = np.isin(columns["kind"], wanted)
    for row, cells in zip(rows[inside], columns[inside], strict=True):
        here = Point(float(cells["lat"]), float(cells["lon"]))
        if distance_km(point, here) <= km and volume.grade(int(row)) < Quality.ASKED:
            yield volume.entry(int(row))


def _cells(point: Point, km: float) -> list[int]:
    """Cells of one degree that a circle touches."""
    north = km / KM_PER_DEGREE
    farthest = abs(point.lat) + north  # from the equator; at a pole every meridian is near
    east = north / math.cos(math.radians(farthest)) if farthest < POLAR else ACROSS
    low, high = point.lat + 90.0 - north, point.lat + 90.0 + north
    rows = range(max(0, int(low)), min(DOWN - 1, int(high)) + 1)
    first, last = math.floor(point.lon + 180.0 - east), math.floor(point.lon + 180.0 + east)
    columns = range(first, min(last, first + ACROSS - 1) + 1)
    return [row * ACROSS + column % ACROSS for row in rows for column in columns]


def distance_km(one: Point, other: Point) -> float:
    """Great-circle distance."""
    north, south = math.radians(one.lat), math.radians(other.lat)
    half = (
        math.sin((south - north) / 2) ** 2
        + math.cos(north) * math.cos(south) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))
