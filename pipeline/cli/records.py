"""JSON Lines in, JSON Lines out: one record at a time, a bad line is named and skipped."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import typer

from pipeline.cli.output import complain, counting, tell
from pipeline.errors import BadInput, DatelineError

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A record with where it stands."""

    number: int  # counted from 1
    record: Record


def convert(source: Path, out: Path, work: Callable[[Record], Record], *, title: str) -> None:
    """Write what ``work`` makes of every record, in order; ``out`` appears whole or not at all.

    A record that cannot be used is named on stderr and left out, and the exit code is 1.
    Raises BadInput when a file cannot be read or written.
    """
    part = out.with_name(f"{out.name}.part")
    bad = done = 0
    try:
        with part.open("w", encoding="utf-8") as stream, counting(title) as count:
            for line in lines(source):
                made = _tried(line, work, source)
                bad, done = bad + (made is None), done + (made is not None)
                if made is not None:
                    stream.write(json.dumps(made, ensure_ascii=False, allow_nan=False) + "\n")
                count(str(line.record.get("id", "")))
        part.replace(out)
    except OSError as error:
        raise BadInput(f"{error.filename or out}: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)
    tell(f"{done} records in {out}" + (f", {bad} could not be used" if bad else ""))
    if bad:
        raise typer.Exit(1)


def lines(source: Path) -> Iterator[Line]:
    """The records of a file; a line that holds none has an empty record."""
    with source.open(encoding="utf-8-sig", errors="replace") as stream:
        for number, text in enumerate(stream, 1):
            if text.strip():
                yield Line(number, _parsed(text))


def _parsed(text: str) -> Record:
    try:
        record = json.loads(text)
    except ValueError:
        return {}
    return record if isinstance(record, dict) else {}


def _tried(line: Line, work: Callable[[Record], Record], source: Path) -> Record | None:
    try:
        if not line.record:
            raise BadInput("this is no JSON object")
        return work(line.record)
    except DatelineError as error:
        complain(f"{source}, line {line.number}: {error}")
        return None


def text_of(record: Record, key: str, *, default: str | None = None) -> str:
    """A text of a record. Raises BadInput when it is missing and there is no default."""
    value = record.get(key, default)
    if value is None and default is not None:
        return default
    if not isinstance(value, str):
        raise BadInput(f"{key!r} must be a text" if key in record else f"{key!r} is missing")
    return value


def day_in(record: Record, key: str, *, default: date | None = None) -> date:
    """A day of a record. Raises BadInput when it is no ISO day."""
    value = record.get(key)
    if value in (None, "") and default is not None:
        return default
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError as error:
        raise BadInput(f"{key!r} must be a day such as 2025-10-24, not {value!r}") from error
