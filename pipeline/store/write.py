"""The writing half of the store: one transaction an article, safe against kill -9 and company."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from pipeline.corrections import Correction
from pipeline.errors import ItemFailed
from pipeline.model import Article, Issue, Outcome, Place
from pipeline.store import files, migrate, schema
from pipeline.store.codec import encode_all
from pipeline.store.driver import failures_in_words, make_engine, open_file
from pipeline.store.filters import is_rejected
from pipeline.store.merging import Groups, Merge

__all__ = ["Merge", "Writer", "open_writer"]


_ISSUE_COLUMNS = ("article_id", "code", "severity", "source", "message")
_article, _issue, _counter = schema.article, schema.issue, schema.counter
# Statements are built once: SQLAlchemy takes longer to build one than SQLite to run it.
_ARTICLE = select(_article).where(_article.c.id == bindparam("name"))
_REVISION = select(_article.c.revision, _article.c.recipe).where(_article.c.id == bindparam("name"))
_ADD_ARTICLE = insert(_article)
_ISSUES = select(*(_issue.c[name] for name in _ISSUE_COLUMNS)).where(
    _issue.c.article_id == bindparam("article")
)
_FORGET_ISSUES = delete(_issue).where(_issue.c.article_id == bindparam("article"))
_SETTLED = delete(_issue).where(_issue.c.article_id == "", _issue.c.source == bindparam("source"))
_ADD_ISSUE = upsert(_issue).on_conflict_do_nothing()
_COUNT_UP = update(_counter).values(value=_counter.c.value + 1).where(_counter.c.name == "version")


def _now() -> datetime:
    return datetime.now(UTC)


def open_writer(path: Path, *, clock: Callable[[], datetime] = _now) -> Writer:
    """Open a store for writing; it is made when the file is missing, migrated when it is older.

    ``clock`` gives the aware time that is noted beside each telling when it comes in.
    Raises StoreError, with the file and what mends it, for anything that is no sound store.
    """
    files.create(path)
    files.check_header(path)
    migrate.migrate(path)
    files.set_journal(path)
    return Writer(path, clock=clock)


class Writer:
    """Writes articles and what they gave. Several writers, in several processes, may be open."""

    def __init__(self, path: Path, *, clock: Callable[[], datetime] = _now) -> None:
        self.path = path
        self._clock = clock
        self._engine = make_engine(path, writable=True)
        self._glance = make_engine(path, writable=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self.close()

    def close(self) -> None:
        """Fold the log into the file and let go of it."""
        with failures_in_words(self.path), files.locked(self.path):
            self._glance.dispose()
            self._engine.dispose()
            with closing(open_file(self.path, writable=True)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def has(self, article: Article, *, recipe: str = "") -> bool:
        """Whether this very revision is stored, made by this recipe (see ``put``)."""
        with self._read() as connection:
            row = connection.execute(_REVISION, {"name": article.id}).one_or_none()
        return row is not None and (row.revision, row.recipe) == (article.revision, recipe)

    def put(self, outcome: Outcome, *, merge: Merge, recipe: str = "") -> bool:
        """Store an article with its events, in place of what it gave before.

        ``recipe`` tells the version of words and code: another one means reading again.
        Returns whether anything changed. Raises ItemFailed for a text that is no Unicode.
        """
        with self._transaction() as connection:
            changed = _put(connection, outcome, merge, recipe, now=self._clock())
            if changed:
                _count_up(connection)
        return changed

    def put_all(self, items: Iterable[Outcome | Issue], *, merge: Merge, recipe: str = "") -> int:
        """Store all of them or, when going through them raises, nothing: one transaction.

        Each as ``put`` and ``put_issue`` do. Returns how many articles changed. The lock is held
        until the last: other writers wait, readers do not.
        """
        changed, noted = 0, False
        with self._transaction() as connection:
            for item in items:
                if isinstance(item, Issue):
                    noted |= connection.execute(_ADD_ISSUE, _issue_row(item)).rowcount > 0
                else:
                    changed += _put(connection, item, merge, recipe, now=self._clock())
            if changed or noted:
                _count_up(connection)
        return changed

    def remove(self, article_id: str, *, merge: Merge) -> bool:
        """Forget an article; events that others tell too stay. Returns whether it was there."""
        table = schema.article
        with self._transaction() as connection:
            Groups(connection, merge, now=self._clock()).replace_article(article_id, ())
            connection.execute(_FORGET_ISSUES, {"article": article_id})
            gone = connection.execute(delete(table).where(table.c.id == article_id)).rowcount > 0
            if gone:
                _count_up(connection)
        return gone

    def put_issue(self, issue: Issue) -> None:
        """Keep the reason why an item gave no article; the same reason is kept once."""
        with self._transaction() as connection:
            if connection.execute(_ADD_ISSUE, _issue_row(issue)).rowcount > 0:
                _count_up(connection)

    def keep(self, corrections: Sequence[Correction], *, merge: Merge) -> tuple[str, ...]:
        """Add corrections to the log and lay them over the events, in one transaction.

        Returns the ids of those that were not there yet.
        """
        with self._transaction() as connection:
            added = Groups(connection, merge, now=self._clock()).keep(corrections)
            if added:
                _count_up(connection)
        return added

    def count_events(self) -> int:
        """How many merged events the store holds, without those that a person rejected."""
        query = select(func.count()).select_from(schema.event)
        query = query.where(~is_rejected(schema.event.c.event_id))
        with self._read() as connection:
            return int(connection.scalar(query) or 0)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with (
            failures_in_words(self.path),
            files.locked(self.path),
            self._engine.begin() as connection,
        ):
            yield connection

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        """A look without the write lock."""
        with failures_in_words(self.path), self._glance.connect() as connection:
            yield connection


def _put(
    connection: Connection, outcome: Outcome, merge: Merge, recipe: str, *, now: datetime
) -> bool:
    _require_unicode(outcome.article)
    changed = _put_article(connection, outcome, recipe)
    changed |= _put_issues(connection, outcome)
    changed |= _settle(connection, outcome.article.source)
    groups = Groups(connection, merge, now=now)
    changed |= groups.replace_article(outcome.article.id, outcome.events)
    return changed


def _put_article(connection: Connection, outcome: Outcome, recipe: str) -> bool:
    table, row = schema.article, _article_row(outcome, recipe)
    stored = connection.execute(_ARTICLE, {"name": row["id"]}).one_or_none()
    if stored is None:
        connection.execute(_ADD_ARTICLE, row)
        return True
    if dict(stored._mapping) == row:
        return False
    connection.execute(update(table).values(**row).where(table.c.id == row["id"]))
    return True


def _article_row(outcome: Outcome, recipe: str) -> dict[str, Any]:
    article = outcome.article
    return {
        "id": article.id,
        "revision": article.revision,
        "recipe": recipe,
        "text": article.text,
        "published": article.published.isoformat(),
        "title": article.title,
        "publisher": article.publisher,
        "url": article.url,
        "source": article.source,
        "lang": article.lang,
        "notes": json.dumps(article.notes),
        "places": zlib.compress(encode_all(Place, outcome.places).encode()),
    }


def _put_issues(connection: Connection, outcome: Outcome) -> bool:
    mine = {"article": outcome.article.id}
    wanted = {tuple(_issue_row(issue).values()) for issue in outcome.issues}
    stored = {tuple(row) for row in connection.execute(_ISSUES, mine)}
    if stored == wanted:
        return False
    connection.execute(_FORGET_ISSUES, mine)
    rows = [dict(zip(_ISSUE_COLUMNS, values, strict=True)) for values in sorted(wanted)]
    if rows:
        connection.execute(_ADD_ISSUE, rows)
    return True


def _settle(connection: Connection, source: str) -> bool:
    """Drop what was said when this file or record gave no article: now it gives one."""
    return bool(source) and connection.execute(_SETTLED, {"source": source}).rowcount > 0


def _issue_row(issue: Issue) -> dict[str, str]:
    return {name: getattr(issue, name) for name in _ISSUE_COLUMNS}


def _count_up(connection: Connection) -> None:
    connection.execute(_COUNT_UP)


def _require_unicode(article: Article) -> None:
    try:
        "".join((article.id, article.text, article.title, article.publisher)).encode()
    except UnicodeEncodeError as error:
        raise ItemFailed(
            f"{article.source or article.id}: the text holds half a surrogate pair at character "
            f"{error.start}, which is no Unicode; save the file as UTF-8",
            code="no_unicode",
        ) from error
