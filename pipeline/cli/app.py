"""The commands put together, and what a failure looks like: a sentence and exit code 2."""

from __future__ import annotations

import sys

import typer

from pipeline.cli import (
    check,
    corrections,
    dates,
    export,
    gazetteer,
    geocode,
    import_,
    places,
    run,
    score,
    store,
)
from pipeline.cli.output import complain
from pipeline.errors import DatelineError

HELP = """News articles in, a map of events out.

Exit codes: 0 all went well; 1 there were issues, or nothing was found; 2 the command cannot be
done as it was given, and the message says what mends it.

Settings stand in data/settings.toml; a variable such as DATELINE_STORE overrides them, an option
overrides both.
"""

app = typer.Typer(
    name="python -m pipeline",
    help=HELP,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command("run")(run.run)
app.command("export")(export.export)
app.command("import")(import_.import_)
app.command("geocode")(geocode.geocode)
app.command("places")(places.places)
app.command("dates")(dates.dates)
app.command("check")(check.check)
app.add_typer(score.app, name="score")
app.add_typer(gazetteer.app, name="gazetteer")
app.add_typer(store.app, name="store")
app.add_typer(corrections.app, name="corrections")


def main() -> None:
    """Run the command line; never a traceback for what a person can mend."""
    try:
        app()
    except DatelineError as error:
        complain(str(error))
        sys.exit(2)
