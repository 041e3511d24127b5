"""The date filter: presets, two days, and which of the two dates of an event counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import streamlit as st

from views import choose, session, words
from views.data import Snapshot, as_day
from views.markup import el

PRESETS: Final = {"24 h": 1, "7 d": 7, "30 d": 30}  # days back from the newest one
ALL: Final = "All"
CLOCKS: Final[dict[str, str]] = {"event": "happened", "report": "reported"}


def dates(snapshot: Snapshot) -> None:
    """Presets, the two days, and which clock counts."""
    bounds = _bounds(snapshot)
    if bounds is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="dates"):
        _presets(newest(snapshot, bounds[1]))
        _range(bounds)
        st.session_state["clock"] = session.get().clock
        st.segmented_control(
            "Which date counts", list(CLOCKS), key="clock", required=True,
            format_func=lambda clock: CLOCKS[clock], label_visibility="collapsed",
            on_change=_clock_set,
        )  # fmt: skip


def _bounds(snapshot: Snapshot) -> tuple[date, date] | None:
    first, last = choose.days(snapshot.frame, session.get().clock)
    start, end = as_day(first.min()), as_day(last.max())
    return (start, end) if start and end else None


def newest(snapshot: Snapshot, last: date) -> date:
    """The day that presets count back from: the newest one that is not only announced.

    ``last`` is the last day of all events, which may lie after the newest article.
    """
    return min(last, snapshot.as_of or last)


def _presets(end: date) -> None:
    filters = session.get().filters
    spans: dict[tuple[date | None, date | None], str] = {(None, None): ALL}
    spans |= {(_since(end, count), end): name for name, count in PRESETS.items()}
    st.session_state["preset"] = spans.get((filters.first, filters.last))
    st.segmented_control(
        "Period", [*PRESETS, ALL], key="preset", label_visibility="collapsed",
        on_change=_preset_set, args=(end,),
    )  # fmt: skip
    st.html(el("span", f"back from {words.day(end)}", css="caption"), width="content")


def _since(end: date, count: int) -> date:
    return end - timedelta(days=count - 1)


def _range(bounds: tuple[date, date]) -> None:
    filters = session.get().filters
    first, last = filters.first or bounds[0], filters.last or bounds[1]
    st.session_state["range"] = (min(first, last), max(first, last))
    st.date_input(
        "From and to", key="range", label_visibility="collapsed", on_change=_range_set,
        args=(bounds,), min_value=min(first, bounds[0]), max_value=max(last, bounds[1]),
        format="DD/MM/YYYY", width=230,
    )  # fmt: skip


def _preset_set(end: date) -> None:
    if count := PRESETS.get(st.session_state["preset"] or ALL):
        session.set_dates(_since(end, count), end)
    else:
        session.set_dates(None, None)


def _range_set(bounds: tuple[date, date]) -> None:
    value = st.session_state["range"]
    if len(value) == 2:  # one day only: the person is still choosing
        first, last = value
        start = first if first > bounds[0] else None
        end = last if last < bounds[1] else None
        session.set_dates(start, end)


def _clock_set() -> None:
    state = session.get()
    session.put(replace(state, clock=st.session_state["clock"] or state.clock))
