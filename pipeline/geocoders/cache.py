"""Where answers and turns are kept. The store has the lasting one; here is one in memory."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


class Kept(Protocol):
    """An answer that was kept."""

    @property
    def payload(self) -> str | None:
        """JSON; None: the service looked and found none."""


class GeocodeCache(Protocol):
    """Answers of services and whose turn it is to ask one; shared by threads and processes."""

    def get(self, service: str, query: str) -> Kept | None:
        """The kept answer; None when the service was not asked or too long ago."""

    def put(self, service: str, query: str, payload: str | None, *, keep_s: float) -> None:
        """Keep an answer for so many seconds."""

    def next_slot(self, service: str, *, min_delay_s: float) -> float:
        """Take the turn at a service when it is free: 0.0.

        Else nothing is taken, and the seconds until it may be free are returned.
        """

    def hold(self, service: str, *, min_delay_s: float) -> None:
        """A reply came just now: nobody asks before so many seconds have passed."""


@dataclass(frozen=True, slots=True)
class _Remembered:
    payload: str | None
    expires: float


class MemoryCache:
    """Keeps answers and turns for one process."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._answers: dict[tuple[str, str], _Remembered] = {}
        self._free_at: dict[str, float] = {}
        self._lock = threading.Lock()

    def get(self, service: str, query: str) -> Kept | None:
        """The kept answer; None when the service was not asked or too long ago."""
        with self._lock:
            kept = self._answers.get((service, query))
        return kept if kept and kept.expires > self._clock() else None

    def put(self, service: str, query: str, payload: str | None, *, keep_s: float) -> None:
        """Keep an answer for so many seconds."""
        with self._lock:
            self._answers[service, query] = _Remembered(payload, self._clock() + keep_s)

    def next_slot(self, service: str, *, min_delay_s: float) -> float:
        """Take the turn at a service when it is free: 0.0; else the seconds until then."""
        with self._lock:
            now = self._clock()
            wait = self._free_at.get(service, now) - now
            if wait > 0:
                return wait
            self._free_at[service] = now + min_delay_s
            return 0.0

    def hold(self, service: str, *, min_delay_s: float) -> None:
        """A reply came just now: nobody asks before so many seconds have passed."""
        with self._lock:
            until = self._clock() + min_delay_s
            self._free_at[service] = max(until, self._free_at.get(service, until))
