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

_QUEUE: Final = 1000  # turns that may be waited for at most
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
        """Take the next turn at a service. Returns how many seconds to wait before asking."""
        now = self._clock()
        with self._transaction() as connection:
            free_at = connection.scalar(_FREE_AT, {"service": service})
            turn = max(now, free_at or 0.0)
            # A clock that was put back must not lock the service out for longer than one turn.
            turn = min(turn, now + _QUEUE * max(min_delay_s, 0.001))
            statement = upsert(_slot).values(service=service, free_at=turn + min_delay_s)
            connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["service"], set_={"free_at": turn + min_delay_s}
                )
            )
        return turn - now

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with (
            failures_in_words(self.path),
            files.locked(self.path),
            self._engine.begin() as connection,
        ):
            yield connection
