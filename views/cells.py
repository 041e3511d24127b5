"""Counts of events in H3 cells, with the steps of colour that their legend shows."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Final

import h3
import numpy as np
import pandas as pd

from views import palette, sphere, spots, words
from views.data import Bools, Snapshot, as_day

Record = dict[str, Any]

STEPS: Final = (1, 2, 5, 10, 25, 100)  # least count of each colour: the same whatever is chosen
COLORS: Final[dict[palette.Mode, tuple[palette.Rgb, ...]]] = {
    "light": ((186, 220, 221), (130, 193, 198), (74, 160, 171), (28, 122, 141), (9, 86, 109),
              (5, 50, 73)),
    "dark": ((27, 70, 83), (24, 98, 114), (32, 130, 145), (68, 166, 173), (130, 204, 200),
             (208, 238, 228)),
}  # fmt: skip
ACROSS: Final = 32  # cells at least over the extent of the choice
COARSEST, FINEST = 1, 6
KM_PER_DEG: Final = 111.2


def cells(snapshot: Snapshot, mask: Bools) -> list[Record]:
    """A record a cell: its index ``h``, events ``n``, step of colour ``k``, the tooltip's texts."""
    table = spots.chosen(snapshot, mask)
    if not len(table):
        return []
    level = resolution(table["lat"], table["lon"])
    frame = snapshot.frame.iloc[table["row"]]
    table = pd.DataFrame({
        "cell": spots.cells_of(snapshot, level).loc[table.index].tolist(),
        "type": frame["event_type"].tolist(),
        "first": frame["date_start"].tolist(), "last": frame["date_end"].tolist(),
    })  # fmt: skip
    return [_record(str(cell), group) for cell, group in table.groupby("cell")]


def resolution(lat: pd.Series, lon: pd.Series) -> int:
    """The coarsest H3 resolution with enough cells over the extent, between the two bounds."""
    _, width = sphere.window(lon.tolist())
    widest = max(width, 1.5 * float(lat.max() - lat.min()))
    for level in range(COARSEST, FINEST):
        if 2 * h3.average_hexagon_edge_length(level, "km") / KM_PER_DEG <= widest / ACROSS:
            return level
    return FINEST if widest else COARSEST + 4


def step(count: int) -> int:
    """Which colour a count has."""
    return int(np.searchsorted(STEPS, count, side="right")) - 1


def legend() -> list[str]:
    """The counts of each colour in words: ``1``, ``2–4`` … ``100 +``."""
    spans = pairwise(STEPS)
    return [words.amount(low, high - 1) for low, high in spans] + [f"{STEPS[-1]} +"]


def _record(cell: str, group: pd.DataFrame) -> Record:
    kinds = group["type"].value_counts().head(3)
    told = (f"{palette.look(str(kind)).label} {count}" for kind, count in kinds.items())
    first, last = as_day(group["first"].min()), as_day(group["last"].max())
    return {
        "h": cell, "n": len(group), "k": step(len(group)), "t": words.plural(len(group), "event"),
        "d": words.span(first, last), "p": " · ".join(told),
    }  # fmt: skip
