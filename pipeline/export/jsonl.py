"""JSON Lines: one event a line, columns in order, lists as arrays, null for what is not said.

Behind the columns stands ``places``: each place with the rule that chose it and the candidates.
"""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from pipeline.export import View
from pipeline.export.report.about import About
from pipeline.model import Event
from pipeline.store.flat import COLUMNS, LIST_COLUMNS, to_row
from pipeline.store.places import place_record


def write(view: View, stream: BinaryIO) -> int:
    """One line an event."""
    count = 0
    for event in view.events():
        line = json.dumps(_record(event), ensure_ascii=False, allow_nan=False)
        stream.write(line.encode() + b"\n")
        count += 1
    return count


def beside(about: About, name: str) -> bytes:
    """What the lines of the file ``name`` are, as one object."""
    record = {"file": name, **about.record()}
    return json.dumps(record, ensure_ascii=False, allow_nan=False, indent=1).encode()


def _record(event: Event) -> dict[str, Any]:
    row = to_row(event)
    flat = {column: _value(column, row[column]) for column in COLUMNS}
    return flat | {"places": [place_record(item) for item in event.places]}


def _value(column: str, value: Any) -> Any:
    if column in LIST_COLUMNS:
        return value.split(";") if value else []
    return None if value == "" else value
