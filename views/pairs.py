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
    """Pairs of row numbers and an Arrow array of texts; empty texts and rows below 0 are left out.

    The texts stay in Arrow: as Python objects they take many times as long.
    """
    wanted = compute.not_equal(values, "").to_numpy(zero_copy_only=False) & (rows >= 0)
    found = compute.dictionary_encode(values.filter(pa.array(wanted)))
    names = tuple(found.dictionary.to_pylist())
    keys = np.sort(rows[wanted] * max(len(names), 1) + found.indices.to_numpy())
    once = np.diff(keys, prepend=-1) != 0  # np.unique takes a hundred times as long
    rows, codes = np.divmod(keys[once], max(len(names), 1))
    return Pairs(names, rows.astype(np.intp), codes.astype(np.intp))


def split(*columns: str) -> Callable[[Snapshot], Pairs]:
    """The items of columns in which they are joined by ``;``."""

    def pairs(snapshot: Snapshot) -> Pairs:
        parts = [_items(snapshot.frame[name]) for name in columns]
        rows = np.concatenate([rows for rows, _ in parts])
        return of(rows, pa.concat_arrays([items for _, items in parts]))

    return pairs


def banded(column: str, bands: Bands) -> Callable[[Snapshot], Pairs]:
    """The band that the number of a column falls into; rows without a number have none."""
    return lambda snapshot: _banded(snapshot.frame[column].to_numpy(float, na_value=np.nan), bands)


def of_places(column: str, own: str = "") -> Callable[[Snapshot], Pairs]:
    """A column of the places of each event, whatever their role, and one of its own row."""

    def pairs(snapshot: Snapshot) -> Pairs:
        rows = _place_rows(snapshot)
        values = [_texts(snapshot.places[column])]
        if own:
            rows = np.concatenate([np.arange(len(snapshot.frame)), rows])
            values.insert(0, _texts(snapshot.frame[own]))
        return of(rows, pa.concat_arrays(values))

    return pairs


def publishers(snapshot: Snapshot) -> Pairs:
    """Who published the articles of each event."""
    rows, sources = _sources(snapshot)
    return of(rows, _texts(sources["publisher"]))


def voices(snapshot: Snapshot) -> Pairs:
    """How many independent texts tell each event; reprints count once."""
    rows, sources = _sources(snapshot)
    told = of(rows, _texts(sources["voice"]))
    return _banded(np.bincount(told.rows, minlength=len(snapshot.frame)).astype(float), VOICES)


@lru_cache(maxsize=1)
def _sources(snapshot: Snapshot) -> tuple[Rows, pd.DataFrame]:
    """The sources with the row of their event."""
    sources = snapshot.reader().sources()
    return _rows(snapshot, sources["event_id"]), sources


def _texts(column: pd.Series) -> Any:
    """A column as one Arrow array of texts."""
    found = pa.array(column, pa.large_string(), from_pandas=True)
    whole = found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found
    return compute.fill_null(whole, "")


def _items(column: pd.Series) -> tuple[Rows, Any]:
    cells = compute.split_pattern(_texts(column), ";")
    rows = compute.list_parent_indices(cells).to_numpy(zero_copy_only=False)
    return rows.astype(np.intp), compute.list_flatten(cells)


def _banded(numbers: npt.NDArray[np.float64], bands: Bands) -> Pairs:
    """The first band begins at its least number: what lies below has none."""
    codes = np.searchsorted([least for least, _ in bands], numbers, side="right") - 1
    rows = np.flatnonzero((codes >= 0) & ~np.isnan(numbers))
    present = np.flatnonzero(np.bincount(codes[rows], minlength=len(bands)))
    own = np.searchsorted(present, codes[rows])
    return Pairs(tuple(bands[int(code)][1] for code in present), rows, own.astype(np.intp))


def _rows(snapshot: Snapshot, event_ids: pd.Series) -> Rows:
    """Row numbers of events, -1 for those that the snapshot does not hold."""
    found = compute.index_in(_texts(event_ids), value_set=_texts(snapshot.frame["event_id"]))
    rows: Rows = compute.fill_null(found, -1).to_numpy(zero_copy_only=False).astype(np.intp)
    return rows


@lru_cache(maxsize=1)
def _place_rows(snapshot: Snapshot) -> Rows:
    return _rows(snapshot, snapshot.places["event_id"])
