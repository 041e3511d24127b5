"""Annotated toponyms, a document a line of JSON.

A line holds ``id``, ``text`` and ``toponyms`` (start, end, text, lat, lon; positions may be null),
and may hold ``ignore`` (stretches that count neither way), ``lang``, ``date``, ``title`` and
``feed`` or ``publisher``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.errors import BadInput
from pipeline.model import Article, Point, Span

UNDATED = date(2000, 1, 1)  # places do not depend on the day; an article must have one


@dataclass(frozen=True, slots=True)
class GoldToponym:
    """A toponym as people annotated it."""

    span: Span
    text: str
    point: Point | None  # None: no position is known
    use: str = ""  # literal or associative; empty when that is not annotated


@dataclass(frozen=True, slots=True)
class Predicted:
    """A toponym as it was found."""

    span: Span
    point: Point | None  # None: found, but not placed
    name: str = ""  # of the place chosen, for the list of confusions
    use: str = ""  # literal or associative


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """An annotated document."""

    article: Article
    toponyms: tuple[GoldToponym, ...]
    ignore: tuple[Span, ...]


def load_gold(path: Path) -> tuple[GoldDocument, ...]:
    """Read a corpus. Raises BadInput naming the line that cannot be used."""
    documents = []
    # Not splitlines: a text may hold U+2028, which is no line end in JSON Lines.
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            documents.append(_document(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise BadInput(
                f"{path.name}, line {number}: no annotated document ({error!r}); "
                "it wants id, text and toponyms with start and end"
            ) from error
    return tuple(documents)


def _document(line: Mapping[str, Any]) -> GoldDocument:
    return GoldDocument(
        article=Article(
            id=str(line["id"]),
            text=line["text"],
            published=_day(line.get("date")),
            title=line.get("title") or "",
            lang=line.get("lang"),
            publisher=line.get("publisher") or line.get("feed") or "",
        ),
        toponyms=tuple(
            GoldToponym(_span(one), one.get("text", ""), _point(one), one.get("kind") or "")
            for one in line["toponyms"]
        ),
        ignore=tuple(_span(one) for one in line.get("ignore") or ()),
    )


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return UNDATED


def _span(one: Mapping[str, Any]) -> Span:
    return Span(int(one["start"]), int(one["end"]))


def _point(one: Mapping[str, Any]) -> Point | None:
    if one.get("lat") is None or one.get("lon") is None:
        return None
    return Point(float(one["lat"]), float(one["lon"]))
