"""``import``: rows of outside exports into the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.options import JsonOption, StoreOption, settings_for
from pipeline.cli.output import counting, say, say_json, tell, tell_issue
from pipeline.errors import BadInput
from pipeline.model import Issue, Outcome

if TYPE_CHECKING:
    from pipeline.config import Settings
    from pipeline.import_ import Export
    from pipeline.store.write import Merge, Writer

_TOLD = 20  # issues of a file that are printed; all are in the store
_SHOWN = 3  # rows of --show
_TICK = 250  # rows between two moves of the counter
_LEFT_OUT = frozenset({"bad_row", "repeated_row"})


@dataclass
class _Count:
    """What became of the rows of one file."""

    file: str
    layout: str
    landed: int = 0  # rows that became an event, new or already stored
    changed: int = 0  # of these, new or different from what was stored
    without_mark: int = 0
    left_out: int = 0
    issues: list[Issue] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """All that were read."""
        return self.landed + self.left_out


def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            exists=True,
            dir_okay=False,
            metavar="FILE",
            show_default=False,
            help="Exports: .csv .tsv .parquet .geojson, plain, .gz or .zip.",
        ),
    ],
    layout: Annotated[
        str,
        typer.Option(
            "--as",
            metavar="LAYOUT",
            show_default=False,
            help="gdelt, ucdp, acled, geojson or a MAPPING.toml; else told by the file.",
        ),
    ] = "",
    show: Annotated[
        bool, typer.Option("--show", help="Print which column is which and three rows; no import.")
    ] = False,
    merge: Annotated[
        bool | None,
        typer.Option(
            "--merge/--apart",
            help="Merge rows with articles and each other, or not; else the setting merge of "
            "[imports].",
            show_default=False,
        ),
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Import events that others coded: GDELT, UCDP GED, ACLED, GeoJSON, or any CSV by a mapping.

    A file lands as a whole or not at all; rows that cannot be used are listed with their reason.
    Importing the same file again changes nothing.

    \b
    Examples:
      python -m pipeline import 20191024143000.export.CSV GEDEvent_v23_1.csv.gz
      python -m pipeline import incidents.csv --as incidents.toml
      python -m pipeline import --show acled.csv
    """
    settings = settings_for(store)
    if show:
        for path in files:
            _show(_open(path, layout), as_json=as_json)
        return
    merging = settings.imports.merge if merge is None else merge
    counts = _import_all(files, layout, settings, merging=merging)
    if as_json:
        say_json([_record(count) for count in counts])
    for count in counts:
        _report(count, settings, aloud=not as_json)
    bad = any(issue.severity == "error" for count in counts for issue in count.issues)
    if bad or not any(count.landed for count in counts):
        raise typer.Exit(1)


def _open(path: Path, layout: str) -> Export:
    from pipeline.import_ import open_export
    from pipeline.read.decode import decode

    def text_of(data: bytes) -> tuple[str, tuple[str, ...]]:
        decoded = decode(data)
        return decoded.text, decoded.notes

    return open_export(path, decode=text_of, layout=layout)


def _import_all(
    files: list[Path], layout: str, settings: Settings, *, merging: bool
) -> list[_Count]:
    """File by file, so that one is in memory; a file that is refused does not stop the rest."""
    from pipeline.dedup import merge
    from pipeline.import_ import APART
    from pipeline.store.write import open_writer

    counts = []
    chosen: Merge = merge if merging else APART
    first = _open(files[0], layout) if len(files) == 1 else None  # refused before a store is made
    with open_writer(settings.store) as writer, counting("Importing rows") as move:
        for path in files:
            try:
                counts.append(_import_one(first or _open(path, layout), writer, chosen, move))
            except BadInput as error:
                if len(files) == 1:
                    raise
                counts.append(_refused(path, error, writer))
    return counts


def _import_one(
    export: Export, writer: Writer, merge: Merge, move: Callable[[str], None]
) -> _Count:
    count = _Count(export.sheet.label, export.layout.name)
    changed = writer.put_all(_counted(export, count, move), merge=merge, recipe=_recipe(export))
    count.changed = changed
    return count


def _recipe(export: Export) -> str:
    return f"import {export.layout.name}/{export.layout.version}"


def _counted(
    export: Export, count: _Count, move: Callable[[str], None]
) -> Iterator[Outcome | Issue]:
    for item in export.outcomes():
        if isinstance(item, Outcome):
            count.landed += 1
            count.without_mark += not any(place.point for place in item.places)
            count.issues.extend(item.issues)
        else:
            count.issues.append(item)
            count.left_out += item.code in _LEFT_OUT
        if count.rows % _TICK == 0:
            move(f"{count.file}: {count.rows}")
        yield item


def _refused(path: Path, error: BadInput, writer: Writer) -> _Count:
    issue = Issue("refused", str(error), path.name)
    writer.put_issue(issue)
    return _Count(path.name, "", issues=[issue])


def _report(count: _Count, settings: Settings, *, aloud: bool) -> None:
    for issue in islice(count.issues, _TOLD):
        tell_issue(issue)
    if len(count.issues) > _TOLD:
        tell(f"… and {len(count.issues) - _TOLD} more like these; the page lists all of them")
    if aloud and count.layout:
        say(
            f"{count.file}: {count.rows} rows read as {count.layout}, {count.landed} events in "
            f"{settings.store} ({count.changed} new or changed), {count.without_mark} of them "
            f"without a position, {count.left_out} rows left out"
        )


def _record(count: _Count) -> dict[str, Any]:
    codes = [f"{issue.severity}: {issue.message}" for issue in count.issues]
    return {
        "file": count.file,
        "layout": count.layout,
        "rows": count.rows,
        "events": count.landed,
        "changed": count.changed,
        "without_position": count.without_mark,
        "left_out": count.left_out,
        "issues": codes,
    }


def _show(export: Export, *, as_json: bool) -> None:
    """Which column is which, and the first rows as they would land."""
    rows = [_as_row(item) for item in islice(export.outcomes(), _SHOWN)]
    if as_json:
        say_json({"layout": export.layout.name, "columns": dict(export.mapping),
                  "unused": export.unused, "rows": rows})  # fmt: skip
        return
    say(f"{export.sheet.label}: read as {export.layout.name} ({export.layout.publisher})\n")
    for name, theirs in export.mapping.items():
        say(f"  {name:<18} <- {theirs:<24} {export.layout.meaning.get(name, '')}".rstrip())
    say(f"\nNot used: {', '.join(export.unused) or 'none'}")
    for row in rows:
        say("")
        for name, value in row.items():
            say(f"  {name:<18} {value}")


def _as_row(item: Outcome | Issue) -> dict[str, Any]:
    """The columns of the flat row that hold something; the reason of a row that would not land."""
    from pipeline.store.flat import to_row

    if isinstance(item, Issue):
        return {item.code: item.message}
    row = to_row(item.events[0])
    said = {name: value for name, value in row.items() if value not in ("", None)}
    notes = [issue.message for issue in item.issues]
    return {**said, **({"notes": "; ".join(notes)} if notes else {})}
