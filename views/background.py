"""A background map of somebody else: an address of a style, asked for only with consent.

Neither address nor consent stands in the link, so that a link never makes a browser ask anybody.
The consent names the host and holds for that host and this session.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

import streamlit as st

from views.markup import el, is_web, label

PLACEHOLDER: Final = "https://…/style.json"
TOLD: Final = (
    "This server, and others that its style names, then see your network address and which parts "
    "of the map you look at. The link does not hold this choice."
)


def style() -> str:
    """The address of the style when the person has allowed its host, else empty."""
    address = _address()
    return (
        address if address and st.session_state.get("background-allowed") == host(address) else ""
    )


def host(address: str) -> str:
    """The host of an address with its port. Raises ValueError for what is no https address."""
    if not is_web(address) or not address.startswith("https://") or len(address) > 500:
        raise ValueError(
            f"“{address[:60]}” is no address of a style; write one that begins with https://."
        )
    parts = urlsplit(address)
    if parts.username or parts.password:
        raise ValueError("The address holds a user name or a password; leave it out.")
    return parts.netloc.lower()


def field() -> None:
    """The field for the address, and the switch that names the host."""
    st.session_state["background-field"] = st.session_state.get("background", "")
    st.text_input(
        "Another background (address of a MapLibre style)", key="background-field",
        placeholder=PLACEHOLDER, on_change=_typed,
    )  # fmt: skip
    try:
        name = host(address) if (address := st.session_state.get("background", "")) else ""
    except ValueError as error:
        st.warning(label(str(error)))
        return
    if name:
        st.session_state["background-consent"] = bool(style())
        st.toggle(
            f"Ask **{label(name)}** for the background", key="background-consent",
            on_change=_allowed, args=(name,),
        )  # fmt: skip
        st.html(el("p", TOLD, css="caption"))


def _address() -> str:
    """The typed address, empty when it cannot be used."""
    address = str(st.session_state.get("background", ""))
    try:
        return address if host(address) else ""
    except ValueError:
        return ""


def _typed() -> None:
    st.session_state["background"] = str(st.session_state["background-field"]).strip()
    st.session_state["background-allowed"] = ""


def _allowed(name: str) -> None:
    st.session_state["background-allowed"] = name if st.session_state["background-consent"] else ""
