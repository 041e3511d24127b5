"""Where added places lie, and when two rows are one place."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from pipeline.gazetteer import files
from pipeline.gazetteer.added.volume import ACROSS, DOWN, Volume
from pipeline.gazetteer.bases import KM_PER_DEGREE
from pipeline.gazetteer.kinds import AIRFIELDS, BASES, WATER
from pipeline.gazetteer.lookup import EARTH_KM
from pipeline.gazetteer.rows import Quality
from pipeline.model import Entry, Point

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
    """The first, and of the others those that are none of the places before them."""
    kept = list(first)
    ids = {entry.id for entry in kept}
    codes = {entry.icao for entry in kept if entry.icao}
    for entry in more:
        if entry.id in ids or entry.icao in codes or any(_same(one, entry) for one in first):
            continue
        kept.append(entry)
        ids.add(entry.id)
        if entry.icao:
            codes.add(entry.icao)
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
    east = north / max(0.02, math.cos(math.radians(min(89.0, abs(point.lat) + north))))
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
