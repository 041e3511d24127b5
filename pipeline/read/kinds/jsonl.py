"""JSON lines: one article a line."""

from __future__ import annotations

import json

from pipeline.model import Issue
from pipeline.read.decode import decode
from pipeline.read.draft import Blob, Context, Draft, Found
from pipeline.read.records import draft_of

EXTENSIONS = (".jsonl", ".ndjson")


def drafts(blob: Blob, context: Context) -> Found:
    """One article a line; a line that is broken becomes an Issue with its number."""
    text = decode(blob.data).text
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip("\ufeff \t\r"):
            yield _draft(line, f"{blob.label} line {number}")


def _draft(line: str, source: str) -> Draft | Issue:
    try:
        return draft_of(json.loads(line.lstrip("\ufeff")), source=source)
    except (ValueError, RecursionError) as error:
        where = (
            f"column {error.colno}: {error.msg}"
            if isinstance(error, json.JSONDecodeError)
            else "too deep, or a number with too many digits"
        )
        return Issue("bad_json", f"{source}: not valid JSON ({where})", source)
