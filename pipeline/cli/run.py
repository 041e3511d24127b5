"""``run``: articles into the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import DAY, JsonOption, StoreOption, day_of, kit_for, settings_for
from pipeline.cli.output import counting, say, say_json, tell_issue
from pipeline.model import Article, Issue

if TYPE_CHECKING:
    from pipeline.config import Settings
    from pipeline.extractors import Usage
    from pipeline.run import Summary


def run(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            exists=True,
            metavar="PATH",
            show_default=False,
            help="Files, folders and zip files; without any, data/articles and what was added.",
        ),
    ] = None,
    store: StoreOption = None,
    published: Annotated[
        datetime | None,
        typer.Option(
            formats=[DAY],
            metavar="YYYY-MM-DD",
            show_default=False,
            help="Day of publication of texts that do not say it.",
        ),
    ] = None,
    if_empty: Annotated[
        bool, typer.Option("--if-empty", help="Read only when the store holds no article yet.")
    ] = False,
    extractor: Annotated[
        str | None,
        typer.Option(
            "--extractor",
            metavar="NAME",
            show_default=False,
            help="rules or llm; else the setting name of [extractor].",
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Read articles (.txt .md .html .json .jsonl .csv .eml .zip) and store their events.

    Reading the same articles again changes nothing; an edited article replaces what it told.

    \b
    Examples:
      python -m pipeline run
      python -m pipeline run articles/ more.zip page.html --store mine.db
      python -m pipeline run note.txt --published 2025-10-24
      python -m pipeline run articles/ --extractor llm
    """
    settings = settings_for(store, extractor=extractor)
    if if_empty and _holds_articles(settings):
        return
    summary = _ingest(paths or _usual(settings), settings, published)
    if as_json:
        say_json(asdict(summary))
    else:
        _report(summary, settings)
    if any(issue.severity == "error" for issue in summary.issues):
        raise typer.Exit(1)


def _usual(settings: Settings) -> list[Path]:
    """The sample articles and, when there are any, those that were added on the page."""
    added = settings.added_folder
    return [settings.articles, *([added] if added.is_dir() else [])]


def _holds_articles(settings: Settings) -> bool:
    from pipeline.store.read import open_reader

    if not settings.store.exists():
        return False
    with open_reader(settings.store) as reader:
        return reader.counts().articles > 0


def _ingest(paths: Sequence[Path], settings: Settings, published: datetime | None) -> Summary:
    from pipeline.run import ingest
    from pipeline.store.write import open_writer

    with open_writer(settings.store) as writer:
        kit = kit_for(settings)
        with counting("Reading articles") as count:
            return ingest(
                paths,
                kit=kit,
                writer=writer,
                published=day_of(published),
                progress=lambda item: count(_label(item)),
            )


def _label(item: Article | Issue) -> str:
    return item.source or (item.title if isinstance(item, Article) else item.code)


def _report(summary: Summary, settings: Settings) -> None:
    for issue in summary.issues:
        if issue.severity != "info":
            tell_issue(issue)
    bad = sum(issue.severity == "error" for issue in summary.issues)
    say(
        f"{summary.articles} articles read ({summary.unchanged} unchanged), {summary.events} "
        f"events in {settings.store}, {bad} items could not be used"
    )
    if summary.usage is not None:
        say(_used(summary.usage))


def _used(usage: Usage) -> str:
    cost = "" if usage.cost is None else f", cost {usage.cost:.4f}"
    return (
        f"{usage.extractor}: {usage.requests} requests, {usage.tokens_in} tokens in, "
        f"{usage.tokens_out} out{cost}, {usage.seconds:.1f} s; {usage.read_by_rules} of "
        f"{usage.articles} articles read by rules instead, {usage.dropped_events} events and "
        f"{usage.dropped_fields} fields not borne out by the text"
    )
