"""The marks of very many events in parts by their days: a moment of a playback draws few of them.

A graphics card filters all marks at once, but a browser without one works through every mark for
every picture. Events that last long are a part of their own, so that the others end soon.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from views import choose, playing
from views.data import Rows, Snapshot
from views.state import Clock

SIZE: Final = 2_500  # events of a part at most, but for those that last long
LONG_DAYS: Final = 31
KINDS: Final = frozenset({"points", "ends"})  # kinds of marks that are served in parts
NAME: Final = "-part-"  # between the kind and the number of a part in an address


@dataclass(frozen=True, slots=True)
class Part:
    """A part: its number, and the days between which one of its events is on (since 1970)."""

    number: int
    first: int
    last: int

    def is_on(self, low: int, high: int) -> bool:
        """Whether one of its events may be on between these days."""
        return self.first <= high and self.last >= low


@dataclass(frozen=True, eq=False)
class Parts:
    """All parts of a data version."""

    own: Rows  # the part of each row, -1 for one without a date or a mark
    spans: tuple[Part, ...]


@lru_cache(maxsize=4)
def parts(snapshot: Snapshot, clock: Clock) -> Parts:
    """The parts, in the order of their days; what lasts long is the last one."""
    first, last = (playing.numbers(days) for days in choose.days(snapshot.frame, clock))
    shown = snapshot.frame["on_map"].to_numpy(dtype=bool) & (first < playing.NEVER)
    long = shown & (last - first > LONG_DAYS)
    short = np.flatnonzero(shown & ~long)
    own = np.full(len(first), -1, dtype=np.intp)
    own[short[np.argsort(first[short], kind="stable")]] = np.arange(len(short)) // SIZE
    own[long] = own.max() + 1
    spans = []
    for number in range(own.max() + 1):
        mine = own == number
        spans.append(Part(number, int(first[mine].min()), int(last[mine].max())))
    return Parts(own, tuple(spans))


def part_of(kind: str, found: Parts) -> tuple[str, int] | None:
    """The kind of marks and the number in ``points-part-3``; None for what is no part."""
    name, _, number = kind.partition(NAME)
    if name not in KINDS or not (number.isascii() and number.isdecimal()):
        return None
    return (name, int(number)) if int(number) < len(found.spans) else None
