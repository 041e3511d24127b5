"""``gazetteer``: build the places we know, add to them, and say what is in use."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import JsonOption, build_gazetteer
from pipeline.cli.output import say, say_json, share_done, tell

if TYPE_CHECKING:
    from pipeline.gazetteer.added import Addition
    from pipeline.gazetteer.status import Status

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
    from pipeline import config
    from pipeline.gazetteer.status import status

    built = build_gazetteer(force=force)
    say("The gazetteer was built." if built else "The gazetteer is up to date.")
    for problem in status(config.DATA, config.BUILD).problems:
        tell(f"note: {problem}")


@app.command("add")
def add(
    paths: Annotated[
        list[Path], typer.Argument(metavar="FILE…", show_default=False, help="Files to add.")
    ],
) -> None:
    """Add files of GeoNames or OurAirports: more places, more names.

    Taken are, as .txt or .zip, allCountries, XX (one country), cities500 to cities15000,
    no-country, admin1CodesASCII, admin2Codes and alternateNamesV2 of GeoNames, and airports.csv
    and runways.csv of OurAirports. A newer file of the same name replaces the older one. Exit
    code 1 when lines could not be used; the others are in use.

    \b
    Examples:
      python -m pipeline gazetteer add UA.zip
      python -m pipeline gazetteer add allCountries.zip alternateNamesV2.zip airports.csv
    """
    from datetime import UTC, datetime

    from pipeline import config
    from pipeline.gazetteer import added

    for path in paths:
        added.recognise(path)  # a wrong name is told before an hour's work on the others
    build_gazetteer(force=False)
    bad = 0
    for path in paths:
        with share_done("Adding") as move:
            done = added.add(
                path,
                data=config.DATA,
                out=config.BUILD,
                today=datetime.now(UTC).date(),
                progress=move,
            )
        _tell_addition(done)
        bad += done.added.bad if done.fresh else 0
    if bad:
        raise typer.Exit(1)


def _tell_addition(done: Addition) -> None:
    one = done.added
    if not done.fresh:
        say(f"{one.file}: is in use already, nothing was done.")
        return
    places = f"{one.places:,} places, " if one.places else ""
    how = " in place of the older one" if done.replaced else ""
    say(f"{one.file}: {places}{one.names:,} names of {one.lines:,} lines added{how}.")
    if one.bad:
        tell(f"warning: {one.file}: {one.bad:,} lines could not be used:")
        for line in done.first_bad:
            tell(f"  {line}")
        if one.bad > len(done.first_bad):
            tell(f"  and {one.bad - len(done.first_bad):,} more")


@app.command("remove")
def remove(
    name: Annotated[
        str, typer.Argument(metavar="NAME", show_default=False, help="As `status` lists it.")
    ],
) -> None:
    """Take an added file out again.

    \b
    Example:
      python -m pipeline gazetteer remove allCountries
    """
    from pipeline import config
    from pipeline.gazetteer import added

    one = added.remove(name, out=config.BUILD)
    say(f"{one.name} was taken out: {one.places:,} places, {one.names:,} names.")


@app.command("add-place", context_settings={"ignore_unknown_options": True})
def add_place(
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False)],
    lat: Annotated[str, typer.Argument(metavar="LAT", show_default=False, help="-90 to 90.")],
    lon: Annotated[str, typer.Argument(metavar="LON", show_default=False, help="-180 to 180.")],
    kind: Annotated[str, typer.Option("--kind", help="city, site, airbase, bay …")] = "city",
    radius_km: Annotated[
        float | None, typer.Option("--radius-km", help="Half the extent.", show_default=False)
    ] = None,
    country: Annotated[
        str, typer.Option("--country", help="ISO 3166: VEN or VE.", show_default=False)
    ] = "",
    names: Annotated[
        str, typer.Option("--names", help="Further names, | between them.", show_default=False)
    ] = "",
    lang: Annotated[
        list[str] | None,
        typer.Option("--lang", help="Of the further names; en if not given.", show_default=False),
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Overwrite your earlier place of the name.")
    ] = False,
) -> None:
    """Add a place of your own to data/gazetteer/local.csv; it comes before others of its name.

    \b
    Example:
      python -m pipeline gazetteer add-place "Camp Invented" 10.61 -66.98 --kind site --country VEN
    """
    from pipeline import config
    from pipeline.gazetteer.local import OwnPlace, add_place

    further = tuple(one for one in names.split("|") if one.strip())
    place = OwnPlace(name, lat, lon, kind, radius_km, country, further, tuple(lang or ("en",)))
    kept = add_place(place, data=config.DATA, out=config.BUILD, replace=replace)
    if kept.note:
        tell(f"note: {kept.note}")
    what = "was overwritten" if kept.replaced else "was added"
    say(f"{kept.id} {what} in {kept.path}; the next use builds the gazetteer with it.")


@app.command("status")
def status(as_json: JsonOption = False) -> None:
    """Say what is in use and whether it is of the present tables; exit code 1 when it is not.

    \b
    Example:
      python -m pipeline gazetteer status
    """
    from pipeline import config
    from pipeline.gazetteer.status import status

    found = status(config.DATA, config.BUILD)
    if as_json:
        say_json(asdict(found) | {"folder": str(found.folder)})
    else:
        for line in _status_lines(found):
            say(line)
    if not found.current:
        raise typer.Exit(1)


def _status_lines(found: Status) -> list[str]:
    missing = "missing or older than its tables; run `python -m pipeline gazetteer build`."
    state = "up to date." if found.current else missing
    packages = ", ".join(f"{name} {number}" for name, number in found.packages.items())
    tables = ", ".join(f"{name} {rows:,}" for name, rows in found.tables.items())
    return [
        f"The gazetteer in {found.folder} is {state}",
        f"In all {found.places:,} places and {found.names:,} names, {_size(found.bytes)} on disk.",
        f"Packages: {packages}",
        f"Tables, rows: {tables}",
        *(
            f"Added: {one.name} ({one.file}, {_size(one.bytes)}, {one.added}): "
            f"{one.places:,} places, {one.names:,} names"
            for one in found.added
        ),
        *(f"Note: {problem}" for problem in found.problems),
    ]


def _size(count: int) -> str:
    return f"{count / 1e6:,.1f} MB" if count >= 100_000 else f"{count / 1e3:,.1f} kB"
