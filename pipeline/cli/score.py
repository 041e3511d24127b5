"""``score``: how good the extraction is against annotated material."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from pipeline.cli.options import JsonOption, kit_for, settings_for
from pipeline.cli.output import counting, say, say_json
from pipeline.errors import BadInput
from pipeline.model import Article, Event, Issue

if TYPE_CHECKING:
    from pipeline.run import Kit

app = typer.Typer(
    help="Measures against annotated material; see docs/.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_WORST: Final = 20  # errors listed at most

Given = Annotated[
    Path,
    typer.Argument(
        exists=True, show_default=False, help="A file or a folder of annotated material."
    ),
]
Errors = Annotated[bool, typer.Option("--errors", help="List all that was missed or wrong.")]


@app.command("events")
def events(
    path: Given,
    errors: Errors = False,
    by_lang: Annotated[bool, typer.Option("--by-lang", help="A line for each language.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Event rows against a folder of annotated articles, merged across the articles.

    The folder holds *.md files with gold.jsonl, or LANG/SLUG/article.md with expected.json.

    \b
    Example:
      python -m pipeline score events tests/golden --by-lang --errors
    """
    from pipeline import dedup
    from pipeline.score.events import load_gold, score_articles
    from pipeline.store.flat import to_row

    gold = load_gold(path)
    told = _events_in([article.path for article in gold], kit_for(settings_for()))
    report = score_articles(gold, [to_row(event) for event in dedup.merge(tuple(told))])
    if as_json:
        say_json(asdict(report))
    else:
        say(report.table(by_lang=by_lang, errors=errors))


def _events_in(paths: Sequence[Path], kit: Kit) -> Iterator[Event]:
    from pipeline.run import extract

    with counting("Reading articles") as count:
        for article in _articles(paths, kit):
            yield from extract(article, kit).events
            count(article.id)


def _articles(paths: Sequence[Path], kit: Kit) -> Iterator[Article]:
    from pipeline.read import read

    today = datetime.now(UTC).date()
    for item in read(paths, settings=kit.settings.read, published=None, today=today):
        if isinstance(item, Issue):
            raise BadInput(f"an annotated article cannot be read: {item.message}")
        yield item


@app.command("places")
def places(
    path: Given,
    errors: Errors = False,
    resamplings: Annotated[
        int, typer.Option(min=0, help="Draws of the documents for 95 % intervals.")
    ] = 1000,
) -> None:
    """Toponyms against annotated corpora (JSON Lines): found, and placed within 161 km.

    \b
    Example:
      python -m pipeline score places corpus.jsonl --errors
    """
    from pipeline.score.places import lines, score_corpus

    kit = kit_for(settings_for())
    for file in _files(path):
        report = score_corpus(file, kit, resamplings=resamplings)
        for line in lines(report, file.name, errors=errors):
            say(line)


def _files(path: Path) -> list[Path]:
    """The file itself, or the JSON Lines files of a folder."""
    return sorted(path.glob("*.jsonl")) if path.is_dir() else [path]


@app.command("dates")
def dates(
    path: Given,
    lang: Annotated[
        str,
        typer.Option(
            help="Language of the cases; else the first two letters of the file's name.",
            show_default=False,
        ),
    ] = "",
    errors: Errors = False,
) -> None:
    """Date phrases against reference cases (JSON Lines), a table for each file.

    \b
    Example:
      python -m pipeline score dates cases/nl.jsonl --errors
    """
    from pipeline import config, lexicon
    from pipeline.score.dates import table

    words = lexicon.load(config.DATA)
    for file in _files(path):
        code = lang or _language_in(file)
        say(f"{file.name} ({code})")
        for line in table(file, code, words, errors=errors):
            say(line)


@app.command("offsets")
def offsets(path: Given, errors: Errors = False) -> None:
    """Relative places against reports with measured positions (CSV).

    \b
    Example:
      python -m pipeline score offsets reports.csv --errors
    """
    from pipeline.score.offsets import table

    kit = kit_for(settings_for())
    shown = _WORST if errors else 0
    for line in table(path, kit.lexicon, kit.gazetteer, kit.coast, errors=shown):
        say(line)


def _language_in(file: Path) -> str:
    found = re.match(r"[a-z]{2}(?![a-z])", file.name)
    if not found:
        raise BadInput(f"{file.name} does not begin with a language code; add --lang nl, say")
    return found[0]
