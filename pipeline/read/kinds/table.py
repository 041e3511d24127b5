"""CSV and its relatives: one article a row, columns found by their names."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from pipeline.errors import ItemFailed
from pipeline.model import Issue
from pipeline.read.decode import decode
from pipeline.read.draft import Blob, Context, Found
from pipeline.read.records import NAMES, draft_of, field_of

EXTENSIONS = (".csv", ".tsv")
_DELIMITERS = (",", ";", "\t", "|")
_MAX_BROKEN = 200  # broken rows after which a file is given up
_MAX_HEADER = 20_000  # characters of a line of names
_MAX_CELL = 1_000_000  # characters; longer than any article that is accepted
csv.field_size_limit(max(csv.field_size_limit(), _MAX_CELL))


@dataclass(frozen=True, slots=True)
class _Row:
    number: int  # line of the file where it begins, counted from 1
    cells: Sequence[str]
    fault: str = ""  # why it cannot be used; empty when it can


def drafts(blob: Blob, context: Context) -> Found:
    """One article a row. A row that does not fit the header becomes an Issue with its line."""
    lines = _lines(decode(blob.data).text)
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    if len(lines[first]) > _MAX_HEADER:
        raise ItemFailed("its first line is too long to be names of columns", code="missing_column")
    delimiter = _delimiter(lines[first])
    rows = _rows(lines, first, delimiter)
    header = [name.strip() for name in next(rows).cells]
    yield from _header_issues(header, blob.label)
    for row in rows:
        source = f"{blob.label} line {row.number}"
        fault = row.fault or _misfit(row.cells, header)
        if fault:
            yield Issue("bad_row", f"{source}: {fault}; the row is left out", source)
        elif any(cell.strip() for cell in row.cells):
            yield draft_of(_record(header, row.cells), source=source)


def _lines(text: str) -> list[str]:
    even = text.replace("\r\n", "\n").replace("\r", "\n")
    return [line + "\n" for line in even.split("\n")]


def _delimiter(line: str) -> str:
    """The mark that cuts the header into most names we know, then into most names."""

    def known(mark: str) -> tuple[int, int]:
        names = _cells(line, mark)
        return sum(field_of(name) is not None for name in names), len(names)

    return max(_DELIMITERS, key=known)


def _cells(line: str, mark: str) -> list[str]:
    return next(csv.reader([line], delimiter=mark, skipinitialspace=True), [])


def _header_issues(header: Sequence[str], label: str) -> Iterator[Issue]:
    if not any(field_of(name) == "text" for name in header):
        seen = ", ".join(header)[:200]
        raise ItemFailed(
            f"no column of text: the first line has {seen!r}, and one of"
            f" {', '.join(NAMES['text'])} is needed",
            code="missing_column",
        )
    names = Counter(name.lower() for name in header if field_of(name))
    for name in (name for name, count in names.items() if count > 1):
        yield Issue(
            "duplicate_column",
            f"{label}: the column {name} comes more than once; the first one is used",
            label,
            severity="warning",
        )


def _misfit(cells: Sequence[str], header: Sequence[str]) -> str:
    width = len(header)
    if not any(cell.strip() for cell in cells) or len(cells) == width:
        return ""
    if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
        return ""  # only empty cells too many, as spreadsheets leave them
    return f"{len(cells)} cells where the header has {width}"


def _record(header: Sequence[str], cells: Sequence[str]) -> dict[str, object]:
    record: dict[str, object] = {}
    for name, cell in zip(header, cells, strict=False):
        record.setdefault(name.lower(), cell)
    return record


def _rows(lines: Sequence[str], at: int, delimiter: str) -> Iterator[_Row]:
    """Rows with their lines. After a broken row reading goes on at the line behind its first."""
    broken = 0
    while at < len(lines) and broken <= _MAX_BROKEN:
        reader = csv.reader(
            islice(lines, at, None), delimiter=delimiter, strict=True, skipinitialspace=True
        )
        read, fault = 0, ""
        try:
            for cells in reader:
                yield _Row(at + read + 1, cells)
                read = reader.line_num
        except csv.Error as error:
            fault = _in_words(str(error))
        if not fault:
            return
        yield _Row(at + read + 1, (), fault)
        at, broken = at + read + 1, broken + 1
    if broken > _MAX_BROKEN:
        raise ItemFailed(
            f"given up at line {at}: more than {_MAX_BROKEN} rows are broken;"
            " is this a table of articles?",
            code="bad_row",
        )


def _in_words(error: str) -> str:
    if "unexpected end" in error:
        return "a quotation mark is opened and never closed"
    if "expected after" in error:
        return "a quotation mark stands inside a quoted cell; double it"
    if "field larger" in error:
        return f"a cell has more than {_MAX_CELL:,} characters; is a quotation mark left open?"
    return error
