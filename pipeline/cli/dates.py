"""``dates``: the days that texts speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.cli.options import InFile, OutFile
from pipeline.cli.records import Record, convert, day_in, text_of
from pipeline.model import Article, When

if TYPE_CHECKING:
    from pipeline.lexicon import Lexicon


def dates(source: InFile, out: OutFile) -> None:
    """Find the dates in texts: one record in, one record out.

    In: id, text, reference (the day of publication) and lang. Out: id and whens, each with start,
    end, first and last day and precision.

    \b
    Example:
      python -m pipeline dates sentences.jsonl days.jsonl
    """
    from pipeline import config, lexicon

    words = lexicon.load(config.DATA)
    convert(source, out, lambda record: _whens(record, words), title="Finding dates")


def _whens(record: Record, words: Lexicon) -> dict[str, Any]:
    from pipeline.dates import find_dates
    from pipeline.read import to_document

    article = Article(
        id=str(record.get("id", "")),
        text=text_of(record, "text"),
        published=day_in(record, "reference"),
        lang=text_of(record, "lang", default="") or None,
    )
    found = find_dates(to_document(article, words), words)
    return {"id": record.get("id"), "whens": [_when(when) for when in found if when.span]}


def _when(when: When) -> dict[str, Any]:
    span = when.span
    return {
        "start": span.start if span else None,
        "end": span.end if span else None,
        "first": when.first.isoformat(),
        "last": when.last.isoformat(),
        "precision": when.precision,
    }
