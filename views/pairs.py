"""Which rows have which values of a facet, found for whole columns at once.

A store may hold a million events, so nothing here goes through the rows one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
from pyarrow import compute

from views.data import Snapshot

Rows = npt.NDArray[np.intp]
Bands = Sequence[tuple[float, str]]  # least number of a band and its value, ascending

CERTAINTY: Final[Bands] = ((0.0, "doubtful"), (0.65, "likely"), (0.85, "sure"))
VOICES: Final[Bands] = ((1, "1"), (2, "2"), (3, "3-5"), (6, "6+"))


@dataclass(frozen=True, eq=False)
class Pairs:
    """Pairs of row and value of one facet, each pair once, in the order of rows."""

    names: tuple[str, ...]  # the values
    rows: Rows  # row numbers in the snapshot
    codes: Rows  # positions in ``names``


def of(rows: Rows, values: Any) -> Pairs:
    """Pairs of row numbers and values; empty values and negative rows are left out."""
    said = pd.Series(values, dtype="str")
    wanted = (said != "").to_numpy(dtype=bool) & (rows >= 0)
    codes, names = pd.factorize(said[wanted])
    keys = np.unique(rows[wanted] * max(len(names), 1) + codes)
    rows, codes = np.divmod(keys, max(len(names), 1))
    return Pairs(tuple(map(str, names)), rows.astype(np.intp), codes.astype(np.intp))


def split(*columns: str) -> Callable[[Snapshot], Pairs]:
    """The items of columns in which they are joined by ``;``."""

    def pairs(snapshot: Snapshot) -> Pairs:
        parts = [_items(snapshot.frame[name]) for name in columns]
        rows = np.concatenate([rows for rows, _ in parts])
        values = pd.concat([items for _, items in parts], ignore_index=True)
        return of(rows, values)

    return pairs


def banded(column: str, bands: Bands) -> Callable[[Snapshot], Pairs]:
    """The band that the number of a column falls into; rows without a number have none."""
    return lambda snapshot: _banded(snapshot.frame[column].to_numpy(float, na_value=np.nan), bands)


def of_places(column: str, own: str = "") -> Callable[[Snapshot], Pairs]:
    """A column of the places of each event, whatever their role, and one of its own row."""

    def pairs(snapshot: Snapshot) -> Pairs:
        rows = _rows(snapshot, snapshot.places["event_id"])
        values = snapshot.places[column]
        if own:
            rows = np.concatenate([np.arange(len(snapshot.frame)), rows])
            values = pd.concat([snapshot.frame[own], values], ignore_index=True)
        return of(rows, values)

    return pairs


def publishers(snapshot: Snapshot) -> Pairs:
    """Who published the articles of each event."""
    rows, sources = _sources(snapshot)
    return of(rows, sources["publisher"])


def voices(snapshot: Snapshot) -> Pairs:
    """How many independent texts tell each event; reprints count once."""
    rows, sources = _sources(snapshot)
    told = of(rows, sources["voice"])
    return _banded(np.bincount(told.rows, minlength=len(snapshot.frame)).astype(float), VOICES)


@lru_cache(maxsize=1)
def _sources(snapshot: Snapshot) -> tuple[Rows, pd.DataFrame]:
    """The sources with the row of their event."""
    sources = snapshot.reader().sources()
    return _rows(snapshot, sources["event_id"]), sources


def _items(column: pd.Series) -> tuple[Rows, pd.Series]:
    cells = compute.split_pattern(pa.array(column, pa.large_string()), ";")
    rows = compute.list_parent_indices(cells).to_numpy(zero_copy_only=False)
    items = compute.list_flatten(cells).to_pandas()
    return rows.astype(np.intp), items.astype("str")


def _banded(numbers: npt.NDArray[np.float64], bands: Bands) -> Pairs:
    """The first band begins at its least number: what lies below has none."""
    codes = np.searchsorted([least for least, _ in bands], numbers, side="right") - 1
    rows = np.flatnonzero((codes >= 0) & ~np.isnan(numbers))
    present, own = np.unique(codes[rows], return_inverse=True)
    return Pairs(tuple(bands[code][1] for code in present), rows, own.astype(np.intp))


def _rows(snapshot: Snapshot, event_ids: pd.Series) -> Rows:
    """Row numbers of events, -1 for those that the snapshot does not hold."""
    found: Rows = pd.Index(snapshot.frame["event_id"]).get_indexer(pd.Index(event_ids))
    return found
