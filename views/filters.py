"""The filters: search, and a list of values with counts for each facet. The types are the legend.

Each count is of the events that pass the other filters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import streamlit as st

from views import choose, palette, session, words
from views.choose import FACET, Choice, Facet
from views.data import Snapshot
from views.markup import el, label

SIGNS: Final = "Hollow marks: planned, long past or denied. A circle: the place lies within it."
TICKED: Final = ("type", "status")  # few values: a box each; the others are searched


def search() -> None:
    """The search box."""
    st.session_state["search"] = session.get().filters.text
    st.text_input(
        "Search", key="search", placeholder="Who, what, where …",
        label_visibility="collapsed", icon=":material/search:", on_change=_searched,
    )  # fmt: skip


def clear_all() -> None:
    """The way back to everything, when something is filtered."""
    if session.get().filters.any:
        st.button(
            "Clear filters", key="clear", on_click=session.clear, width="stretch",
            icon=":material/filter_alt_off:", shortcut="Shift+X",
        )  # fmt: skip


def facets(snapshot: Snapshot, choice: Choice) -> None:
    """All facets below each other."""
    for facet in choose.FACETS:
        totals = choose.counts(snapshot, choice, facet.key)
        if facet.key in TICKED:
            _boxes(facet, totals)
        elif len(totals) > 1 or session.get().filters.picked.get(facet.key):
            _chooser(facet, totals)


def _boxes(facet: Facet, totals: Mapping[str, int]) -> None:
    picked = session.get().filters.picked.get(facet.key, ())
    with st.container(key=f"facet-{facet.key}", gap=None):
        st.markdown(f"**{facet.label}**")
        for value in _ranked(facet, totals, picked):
            _box(facet, value, totals.get(value, 0), ticked=value in picked)
        if facet.key == "type":
            st.html(el("p", SIGNS, css="caption"))


def _box(facet: Facet, value: str, total: int, *, ticked: bool) -> None:
    name = f"box-{facet.key}-{value}"
    st.session_state[name] = ticked
    st.checkbox(
        f"{label(facet.name(value))} · {words.number(total)}",
        key=name, on_change=_ticked, args=(facet.key, value),
    )  # fmt: skip


def _ranked(facet: Facet, totals: Mapping[str, int], picked: Sequence[str]) -> list[str]:
    """Values in a fixed order, so that a box does not move under the pointer."""
    order = list(palette.TYPES if facet.key == "type" else palette.STATUS)
    known = [value for value in order if value in totals]
    return [*known, *sorted((set(totals) | set(picked)) - set(known))]


def _chooser(facet: Facet, totals: Mapping[str, int]) -> None:
    picked = session.get().filters.picked.get(facet.key, ())
    name = f"choose-{facet.key}"
    st.session_state[name] = list(picked)
    st.multiselect(
        facet.label, [*totals, *(value for value in picked if value not in totals)], key=name,
        format_func=lambda value: f"{facet.name(value)} ({words.number(totals.get(value, 0))})",
        placeholder=f"Any of {words.number(len(totals))}", on_change=_chosen, args=(facet.key,),
    )  # fmt: skip


def _searched() -> None:
    text = str(st.session_state["search"])[:200]
    session.refine(lambda filters: replace(filters, text=text))


def _ticked(key: str, value: str) -> None:
    picked = session.get().filters.picked.get(key, ())
    rest = [kept for kept in picked if kept != value]
    more = [value] if st.session_state[f"box-{key}-{value}"] else []
    session.refine(lambda filters: filters.pick(key, [*rest, *more]))


def _chosen(key: str) -> None:
    values = list(st.session_state[f"choose-{key}"])
    session.refine(lambda filters: filters.pick(key, values))


def describe(key: str) -> str:
    """A filter by its name, for messages."""
    return {"q": "the search words", "dates": "the dates", "since": "the time they came in"}.get(
        key, f"“{FACET[key].label}”" if key in FACET else key
    )


def lift(key: str) -> None:
    """Take one filter away."""
    if key == "dates":
        session.set_dates(None, None)
    elif key == "q":
        session.refine(lambda filters: replace(filters, text=""))
    elif key == "since":
        session.refine(lambda filters: replace(filters, since=None))
    else:
        session.refine(lambda filters: filters.pick(key, ()))
