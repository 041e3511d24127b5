"""The comparison on the page: its controls and counts in the panel, its sentence and maps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final, TypeVar

import streamlit as st

from views import choose, compare, palette, session, words
from views.choose import FACET, FACETS
from views.compare import Compared, Row
from views.data import Snapshot
from views.markup import Html, el
from views.pair import WAYS, Half, Pair, Way

T = TypeVar("T")

ROWS: Final = 15  # of the table; the rest is counted
WAY_NAMES: Final[dict[Way, str]] = {"difference": "Difference", "sides": "Side by side"}
KINDS: Final = {False: "Periods", True: "Actors"}
ONE_ACTOR: Final = "There are no two actors under these filters to compare."


def entry(snapshot: Snapshot) -> None:
    """The button that opens a comparison, or leads back to it."""
    st.button(
        "Compare", key="compare", type="tertiary", icon=":material/compare_arrows:",
        on_click=_open, args=(snapshot,), help="Two periods or two actors",
    )  # fmt: skip


def said(both: Pair, found: Compared) -> None:
    """The sentence over the map, with the colours when it shows differences."""
    legend = [
        el("span", el("b", mark, css="dot", color=_css(color)), f" {text}")
        for mark, color, text in (
            ("A", compare.A_COLOR, "only there"), ("B", compare.B_COLOR, "only there"),
            ("±", compare.BOTH_COLOR, "on both sides"),
        )
    ]  # fmt: skip
    shown = legend if both.way == "difference" else []
    st.html(el("div", el("p", compare.sentence(both, found)), *shown, css="compared"))


def panel(snapshot: Snapshot) -> None:
    """Controls, then counts by the values of a facet."""
    both = session.get().pair
    if both is None:
        st.html(el("p", "Nothing is compared yet.", css="empty"))
        return
    _controls(snapshot, both)
    found = compare.compared(snapshot, session.get(), both)
    key = both.by if both.by in FACET else "type"
    rows = compare.table(snapshot, found, key)
    st.html(table(both, rows, FACET[key].label))


def table(both: Pair, rows: list[Row], what: str) -> Html:
    """Value, A, B, change."""
    heads = (what, "A", "B", "Change")
    head = el("tr", *(el("th", text) for text in heads))
    body = [
        el("tr", el("td", row.name), el("td", words.number(row.a)), el("td", words.number(row.b)),
           el("td", compare.change(row.a, row.b), css=_trend(row)))
        for row in rows[:ROWS]
    ]  # fmt: skip
    left = len(rows) - ROWS
    more = el("p", f"and {words.plural(left, 'more value')}", css="caption") if left > 0 else ""
    names = el("p", f"A: {compare.name(both.a)} · B: {compare.name(both.b)}", css="caption")
    return el("div", el("table", el("thead", head), el("tbody", *body)), more, names, css="versus")


def _trend(row: Row) -> str:
    return "up" if row.b > row.a else "down" if row.b < row.a else ""


def _css(color: palette.Rgb) -> str:
    return palette.Look("", color).css


def _controls(snapshot: Snapshot, both: Pair) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="versus-top"):
        _switch("Kind", list(KINDS), KINDS, both.actors, _kind(snapshot))
        st.button(
            "Close", key="versus-close", on_click=close, type="tertiary", icon=":material/close:"
        )
    if both.actors:
        _actors(snapshot, both)
    else:
        _periods(both)
    with st.container(horizontal=True, vertical_alignment="bottom", key="versus-way"):
        _switch("How", list(WAYS), WAY_NAMES, both.way, lambda way: _change(way=way))
        st.session_state["versus-by"] = both.by if both.by in FACET else "type"
        st.selectbox(
            "Counted by", [facet.key for facet in FACETS], key="versus-by", width=150,
            format_func=lambda key: FACET[key].label, label_visibility="collapsed",
            on_change=lambda: _change(by=st.session_state["versus-by"]),
        )  # fmt: skip


def _switch(
    title: str, options: list[T], names: dict[T, str], now: T, put: Callable[[T], None]
) -> None:
    key = f"versus-{title.lower()}"
    st.session_state[key] = now
    st.segmented_control(
        title, options, key=key, required=True, label_visibility="collapsed",
        format_func=lambda option: names[option], on_change=lambda: put(st.session_state[key]),
    )  # fmt: skip


def _kind(snapshot: Snapshot) -> Callable[[bool], None]:
    def change(actors: bool) -> None:
        state = session.get()
        suggested = (
            compare.suggested_actors(snapshot, state.filters, state.clock)
            if actors
            else compare.suggested_periods(snapshot, state.filters)
        )
        if suggested is None:
            st.toast(ONE_ACTOR)
        elif state.pair:
            way, by = state.pair.way, state.pair.by
            session.put(replace(state, pair=replace(suggested, way=way, by=by)))

    return change


def _periods(both: Pair) -> None:
    for side, half in (("a", both.a), ("b", both.b)):
        key = f"versus-{side}-days"
        st.session_state[key] = (half.first, half.last)
        st.date_input(
            f"{side.upper()}: from and to", key=key, format="DD/MM/YYYY", on_change=_days_set,
            args=(side, key), min_value=date(1900, 1, 1), max_value=date(2199, 12, 31),
        )  # fmt: skip


def _days_set(side: str, key: str) -> None:
    value = st.session_state[key]
    if len(value) == 2:  # one day only: the person is still choosing
        _change(**{side: Half(*value)})


def _actors(snapshot: Snapshot, both: Pair) -> None:
    state = session.get()
    choice = choose.choose(snapshot, state.filters, state.clock)
    known = [name for name, count in choose.counts(snapshot, choice, "actor").items() if count]
    for side, half in (("a", both.a), ("b", both.b)):
        key = f"versus-{side}-actor"
        st.session_state[key] = half.actor
        options = known if half.actor in known else [half.actor, *known]
        st.selectbox(
            f"{side.upper()}: actor", options, key=key, on_change=_actor_set, args=(side, key)
        )


def _actor_set(side: str, key: str) -> None:
    if actor := st.session_state[key]:
        _change(**{side: Half(actor=actor)})


def _change(**changes: object) -> None:
    state = session.get()
    if state.pair:
        session.put(replace(state, pair=replace(state.pair, **changes)))  # type: ignore[arg-type]


def _open(snapshot: Snapshot) -> None:
    state = session.get()
    both = state.pair or compare.suggested_periods(snapshot, state.filters)
    session.put(replace(state, pair=both, play=None, tab="compare"))


def close() -> None:
    """No comparison any more."""
    session.put(replace(session.get(), pair=None, tab="list"))
