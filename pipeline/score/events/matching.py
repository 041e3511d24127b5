"""Rows and events of one article, matched one to one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.score.events.assignment import pair_up
from pipeline.score.events.gold import GoldArticle, GoldEvent
from pipeline.score.events.merging import merged
from pipeline.score.events.report import Detection
from pipeline.score.events.rows import Row, distance_km
from pipeline.score.events.similarity import similarity

_NEWS_FIRST = 0.03  # a required event wins over an optional one that fits as well
_APART_KM = 5.0  # rows of one action for several towns lie further apart than this

Table = Sequence[Sequence[float]]
View = Callable[[Row, GoldEvent], GoldEvent]


@dataclass(frozen=True, slots=True)
class Pair:
    """A row and the event that it tells."""

    row: Row
    event: GoldEvent  # as annotated
    view: GoldEvent  # as all articles of the row tell it


@dataclass(frozen=True, slots=True)
class Matching:
    """What became of the rows and events of an article."""

    article: GoldArticle
    rows: Sequence[Row]
    pairs: Sequence[Pair]
    missed: Sequence[GoldEvent]  # required events only
    false_rows: Sequence[Row]  # duplicates among them
    duplicates: Sequence[Row]
    split: int
    optional: int
    likeness: Table  # by row, then by event; 0 where they must not be matched

    @property
    def detection(self) -> Detection:
        """The counts of this article."""
        return Detection(
            tp=sum(pair.event.required for pair in self.pairs),
            optional=self.optional,
            split=self.split,
            fp=len(self.false_rows),
            fn=len(self.missed),
            required=sum(event.required for event in self.article.events),
            predicted=len(self.rows),
            duplicates=len(self.duplicates),
        )


def match(article: GoldArticle, rows: Sequence[Row], view: View) -> Matching:
    """The best matching.  ``view`` gives an event as all articles of a row tell it."""
    views = [[view(row, event) for event in article.events] for row in rows]
    table = [
        [similarity(row, seen, article.body) for seen in line]
        for row, line in zip(rows, views, strict=True)
    ]
    event_rows = {column: row for row, column in pair_up(_with_bonus(table, article.events))}
    pairs = [
        Pair(rows[row], article.events[column], views[row][column])
        for column, row in event_rows.items()
    ]
    left = [index for index in range(len(rows)) if index not in event_rows.values()]
    fates = {index: _fate(index, table[index], article, rows, event_rows) for index in left}
    return _matching(article, rows, pairs=pairs, fates=fates, table=table)


def _with_bonus(table: Table, events: Sequence[GoldEvent]) -> Table:
    bonus = [_NEWS_FIRST if event.required else 0.0 for event in events]
    return [
        [score + more if score else 0.0 for score, more in zip(line, bonus, strict=True)]
        for line in table
    ]


def _fate(
    index: int,
    likeness: Sequence[float],
    article: GoldArticle,
    rows: Sequence[Row],
    event_rows: Mapping[int, int],
) -> str:
    """What an unmatched row is: false, duplicate, split or optional."""
    best = max(((likeness[column], column) for column in event_rows), default=(0.0, 0))
    if not best[0]:
        return "false"
    event = article.events[best[1]]
    if _is_split(rows[index], rows[event_rows[best[1]]], event):
        return "split"
    return "duplicate" if event.required else "optional"


def _is_split(row: Row, chosen: Row, event: GoldEvent) -> bool:
    """Whether the row tells one of several towns of an action that another row tells already."""
    towns = event.in_role("location")
    here, there = row.location.point, chosen.location.point
    if len(towns) < 2 or here is None or there is None:
        return False
    apart = distance_km(here, there) > _APART_KM
    return apart and any(distance_km(here, town.point) <= town.tol_km for town in towns)


def _matching(
    article: GoldArticle,
    rows: Sequence[Row],
    *,
    pairs: Sequence[Pair],
    fates: Mapping[int, str],
    table: Table,
) -> Matching:
    def with_fate(*names: str) -> list[Row]:
        return [rows[index] for index, fate in fates.items() if fate in names]

    found = {id(pair.event) for pair in pairs}
    missed = [event for event in article.events if event.required and id(event) not in found]
    return Matching(
        article=article,
        rows=rows,
        pairs=pairs,
        missed=missed,
        false_rows=with_fate("false", "duplicate"),
        duplicates=with_fate("duplicate"),
        split=len(with_fate("split")),
        optional=len(with_fate("optional")) + sum(not pair.event.required for pair in pairs),
        likeness=table,
    )


class Collection:
    """The annotated articles with the rows that belong to each."""

    def __init__(self, articles: Sequence[GoldArticle], rows: Sequence[Row]) -> None:
        self.articles = {article.id: article for article in articles}
        self.rows = rows
        self._ids = {alias: a.id for a in articles for alias in a.aliases if alias}
        self._articles_of = {row.number: self._resolve(row) for row in rows}
        self.matchings = [match(a, self._rows_of(a), self._view_in(a)) for a in articles]

    def _resolve(self, row: Row) -> tuple[str, ...]:
        found = (self.resolve(name) for name in row.articles)
        return tuple(dict.fromkeys(name for name in found if name is not None))

    def resolve(self, name: str) -> str | None:
        """The id of the article that a row calls ``name``, None when there is none such."""
        return self._ids.get(name) or self._ids.get(name.rpartition("/")[2])

    def articles_of(self, row: Row) -> tuple[str, ...]:
        """Ids of the annotated articles of a row, each once."""
        return self._articles_of[row.number]

    def _rows_of(self, article: GoldArticle) -> list[Row]:
        return [row for row in self.rows if article.id in self.articles_of(row)]

    def _view_in(self, article: GoldArticle) -> View:
        def view(row: Row, event: GoldEvent) -> GoldEvent:
            elsewhere = (self.articles[i] for i in self.articles_of(row) if i != article.id)
            return merged(event, [e for a in elsewhere for e in a.events if e.key == event.key])

        return view
