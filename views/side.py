"""The panel beside the map: the event card, the list, and what the map cannot show."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pipeline.model import Event
from views import choose, filters, marks, panel, routes, session, table, words
from views.choose import Choice
from views.data import Snapshot
from views.markup import el
from views.state import Tab

TOGETHER: Final = "Each of them leaves something, all of them together nothing"
NOTHING_OPEN: Final = "No event is open. Press a mark on the map or a row of the list."
GONE: Final = (
    "This event is no longer in the store: it was merged with another one, or its article was "
    "read again. Look for it in the list."
)


def side(snapshot: Snapshot, choice: Choice) -> None:
    state = session.get()
    frames = {
        "list": snapshot.frame[choice.mask],
        "unmapped": snapshot.frame[choose.unmapped(snapshot, choice)],
        "undated": snapshot.frame[choice.mask & choose.undated(snapshot.frame, state.clock)],
    }
    _tabs({tab: len(frame) for tab, frame in frames.items()})
    with st.container(key="panel"):
        if state.tab == "event":
            _card(snapshot, choice)
        elif not choice.mask.any():
            _nothing_chosen(choice)
        else:
            _said(state.tab)
            table.listing(snapshot, table.ordered(frames[state.tab]), state.tab)
            _download(snapshot)


def _tabs(totals: dict[str, int]) -> None:
    names = {"event": "Event", "list": "List", "unmapped": "Not on map", "undated": "Undated"}
    shown = [tab for tab in names if tab in ("event", "list") or totals[tab]]
    st.session_state["tab"] = session.get().tab
    if session.get().tab not in shown:
        shown.append(session.get().tab)
    st.segmented_control(
        "Panel", shown, key="tab", label_visibility="collapsed", required=True, on_change=_tab_set,
        format_func=lambda tab: f"{names[tab]} {words.number(totals[tab])}" if tab in totals
        else names[tab],
    )  # fmt: skip


def _tab_set() -> None:
    session.show(st.session_state["tab"])


def _said(tab: Tab) -> None:
    texts = {
        "unmapped": "Known only as far as the country, or not at all: a dot would claim too much.",
        "undated": "No date could be read for these.",
    }
    if tab in texts:
        st.html(el("p", texts[tab], css="caption"))


def _card(snapshot: Snapshot, choice: Choice) -> None:
    event_id = session.get().selection
    if not event_id:
        st.html(el("p", NOTHING_OPEN, css="empty"))
        return
    event: Event | None = snapshot.reader().event(event_id)
    if event is None:
        st.html(el("p", GONE, css="empty"))
        return
    _steps(snapshot, choice, event_id)
    st.html(panel.card(event, snapshot.reader()))


def _steps(snapshot: Snapshot, choice: Choice, event_id: str) -> None:
    """Back and forth through the list, and through the events under the same mark."""
    ids = table.ordered(snapshot.frame[choice.mask])["event_id"].tolist()
    here = marks.neighbours(snapshot, choice.mask, event_id)
    with st.container(horizontal=True, vertical_alignment="center", key="steps"):
        at = ids.index(event_id) if event_id in ids else -1
        before = ids[at - 1] if at > 0 else ""
        after = ids[at + 1] if at + 1 < len(ids) else ""
        st.button("Back to the list", key="close", icon=":material/close:", type="tertiary",
                  on_click=session.show, args=("list",))  # fmt: skip
        _step(snapshot, "Previous", before, ":material/chevron_left:", "k")
        _step(snapshot, "Next", after, ":material/chevron_right:", "j")
        place = f"{at + 1} of {len(ids)}" if at >= 0 else "outside the filters"
        st.html(el("span", place, css="caption"))
        if len(here) > 1:
            other = here[(here.index(event_id) + 1) % len(here)]
            st.button(
                f"{len(here)} events here", key="here", type="tertiary", icon=":material/layers:",
                on_click=session.select, args=(other,), help="Show the next one at this place",
            )  # fmt: skip


def _step(snapshot: Snapshot, name: str, target: str, icon: str, shortcut: str) -> None:
    st.button(
        name, key=name.lower(), icon=icon, disabled=not target, shortcut=shortcut, type="tertiary",
        on_click=table.opened, args=(snapshot, target),
    )  # fmt: skip


def _download(snapshot: Snapshot) -> None:
    state = session.get()
    address = routes.rows_address(snapshot, "csv", state.filters, state.clock)
    st.link_button("These events as CSV", address, icon=":material/download:", type="tertiary")


def _nothing_chosen(choice: Choice) -> None:
    """Say which filter empties the page and offer to lift it."""
    key = choose.blocking(choice)
    said = f"Nothing is left because of {filters.describe(key)}" if key else TOGETHER
    st.html(el("div", el("h2", "No event passes these filters"), el("p", f"{said}."), css="empty"))
    if key:
        st.button(f"Lift {filters.describe(key)}", on_click=filters.lift, args=(key,))
    st.button("Clear all filters", key="clear-here", on_click=session.clear)
