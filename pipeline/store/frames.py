"""Rows to pandas, a column at a time: several times faster than a row at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import compute

from pipeline.store.flat import ColumnType


def to_frame(
    chunks: Iterable[Sequence[Sequence[Any]]], kinds: Mapping[str, ColumnType]
) -> pd.DataFrame:
    """A frame of rows as SQLite gives them, with the dtypes that ``Reader.frame`` promises."""
    parts = [_part(rows, kinds) for rows in chunks] or [_part([], kinds)]
    return pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0]


def _part(rows: Sequence[Sequence[Any]], kinds: Mapping[str, ColumnType]) -> pd.DataFrame:
    columns = zip(*rows, strict=True) if rows else ([] for _ in kinds)
    return pd.DataFrame(
        {
            name: _series(values, kind)
            for (name, kind), values in zip(kinds.items(), columns, strict=True)
        }
    )


def _series(values: Sequence[Any], kind: ColumnType) -> Any:
    if kind == "text":
        return compute.fill_null(pa.array(values, pa.string()), "").to_pandas().astype("str")
    if kind == "date":
        days = pa.array(values, pa.string()).cast(pa.date32())
        return pd.Series(days.to_numpy(zero_copy_only=False).astype("datetime64[s]"))
    if kind == "real":
        return pd.Series(np.array(values, dtype="float64"))
    if kind == "integer":
        return pd.Series(pd.array(values, dtype="Int64"))
    return pd.Series(pd.array([_truth(value) for value in values], dtype="boolean"))


def _truth(value: int | None) -> bool | None:
    return None if value is None else bool(value)
