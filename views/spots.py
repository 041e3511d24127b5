"""Where the chosen events lie: one position an event, and which events share a position.

All of it is computed from columns, so that it stays fast with many rows. Positions are degrees.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

import h3
import numpy as np
import pandas as pd

from views import sphere
from views.data import Bools, Rows, Snapshot

Record = dict[str, Any]

TITLES: Final = 400  # written at most; more would only cover each other
TITLE_CHARS: Final = 42  # of a title on the map
_ORDER: Final = {"location": 0, "origin": 1, "via": 2, "destination": 3, "return": 4}


@lru_cache(maxsize=3)
def stops(snapshot: Snapshot) -> pd.DataFrame:
    """Every marked place: ``row`` of its event, ``lat`` and ``lon`` as drawn; the main one first.

    Of several locations of an event only the first has a mark.
    """
    places = snapshot.places[snapshot.places["drawn"]]
    table = pd.DataFrame({
        "row": places["row"],
        "order": places["role"].map(_ORDER),
        "lat": _rounded(places["lat"]),
        "lon": _rounded(places["lon"]),
    }).dropna()  # fmt: skip
    table = table[table["row"] >= 0]
    table = table.sort_values(["row", "order"], kind="stable", ignore_index=True)
    return pd.DataFrame(table[(table["order"] > 0) | ~table.duplicated(["row", "order"])])


@lru_cache(maxsize=3)
def anchors(snapshot: Snapshot) -> pd.DataFrame:
    """One position an event: where it happened, else where its journey begins."""
    return stops(snapshot).drop_duplicates("row", ignore_index=True)


def chosen(snapshot: Snapshot, mask: Bools) -> pd.DataFrame:
    """The anchors of the chosen events."""
    table = anchors(snapshot)
    return pd.DataFrame(table[mask[table["row"].to_numpy()]])


@lru_cache(maxsize=8)
def cells_of(snapshot: Snapshot, resolution: int) -> tuple[Rows, list[str]]:
    """The number of each anchor's H3 cell, and the cells. Events share few positions."""
    own, places = positions(snapshot)
    pairs = zip(places["lat"].tolist(), places["lon"].tolist(), strict=True)
    cells = [h3.latlng_to_cell(lat, lon, resolution) for lat, lon in pairs]
    codes, names = pd.factorize(np.array(cells, dtype=object))
    return codes.astype(np.intp)[own], [str(name) for name in names]


@lru_cache(maxsize=3)
def positions(snapshot: Snapshot) -> tuple[Rows, pd.DataFrame]:
    """The number of each anchor's position, and the positions: ``lat``, ``lon``, no two alike."""
    table = anchors(snapshot)[["lat", "lon"]]
    groups = table.groupby(["lat", "lon"], sort=False)
    return groups.ngroup().to_numpy().astype(np.intp), table.drop_duplicates(ignore_index=True)


def key(lat: float, lon: float) -> str:
    """A position as it stands in the link."""
    return f"{round(lat, sphere.DIGITS)},{round(lon, sphere.DIGITS)}"


def place(snapshot: Snapshot, event_id: str) -> str:
    """The key of the position of an event; empty when it has no mark."""
    table = anchors(snapshot)
    own = table[table["row"] == snapshot.row_of.get(event_id, -1)]
    return key(own["lat"].iloc[0], own["lon"].iloc[0]) if len(own) else ""


def members(snapshot: Snapshot, mask: Bools, here: str) -> Bools:
    """The chosen rows with a mark at a position (``lat,lon``) or in an H3 cell."""
    if "," in here:
        lat, lon = (float(part) for part in here.split(","))
        table = stops(snapshot)
        rows = table.loc[(table["lat"] == lat) & (table["lon"] == lon), "row"]
    elif h3.is_valid_cell(here):
        table = anchors(snapshot)
        codes, names = cells_of(snapshot, h3.get_resolution(here))
        rows = table.loc[codes == (names.index(here) if here in names else -1), "row"]
    else:
        return np.zeros(len(mask), dtype=bool)
    found = np.zeros(len(mask), dtype=bool)
    found[rows.to_numpy()] = True
    return found & mask


def heat(snapshot: Snapshot, mask: Bools) -> list[Record]:
    """How many events, ``n``, lie at each position."""
    counts = chosen(snapshot, mask).groupby(["lon", "lat"]).size().reset_index(name="n")
    columns = (counts[name].tolist() for name in ("lon", "lat", "n"))
    return [{"at": [lon, lat], "n": n} for lon, lat, n in zip(*columns, strict=True)]


def titles(snapshot: Snapshot, mask: Bools) -> list[Record]:
    """The title of the newest event at each position, ``x``, and its rank, ``r``, 0 the first."""
    table = chosen(snapshot, mask)
    frame = snapshot.frame.iloc[table["row"]]
    table = table.assign(title=frame["title"].tolist(), day=frame["date_start"].tolist())
    table["more"] = table.groupby(["lon", "lat"])["row"].transform("size") - 1
    newest = table.sort_values(["day", "row"], ascending=[False, True], kind="stable")
    firsts = newest[newest["title"] != ""].drop_duplicates(["lon", "lat"]).head(TITLES)
    cells = zip(firsts["lon"], firsts["lat"], firsts["title"], firsts["more"], strict=True)
    return [
        {"at": [lon, lat], "x": _short(title) + (f"  +{more}" if more else ""), "r": rank}
        for rank, (lon, lat, title, more) in enumerate(cells)
    ]


def _rounded(degrees: pd.Series) -> pd.Series:
    """As ``marks.Stop.at`` rounds them; many rows share a value."""
    codes, values = pd.factorize(degrees)
    rounded = np.array([round(float(value), sphere.DIGITS) for value in values], dtype=float)
    return pd.Series(rounded[codes], index=degrees.index)


def _short(title: str) -> str:
    """A title cut between words."""
    flat = " ".join(title.split())
    if len(flat) <= TITLE_CHARS:
        return flat
    return flat[:TITLE_CHARS].rsplit(" ", 1)[0] + " …"
