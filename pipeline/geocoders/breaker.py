"""Stops asking a service that keeps failing."""

from __future__ import annotations

import time
from collections.abc import Callable

FAILURES = 3  # in a row, after which a service is left alone
PAUSE_S = 300.0  # for so long, unless it says when to come back


class Breaker:
    """Open after ``failures`` in a row; closes again when the pause is over."""

    def __init__(
        self,
        *,
        failures: int = FAILURES,
        pause_s: float = PAUSE_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._failures, self._pause_s, self._clock = failures, pause_s, clock
        self._in_a_row = 0
        self._open_until = 0.0
        self.why = ""  # what failed last, in words

    @property
    def is_open(self) -> bool:
        """Whether the service must not be asked now."""
        return self._clock() < self._open_until

    def worked(self) -> None:
        """A reply came that could be used."""
        self._in_a_row = 0

    def failed(
        self, why: str = "", *, retry_after_s: float | None = None, at_once: bool = False
    ) -> None:
        """No such reply came; ``at_once`` when asking again is useless (a wrong key)."""
        self._in_a_row += 1
        self.why = why
        if at_once or self._in_a_row >= self._failures or retry_after_s:
            self._open_until = self._clock() + max(retry_after_s or 0.0, self._minimum(at_once))

    def _minimum(self, at_once: bool) -> float:
        return self._pause_s if at_once or self._in_a_row >= self._failures else 0.0
