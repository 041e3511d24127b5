"""The list of events: the map's twin for eyes, keyboard and screen reader."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from views import marks, palette, session, words
from views.data import Bools, Rows, Snapshot, as_day, newest_first, only, records
from views.deck import fit
from views.markup import label
from views.state import View

PER_PAGE: Final = 25
CLOSEST_ZOOM: Final = 4.5  # of the map when an event is opened from the list


def rows(snapshot: Snapshot, mask: Bools) -> Rows:
    """The numbers of these rows, the newest first, undated last."""
    order = newest_first(snapshot)
    found: Rows = order[mask[order]]
    return found


def listing(snapshot: Snapshot, numbers: Rows, name: str) -> None:
    """Rows as buttons, a page at a time, in the order of their numbers."""
    pages = max(1, -(-len(numbers) // PER_PAGE))
    page = min(int(st.session_state.get(f"page-{name}", 1)), pages)
    with st.container(key=f"list-{name}", gap=None):
        shown = numbers[(page - 1) * PER_PAGE : page * PER_PAGE]
        for row in records(snapshot.frame.iloc[shown]):
            _row(snapshot, row, name)
    if pages > 1:
        st.pagination(pages, key=f"page-{name}", max_visible_pages=5)


def _row(snapshot: Snapshot, row: dict[str, Any], name: str) -> None:
    event_id = row["event_id"]
    kind = row["event_type"] if row["event_type"] in palette.TYPES else "OTHER"
    chosen = "-now" if event_id == session.get().selection else ""
    with st.container(key=f"row{chosen}-{kind}-{name}-{event_id}", gap=None):
        st.button(
            f"**{label(row['title'] or palette.mode_label(row['event_mode']))}** "
            f":gray[{label(under(row))}]",
            key=f"open-{name}-{event_id}", type="tertiary", width="stretch", on_click=opened,
            args=(snapshot, event_id, session.get().here if name == "here" else ""),
        )  # fmt: skip


def under(row: dict[str, Any]) -> str:
    """When, where and how many sources."""
    when = words.when(as_day(row["date_start"]), as_day(row["date_end"]), row["time_precision"])
    where = row["place_name"] or row["destination_name"] or row["origin_name"]
    sources = words.plural(row["n_articles"], "article") if row["n_articles"] > 1 else ""
    status = row["claim_status"] if row["claim_status"] in ("disputed", "denied") else ""
    return " · ".join(filter(None, (when, where, status, sources)))


def ids(snapshot: Snapshot, mask: Bools) -> list[str]:
    """Event ids of these rows as the list orders them."""
    return list(snapshot.frame["event_id"].iloc[rows(snapshot, mask)])


def opened(snapshot: Snapshot, event_id: str, here: str = "") -> None:
    """Open an event and let the map look at all of it, unless it is one of those ``here``."""
    session.select(event_id, None if here else look_at(snapshot, event_id), here=here)


def look_at(snapshot: Snapshot, event_id: str) -> View | None:
    """A view of the event's places, None when it has no mark."""
    own = only(snapshot, event_id)
    places = [stop.point for event in marks.drawn(snapshot, own) for stop in event.stops]
    if not places:
        return None
    view = fit(places)
    return View(view.lat, view.lon, min(view.zoom, CLOSEST_ZOOM))
