"""The state of one browser session: taken from the link, changed by widgets, put back in the link.

Widgets never hold the truth. Before each is made its value is set from the state, and its
callback writes what the person did into the state.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import streamlit as st

from views.choose import KEYS
from views.state import Filters, State, Tab, View, from_query, to_query
from views.switches import LAYER_KEYS


def open_link() -> tuple[str, ...]:
    """Take over the link when it is new; sentences for the parts that were ignored.

    They stay until the person does something: the script may run again by itself right away.
    """
    query = {key: st.query_params.get_all(key) for key in st.query_params}
    if st.session_state.get("link") != query:
        state, problems = from_query(query, KEYS, layers=LAYER_KEYS)
        st.session_state["state"], st.session_state["opened"] = state, (state, problems)
    opened, told = st.session_state["opened"]
    return told if get() == opened else ()


def publish() -> None:
    """Write the state into the link."""
    wanted = to_query(get())
    st.query_params.from_dict(wanted)
    st.session_state["link"] = {key: st.query_params.get_all(key) for key in wanted}


def get() -> State:
    """The state now."""
    state: State = st.session_state["state"]
    return state


def sort() -> str:
    """The order of the list; the usual one before a link was opened."""
    state = st.session_state.get("state", State())
    return str(state.sort)


def put(state: State) -> None:
    """Another state from now on."""
    st.session_state["state"] = state


def give(key: str, value: object) -> None:
    """Give a widget its value before it is made. One that has it is left alone: to set it again
    would wipe out what is being typed there.
    """
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def refine(change: Callable[[Filters], Filters]) -> None:
    """Change the filters; the selection stays."""
    put(replace(get(), filters=change(get().filters)))


def select(event_id: str, view: View | None = None, *, here: str = "") -> None:
    """Open an event's card; with a view the map goes there. An empty id closes the card.

    With ``here`` the card belongs to the list of events at that place.
    """
    state = get()
    tab: Tab = "event" if event_id else "list"
    put(replace(state, selection=event_id, tab=tab, view=view or state.view, here=here))
    st.session_state["clicks"] = clicks() + 1


def gather(here: str, event_id: str = "") -> None:
    """List the events at a position or in a cell; the one that was hit is the selected one."""
    put(replace(get(), here=here, selection=event_id, tab="here"))
    st.session_state["clicks"] = clicks() + 1


def show(tab: Tab) -> None:
    """Open another part of the panel."""
    put(replace(get(), tab=tab))


def clear() -> None:
    """Lift all filters."""
    refine(lambda _: Filters())
    put(replace(get(), play=None, pair=None, tab="list" if get().tab == "compare" else get().tab))


def set_dates(first: date | None, last: date | None) -> None:
    """Only events of these days; an open end is None."""
    refine(lambda filters: replace(filters, first=first, last=last))


def clicks() -> int:
    """Selections so far."""
    return int(st.session_state.get("clicks", 0))
