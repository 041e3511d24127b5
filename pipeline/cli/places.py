"""``places``: the toponyms of texts, with positions."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from pipeline.cli.options import InFile, OutFile, kit_for, settings_for
from pipeline.cli.output import counting
from pipeline.cli.records import Record, convert, day_in, lines, text_of
from pipeline.errors import BadInput
from pipeline.model import Article, Mention, Place, Reading

if TYPE_CHECKING:
    from pipeline.run import Kit

_AHEAD: Final = 2000  # records that are read ahead: enough to know an outlet, some 100 MB


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

    Which regions a publisher writes about is learnt from its first records, so that a name that
    many towns bear is read as that publisher's readers read it.

    \b
    Example:
      python -m pipeline places articles.jsonl toponyms.jsonl --explain
    """
    today = datetime.now(UTC).date()
    ahead = ReadAhead(source, kit_for(settings_for()), today=today)
    convert(
        source,
        out,
        lambda record: _toponyms(record, ahead, today=today, explain=explain),
        title="Finding places",
    )


class ReadAhead:
    """The first records of a file, read once to learn which regions their publishers write about.

    The same records are resolved again with what was learnt; later ones are read with it.
    """

    def __init__(self, source: Path, kit: Kit, *, today: date) -> None:
        from pipeline.resolve import learn
        from pipeline.run import read_places

        self._kept: dict[Article, Reading] = {}
        with counting("Reading ahead") as count:
            for article in itertools.islice(_articles(source, today), _AHEAD):
                self._kept[article] = read_places(article, kit)
                count(article.id)
        told = ((article, reading.places) for article, reading in self._kept.items())
        self._kit = replace(kit, prior=learn(kit.prior, told))

    def reading(self, article: Article) -> Reading:
        """Mentions and places of an article."""
        from pipeline.resolve import resolve
        from pipeline.run import read_places

        kept, kit = self._kept.pop(article, None), self._kit
        if kept is None:
            return read_places(article, kit)
        placed = resolve(kept.document, kept.mentions, kit.gazetteer, kit.lexicon, kit.prior)
        return replace(kept, places=placed)


def _articles(source: Path, today: date) -> Iterator[Article]:
    """The records that can be used; the others are named when they are converted."""
    for line in lines(source):
        with contextlib.suppress(BadInput):
            yield to_article(line.record, today=today)


def _toponyms(record: Record, ahead: ReadAhead, *, today: date, explain: bool) -> dict[str, Any]:
    reading = ahead.reading(to_article(record, today=today))
    found: dict[str, Any] = {
        "id": record.get("id"),
        "toponyms": [_toponym(place) for place in reading.places],
    }
    if explain:
        found["refused"] = _refused(reading.mentions)
    return found


def to_article(record: Record, *, today: date) -> Article:
    """The record as an article; its text is taken as it is, so that offsets hold."""
    return Article(
        id=str(record.get("id", "")),
        text=text_of(record, "text"),
        published=day_in(record, "published", default=today),
        title=text_of(record, "title", default=""),
        publisher=text_of(record, "publisher", default=""),
        url=text_of(record, "url", default=""),
        lang=text_of(record, "lang", default="") or None,
    )


def _toponym(place: Place) -> dict[str, Any]:
    return {
        "start": place.span.start,
        "end": place.span.end,
        "text": place.text,
        "lat": place.point.lat if place.point else None,
        "lon": place.point.lon if place.point else None,
        "kind": place.use,
        "name": place.name,
        "gazetteer_id": place.gazetteer_id or None,
        "score": place.score,
        "rule": place.rule,
    }


def _refused(mentions: Iterable[Mention]) -> list[dict[str, Any]]:
    return [
        {
            "start": mention.span.start,
            "end": mention.span.end,
            "text": mention.text,
            "reason": mention.reason,
        }
        for mention in mentions
        if mention.refused
    ]
