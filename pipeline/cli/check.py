"""``check``: is everything there, does it fit together, and which words are missing where."""

from __future__ import annotations

import platform
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

from pipeline.cli.options import JsonOption, StoreOption, settings_for
from pipeline.cli.output import say, say_json
from pipeline.errors import DatelineError

if TYPE_CHECKING:
    from pipeline.lexicon import Lexicon

# Parts of a language's file that every language needs besides the words of the event types.
_PARTS: Final = (
    "language",
    "numbers",
    "dates",
    "relative",
    "places",
    "demonyms",
    "actors",
    "aircraft",
    "flights",
    "clauses",
    "claims",
    "addressed",
)
# Lists of a part that tell apart what else would share one day; each language must have them.
_LISTS: Final = ("dates.patterns.after_deed", "dates.patterns.before_deed", "events.overnight")
_PACKAGES: Final = ("streamlit", "pandas", "pydeck", "geopy", "SQLAlchemy", "pysqlite3")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found."""

    name: str
    ok: bool
    said: str  # what was seen and, when it is not right, what to do


Look = Callable[[Path], str]  # from the store's path to what was seen; raises what is wrong

_LOOKS: dict[str, Look] = {}


def looks_at(name: str) -> Callable[[Look], Look]:
    """Register a check under this name."""

    def keep(look: Look) -> Look:
        _LOOKS[name] = look
        return look

    return keep


def check(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Look at the installation, the gazetteer and the store, and list holes in the languages.

    The grid shows for each kind of event in how many phrases a language can tell it; a dot is a
    hole. Holes are no failure: a language may be incomplete. Exit code 1 when a check fails.

    \b
    Example:
      python -m pipeline check --json
    """
    findings = [_found(name, look, settings_for(store).store) for name, look in _LOOKS.items()]
    grid = coverage()
    if as_json:
        say_json(
            {
                "checks": [
                    {"name": item.name, "ok": item.ok, "said": item.said} for item in findings
                ],
                "coverage": grid,
            }
        )
    else:
        for item in findings:
            say(f"{'ok  ' if item.ok else 'FAIL'}  {item.name}: {item.said}")
        say("")
        for line in _grid_lines(grid):
            say(line)
    if not all(item.ok for item in findings):
        raise typer.Exit(1)


def _found(name: str, look: Look, path: Path) -> Finding:
    try:
        return Finding(name, True, look(path))
    except DatelineError as error:
        return Finding(name, False, str(error))


@looks_at("installation")
def _installation(_: Path) -> str:
    from pipeline.errors import ConfigError

    try:
        parts = [f"{name} {version(name)}" for name in _PACKAGES]
    except PackageNotFoundError as error:
        raise ConfigError(
            f"the package {error.name} is missing; run `make` or `pip install -r requirements.txt`"
        ) from error
    return f"Python {platform.python_version()}, {', '.join(parts)}"


@looks_at("SQLite")
def _sqlite(_: Path) -> str:
    from pipeline.store.driver import journal_mode, load_driver

    driver = load_driver()
    mode = journal_mode(driver.sqlite_version_info)
    if mode == "wal":
        return f"{driver.sqlite_version}, write-ahead log"
    return (
        f"{driver.sqlite_version} may damage a write-ahead log, so a rollback journal is used: "
        "safe, but readers wait while an article is written; install pysqlite3 to mend it"
    )


@looks_at("words")
def _words(_: Path) -> str:
    lexicon = _lexicon()
    for code in lexicon.codes:
        lexicon.language(code).phrases("triggers")  # raises for one that is wrong
    return f"{len(lexicon.codes)} languages, {len(lexicon.event_types)} kinds of event"


@looks_at("gazetteer")
def _gazetteer(_: Path) -> str:
    from pipeline import config
    from pipeline.errors import ConfigError
    from pipeline.gazetteer import is_current
    from pipeline.gazetteer.added import in_use

    if not is_current(config.DATA, config.BUILD):
        raise ConfigError(
            "missing or older than its tables; run `python -m pipeline gazetteer build`"
        )
    added = ", ".join(one.name for one in in_use(config.BUILD))
    return f"up to date in {config.BUILD}" + (f", with {added} added" if added else "")


@looks_at("extractor")
def _extractor(_: Path) -> str:
    settings = settings_for().extractor
    if settings.name != "llm":
        return settings.name
    from pipeline.extractors.llm import reach

    return reach(settings)


@looks_at("store")
def _store(path: Path) -> str:
    from pipeline.store.read import open_reader

    with open_reader(path) as reader:
        counts = reader.counts()
    return f"{path}: {counts.articles} articles, {counts.events} events, {counts.issues} issues"


def coverage() -> dict[str, dict[str, int]]:
    """For each kind of event and each part of a language: phrases by language code."""
    lexicon = _lexicon()
    rows = {mode: f"triggers.{mode}" for mode in sorted(lexicon.event_types)}
    rows |= {f"[{part}]": part for part in (*_PARTS, *_LISTS)}
    return {
        row: {code: _leaves(lexicon.language(code).get(path)) for code in lexicon.codes}
        for row, path in rows.items()
    }


def _lexicon() -> Lexicon:
    from pipeline import config, lexicon

    return lexicon.load(config.DATA)


def _leaves(value: object) -> int:
    """How many entries stand below a table or list."""
    if isinstance(value, dict):
        return sum(_leaves(item) for item in value.values())
    if isinstance(value, list):
        return sum(_leaves(item) for item in value)
    return int(value is not None)


def _grid_lines(grid: dict[str, dict[str, int]]) -> list[str]:
    codes = list(next(iter(grid.values()), {}))
    wide = max((len(row) for row in grid), default=0)
    lines = [f"{'':<{wide}}" + "".join(f"{code:>6}" for code in codes)]
    for row, counts in grid.items():
        cells = "".join(f"{counts[code] or '·':>6}" for code in codes)
        lines.append(f"{row:<{wide}}{cells}")
    holes = sum(not count for counts in grid.values() for count in counts.values())
    return [*lines, f"{holes} holes"]
