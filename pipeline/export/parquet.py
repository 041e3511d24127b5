"""Parquet with typed columns: days are dates, lists are text joined by ``;`` as in CSV."""

from __future__ import annotations

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
SCHEMA: Final = pa.schema([(name, _TYPES[kind]) for name, kind in COLUMN_TYPES.items()])
_ROWS: Final = 20_000  # in memory at a time


def write(view: View, stream: BinaryIO) -> int:
    """A row group for every 20,000 events."""
    count = 0
    rows = view.rows()
    with parquet.ParquetWriter(stream, SCHEMA, compression="zstd") as writer:
        while batch := list(islice(rows, _ROWS)):
            writer.write_table(_table(batch))
            count += len(batch)
    return count


def _table(rows: list[dict[str, Any]]) -> Any:
    return pa.table(
        [pa.array(_column(rows, name), _TYPES[kind]) for name, kind in COLUMN_TYPES.items()],
        schema=SCHEMA,
    )


def _column(rows: list[dict[str, Any]], name: str) -> Iterator[Any]:
    values = (row[name] for row in rows)
    if COLUMN_TYPES[name] == "date":
        return (date.fromisoformat(value) if value else None for value in values)
    return values
