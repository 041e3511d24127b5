"""``gazetteer``: build the places we know, or say what is built."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.cli.options import JsonOption, build_gazetteer
from pipeline.cli.output import say, say_json

app = typer.Typer(
    help="The places we know, built once into data/build.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command("build")
def build(
    force: Annotated[
        bool, typer.Option("--force", help="Build it even if it is up to date.")
    ] = False,
) -> None:
    """Build the gazetteer from its packages and data/gazetteer.

    \b
    Example:
      python -m pipeline gazetteer build
    """
    built = build_gazetteer(force=force)
    say("The gazetteer was built." if built else "The gazetteer is up to date.")


@app.command("status")
def status(as_json: JsonOption = False) -> None:
    """Say whether the gazetteer is built and of the present tables; exit code 1 when not.

    \b
    Example:
      python -m pipeline gazetteer status
    """
    from pipeline import config
    from pipeline.gazetteer import is_current

    current = is_current(config.DATA, config.BUILD)
    if as_json:
        say_json({"current": current, "folder": str(config.BUILD)})
    else:
        say(
            f"The gazetteer in {config.BUILD} is "
            + (
                "up to date."
                if current
                else ("missing or older than its tables; run `python -m pipeline gazetteer build`.")
            )
        )
    if not current:
        raise typer.Exit(1)
