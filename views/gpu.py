"""Filters that the browser's graphics card applies, and the columns that it needs for them.

The dates are two numbers a mark. A facet with few different sets of values is one number: which of
the sets the event has. Any choice of values, then, is a list of sets. All else stays in the
address.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from views import choose, marks, spots
from views.data import Bools, Rows, Snapshot, newest_first
from views.state import Clock, Filters

Record = dict[str, Any]

KINDS: Final = frozenset({"points", "ends"})  # whose marks are single events, and many
ALL: Final = "-all"  # end of the name of a kind with what the graphics card filters by
MOVED: Final = ("type", "status")  # facets for the graphics card
MOST_SETS: Final = 64  # what deck.gl allows with two facets
TOP: Final = 20_000  # newest events that stand for very many
EVER: Final = 10**7  # days from 1970 on that no event reaches, still exact as a 32-bit float


@dataclass(frozen=True, slots=True)
class Move:
    """The filters in two parts."""

    left: Filters  # for the server
    extension: dict[str, Any]
    ranges: list[list[int]]  # for [first, last] day of a mark
    categories: list[list[int]]  # the sets of values that pass, a list a facet


@dataclass(frozen=True, eq=False)
class Sets:
    """The different sets of values that events have of one facet."""

    codes: Rows  # the number of each row's set
    values: tuple[frozenset[str], ...]  # of each set


def move(snapshot: Snapshot, filters: Filters) -> Move:
    """Take from the filters what the graphics card can do."""
    own = {key: sets(snapshot, key) for key in MOVED}
    fit = {key: found for key, found in own.items() if found is not None}
    left = {key: values for key, values in filters.picked.items() if key not in fit}
    return Move(
        left=replace(filters, first=None, last=None, picked=left),
        extension={"@@type": "DataFilterExtension", "filterSize": 2, "categorySize": len(MOVED)},
        ranges=_ranges(filters),
        categories=[_passing(own[key], filters.picked.get(key, ())) for key in MOVED],
    )


def _ranges(filters: Filters) -> list[list[int]]:
    """An event is wanted when it begins by the last day and ends on the first or later."""
    bound = EVER if filters.first or filters.last else 2 * EVER  # beyond it: the undated
    high = _day(filters.last) if filters.last else bound
    low = _day(filters.first) if filters.first else -bound
    return [[-bound, high], [low, bound]]


def _passing(found: Sets | None, picked: Sequence[str]) -> list[int]:
    if found is None:
        return [0]
    wanted = set(picked)
    return [n for n, values in enumerate(found.values) if not wanted or wanted & values]


@lru_cache(maxsize=8)
def sets(snapshot: Snapshot, key: str) -> Sets | None:
    """The sets of values of a facet; None when there are too many for the graphics card."""
    pairs = choose.index(snapshot, key)
    order = np.lexsort((pairs.codes, pairs.rows))
    rows, codes = pairs.rows[order], pairs.codes[order]
    single = np.bincount(rows, minlength=len(snapshot.frame))
    sums = np.zeros(len(snapshot.frame), dtype=np.int64)
    np.add.at(sums, rows, _weights(len(pairs.names))[codes])
    kinds, first, own = np.unique(sums, return_index=True, return_inverse=True)
    if len(kinds) > MOST_SETS:
        return None
    begin = np.concatenate([[0], np.cumsum(single)])
    values = (codes[begin[row] : begin[row + 1]] for row in first)
    names = tuple(frozenset(pairs.names[code] for code in part) for part in values)
    return Sets(own.astype(np.intp), names)


def _weights(count: int) -> npt.NDArray[np.int64]:
    """Random numbers: two sets of them with the same sum are not met in practice."""
    return np.random.default_rng(1).integers(1, 2**55, count)


def columns(snapshot: Snapshot, clock: Clock, rows: Rows) -> tuple[Any, Any]:
    """[first, last] day of rows, undated beyond ``EVER``, and the numbers of their sets."""
    first, last = (_days(part.iloc[rows]) for part in choose.days(snapshot.frame, clock))
    own = [found.codes[rows] if (found := sets(snapshot, key)) else np.zeros(len(rows), np.intp)
           for key in MOVED]  # fmt: skip
    low = np.where(first == EVER, 2 * EVER, first)
    high = np.where(last == EVER, -2 * EVER, last)
    return np.stack([low, high], axis=1).tolist(), np.stack(own, axis=1).tolist()


def with_columns(snapshot: Snapshot, clock: Clock, records: Sequence[Record]) -> list[Record]:
    """The records of marks with what the graphics card filters by."""
    rows = np.array([snapshot.row_of[record["id"]] for record in records], dtype=np.intp)
    days, codes = columns(snapshot, clock, rows)
    return [{**r, "f": f, "g": g} for r, f, g in zip(records, days, codes, strict=True)]


@lru_cache(maxsize=3)
def journeys(snapshot: Snapshot) -> Bools:
    """Rows in which something moves from or to a place on the map."""
    places = snapshot.places
    moves = places["drawn"] & (places["role"] != "location") & (places["row"] >= 0)
    found = np.zeros(len(snapshot.frame), dtype=bool)
    found[places.loc[moves, "row"].to_numpy()] = True
    return found


def top(snapshot: Snapshot, mask: Bools) -> list[Record]:
    """A mark for each place of the newest chosen events, as of ``marks.points``.

    It is that of the newest event there; ``m`` counts all chosen ones at the place.
    """
    table, (own, places) = spots.anchors(snapshot), spots.positions(snapshot)
    at = np.full(len(mask), -1)
    at[table["row"].to_numpy()] = own
    order = newest_first(snapshot)
    order = order[mask[order] & (at[order] >= 0)]
    totals = np.bincount(at[order])
    _, firsts = np.unique(at[order[:TOP]], return_index=True)
    rows = np.sort(order[firsts])
    lon, lat = (places[part].to_numpy()[at[rows]].tolist() for part in ("lon", "lat"))
    counts = totals[at[rows]].tolist()
    told = zip(marks.labelled(snapshot, rows), lon, lat, counts, strict=True)
    return [
        {**label, "at": [x, y], "s": int(marks.solid(row)), "m": count}
        for (row, label), x, y, count in told
    ]


def _day(value: date) -> int:
    return (value - date(1970, 1, 1)).days


def _days(column: pd.Series) -> npt.NDArray[np.int64]:
    """Days since 1970, ``EVER`` for none."""
    days = column.to_numpy().astype("datetime64[D]")
    return np.where(np.isnat(days), EVER, days.astype(np.int64))
