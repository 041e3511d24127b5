"""One mark a place, of the newest chosen event there: marks of others would lie under it, unseen.

News tells of few places again and again, so that this is what a browser has to draw of very many
events. ``m`` counts all chosen ones at the place.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from views import marks, spots
from views.data import Bools, Rows, Snapshot, newest_first

Record = dict[str, Any]

KINDS: Final = frozenset({"points", "ends"})
TOP: Final = "-top"  # end of the name of a kind with one mark a place
REST: Final = "-rest"  # the same, without places where one of the chosen events happened


@dataclass(frozen=True, eq=False)
class Marked:
    """Every mark of a data version, those of the newest events first."""

    row: Rows  # of its event
    at: Rows  # the number of its place
    main: Bools  # whether the event happened there; else a journey passes
    once: Bools  # False for a second mark of an event at the same place
    lon: npt.NDArray[np.float64]
    lat: npt.NDArray[np.float64]


@lru_cache(maxsize=3)
def marked(snapshot: Snapshot) -> Marked:
    """The marks in columns."""
    table = spots.stops(snapshot)
    rank = np.empty(len(snapshot.frame), dtype=np.intp)
    rank[newest_first(snapshot)] = np.arange(len(rank))
    table = table.iloc[np.argsort(rank[table["row"].to_numpy()], kind="stable")]
    at = table.groupby(["lat", "lon"], sort=False).ngroup().to_numpy().astype(np.intp)
    return Marked(
        row=table["row"].to_numpy().astype(np.intp),
        at=at,
        main=table["order"].to_numpy() == 0,
        once=~table.assign(at=at).duplicated(["row", "at"]).to_numpy(),
        lon=table["lon"].to_numpy(),
        lat=table["lat"].to_numpy(),
    )


def places(snapshot: Snapshot) -> int:
    """How many different places have a mark."""
    return int(marked(snapshot).at.max(initial=-1)) + 1


def points(snapshot: Snapshot, mask: Bools) -> list[Record]:
    """Where events happened."""
    whole = marked(snapshot)
    return _records("points", snapshot, mask, _tops(whole, mask[whole.row] & whole.main))


def ends(snapshot: Snapshot, mask: Bools) -> list[Record]:
    """Where journeys begin, pass and end."""
    whole = marked(snapshot)
    return _records("ends", snapshot, mask, _tops(whole, mask[whole.row] & ~whole.main))


def rest(snapshot: Snapshot, mask: Bools) -> list[Record]:
    """The ends that no mark of ``points`` covers."""
    whole = marked(snapshot)
    tops = _tops(whole, mask[whole.row])
    covered = np.isin(whole.at[tops], whole.at[mask[whole.row] & whole.main])
    return _records("ends", snapshot, mask, tops[~covered])


MADE: Final = {f"points{TOP}": points, f"ends{TOP}": ends, f"ends{REST}": rest}


def _records(kind: str, snapshot: Snapshot, mask: Bools, tops: Rows) -> list[Record]:
    """These marks as of ``marks.KINDS``, with the counts of their places."""
    whole = marked(snapshot)
    counts = np.bincount(whole.at[mask[whole.row] & whole.once])
    wanted = np.zeros(len(mask), dtype=bool)
    wanted[whole.row[tops]] = True
    ids = snapshot.frame["event_id"].iloc[whole.row[tops]].tolist()
    spots_of = zip(ids, whole.lon[tops], whole.lat[tops], strict=True)
    left = dict(zip(spots_of, counts[whole.at[tops]].tolist(), strict=True))
    return [
        {**record, "m": left.pop(key)}
        for record in marks.KINDS[kind](marks.drawn(snapshot, wanted))
        if (key := (record["id"], *record["at"])) in left
    ]


def _tops(whole: Marked, shown: Bools) -> Rows:
    """The first of the shown marks at each place: the newest."""
    found = np.flatnonzero(shown)
    return found[np.unique(whole.at[found], return_index=True)[1]]
