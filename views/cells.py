"""Counts of events in H3 cells, with the steps of colour that their legend shows."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

import h3
import numpy as np
import pandas as pd

from views import palette, sphere, spots, words
from views.data import Bools, Rows, Snapshot, as_day

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
    """A record a cell: its index ``h``, events ``n``, step of colour ``k``, the tooltip's texts.

    Counted in columns: a million events take a tenth of a second.
    """
    table = spots.anchors(snapshot)
    wanted = mask[table["row"].to_numpy()]
    if not wanted.any():
        return []
    here = spots.positions(snapshot)[1].iloc[np.unique(spots.positions(snapshot)[0][wanted])]
    codes, names = spots.cells_of(snapshot, _level(snapshot, here))
    rows, codes = table["row"].to_numpy()[wanted], codes[wanted]
    firsts, lasts = _spans(snapshot, rows, codes)
    kinds = _kinds(snapshot, rows, codes)
    return [
        _record(names[code], kinds[code], as_day(firsts[code]), as_day(lasts[code]))
        for code in sorted(firsts.index, key=lambda code: names[code])
    ]


def _level(snapshot: Snapshot, chosen: pd.DataFrame) -> int:
    """The resolution for a choice: a step finer than for all events at most.

    The map looks at all events at first, where the cells of one town could not be hit.
    """
    whole = spots.positions(snapshot)[1]
    every = resolution(whole["lat"], whole["lon"])
    return min(resolution(chosen["lat"], chosen["lon"]), every + 1)


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


def _spans(snapshot: Snapshot, rows: Rows, codes: Rows) -> tuple[pd.Series, pd.Series]:
    """First and last day of the events of each cell."""
    days = snapshot.frame[["date_start", "date_end"]].iloc[rows].groupby(codes, sort=False)
    return days["date_start"].min(), days["date_end"].max()


def _kinds(snapshot: Snapshot, rows: Rows, codes: Rows) -> dict[int, dict[str, int]]:
    """Events of each cell by type, the most first."""
    own, types = _types(snapshot)
    counts = np.bincount(codes * len(types) + own[rows])
    found: dict[int, dict[str, int]] = {}
    for at in np.flatnonzero(counts)[np.argsort(-counts[counts > 0], kind="stable")]:
        code, kind = divmod(int(at), len(types))
        found.setdefault(code, {})[str(types[kind])] = int(counts[at])
    return found


@lru_cache(maxsize=3)
def _types(snapshot: Snapshot) -> tuple[Rows, list[str]]:
    """The number of each row's type, and the types."""
    own, types = pd.factorize(snapshot.frame["event_type"])
    return own.astype(np.intp), [str(name) for name in types]


def _record(cell: str, kinds: dict[str, int], first: date | None, last: date | None) -> Record:
    total = sum(kinds.values())
    told = (f"{palette.look(kind).label} {count}" for kind, count in list(kinds.items())[:3])
    return {
        "h": cell, "n": total, "k": step(total), "t": words.plural(total, "event"),
        "d": words.span(first, last), "p": " · ".join(told),
    }  # fmt: skip
