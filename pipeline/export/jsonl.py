"""JSON Lines: one event a line, columns in order, lists as arrays, null for what is not said."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from pipeline.export import View
from pipeline.store.flat import COLUMNS, LIST_COLUMNS


def write(view: View, stream: BinaryIO) -> int:
    """One line an event."""
    count = 0
    for row in view.rows():
        line = json.dumps(_record(row), ensure_ascii=False, allow_nan=False)
        stream.write(line.encode() + b"\n")
        count += 1
    return count


def _record(row: dict[str, Any]) -> dict[str, Any]:
    return {column: _value(column, row[column]) for column in COLUMNS}


def _value(column: str, value: Any) -> Any:
    if column in LIST_COLUMNS:
        return value.split(";") if value else []
    return None if value == "" else value
