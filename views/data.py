"""The rows of the store in memory, read once a data version and shared by all sessions.

What is shared is never changed: a new version makes a new ``Snapshot``.
"""

from __future__ import annotations

import gc
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline import config
from pipeline.errors import DatelineError
from pipeline.store.read import Reader, open_reader
from views import search
from views.search import fold as fold

Bools = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.intp]  # row numbers of a snapshot

KEPT: Final = 3  # snapshots kept: a page that still shows the last version finds its rows
VAGUE: Final = frozenset({"country", "unknown"})  # listed in the tray, not drawn
SEARCHED: Final = (
    "title", "evidence", "actors", "recipients", "place_name", "origin_name", "via",
    "destination_name", "aircraft_type", "aircraft_name", "callsigns", "claimants", "event_mode",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Snapshot:
    """All events of one data version."""

    token: str  # names the version in addresses
    frame: pd.DataFrame  # the flat columns and ``haystack``, ``on_map``; row order is fixed
    columns: tuple[str, ...]  # the flat columns in their order
    places: pd.DataFrame  # see ``Reader.places``; ``row`` of its event; whether it is ``drawn``
    row_of: Mapping[str, int]  # row number by event id
    path: Path
    articles: int
    issues: int
    as_of: date | None  # newest publication; None without events
    version: int  # the store's own number of its last change

    def reader(self) -> Reader:
        """The store itself, for what the rows do not hold."""
        return _reader(self.path)


_lock = threading.Lock()
_snapshots: OrderedDict[str, Snapshot] = OrderedDict()
_readers: dict[tuple[Path, int], Reader] = {}


def current() -> Snapshot:
    """The newest rows. Raises ConfigError or StoreError in words meant for the person."""
    path = config.load().store
    token = newest(path)
    with _lock:
        if token not in _snapshots:
            _snapshots[token] = _load(path, token)
            keep()
            while len(_snapshots) > KEPT:
                _snapshots.popitem(last=False)
        _snapshots.move_to_end(token)  # what is looked at stays
        return _snapshots[token]


def keep() -> None:
    """Leave what is in memory now out of the search for garbage.

    Streamlit searches after each run of the script, a tick of a playback too: half a second for
    the marks of a hundred thousand events. What is kept is still freed when nothing refers to it.
    """
    gc.collect()
    gc.freeze()


def newest(path: Path) -> str:
    """The token of the version that the store holds now."""
    version = _reader(path).version()
    seed = f"{path.resolve()}|{path.stat().st_ino}|{version}"
    return hashlib.sha256(seed.encode()).hexdigest()[:12]


def newest_or_none() -> str | None:
    """The token of the version that is in the store now, None when it cannot be read."""
    try:
        return newest(config.load().store)
    except (DatelineError, OSError):
        return None


def held(token: str) -> Snapshot | None:
    """The snapshot of an address, None when that version is gone."""
    with _lock:
        return _snapshots.get(token)


def only(snapshot: Snapshot, event_id: str) -> Bools:
    """The row of one event; none when it is not there."""
    mask = np.zeros(len(snapshot.frame), dtype=bool)
    if (row := snapshot.row_of.get(event_id)) is not None:
        mask[row] = True
    return mask


@lru_cache(maxsize=KEPT)
def newest_first(snapshot: Snapshot) -> Rows:
    """All rows from the newest day to the oldest, undated last, by id within a day."""
    keys = snapshot.frame[["date_start", "event_id"]]
    order = keys.sort_values(["date_start", "event_id"], ascending=[False, True], kind="stable")
    return order.index.to_numpy()


def drawable(places: pd.DataFrame) -> Bools:
    """Which places have a position that is more than the middle of a country."""
    known = places["lat"].notna() & places["lon"].notna() & ~places["precision"].isin(VAGUE)
    return known.to_numpy(dtype=bool)


def _reader(path: Path) -> Reader:
    """An open reader; opened anew when the file was replaced."""
    key = (path, path.stat().st_ino) if path.exists() else (path, 0)
    reader = _readers.get(key)
    if reader is None:
        reader = _readers[key] = open_reader(path)
    return reader


def _load(path: Path, token: str) -> Snapshot:
    reader = _reader(path)
    frame, places, counts = reader.frame(), reader.places(), reader.counts()
    columns = tuple(frame.columns)
    frame["haystack"] = search.folded([frame[name] for name in SEARCHED])
    places["drawn"] = drawable(places)
    places["row"] = pd.Index(frame["event_id"]).get_indexer(pd.Index(places["event_id"]))
    frame["on_map"] = _marked(places, len(frame))
    return Snapshot(
        token=token,
        frame=frame,
        columns=columns,
        places=places,
        row_of={event_id: row for row, event_id in enumerate(frame["event_id"])},
        path=path,
        articles=counts.articles,
        issues=counts.issues,
        as_of=as_day(frame["published_last"].max()) if len(frame) else None,
        version=reader.version(),
    )


def as_day(value: object) -> date | None:
    """The calendar day of a cell, None for an empty one."""
    return value.date() if isinstance(value, pd.Timestamp) and not pd.isna(value) else None


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows one by one, keyed by column."""
    names = [str(name) for name in frame.columns]
    columns = (_cells(frame.iloc[:, at]) for at in range(len(names)))
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _cells(column: pd.Series) -> list[Any]:
    """What a column holds; words as one array, which is far faster than one by one."""
    texts = isinstance(column.dtype, pd.StringDtype)
    return column.to_numpy(dtype=object).tolist() if texts else column.tolist()


def _marked(places: pd.DataFrame, size: int) -> Bools:
    """Rows with a drawn place."""
    found = np.zeros(size, dtype=bool)
    rows = places.loc[places["drawn"], "row"].to_numpy()
    found[rows[rows >= 0]] = True
    return found
