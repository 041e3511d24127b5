"""``export``: events to a file that other tools open."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import DAY, StoreOption, day_of, settings_for
from pipeline.cli.output import tell
from pipeline.errors import BadInput


def export(
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            "-o",
            dir_okay=False,
            show_default=False,
            help="The file to write; replaced when it is there.",
        ),
    ],
    file_format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            help="csv, geojson, html, jsonl, kml or parquet; else by the ending of the file.",
            show_default=False,
        ),
    ] = "",
    first: Annotated[
        datetime | None,
        typer.Option(
            "--from",
            formats=[DAY],
            metavar="YYYY-MM-DD",
            show_default=False,
            help="Events on this day or later.",
        ),
    ] = None,
    last: Annotated[
        datetime | None,
        typer.Option(
            "--to",
            formats=[DAY],
            metavar="YYYY-MM-DD",
            show_default=False,
            help="Events on this day or earlier.",
        ),
    ] = None,
    actor: Annotated[
        str,
        typer.Option(
            help="Name or part of it in whole words, or the country's three letters.",
            show_default=False,
        ),
    ] = "",
    kind: Annotated[
        str, typer.Option("--type", help="Event type or mode.", show_default=False)
    ] = "",
    text: Annotated[
        str, typer.Option(help="Words of the title, places, names or evidence.", show_default=False)
    ] = "",
    store: StoreOption = None,
) -> None:
    """Write events to CSV, GeoJSON, JSON Lines, KML, Parquet or a report in HTML.

    \b
    Examples:
      python -m pipeline export --format csv --out events.csv
      python -m pipeline export --out flights.geojson --actor USA --type MOBILIZE
      python -m pipeline export --out report.html --type PROTEST
      python -m pipeline export --out week.parquet --from 2025-10-20 --to 2025-10-26
    """
    from pipeline import export as exporting
    from pipeline.store.filters import Filter
    from pipeline.store.read import open_reader

    chosen = Filter(day_of(first), day_of(last), actor, kind, text)
    with open_reader(settings_for(store).store) as reader:
        told = exporting.describe(reader, chosen, datetime.now(UTC))
        count = exporting.export(
            exporting.View(reader, chosen, told=told),
            file_format=file_format or _by_ending(out),
            out=out,
        )
    tell(f"{count} events in {out}")
    if not count:
        raise typer.Exit(1)


def _by_ending(out: Path) -> str:
    if not out.suffix:
        raise BadInput(f"{out} has no ending that tells the format; add --format csv, for example")
    return out.suffix.removeprefix(".").lower()
