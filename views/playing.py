"""Playback as values: what is shown at a moment, and how the link says it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

Window = Literal["day", "week", "month", "all"]

TICK_S: Final = 0.25  # between two pictures
DAYS: Final[dict[Window, int]] = {"day": 1, "week": 7, "month": 30, "all": 0}  # 0: from the first
STEP: Final[dict[Window, int]] = {"day": 1, "week": 7, "month": 30, "all": 7}  # days of a step
SPEEDS: Final = (1, 2, 4, 7, 14, 30, 90, 365)  # days a second
WHOLE_S: Final = 40.0  # about so long a whole playback takes at the speed that is offered first
EPOCH: Final = date(1970, 1, 1)
ALWAYS: Final = 4_000_000  # a day, as a number, after all days of the calendar
NEVER: Final = ALWAYS + 1  # begin and end of what has no date: no moment shows it


@dataclass(frozen=True, slots=True)
class Play:
    """A playback, running or not."""

    window: Window = "week"  # how much is shown at a time; all: everything so far
    at: date | None = None  # the last day shown; None: at the beginning
    speed: int = 7  # days a second, one of SPEEDS


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of days, as numbers since 1970, both inclusive."""

    low: int
    high: int
    window: Window
    running: bool = False

    @property
    def first(self) -> date | None:
        """The first day, None when everything so far is shown."""
        return None if self.window == "all" else to_date(self.low)

    @property
    def last(self) -> date:
        """The last day."""
        return to_date(self.high)


def moment(play: Play, at: date, *, running: bool = False) -> Moment:
    """What is shown when the playback has come to ``at``.

    While it runs faster than its window is wide, the window is as wide as a tick: no day is
    skipped.
    """
    days = DAYS[play.window]
    if running and days:
        days = max(days, math.ceil(play.speed * TICK_S))
    high = number(at)
    return Moment(high - days + 1 if days else -ALWAYS, high, play.window, running)


def number(day: date) -> int:
    """Days since 1970."""
    return (day - EPOCH).days


def numbers(days: pd.Series) -> npt.NDArray[np.int64]:
    """Days since 1970 of a column of dates; ``NEVER`` for none."""
    whole = days.to_numpy().astype("datetime64[D]")
    return np.where(np.isnat(whole), NEVER, whole.astype(np.int64))


def to_date(days: int) -> date:
    """The day of a number."""
    return EPOCH + timedelta(days=days)


def suggested_speed(first: date, last: date) -> int:
    """Days a second with which a whole playback takes less than ``WHOLE_S`` seconds."""
    wanted = (last - first).days / WHOLE_S
    return next((speed for speed in SPEEDS if speed >= wanted), SPEEDS[-1])


def to_text(play: Play) -> str:
    """``week,2025-10-12,7``; without a day in the middle it stands at the beginning."""
    return f"{play.window},{play.at.isoformat() if play.at else ''},{play.speed}"


def from_text(text: str) -> Play:
    """The playback of a link. Raises ValueError when a part cannot be used."""
    window, at, speed = text.split(",")
    if window not in DAYS or int(speed) not in SPEEDS:
        raise ValueError(f"no playback: {text}")
    day = date.fromisoformat(at) if at else None
    return Play(window, day, int(speed))
