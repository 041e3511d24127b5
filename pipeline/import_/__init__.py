"""Outside exports into events: GDELT, UCDP GED, ACLED, GeoJSON, and any table by a mapping file.

A layout is a module of ``layouts``, found by its name; which one a file has is told by the file.
Each row becomes one report with one event, or a reason why it does not.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.errors import BadInput, ItemFailed
from pipeline.import_ import layouts as _known
from pipeline.import_ import sheet as sheets
from pipeline.import_.apart import Apart
from pipeline.import_.cells import text_of
from pipeline.import_.draft import Cells, Layout
from pipeline.import_.layouts import gdelt, geojson, mapping
from pipeline.import_.outcome import to_outcome
from pipeline.import_.sheet import Row, Sheet
from pipeline.import_.unpack import read_bytes
from pipeline.model import Issue, Outcome

__all__ = ["APART", "Export", "layout_names", "open_export"]

Decode = Callable[[bytes], tuple[str, tuple[str, ...]]]  # text, and what had to be repaired
APART: Final = Apart()


@dataclass(frozen=True, slots=True)
class Export:
    """An opened file with the layout it is read by. Its rows can be gone through once."""

    sheet: Sheet
    layout: Layout
    columns: Mapping[str, int]  # our name: number of the column
    notes: tuple[str, ...] = ()  # what had to be repaired of its bytes

    @property
    def mapping(self) -> Mapping[str, str]:
        """Our name: the name of the column that fills it, in this file."""
        return {name: self.sheet.header[at] for name, at in self.columns.items()}

    @property
    def unused(self) -> tuple[str, ...]:
        """Columns that nothing is taken from."""
        used = set(self.columns.values())
        return tuple(name for at, name in enumerate(self.sheet.header) if at not in used)

    def outcomes(self) -> Iterator[Outcome | Issue]:
        """A row's report with its event, or the reason why the row is left out.

        Raises BadInput, in the middle too, for a file that is to be given up.
        """
        yield from self._notes()
        seen: dict[str, int] = {}
        for row in self.sheet.rows:
            source = f"{self.sheet.label} {self.sheet.unit} {row.number}"
            try:
                told = self._outcome(row, source)
            except ItemFailed as error:
                yield Issue("bad_row", f"{source}: {error}; the row is left out", source)
                continue
            before = seen.setdefault(told.article.id, row.number)
            if before != row.number:
                said = f"{source}: it has the id of {self.sheet.unit} {before}; the first one stays"
                yield Issue("repeated_row", said, source, severity="warning")
                continue
            yield told

    def _outcome(self, row: Row, source: str) -> Outcome:
        if row.fault:
            raise ItemFailed(row.fault)
        values = {name: text_of(row.cells[at]) for name, at in self.columns.items()}
        return to_outcome(self.layout.draft(Cells(row.number, values)), self.layout, source)

    def _notes(self) -> Iterator[Issue]:
        """What is wrong with the file as a whole."""
        label, used = self.sheet.label, {name.lower() for name in self.mapping.values()}
        for note in self.notes:
            yield Issue("repaired", f"{label}: {note}", label, severity="warning")
        counts = Counter(name.lower() for name in self.sheet.header)
        for name in (name for name, count in counts.items() if count > 1 and name in used):
            said = f"{label}: the column {name} comes more than once; the first one is used"
            yield Issue("duplicate_column", said, label, severity="warning")


def layout_names() -> tuple[str, ...]:
    """Names of the layouts, sorted."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(_known.__path__)))


def open_export(path: Path, *, decode: Decode, layout: str = "") -> Export:
    """Open a file by the layout of this name or mapping file; else by the one it has.

    ``decode`` makes text of bytes, and raises ItemFailed for what is none. Raises BadInput for a
    file that cannot be read and for one of another layout.
    """
    named = _named(layout) if layout else None
    sheet, notes = _sheet(path, decode, named)
    if named is None:
        named = _recognised(sheet)
    if named is geojson.LAYOUT:
        named = geojson.layout_for(path.stem)
    columns = _columns(sheet, named)
    missing = [name for name in named.needed if name not in columns]
    if missing:
        raise BadInput(_missing(sheet, named, missing))
    return Export(sheet, named, columns, notes)


def _named(layout: str) -> Layout:
    if layout.lower().endswith(".toml"):
        return mapping.load(Path(layout))
    names = [name for name in layout_names() if name != "mapping"]
    if layout.lower() not in names:
        raise BadInput(f"{layout} is no layout; there are {', '.join(names)}, or a MAPPING.toml")
    return _layout(layout.lower())


def _layout(name: str) -> Layout:
    found: Layout = importlib.import_module(f"{_known.__name__}.{name}").LAYOUT
    return found


def _own_layouts() -> list[Layout]:
    return [_layout(name) for name in layout_names() if name != "mapping"]


def _sheet(path: Path, decode: Decode, named: Layout | None) -> tuple[Sheet, tuple[str, ...]]:
    label, data = path.name, read_bytes(path)
    if data.startswith(b"PAR1"):
        return sheets.from_parquet(label, data), ()
    try:
        text, notes = decode(data)
    except ItemFailed as error:
        raise BadInput(f"{label}: {error}") from error
    return _table(label, text, named), notes


def _table(label: str, text: str, named: Layout | None) -> Sheet:
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        return geojson.sheet_of(label, text)
    if header := gdelt.header_of(sheets.first_cells(text)):
        return sheets.from_lines(label, text, header)
    layouts = [named] if named else _own_layouts()
    known = {n.lower() for one in layouts for names in one.columns.values() for n in names}
    return sheets.from_text(label, text, known)


def _recognised(sheet: Sheet) -> Layout:
    """The layout all of whose needed columns are there. GeoJSON's names alone are no sign."""
    if sheet.unit == "feature":
        return geojson.LAYOUT
    own = [one for one in _own_layouts() if one is not geojson.LAYOUT]
    for layout in own:
        columns = _columns(sheet, layout)
        if all(name in columns for name in layout.needed):
            return layout
    seen = ", ".join(sheet.header)[:300]
    raise BadInput(
        f"{sheet.label}: no layout is known that has the columns {seen!r}; name it with --as "
        f"({', '.join(one.name for one in own)}), or write a mapping file, see docs/import.md"
    )


def _columns(sheet: Sheet, layout: Layout) -> dict[str, int]:
    """Number of the column for each of our names that has one."""
    places: dict[str, int] = {}
    for at, name in enumerate(sheet.header):
        places.setdefault(name.lower(), at)
    found = {
        ours: next((places[name.lower()] for name in theirs if name.lower() in places), None)
        for ours, theirs in layout.columns.items()
    }
    return {ours: at for ours, at in found.items() if at is not None}


def _missing(sheet: Sheet, layout: Layout, missing: list[str]) -> str:
    wanted = "; ".join(f"{name} (from {' or '.join(layout.columns[name])})" for name in missing)
    return (
        f"{sheet.label}: read as {layout.name}, but there is no column for {wanted}; it has "
        f"{', '.join(sheet.header)[:300]!r}. Another layout, or a mapping file: see docs/import.md"
    )
