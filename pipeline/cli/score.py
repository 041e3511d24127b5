"""``score``: how good the extraction is against annotated material."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import kit_for, settings_for
from pipeline.cli.output import counting, say
from pipeline.errors import BadInput
from pipeline.model import Article, Event, Issue

if TYPE_CHECKING:
    from pipeline.run import Kit

app = typer.Typer(help="Measures against annotated material; see docs/.", no_args_is_help=True,
                  rich_markup_mode=None)

Given = Annotated[Path, typer.Argument(exists=True, show_default=False,
                                       help="A file or a folder of annotated material.")]
Errors = Annotated[bool, typer.Option("--errors", help="List what was missed or wrong.")]


@app.command("events")
def events(
    path: Given,
    errors: Errors = False,
    by_lang: Annotated[bool, typer.Option("--by-lang", help="A line for each language.")] = False,
) -> None:
    """Event rows against a folder of annotated articles (*.md and gold.jsonl).

    \b
    Example:
      python -m pipeline score events tests/golden/en --errors
    """
    from pipeline import dedup
    from pipeline.score.events import score_events
    from pipeline.store.flat import to_row

    kit = kit_for(settings_for())
    merged = dedup.merge(tuple(_events_of(path, kit)))
    report = score_events(path, [to_row(event) for event in merged])
    say(report.table(by_lang=by_lang, errors=errors))


def _events_of(folder: Path, kit: Kit) -> Iterator[Event]:
    from pipeline.run import extract

    with counting("Reading articles") as count:
        for article in _articles(folder, kit):
            yield from extract(article, kit).events
            count(article.id)


def _articles(folder: Path, kit: Kit) -> Iterator[Article]:
    from datetime import UTC, datetime

    from pipeline.read import read

    today = datetime.now(UTC).date()
    paths = sorted(folder.glob("*.md"))
    for item in read(paths, settings=kit.settings.read, published=None, today=today):
        if isinstance(item, Issue):
            raise BadInput(f"an annotated article cannot be read: {item.message}")
        yield item


@app.command("dates")
def dates(
    path: Given,
    lang: Annotated[str, typer.Option(help="Language of the cases; else the first two letters "
                                           "of the file's name.", show_default=False)] = "",
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
    for file in sorted(path.glob("*.jsonl")) if path.is_dir() else [path]:
        code = lang or _language_in(file)
        say(f"{file.name} ({code})")
        for line in table(file, code, words, errors=errors):
            say(line)


def _language_in(file: Path) -> str:
    found = re.match(r"[a-z]{2}(?![a-z])", file.name)
    if not found:
        raise BadInput(f"{file.name} does not begin with a language code; add --lang nl, say")
    return found[0]
