"""``store``: look at the store's file, copy it, bring it up to date, put a copy back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import JsonOption, StoreOption, settings_for
from pipeline.cli.output import say, say_json

app = typer.Typer(
    help="The file that holds articles and events.", no_args_is_help=True, rich_markup_mode=None
)


@app.command("status")
def status(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Check the whole file and count what is in it; exit code 1 when it is not sound.

    \b
    Example:
      python -m pipeline store status --json
    """
    from pipeline.store import files
    from pipeline.store.read import open_reader

    with open_reader(settings_for(store).store) as reader:
        found = files.problems(reader.path)
        summary = {**reader.summary(), "problems": list(found)}
    if as_json:
        say_json(summary)
    else:
        for name, value in summary.items():
            say(f"{name.replace('_', ' ')}: {value if value not in ([], {}, None) else 'none'}")
    if found:
        raise typer.Exit(1)


@app.command("backup")
def backup(
    out: Annotated[
        Path,
        typer.Argument(
            dir_okay=False, show_default=False, help="The copy's file, which must not be there yet."
        ),
    ],
    store: StoreOption = None,
) -> None:
    """Copy the store, also while it is being written to.

    \b
    Example:
      python -m pipeline store backup dateline-2025-10-24.db
    """
    from pipeline.store import files

    files.backup(settings_for(store).store, out)
    say(f"The copy is in {out}.")


@app.command("restore")
def restore(
    copy: Annotated[
        Path,
        typer.Argument(
            exists=True, dir_okay=False, show_default=False, help="A copy made by `store backup`."
        ),
    ],
    store: StoreOption = None,
) -> None:
    """Put a copy in the store's place; the former file is moved aside, not deleted.

    \b
    Example:
      python -m pipeline store restore dateline-2025-10-24.db
    """
    from pipeline.store import files

    path = settings_for(store).store
    aside = files.restore(copy, path)
    say(f"{path} is the copy again." + (f" The former file is {aside}." if aside else ""))


@app.command("migrate")
def migrate(store: StoreOption = None) -> None:
    """Bring an older store up to date; a backup is kept beside it.

    \b
    Example:
      python -m pipeline store migrate --store old.db
    """
    from pipeline.store import migrate as migration

    path = settings_for(store).store
    kept = migration.migrate(path)
    say(f"{path} is up to date." + (f" The backup is {kept}." if kept else ""))
