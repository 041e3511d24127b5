"""The list of events: the map's twin for eyes, keyboard and screen reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any, Final

import streamlit as st

from views import afresh, marks, palette, routes, scripts, session, words
from views.data import Bools, Rows, Snapshot, as_day, newest_first, only, records
from views.deck import fit
from views.state import View

_draw = scripts.component("rows.js")

PER_PAGE: Final = 25
CLOSEST_ZOOM: Final = 4.5  # of the map when an event is opened from the list

SORTS: Final[dict[str, tuple[str, str, bool]]] = {  # by State.sort: name, column, ascending
    "newest": ("Newest first", "date_start", False),
    "oldest": ("Oldest first", "date_start", True),
    "sources": ("Most articles first", "n_articles", False),
    "type": ("By type", "event_type", True),
    "place": ("By place", "place_name", True),
}


def rows(snapshot: Snapshot, mask: Bools) -> Rows:
    """The numbers of these rows as the person sorts them."""
    order = _order(snapshot, session.sort())
    found: Rows = order[mask[order]]
    return found


@lru_cache(maxsize=8)
def _order(snapshot: Snapshot, sort: str) -> Rows:
    """All rows sorted: what has no date or place last, the newest first of equals."""
    if sort == "newest":
        return newest_first(snapshot)
    _, column, up = SORTS[sort]
    frame = snapshot.frame
    keys = frame[["date_start", "event_id"]].assign(_key=frame[column].where(frame[column] != ""))
    by = ["_key", "date_start", "event_id"]
    found: Rows = keys.sort_values(by, ascending=[up, False, True], kind="stable").index.to_numpy()
    return found


def sorting() -> None:
    """The choice of an order."""
    st.session_state["sort"] = session.get().sort
    with st.container(key="sorting"):
        st.selectbox(
            "Order of the list", list(SORTS), key="sort", label_visibility="collapsed",
            format_func=lambda sort: SORTS[sort][0], on_change=afresh.whole(_sorted),
        )  # fmt: skip


def _sorted() -> None:
    session.put(replace(session.get(), sort=st.session_state["sort"]))


def listing(snapshot: Snapshot, numbers: Rows, name: str) -> None:
    """Rows as buttons, a page at a time, in the order of their numbers."""
    pages = max(1, -(-len(numbers) // PER_PAGE))
    page = min(int(st.session_state.get(f"page-{name}", 1)), pages)
    shown = snapshot.frame.iloc[numbers[(page - 1) * PER_PAGE : page * PER_PAGE]]
    state = session.get()
    file = routes.rows_address(snapshot, "csv", state.filters, state.clock)
    _draw(
        f"list-{name}", {"rows": packed(records(shown), state.selection), "file": file},
        on_opened_change=afresh.whole(partial(_pressed, snapshot, name)),
    )  # fmt: skip
    if pages > 1:
        st.pagination(pages, key=f"page-{name}", max_visible_pages=5)


def packed(rows: Iterable[Mapping[str, Any]], selection: str) -> list[list[Any]]:
    """What the browser draws of each row: id, type, title, what stands under it, whether open."""
    return [
        [row["event_id"], row["event_type"], row["title"] or palette.mode_label(row["event_mode"]),
         under(row), *([1] if row["event_id"] == selection else [])]
        for row in rows
    ]  # fmt: skip


def _pressed(snapshot: Snapshot, name: str) -> None:
    event_id = str(st.session_state[f"list-{name}"].get("opened"))
    if event_id in snapshot.row_of:
        opened(snapshot, event_id, session.get().here if name == "here" else "")


def under(row: Mapping[str, Any]) -> str:
    """When, where and how many sources."""
    when = words.when(as_day(row["date_start"]), as_day(row["date_end"]), row["time_precision"])
    where = row["place_name"] or row["destination_name"] or row["origin_name"]
    sources = words.plural(row["n_articles"], "article") if row["n_articles"] > 1 else ""
    status = row["claim_status"] if row["claim_status"] in ("disputed", "denied") else ""
    kind = palette.look(row["event_type"]).label  # the colour alone would not tell it
    return " · ".join(filter(None, (when, where, kind, status, sources)))


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
