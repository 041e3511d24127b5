"""Air and naval bases: our table's names joined to the surveyed positions of airfields."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.gazetteer.rows import Row
from pipeline.gazetteer.tables import place, read

KM_PER_DEGREE = 111.2  # of latitude
AGREE_KM = 8.0  # two points of one field are seldom farther apart than its longest runway


def merge_bases(path: Path, airfields: Iterable[Row]) -> Iterator[Row]:
    """Airfields and bases, each once.

    A base of the table with an ICAO code that the airfields know keeps the airfield's id, and its
    position when the two agree; the rest is the table's.
    """
    by_icao: dict[str, Row] = {}
    for row in airfields:
        if row.icao:
            by_icao[row.icao] = row
        else:
            yield row
    for where, cells in read(path):
        base = place(cells, where)
        base.icao = cells["icao"]
        base.id = f"icao:{base.icao}" if base.icao else base.id
        field = by_icao.pop(base.icao, None) if base.icao else None
        yield _joined(base, field) if field else base
    yield from by_icao.values()


def _joined(base: Row, field: Row) -> Row:
    base.id, base.iata = field.id, field.iata
    north = (field.lat - base.lat) * KM_PER_DEGREE
    east = (field.lon - base.lon) * KM_PER_DEGREE * math.cos(math.radians(base.lat))
    if math.hypot(north, east) <= AGREE_KM:
        base.lat, base.lon = field.lat, field.lon
    base.country = base.country or field.country
    base.names.extend(field.names)
    return base
