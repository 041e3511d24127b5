"""Which rows are wanted, and how many there would be of each value.

A facet is one row of ``FACETS``; the panel, the link and the counts follow from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from views import palette, search, words
from views.data import Bools, Snapshot
from views.state import Clock, Filters

Values = Sequence[Sequence[str]]  # the values of each row


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to sort events into named heaps."""

    key: str  # in the link
    label: str
    values: Callable[[Snapshot], Values]  # for each row
    name: Callable[[str], str] = str  # of a value, for people


@dataclass(frozen=True, eq=False)
class Index:
    """Pairs of row and value of one facet, each pair once."""

    names: tuple[str, ...]
    rows: npt.NDArray[np.intp]
    codes: npt.NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Choice:
    """The rows that pass all filters, and each filter's own part in it."""

    mask: Bools  # of the rows of the snapshot
    parts: Mapping[str, Bools]  # rows that pass one filter, by its key

    def without(self, key: str) -> Bools:
        """Rows that pass all the other filters."""
        others = [part for name, part in self.parts.items() if name != key]
        return _all(others, len(self.mask))


def _column(*names: str) -> Callable[[Snapshot], Values]:
    def values(snapshot: Snapshot) -> Values:
        columns = [snapshot.frame[name].tolist() for name in names]
        return [
            [item for cell in cells for item in words.items(cell)]
            for cells in zip(*columns, strict=True)
        ]

    return values


def _countries(snapshot: Snapshot) -> Values:
    """Countries of every place of the event, in whatever role it plays."""
    by_event = snapshot.places.groupby("event_id")["country"].agg(list).to_dict()
    own = zip(snapshot.frame["event_id"], snapshot.frame["place_country"], strict=True)
    return [[c for c in (country, *by_event.get(event, ())) if c] for event, country in own]


FACETS: Final[tuple[Facet, ...]] = (
    Facet("type", "What", _column("event_type"), lambda value: palette.look(value).label),
    Facet("status", "Claims", _column("claim_status"), lambda v: palette.STATUS.get(v, v)),
    Facet("actor", "Who", _column("actors", "recipients")),
    Facet("country", "Country", _countries, words.country),
    Facet("language", "Language", _column("languages"), words.language),
)
KEYS: Final = tuple(facet.key for facet in FACETS)
FACET: Final[Mapping[str, Facet]] = {facet.key: facet for facet in FACETS}


@lru_cache(maxsize=32)
def index(snapshot: Snapshot, key: str) -> Index:
    """The pairs of a facet, made once a data version."""
    values = FACET[key].values(snapshot)
    codes: dict[str, int] = {}
    pairs = sorted(
        {(row, codes.setdefault(value, len(codes))) for row, own in enumerate(values)
         for value in own}
    )  # fmt: skip
    table = np.array(pairs, dtype=np.intp).reshape(-1, 2)
    return Index(tuple(codes), table[:, 0], table[:, 1])


def choose(snapshot: Snapshot, filters: Filters, clock: Clock = "event") -> Choice:
    """The rows that pass; a filter at its default lets all pass."""
    size = len(snapshot.frame)
    parts: dict[str, Bools] = {}
    if filters.text.strip():
        parts["q"] = search.holding(snapshot.frame["haystack"], filters.text)
    if filters.first or filters.last:
        parts["dates"] = _by_date(snapshot.frame, filters, clock)
    for key, picked in filters.picked.items():
        parts[key] = _by_facet(index(snapshot, key), picked, size)
    return Choice(_all(parts.values(), size), parts)


def counts(snapshot: Snapshot, choice: Choice, key: str) -> dict[str, int]:
    """How many events each value of a facet has under the other filters, the most first."""
    pairs = index(snapshot, key)
    wanted = choice.without(key)[pairs.rows]
    totals = np.bincount(pairs.codes[wanted], minlength=len(pairs.names))
    ranked = sorted(zip(pairs.names, totals.tolist(), strict=True), key=lambda p: (-p[1], p[0]))
    return dict(ranked)


def blocking(choice: Choice) -> str | None:
    """The filter without which an empty result would not be empty; None when it takes several."""
    freed = {key: int(choice.without(key).sum()) for key in choice.parts}
    best = max(freed, key=lambda key: freed[key], default=None)
    return best if best is not None and freed[best] else None


def days(frame: pd.DataFrame, clock: Clock) -> tuple[pd.Series, pd.Series]:
    """First and last day of each row by the clock that counts."""
    if clock == "report":
        return frame["published_first"], frame["published_last"]
    dated = frame["time_precision"] != "unknown"
    return frame["date_start"].where(dated), frame["date_end"].where(dated)


def undated(frame: pd.DataFrame, clock: Clock) -> Bools:
    """Rows without a date by this clock."""
    return days(frame, clock)[0].isna().to_numpy()


def unmapped(snapshot: Snapshot, choice: Choice) -> Bools:
    """Chosen rows without a mark on the map."""
    mask: Bools = choice.mask & ~snapshot.frame["on_map"].to_numpy(dtype=bool)
    return mask


def _all(parts: Iterable[Bools], size: int) -> Bools:
    mask = np.ones(size, dtype=bool)
    for part in parts:
        mask &= part
    return mask


def _by_date(frame: pd.DataFrame, filters: Filters, clock: Clock) -> Bools:
    """Rows whose interval shares a day with the wanted one; undated rows do not."""
    first, last = days(frame, clock)
    wanted = first.notna()
    if filters.first:
        wanted &= last >= _stamp(filters.first)
    if filters.last:
        wanted &= first <= _stamp(filters.last)
    return wanted.to_numpy(dtype=bool)


def _stamp(day: date) -> pd.Timestamp:
    return pd.Timestamp(day)


def _by_facet(pairs: Index, picked: Sequence[str], size: int) -> Bools:
    codes = [code for code, name in enumerate(pairs.names) if name in set(picked)]
    mask = np.zeros(size, dtype=bool)
    mask[pairs.rows[np.isin(pairs.codes, codes)]] = True
    return mask
