"""JSON: one article, a list of them, or an object that holds such a list."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pipeline.errors import ItemFailed
from pipeline.read.decode import decode
from pipeline.read.draft import Blob, Context, Found
from pipeline.read.records import draft_of, field_of

EXTENSIONS = (".json",)


def drafts(blob: Blob, context: Context) -> Found:
    """One article a record; a record without a text becomes an Issue with its number."""
    decoded = decode(blob.data)
    records = _records(_parse(decoded.text))
    for number, record in enumerate(records, start=1):
        source = blob.label if len(records) == 1 else f"{blob.label} record {number}"
        yield draft_of(record, source=source)


def _parse(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        hint = " (it seems cut off)" if error.pos >= len(text.rstrip()) else ""
        if error.msg == "Extra data":  # several values: most often one a line
            hint = "; if it holds one record a line, name it .jsonl"
        raise ItemFailed(
            f"not valid JSON at line {error.lineno}, column {error.colno}: {error.msg}{hint}",
            code="bad_json",
        ) from error
    except (ValueError, RecursionError) as error:
        raise ItemFailed(
            "not usable JSON: too deep, or a number with too many digits", code="bad_json"
        ) from error


def _records(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    if isinstance(value, Mapping) and not any(field_of(key) == "text" for key in value):
        lists = [
            item
            for item in value.values()
            if isinstance(item, list)
            and item
            and all(isinstance(record, Mapping) for record in item)
        ]
        if len(lists) == 1:
            return lists[0]
    return [value]
