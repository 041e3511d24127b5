"""Options that several commands share, and what is opened for them."""

from __future__ import annotations

import gc
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.output import share_done

if TYPE_CHECKING:
    from pipeline.config import Settings
    from pipeline.run import Kit

StoreOption = Annotated[
    Path | None,
    typer.Option(
        "--store",
        help="The store's file; else DATELINE_STORE or data/settings.toml.",
        show_default=False,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for a program.")]
InFile = Annotated[
    Path,
    typer.Argument(
        exists=True, dir_okay=False, readable=True, metavar="IN.jsonl", show_default=False
    ),
]
OutFile = Annotated[Path, typer.Argument(dir_okay=False, metavar="OUT.jsonl", show_default=False)]
DAY = "%Y-%m-%d"
NEW_OBJECTS = 20_000  # between two looks for garbage: an article makes as many, and few in circles


def settings_for(store: Path | None = None, *, extractor: str | None = None) -> Settings:
    """The settings, with the store and the extractor that were named."""
    from pipeline import config

    return config.load(store=store, extractor={"name": extractor} if extractor else None)


def kit_for(settings: Settings) -> Kit:
    """All that extraction needs; a missing gazetteer is built, with a bar."""
    from pipeline import run

    with share_done("Opening the gazetteer") as move:
        kit = run.open_kit(settings, progress=move)
    # The words and tables stay until the command ends: the collector need not look through them
    # each time, which is a tenth of the time of reading.
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, 20, 20)
    return kit


def build_gazetteer(*, force: bool) -> bool:
    """Build the gazetteer when it is missing or out of date. Returns whether it was built."""
    from pipeline import config
    from pipeline.gazetteer import build, is_current

    if not force and is_current(config.DATA, config.BUILD):
        return False
    with share_done("Building the gazetteer") as move:
        return build(config.DATA, config.BUILD, move, force=force).fresh


def day_of(moment: datetime | None) -> date | None:
    """The day of an option that typer read as a moment."""
    return moment.date() if moment else None
