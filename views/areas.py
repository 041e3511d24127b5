"""The areas that the words of articles describe, of all chosen events."""

from __future__ import annotations

import json
from typing import Any, Final

from views import palette
from views.data import Bools, Snapshot

MOST: Final = 200  # drawn, the newest first


def areas(snapshot: Snapshot, mask: Bools) -> list[dict[str, Any]]:
    """A GeoJSON feature an area, once for events that share it; ``c`` is the event's colour."""
    places = snapshot.places[snapshot.places["area"] != ""]
    rows = places["event_id"].map(snapshot.row_of)
    known = rows.notna().to_numpy()
    places, numbers = places[known], rows[known].astype(int).to_numpy()
    frame = snapshot.frame.iloc[numbers]
    table = places[["area"]].assign(
        type=frame["event_type"].to_numpy(), day=frame["date_start"].to_numpy()
    )[mask[numbers]]
    newest = table.sort_values("day", ascending=False, kind="stable").drop_duplicates("area")
    shown = newest.head(MOST)
    return [_feature(*pair) for pair in zip(shown["area"], shown["type"], strict=True)]


def _feature(area: str, event_type: str) -> dict[str, Any]:
    properties = {"c": list(palette.look(event_type).color)}
    return {"type": "Feature", "properties": properties, "geometry": json.loads(area)}
