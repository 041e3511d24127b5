"""The reading half of the store: it never writes, waits for no writer and sees whole articles."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from sqlalchemy import Connection, Row, Select, Table, func, select, true

from pipeline.errors import StoreError
from pipeline.model import Article, Event, Issue, Place
from pipeline.store import files, schema
from pipeline.store.codec import decode, decode_all
from pipeline.store.driver import failures_in_words, make_engine
from pipeline.store.filters import NO_FILTER, Filter, is_rejected, matching
from pipeline.store.flat import COLUMN_TYPES, COLUMNS, ColumnType
from pipeline.store.trail import Kept, trail

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["COLUMNS", "NO_FILTER", "Counts", "Filter", "Kept", "Reader", "open_reader"]

ROWS_AT_ONCE: Final = 20_000  # as Python objects; in columns they take a tenth


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a store holds."""

    articles: int
    tellings: int
    events: int
    issues: int


def open_reader(path: Path) -> Reader:
    """Open a store for reading.

    Raises StoreError, with the file and what mends it, when it is missing, damaged, older or newer.
    """
    found = files.check_header(path)
    if found.schema_version < schema.SCHEMA_VERSION:
        raise StoreError(
            f"{path} was written by an older version; bring it up to date with "
            f"`python -m pipeline store migrate --store {path}`"
        )
    reader = Reader(path)
    reader.version()  # damage that the header does not show is found here
    return reader


