"""The keys of the page, and what helps a screen reader: focus that follows, counts read out.

The script is a file of this project and goes to the browser as it is; no data is put into it.
It presses the page's own buttons, which are found by their keys.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import streamlit as st

from views.markup import el

KEYS: Final = {
    "/": "search",
    "j · k": "next and previous event; in the list, Enter opens it",
    "Esc": "back from the event to the list",
    "Space": "play and pause",
    "Shift + X": "clear the filters",
    "?": "this list",
}
_SCRIPT: Final = Path(__file__).with_name("keyboard.js")


def listen() -> None:
    """Let the page answer to its keys."""
    with st.container(key="listen"):
        st.html(_element(), unsafe_allow_javascript=True)


@cache
def _element() -> str:
    return f"<script>{_SCRIPT.read_text(encoding='utf-8')}</script>"


def help_button() -> None:
    """A button that tells the keys."""
    with st.container(key="help"):
        st.button("Keys", key="keys", type="tertiary", icon=":material/keyboard:",
                  on_click=_ask)  # fmt: skip
    if st.session_state.pop("keys-asked", False):
        _help()


def _ask() -> None:
    st.session_state["keys-asked"] = True


@st.dialog("Keys")
def _help() -> None:
    rows = [part for key, says in KEYS.items() for part in (el("dt", key), el("dd", says))]
    st.html(el("dl", *rows, css="keys"))
    st.caption("Tab walks through everything else. The list holds all that the map shows.")
