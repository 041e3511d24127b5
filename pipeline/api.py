"""Dateline from Python: pandas in, pandas out.

    from pipeline import Pipeline
    events = Pipeline().events(articles)

``articles`` is a DataFrame with the columns ``text`` and ``published`` and, where known, ``id``,
``title``, ``publisher``, ``url`` and ``lang``; ``events`` has the columns of the flat view.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from pipeline import dedup, run
from pipeline.added import Adder as Adder
from pipeline.added import Address as Address
from pipeline.added import Finding as Finding
from pipeline.added import Item as Item
from pipeline.added import Kept as Kept
from pipeline.added import Pasted as Pasted
from pipeline.added import Upload as Upload
from pipeline.config import Settings
from pipeline.errors import BadInput
from pipeline.model import Article, Event, Issue
from pipeline.read import paste
from pipeline.store.flat import COLUMN_TYPES, to_row

_NEEDED = ("text", "published")
_KNOWN = ("title", "publisher", "url", "lang")


class Pipeline:
    """The corridor without a store; the words and the gazetteer are opened once."""

    def __init__(self, settings: Settings | None = None) -> None:
        self._kit = run.open_kit(settings)
        self.issues: tuple[Issue, ...] = ()

    def events(self, articles: pd.DataFrame) -> pd.DataFrame:
        """One row an event, the same happening told once; ``self.issues`` has what was left out.

        Raises BadInput when a needed column is missing.
        """
        missing = [name for name in _NEEDED if name not in articles.columns]
        if missing:
            raise BadInput(
                f"the articles have no column {' and no column '.join(missing)}; "
                f"their columns are {', '.join(map(str, articles.columns))}"
            )
        issues: list[Issue] = []
        told = [e for row in articles.to_dict("records") for e in self._events_of(row, issues)]
        self.issues = tuple(issues)
        rows = [to_row(event) for event in dedup.merge(tuple(told))]
        return pd.DataFrame(rows, columns=list(COLUMN_TYPES))

    def _events_of(self, row: dict[Any, Any], issues: list[Issue]) -> Iterator[Event]:
        try:
            article = _article(row)
        except BadInput as error:
            issues.append(Issue("bad_row", str(error), str(row.get("id", ""))))
            return
        outcome = run.extract(article, self._kit)
        issues.extend(outcome.issues)
        yield from outcome.events


def _article(row: dict[Any, Any]) -> Article:
    known = {name: row[name] for name in _KNOWN if pd.notna(row.get(name))}
    published = pd.to_datetime(row["published"], errors="coerce")
    if pd.isna(published):
        raise BadInput(f"published is {row['published']!r}; give a day such as 2025-10-24")
    article = paste(str(row["text"]), published=published.date(), **known)
    return replace(article, id=str(row["id"])) if pd.notna(row.get("id")) else article