class Reader:
    """Reads a store; may be shared by threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine = make_engine(path, writable=False)
        self._file = _identity(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def version(self) -> int:
        """A number that grows with every change of the data, and with nothing else."""
        query = select(schema.counter.c.value).where(schema.counter.c.name == "version")
        with self._connect() as connection:
            return int(connection.scalar(query) or 0)

    def frame(self, chosen: Filter = NO_FILTER) -> pd.DataFrame:
        """The flat view: one row an event, columns ``flat.COLUMNS``, ordered by day and id.

        Text columns are ``str`` with "" for what is not said, dates ``datetime64[s]``, counts
        ``Int64``, ``destination_reached`` ``boolean``, positions and confidences ``float64``.
        """
        columns = [schema.event.c[name] for name in COLUMNS]
        return self._table(matching(select(*columns), chosen), COLUMN_TYPES)

    def places(self) -> pd.DataFrame:
        """Every place of every event in its role, in the order of the event's list.

        Columns event_id, position, role, name, country, precision, kind, gazetteer_id, icao,
        area, lat, lon, radius_km, reached.
        """
        return self._of_events(schema.place)

    def claims(self) -> pd.DataFrame:
        """Every claim, once an article: event_id, position, article_id, status, speaker …"""
        return self._of_events(schema.claim)

    def sources(self) -> pd.DataFrame:
        """Who told each event: event_id, publisher ("" when not known) and voice.

        Sources of one voice are reprints of one text.
        """
        sources = func.json_each(schema.event.c.payload, "$.sources").table_valued("value")
        query = select(
            schema.event.c.event_id,
            func.json_extract(sources.c.value, "$.publisher"),
            func.json_extract(sources.c.value, "$.text_hash"),
        ).select_from(schema.event.join(sources, true()))
        return self._table(query, dict.fromkeys(("event_id", "publisher", "voice"), "text"))

    def arrivals(self) -> pd.DataFrame:
        """When each event came in: event_id, version, at, ordered by event id.

        ``version`` (``Int64``) is the first data version that held one of its tellings, ``at``
        (``str``) the UTC time in ISO form; 0 and "" for what was there before times were noted.
        """
        told, came = schema.telling, schema.arrival
        query = (
            select(
                told.c.event_id,
                func.min(func.coalesce(came.c.version, 0)),
                func.min(func.coalesce(came.c.at, "")),
            )
            .join_from(told, came, came.c.telling_id == told.c.id, isouter=True)
            .group_by(told.c.event_id)
            .order_by(told.c.event_id)
        )
        return self._table(query, {"event_id": "text", "version": "integer", "at": "text"})

    def rows(self, chosen: Filter = NO_FILTER) -> Iterator[dict[str, Any]]:
        """The flat view row by row, for exports of any size; keys are ``flat.COLUMNS``."""
        columns = [schema.event.c[name] for name in COLUMNS]
        with self._connect() as connection:
            found = connection.execution_options(stream_results=True).execute(
                matching(select(*columns), chosen)
            )
            for row in found.mappings():
                yield dict(row)

    def events(self, chosen: Filter = NO_FILTER) -> Iterator[Event]:
        """The merged events themselves, in the order of ``rows``."""
        with self._connect() as connection:
            for row in connection.execute(matching(select(schema.event.c.payload), chosen)):
                yield decode(Event, row.payload)

    def event(self, event_id: str) -> Event | None:
        """One merged event, None when there is none of this id. Rejected ones are given too."""
        query = select(schema.event.c.payload).where(schema.event.c.event_id == event_id)
        with self._connect() as connection:
            payload = connection.scalar(query)
        return decode(Event, payload) if payload is not None else None

    def tellings(self, event_id: str) -> tuple[Event, ...]:
        """The event as each article tells it, the earliest article first."""
        table = schema.telling
        query = select(table.c.payload).where(table.c.event_id == event_id)
        with self._connect() as connection:
            told = [decode(Event, payload) for payload in connection.scalars(query)]
        return tuple(sorted(told, key=_by_publication))

    def article_tellings(self, article_id: str) -> tuple[Event, ...]:
        """The events as this article tells them; empty when it tells none."""
        query = select(schema.telling.c.payload).where(schema.telling.c.article_id == article_id)
        with self._connect() as connection:
            return tuple(decode(Event, payload) for payload in connection.scalars(query))

    def corrections(self, event_id: str | None = None) -> tuple[Kept, ...]:
        """What persons corrected, undone or not, and what became of it; the oldest first.

        With an id only what speaks of that event.
        """
        with self._connect() as connection:
            return trail(connection, event_id)

    def article(self, article_id: str) -> Article | None:
        """One article with its text, None when there is none of this id."""
        query = select(schema.article).where(schema.article.c.id == article_id)
        with self._connect() as connection:
            row = connection.execute(query).one_or_none()
        return _to_article(row) if row is not None else None

    def same_text(self, text: str) -> Article | None:
        """An article with exactly this text, under whatever id; None when there is none."""
        query = select(schema.article).where(schema.article.c.text == text).limit(1)
        with self._connect() as connection:
            row = connection.execute(query).one_or_none()
        return _to_article(row) if row is not None else None

    def told_by(self, article_id: str) -> tuple[str, ...]:
        """Ids of the merged events that an article tells, sorted."""
        table = schema.telling
        query = select(table.c.event_id).where(table.c.article_id == article_id).distinct()
        with self._connect() as connection:
            return tuple(sorted(connection.scalars(query)))

    def article_places(self, article_id: str) -> tuple[Place, ...]:
        """Every resolved mention of an article; empty when the article is not there."""
        query = select(schema.article.c.places).where(schema.article.c.id == article_id)
        with self._connect() as connection:
            packed = connection.scalar(query)
        return decode_all(Place, zlib.decompress(packed).decode()) if packed else ()

    def articles(self) -> pd.DataFrame:
        """Every article without its text: id, published, title, publisher, url, lang, source."""
        kinds: dict[str, ColumnType] = dict.fromkeys(
            ("id", "published", "title", "publisher", "url", "lang", "source"), "text"
        )
        kinds["published"] = "date"
        table = schema.article
        query = select(*(table.c[name] for name in kinds)).order_by(table.c.published, table.c.id)
        return self._table(query, kinds)

    def issues(self) -> tuple[Issue, ...]:
        """Why items gave nothing or less, in the order in which they were stored."""
        with self._connect() as connection:
            rows = connection.execute(select(schema.issue).order_by(schema.issue.c.id)).all()
        return tuple(
            Issue(row.code, row.message, row.source, row.article_id, row.severity) for row in rows
        )

    def counts(self) -> Counts:
        """How much there is of everything."""
        tables = (schema.article, schema.telling, schema.event, schema.issue)
        with self._connect() as connection:
            counts = Counts(*(_count(connection, table) for table in tables))
            return replace(counts, events=counts.events - _count(connection, schema.rejected))

    def size(self, chosen: Filter = NO_FILTER) -> int:
        """How many events a filter leaves."""
        found = matching(select(schema.event.c.event_id), chosen).order_by(None).subquery()
        with self._connect() as connection:
            return int(connection.scalar(select(func.count()).select_from(found)) or 0)

    def newest(self) -> date | None:
        """The day of the newest publication, None without events."""
        with self._connect() as connection:
            day = connection.scalar(select(func.max(schema.event.c.published_last)))
        return date.fromisoformat(day) if day else None

    def summary(self) -> dict[str, Any]:
        """Counts, the span of days, and events by type, for a status line or a program."""
        days = select(func.min(schema.event.c.date_start), func.max(schema.event.c.date_end))
        kinds = select(schema.event.c.event_type, func.count()).group_by(schema.event.c.event_type)
        days, kinds = (q.where(~is_rejected(schema.event.c.event_id)) for q in (days, kinds))
        counts = self.counts()
        with self._connect() as connection:
            first, last = connection.execute(days).one()
            by_type = {row[0]: row[1] for row in connection.execute(kinds)}
        return {
            "store": str(self.path),
            "version": self.version(),
            "articles": counts.articles,
            "tellings": counts.tellings,
            "events": counts.events,
            "issues": counts.issues,
            "first_day": first,
            "last_day": last,
            "events_by_type": by_type,
        }

    def _of_events(self, table: Table) -> pd.DataFrame:
        kinds = {column.name: _kind(column.type) for column in table.columns}
        query = select(table).where(~is_rejected(table.c.event_id))
        return self._table(query.order_by(*table.primary_key.columns), kinds)

    def _table(self, query: Select[Any], kinds: Mapping[str, ColumnType]) -> pd.DataFrame:
        from pipeline.store.frames import to_frame

        with self._connect() as connection:
            # The driver's own rows: wrapping each would take longer than reading it.
            cursor = connection.execute(query).cursor
            return to_frame(iter(lambda: cursor.fetchmany(ROWS_AT_ONCE), []), kinds)

    @contextmanager
    def _connect(self) -> Iterator[Connection]:
        if (found := _identity(self.path)) != self._file:
            # Another file took its place (`store restore`): open connections hold the former one.
            files.check_header(self.path)
            self._engine.dispose()
            self._file = found
        with failures_in_words(self.path), self._engine.connect() as connection:
            yield connection


def _identity(path: Path) -> tuple[int, int] | None:
    """Device and number of the file; None when it is gone."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _kind(sql_type: Any) -> ColumnType:
    kinds: dict[type, ColumnType] = {str: "text", int: "integer", float: "real", bool: "boolean"}
    return kinds[sql_type.python_type]


def _count(connection: Connection, table: Table) -> int:
    return int(connection.scalar(select(func.count()).select_from(table)) or 0)


def _by_publication(telling: Event) -> tuple[date, str]:
    return telling.sources[0].published, telling.sources[0].article_id


def _to_article(row: Row[Any]) -> Article:
    return Article(
        id=row.id,
        text=row.text,
        published=date.fromisoformat(row.published),
        title=row.title,
        publisher=row.publisher,
        url=row.url,
        lang=row.lang,
        source=row.source,
        notes=tuple(json.loads(row.notes)),
    )
