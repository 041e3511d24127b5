"""Two periods or two actors: what is counted on each side, and how it is said and shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from views import choose, pair, palette, playing, words
from views.choose import FACET
from views.data import Bools, Snapshot
from views.marks import Drawn, Record
from views.pair import Half, Pair
from views.state import Clock, Filters, State

A_COLOR: Final[palette.Rgb] = (0, 114, 178)
B_COLOR: Final[palette.Rgb] = (213, 94, 0)
BOTH_COLOR: Final[palette.Rgb] = (120, 110, 130)
CELL_DEG: Final = 0.5  # places that fall into one square of this size are one place
SMALLEST_PX: Final = 8.0
LARGEST_PX: Final = 26.0


@dataclass(frozen=True, eq=False)
class Compared:
    """The rows of each side."""

    a: Bools
    b: Bools

    @property
    def totals(self) -> tuple[int, int]:
        """Events on each side."""
        return int(self.a.sum()), int(self.b.sum())

    @property
    def shared(self) -> int:
        """Events that are on both sides."""
        return int((self.a & self.b).sum())


@dataclass(frozen=True, slots=True)
class Row:
    """How often a value occurs on each side."""

    name: str
    a: int
    b: int


def filters_of(filters: Filters, half: Half) -> Filters:
    """The other filters with this side in place of the dates, or of the actors."""
    if half.actor:
        return filters.pick("actor", [half.actor])
    return replace(filters, first=half.first, last=half.last)


def compared(snapshot: Snapshot, state: State, both: Pair) -> Compared:
    """The rows of each side under the other filters."""
    a, b = (
        choose.choose(snapshot, filters_of(state.filters, half), state.clock).mask
        for half in (both.a, both.b)
    )
    return Compared(a, b)


def name(half: Half) -> str:
    """``1–7 Oct 2025`` or the actor."""
    return half.actor or words.span(half.first, half.last)


def sentence(both: Pair, found: Compared) -> str:
    """``1–7 Oct 2025, 34 events, against 8–14 Oct 2025, 51 events: 17 more.``"""
    a, b = found.totals
    said = (
        f"{name(both.a)}, {words.plural(a, 'event')}, against "
        f"{name(both.b)}, {words.plural(b, 'event')}: {change_in_words(a, b)}"
    )
    shared = f"; {words.plural(found.shared, 'event')} on both sides" if found.shared else ""
    return f"{said}{shared}."


def change_in_words(a: int, b: int) -> str:
    """``17 more``, ``3 fewer``, ``as many``."""
    if a == b:
        return "as many"
    return f"{words.number(abs(b - a))} {'more' if b > a else 'fewer'}"


def change(a: int, b: int) -> str:
    """``+3``, ``−2``, ``=``."""
    return f"{b - a:+d}".replace("-", "−") if a != b else "="


def table(snapshot: Snapshot, found: Compared, key: str) -> list[Row]:
    """Counts of each value of a facet on both sides, the most frequent first.

    Of the facet of types only the types: their modes would count each event twice.
    """
    pairs = choose.index(snapshot, key)
    a, b = (
        np.bincount(pairs.codes[mask[pairs.rows]], minlength=len(pairs.names)).tolist()
        for mask in (found.a, found.b)
    )
    rows = [
        Row(FACET[key].name(value), left, right)
        for value, left, right in zip(pairs.names, a, b, strict=True)
        if (left or right) and (key != "type" or value.isupper())
    ]
    return sorted(rows, key=lambda row: (-row.a - row.b, row.name))


def differences(a: Sequence[Drawn], b: Sequence[Drawn]) -> list[Record]:
    """A mark a place cell: ``n`` its label, ``r`` its radius in pixels, ``c`` whose it is."""
    cells: dict[tuple[int, int], list[tuple[int, Drawn, list[float]]]] = {}
    for side, events in enumerate((a, b)):
        for event in events:
            at = _where(event)
            cell = (round(at[0] / CELL_DEG), round(at[1] / CELL_DEG))
            cells.setdefault(cell, []).append((side, event, at))
    return [_mark(members) for members in cells.values()]


def _where(event: Drawn) -> list[float]:
    """Where it happened, else where its journey leads."""
    return (event.main or event.stops[-1]).at


def _mark(members: Sequence[tuple[int, Drawn, list[float]]]) -> Record:
    """At the position that most of its events have: no place is made up."""
    on = Counter(side for side, _, _ in members)
    spots = Counter(tuple(at) for _, _, at in members)
    at = max(spots, key=lambda spot: (spots[spot], spot))
    names = Counter((event.main or event.stops[-1]).name for _, event, _ in members)
    a, b = on[0], on[1]
    return {
        "at": list(at), "c": list(color(a, b)), "n": label(a, b), "r": radius(a + b),
        "t": names.most_common(1)[0][0], "d": f"A {words.number(a)}, B {words.number(b)}",
        "p": change_in_words(a, b) + " in B" if a != b else "as many in B",
    }  # fmt: skip


def color(a: int, b: int) -> palette.Rgb:
    """Whose place it is: only A's, only B's, or of both."""
    return A_COLOR if not b else B_COLOR if not a else BOTH_COLOR


def label(a: int, b: int) -> str:
    """How many on the only side, nothing for one; the change where both have events."""
    return change(a, b) if a and b else str(a + b) if a + b > 1 else ""


def radius(events: int) -> float:
    """Pixels: the area grows with the events."""
    return round(min(SMALLEST_PX * float(np.sqrt(events)), LARGEST_PX), 1)


def suggested_periods(snapshot: Snapshot, filters: Filters) -> Pair | None:
    """The chosen period, or the newest week, against the one before it."""
    last = filters.last or snapshot.as_of
    if last is None:
        return None
    first = filters.first or playing.to_date(playing.number(last) - 6)
    first, last = min(first, last), max(first, last)
    try:
        earlier = Half(*pair.before(first, last))
    except OverflowError:  # before the first day of the calendar
        earlier = Half(first, last)
    return Pair(earlier, Half(first, last))


def suggested_actors(snapshot: Snapshot, filters: Filters, clock: Clock) -> Pair | None:
    """The two actors with most events under the other filters."""
    choice = choose.choose(snapshot, filters, clock)
    names = list(choose.counts(snapshot, choice, "actor"))[:2]
    return Pair(Half(actor=names[0]), Half(actor=names[1])) if len(names) == 2 else None
