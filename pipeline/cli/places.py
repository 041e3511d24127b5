"""``places``: the toponyms of texts, with positions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.options import InFile, OutFile, kit_for, settings_for
from pipeline.cli.records import Record, convert, day_in, text_of
from pipeline.model import Article, Mention, Place

if TYPE_CHECKING:
    from pipeline.run import Kit


def places(
    source: InFile,
    out: OutFile,
    explain: Annotated[
        bool, typer.Option("--explain", help="Add the names that were refused, with reasons.")
    ] = False,
) -> None:
    """Find the places in texts: one record in, one record out.

    In: id, text and, if known, lang, published, publisher. Out: id and toponyms, each with start,
    end, text, lat, lon, kind (literal or associative), name, gazetteer_id, score and rule.

    \b
    Example:
      python -m pipeline places articles.jsonl toponyms.jsonl --explain
    """
    kit = kit_for(settings_for())
    today = datetime.now(UTC).date()
    convert(source, out, lambda record: _toponyms(record, kit, today=today, explain=explain),
            title="Finding places")


def _toponyms(record: Record, kit: Kit, *, today: date, explain: bool) -> dict[str, Any]:
    from pipeline.run import read_places

    reading = read_places(to_article(record, today=today), kit)
    found: dict[str, Any] = {
        "id": record.get("id"), "toponyms": [_toponym(place) for place in reading.places]
    }
    if explain:
        found["refused"] = _refused(reading.mentions)
    return found


def to_article(record: Record, *, today: date) -> Article:
    """The record as an article; its text is taken as it is, so that offsets hold."""
    return Article(
        id=str(record.get("id", "")), text=text_of(record, "text"),
        published=day_in(record, "published", default=today),
        title=text_of(record, "title", default=""),
        publisher=text_of(record, "publisher", default=""),
        url=text_of(record, "url", default=""), lang=text_of(record, "lang", default="") or None,
    )


def _toponym(place: Place) -> dict[str, Any]:
    return {
        "start": place.span.start, "end": place.span.end, "text": place.text,
        "lat": place.point.lat if place.point else None,
        "lon": place.point.lon if place.point else None,
        "kind": place.use, "name": place.name, "gazetteer_id": place.gazetteer_id or None,
        "score": place.score, "rule": place.rule,
    }


def _refused(mentions: Iterable[Mention]) -> list[dict[str, Any]]:
    return [
        {"start": mention.span.start, "end": mention.span.end, "text": mention.text,
         "reason": mention.reason}
        for mention in mentions if mention.refused
    ]
