"""Three steps for the first visit. The browser remembers that they were read."""

from __future__ import annotations

from typing import Final

import streamlit as st

from views import afresh, session
from views.markup import el

STEPS: Final = (
    ("Open an event:", "press a mark on the map or a row of the list. Its card quotes the source."),
    ("Narrow:", "search, tick the filters, or draw over the bars of the timeline."),
    ("Keep it:", "the address of this page restores what you see."),
)
SEEN: Final = "dateline-seen"  # the cookie that the script of the page writes; it says only this


def hint() -> None:
    """The steps, until they were put away or an event was opened."""
    state = session.get()
    if _seen() or state.selection or state.filters.any or state.tab != "list":
        return
    afresh.tie()
    with st.container(key="hint", gap=None):
        steps = [el("li", el("b", name), " ", text) for name, text in STEPS]
        st.html(el("ol", *steps, css="hint"))
        st.button("Got it", key="hint-done", type="tertiary", on_click=_put_away)


def _seen() -> bool:
    return bool(st.session_state.get(SEEN)) or st.context.cookies.get(SEEN) == "1"


def _put_away() -> None:
    st.session_state[SEEN] = True
