"""Our own tables in ``data/gazetteer``: CSV with a header, one place a line.

Columns that every table of places has: ``kind, name, lat, lon, radius_km, country, rank`` and one
column per language (``en, nl, es …``) with further names, ``|`` between them. ``name`` is the
usual English name. A name with ``~`` before it needs context ("~Minot" for the air base). An
``id`` column fixes the id; without it the id is made of the kind and the name.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.errors import ConfigError
from pipeline.gazetteer.coordinates import position
from pipeline.gazetteer.kinds import kind
from pipeline.gazetteer.names import fold
from pipeline.gazetteer.rows import LANGUAGES, Case, Quality, Row, language_bits

PLACE_TABLES = (
    "seas.csv",
    "regions.csv",
    "islands.csv",
    "nature.csv",
    "landscapes.csv",
    "sites.csv",
    "spots.csv",
    "local.csv",
)

Cells = Mapping[str, str]


def read(path: Path) -> Iterator[tuple[str, Cells]]:
    """Lines of a table with their place for messages; comment lines begin with ``#``.

    Raises ConfigError when the file is missing, is no UTF-8 or a line has too many cells.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            lines = (line for line in file if not line.startswith("#"))
            for number, cells in enumerate(csv.DictReader(lines), 2):
                where = f"{path.name}, row {number}"
                if None in cells:
                    raise ConfigError(f"{where}: more cells than the header names; quote commas")
                yield where, {name: (cell or "").strip() for name, cell in cells.items()}
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"the table {path.name} cannot be read: {error}") from error


def places(path: Path) -> Iterator[Row]:
    """The rows of a table of places. Raises ConfigError naming the line that is wrong."""
    for where, cells in read(path):
        yield place(cells, where)


def place(cells: Cells, where: str) -> Row:
    """One line as a row."""
    name, sort = cells["name"], cells["kind"]
    kind(sort, where=where)
    point = position(cells["lat"], cells["lon"])
    if not name or point is None:
        raise ConfigError(
            f"{where}: a place needs a name, a lat (-90 to 90) and a lon (-180 to 180)"
        )
    row = Row(
        id=cells.get("id") or f"own:{sort}/{fold(name).replace(' ', '-')}",
        name=name,
        kind=sort,
        lat=point.lat,
        lon=point.lon,
        country=cells.get("country", ""),
        radius_km=number(cells, "radius_km", where),
        rank=int(number(cells, "rank", where)),
        population=int(number(cells, "population", where)),
    )
    add_names(row, cells)
    return row


_MARKS = (("~~", Quality.RARE), ("~", Quality.LOOSE), ("", Quality.PRESS))


def add_names(row: Row, cells: Cells) -> None:
    """Give the row the names of the language columns.

    A marked name takes the place of the same name from another source.
    """
    for lang in LANGUAGES:
        for part in cells.get(lang, "").split("|"):
            mark, quality = next(one for one in _MARKS if part.strip().startswith(one[0]))
            text = part.strip().removeprefix(mark)
            if mark:
                bits = language_bits(lang)
                row.names = [one for one in row.names if (one.text, one.langs) != (text, bits)]
            row.add([text], quality, lang=lang)


def number(cells: Cells, column: str, where: str) -> float:
    """A number of 0 or more; an empty or missing cell is 0."""
    text = cells.get(column, "")
    try:
        value = float(text or 0)
    except ValueError as error:
        raise ConfigError(f"{where}: {column} is {text!r}, which is no number") from error
    if value < 0:
        raise ConfigError(f"{where}: {column} is {text}, which is below 0")
    return value


def abbreviations(path: Path, rows: Mapping[str, Row]) -> None:
    """Give rows the abbreviations of the table (``name, lang, id, case``)."""
    for where, cells in read(path):
        row = rows.get(cells["id"])
        if row is None:
            raise ConfigError(f"{where}: there is no place with the id {cells['id']!r}")
        case = Case[cells["case"].upper() or "ANY"]
        row.add(
            [cells["name"]],
            Quality[cells.get("quality", "").upper() or "PRESS"],
            lang=cells["lang"],
            case=case,
        )


def renames(path: Path, rows: Mapping[str, Row]) -> None:
    """Give rows that come from elsewhere another usual name, a rank, a point and more names.

    Columns ``id, name, rank``, the languages, and ``lat, lon`` where the place's own point would
    mislead. An id that GeoNames has dropped is passed over: the tables must outlive a release.
    """
    for where, cells in read(path):
        row = rows.get(cells["id"])
        if row is None:
            continue
        row.rank = int(number(cells, "rank", where)) or row.rank
        point = position(cells.get("lat"), cells.get("lon"))
        if point is not None:
            row.lat, row.lon = point.lat, point.lon
        if cells["name"]:
            row.add([cells["name"]], Quality.MAIN)
            row.name = cells["name"]
        add_names(row, cells)
