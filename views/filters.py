"""The search box, and what a filter is called when it is spoken of."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import streamlit as st

from views import session
from views.choose import FACET
from views.state import NOT

SIGNS: Final = "Hollow marks: planned, long past or denied. A circle: the place lies within it."


def search() -> None:
    """The search box."""
    session.give("search", session.get().filters.text)
    st.text_input(
        "Search", key="search", placeholder="Who, what, where …",
        label_visibility="collapsed", icon=":material/search:", on_change=_searched,
    )  # fmt: skip


def _searched() -> None:
    text = str(st.session_state["search"])[:200]
    session.refine(lambda filters: replace(filters, text=text))


def describe(key: str) -> str:
    """A filter by its name, for messages."""
    if key.startswith(NOT):
        return f"what “{FACET[key.removeprefix(NOT)].label}” excludes"
    names = {"q": "the search words", "dates": "the dates", "only": "the choice of single events",
             "since": "the time they came in"}  # fmt: skip
    return names.get(key, f"“{FACET[key].label}”" if key in FACET else key)


def lift(key: str) -> None:
    """Take one filter away."""
    if key == "dates":
        session.set_dates(None, None)
    elif key == "q":
        session.refine(lambda filters: replace(filters, text=""))
    elif key.startswith(NOT):
        session.refine(lambda filters: filters.exclude(key.removeprefix(NOT), ()))
    elif key == "only":
        session.refine(lambda filters: replace(filters, only=()))
    elif key == "since":
        session.refine(lambda filters: replace(filters, since=None))
    else:
        session.refine(lambda filters: filters.pick(key, ()))
