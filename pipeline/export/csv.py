"""CSV in UTF-8 that a spreadsheet opens without running anything.

A text cell that a spreadsheet might take for a formula gets an apostrophe in front; ``read_cell``
takes it off again. Numbers stay numbers. The table holds nothing but the table: what it is stands
beside it, as CSV on the Web (W3C) has it.
"""

from __future__ import annotations

import io
import json
import re
import unicodedata
from typing import Any, BinaryIO, Final

from defusedcsv import csv

from pipeline.export import View
from pipeline.export.report.about import About
from pipeline.store.flat import COLUMN_TYPES, COLUMNS, LIST_COLUMNS

_FORMULA: Final = frozenset("=+-@|%")
_CONTROL: Final = frozenset("\t\r\n")
_DATATYPES: Final = {
    "text": "string", "date": "date", "integer": "integer", "real": "double", "boolean": "boolean",
}  # fmt: skip
_NUMBER: Final = re.compile(r"[-+]?\d+(\.\d+)?")


def write(view: View, stream: BinaryIO) -> int:
    """One line an event below a line of column names."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(COLUMNS)
    count = 0
    for row in view.rows():
        lines.writerow([_cell(row[column]) for column in COLUMNS])
        count += 1
    text.detach()
    return count


def beside(about: About, name: str) -> bytes:
    """Metadata of the table in CSV on the Web: what it holds, and the type of each column."""
    table = {
        "@context": "http://www.w3.org/ns/csvw",
        "url": name,
        "dc:title": "Dateline events",
        "dc:description": about.sentence(),
        "dialect": {"delimiter": ",", "encoding": "utf-8", "lineTerminators": ["\n"]},
        "tableSchema": {"columns": [_column(column) for column in COLUMNS]},
        "notes": [about.record()],
    }
    return json.dumps(table, ensure_ascii=False, allow_nan=False, indent=1).encode()


def _column(name: str) -> dict[str, Any]:
    separator = {"separator": ";"} if name in LIST_COLUMNS else {}
    return {"name": name, "titles": name, "datatype": _DATATYPES[COLUMN_TYPES[name]], **separator}


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return safe(value) if isinstance(value, str) else value


def safe(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet might calculate."""
    return f"'{text}" if _is_risky(text) else text


def read_cell(text: str) -> str:
    """The text as it was before ``safe``."""
    return text[1:] if text.startswith("'") and _is_risky(text[1:]) else text


def _is_risky(text: str) -> bool:
    """Whether it begins like a formula, behind blanks or in full-width letters too."""
    if not text or _NUMBER.fullmatch(text):
        return False
    if text[0] in _CONTROL:
        return True
    bare = unicodedata.normalize("NFKC", text[:64]).lstrip("'\u2019 \u00a0\u200b\ufeff\t\r\n\0")
    return bare[:1] in _FORMULA
