"""Which events came into the store after a data version or a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from views.data import Bools, Snapshot
from views.newness import Since


@dataclass(frozen=True, eq=False)
class Arrivals:
    """For each row of a snapshot: 0 and NaT for what was there before times were noted."""

    versions: npt.NDArray[np.int64]
    times: npt.NDArray[np.datetime64]  # UTC, seconds


@lru_cache(maxsize=2)
def arrivals(snapshot: Snapshot) -> Arrivals:
    """When each row came in, read once a data version."""
    table = snapshot.reader().arrivals().set_index("event_id")
    table = table.reindex(snapshot.frame["event_id"])
    times = pd.to_datetime(table["at"].str.slice(0, 19), errors="coerce", format="ISO8601")
    versions = table["version"].fillna(0).to_numpy(dtype=np.int64)
    return Arrivals(versions, times.to_numpy().astype("datetime64[s]"))


def after(snapshot: Snapshot, since: Since) -> Bools:
    """Rows that came in later."""
    came = arrivals(snapshot)
    if since.version is not None or since.at is None:
        return came.versions > (since.version or 0)
    return came.times > np.datetime64(_naive(since.at))


def latest(snapshot: Snapshot) -> int:
    """The newest data version that brought an event."""
    return int(arrivals(snapshot).versions.max(initial=0))


def _naive(at: datetime) -> datetime:
    """Numbers of numpy carry no zone; all are UTC."""
    return at.replace(tzinfo=None, microsecond=0)
