"""Text, Parquet and GeoJSON to rows under a header. A row that does not fit says why."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from pipeline.errors import BadInput

DELIMITERS: Final = (",", ";", "\t", "|")
_MAX_CELL: Final = 1_000_000  # characters
_MAX_BROKEN: Final = 200  # broken rows after which a file is given up: each costs a new start
_MAX_HEADER: Final = 50_000  # characters of the line of names
csv.field_size_limit(max(csv.field_size_limit(), _MAX_CELL))


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it stands in the file."""

    number: int  # line, row or feature, counted from 1
    cells: Sequence[object]
    fault: str = ""  # why it cannot be used; empty when it can


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of any origin."""

    label: str  # name of the file
    unit: str  # what ``Row.number`` counts: line, row, feature
    header: tuple[str, ...]
    rows: Iterable[Row]  # to be gone through once


def from_text(label: str, text: str, known: Iterable[str]) -> Sheet:
    """A table with a header, cut at the mark that gives most names of ``known`` (small letters).

    Raises BadInput for a file whose first line is no header.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    at = next((n for n, line in enumerate(lines) if line.strip("\ufeff \t")), 0)
    mark = ""
    if lines[at].lower().startswith("sep=") and len(lines[at].strip()) == 5:
        mark, at = lines[at].strip()[4], at + 1  # as Excel writes it
    first = lines[at].removeprefix("\ufeff") if at < len(lines) else ""
    if len(first) > _MAX_HEADER:
        raise BadInput(f"{label}: its first line is too long to be names of columns")
    mark = mark or _delimiter(first, frozenset(known))
    header = tuple(name.strip() for name in _cut(first, mark))
    return Sheet(label, "line", header, _rows(label, lines, at + 1, mark, len(header)))


def from_lines(label: str, text: str, header: tuple[str, ...]) -> Sheet:
    """A table between tabs without header and without quotation marks."""
    return Sheet(label, "line", header, _tabbed(text, len(header)))


def from_parquet(label: str, data: bytes) -> Sheet:
    """A Parquet table. Raises BadInput when it is damaged."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(io.BytesIO(data))
        header = tuple(str(name) for name in file.schema_arrow.names)
    except (pa.ArrowException, OSError) as error:
        raise BadInput(f"{label}: the Parquet table cannot be read ({error})") from error

    def rows() -> Iterator[Row]:
        number = 0
        for batch in file.iter_batches(batch_size=2000):
            for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                number += 1
                yield Row(number, values)

    return Sheet(label, "row", header, rows())


def first_cells(text: str) -> list[str]:
    """The first line cut at tabs."""
    return text.removeprefix("\ufeff").split("\n", 1)[0].rstrip("\r").split("\t")


def _delimiter(line: str, known: frozenset[str]) -> str:
    def worth(mark: str) -> tuple[int, int]:
        names = _cut(line, mark)
        return sum(name.strip().lower() in known for name in names), len(names)

    return max(DELIMITERS, key=worth)


def _cut(line: str, mark: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=mark, skipinitialspace=True), [])
    except csv.Error:
        return line.split(mark)


def _tabbed(text: str, width: int) -> Iterator[Row]:
    for number, line in enumerate(io.StringIO(text), start=1):
        if line.strip():
            cells = line.rstrip("\r\n").split("\t")
            yield Row(number, cells, _misfit(cells, width))


def _rows(label: str, lines: list[str], at: int, mark: str, width: int) -> Iterator[Row]:
    """Rows with their lines. After a row that does not fit, reading goes on behind its first line:

    a quotation mark that is never closed must not swallow the rows below it.
    """
    broken = 0
    while at < len(lines):
        fault, start = "", at
        for start, end, cells, fault in _stretch(lines, at, mark):
            fault = fault or _misfit(cells, width)
            if fault and (end - start > 1 or not cells):
                break
            if fault or any(cell.strip() for cell in cells):
                yield Row(start + 1, cells, fault)
            fault = ""
        if not fault:
            return
        yield Row(start + 1, (), fault)
        at, broken = start + 1, broken + 1
        if broken > _MAX_BROKEN:
            raise BadInput(
                f"{label}: given up at line {at}: more than {_MAX_BROKEN} rows are broken; are the"
                " quotation marks closed?"
            )


def _stretch(lines: list[str], at: int, mark: str) -> Iterator[tuple[int, int, Sequence[str], str]]:
    """First line, line behind the last, cells and fault of each row, until the first broken one."""
    reader = csv.reader(
        (line + "\n" for line in islice(lines, at, None)),
        delimiter=mark, strict=True, skipinitialspace=True,
    )  # fmt: skip
    start = at
    try:
        for cells in reader:
            end = at + reader.line_num
            yield start, end, cells, ""
            start = end
    except csv.Error as error:
        yield start, at + reader.line_num, (), _in_words(str(error))


def _misfit(cells: Sequence[str], width: int) -> str:
    """Why a row does not fit. An empty cell too many is no less wrong than a full one:

    a mark inside a name moves all cells behind it, and the last one may have been empty.
    """
    if not any(cell.strip() for cell in cells) or len(cells) == width:
        return ""
    return f"{len(cells)} cells where the header has {width}"


def _in_words(error: str) -> str:
    if "unexpected end" in error:
        return "a quotation mark is opened and never closed"
    if "expected after" in error:
        return "a quotation mark stands inside a quoted cell; double it"
    if "field larger" in error:
        return f"a cell has more than {_MAX_CELL:,} characters; is a quotation mark left open?"
    return error
