"""Answers of online geocoders, kept between runs, and whose turn it is to ask a service.

The turn is a row in the store: threads and processes that share a store share a service's pace.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from pipeline.store import files, schema
from pipeline.store.driver import failures_in_words, make_engine
from pipeline.store.write import open_writer

LONGEST_HOLD_S: Final = 3600.0  # a service that wants a longer pause is tried every hour
_geocode, _slot = schema.geocode, schema.geocode_slot
_KNOWN = select(_geocode.c.answer).where(
    _geocode.c.service == bindparam("service"),
    _geocode.c.query == bindparam("asked"),
    _geocode.c.expires > bindparam("now"),
)
_FREE_AT = select(_slot.c.free_at).where(_slot.c.service == bindparam("service"))
_EXPIRED = delete(_geocode).where(_geocode.c.expires <= bindparam("now"))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service said."""

    payload: str | None  # JSON; None: it looked and found none


def open_geocodes(path: Path, *, clock: Callable[[], float] = time.time) -> Geocodes:
    """The kept answers of a store; the store is made when the file is missing.

    Raises StoreError like ``open_writer``.
    """
    open_writer(path).close()
    return Geocodes(path, clock=clock)


class Geocodes:
    """Kept answers and turns. Safe to share between threads and processes."""

    def __init__(self, path: Path, *, clock: Callable[[], float] = time.time) -> None:
        self.path = path
        self._clock = clock  # seconds since 1970, UTC
        self._engine = make_engine(path, writable=True)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def get(self, service: str, query: str) -> Answer | None:
        """The kept answer; None when the service was not asked or too long ago."""
        asked = {"service": service, "asked": query, "now": self._clock()}
        with self._transaction() as connection:
            row = connection.execute(_KNOWN, asked).one_or_none()
        return Answer(row.answer) if row is not None else None

    def put(self, service: str, query: str, payload: str | None, *, keep_s: float) -> None:
        """Keep an answer for so many seconds, and drop those whose time is over."""
        now = self._clock()
        row = {"service": service, "query": query, "answer": payload, "expires": now + keep_s}
        with self._transaction() as connection:
            connection.execute(_EXPIRED, {"now": now})
            statement = upsert(_geocode).values(row)
            connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["service", "query"],
                    set_={"answer": payload, "expires": now + keep_s},
                )
            )

    def next_slot(self, service: str, *, min_delay_s: float) -> float:
        """Take the turn at a service when it is free: 0.0.

        Else nothing is taken, and the seconds until it may be free are returned.
        """
        with self._transaction() as connection:
            now = self._clock()
            wait = float(connection.scalar(_FREE_AT, {"service": service}) or 0.0) - now
            # A clock that was put back must not lock a service out for longer than this.
            if 0.0 < wait <= max(min_delay_s, LONGEST_HOLD_S):
                return wait
            self._free(connection, service, now + min_delay_s)
        return 0.0

    def hold(self, service: str, *, min_delay_s: float) -> None:
        """A reply came just now: nobody asks before so many seconds (an hour at most) have passed.

        The turn was taken before the question was sent; how long it was on its way is not known.
        """
        with self._transaction() as connection:
            self._free(connection, service, self._clock() + min(min_delay_s, LONGEST_HOLD_S))

    @staticmethod
    def _free(connection: Connection, service: str, free_at: float) -> None:
        statement = upsert(_slot).values(service=service, free_at=free_at)
        connection.execute(
            statement.on_conflict_do_update(index_elements=["service"], set_={"free_at": free_at})
        )

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with (
            failures_in_words(self.path),
            files.locked(self.path),
            self._engine.begin() as connection,
        ):
            yield connection
