"""GeoParquet 1.1: typed columns, days are dates, lists are text joined by ``;`` as in CSV.

``geometry`` is the place of the event as a point in WKB, longitude first, null when it is not
known. The key ``dateline`` of the file's metadata says what it holds.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any, BinaryIO, Final

import pyarrow as pa
from pyarrow import parquet

from pipeline.export import View
from pipeline.store.flat import COLUMN_TYPES

_TYPES: Final = {
    "text": pa.string(),
    "date": pa.date32(),
    "integer": pa.int64(),
    "real": pa.float64(),
    "boolean": pa.bool_(),
}
GEOMETRY: Final = "geometry"
SCHEMA: Final = pa.schema(
    [*((name, _TYPES[kind]) for name, kind in COLUMN_TYPES.items()), (GEOMETRY, pa.binary())]
)
GEO: Final = {  # without a "crs" positions are longitude and latitude in WGS84
    "version": "1.1.0",
    "primary_column": GEOMETRY,
    "columns": {GEOMETRY: {"encoding": "WKB", "geometry_types": ["Point"]}},
}
_WKB_POINT: Final = struct.Struct("<BIdd")  # byte order, kind of geometry, x, y
_ROWS: Final = 20_000  # in memory at a time


def write(view: View, stream: BinaryIO) -> int:
    """A row group for every 20,000 events."""
    count = 0
    rows = view.rows()
    told = json.dumps(view.about.record(), ensure_ascii=False, allow_nan=False)
    schema = SCHEMA.with_metadata({"geo": json.dumps(GEO), "dateline": told})
    with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        while batch := list(islice(rows, _ROWS)):
            writer.write_table(_table(batch).cast(schema))
            count += len(batch)
    return count


def _table(rows: list[dict[str, Any]]) -> Any:
    columns = [pa.array(_column(rows, name), _TYPES[kind]) for name, kind in COLUMN_TYPES.items()]
    return pa.table([*columns, pa.array(map(_wkb, rows), pa.binary())], schema=SCHEMA)


def _wkb(row: dict[str, Any]) -> bytes | None:
    if row["lat"] is None:
        return None
    return _WKB_POINT.pack(1, 1, row["lon"], row["lat"])


def _column(rows: list[dict[str, Any]], name: str) -> Iterator[Any]:
    values = (row[name] for row in rows)
    if COLUMN_TYPES[name] == "date":
        return (date.fromisoformat(value) if value else None for value in values)
    return values
