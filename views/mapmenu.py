"""What lies over the map: the menu of its layers, the legend of the cells."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from views import background, cells, palette, session, surfaces
from views.markup import el
from views.switches import LAYERS, shown, turned


def menu() -> None:
    """A switch a layer, and the field for another background."""
    keys = shown(session.get().layers)
    with (
        st.container(key="map-menu", width="content"),
        st.popover("Layers", icon=":material/layers:", key="layers-menu"),
    ):
        for switch in reversed(LAYERS):  # what lies on top first
            st.session_state[f"layer-{switch.key}"] = switch.key in keys
            st.toggle(
                switch.label, key=f"layer-{switch.key}", on_change=_turned, args=(switch.key,)
            )
        background.field()


def legend(ground: palette.Ground) -> None:
    """Which colour stands for how many events, while cells are shown."""
    if "cells" not in shown(session.get().layers):
        return
    steps = zip(cells.legend(), surfaces.step_colors(ground.mode), strict=True)
    marks = [el("li", text, color=color) for text, color in steps]
    with st.container(key="map-legend", width="content"):
        st.html(el("div", el("span", "Events in a cell"), el("ul", *marks), css="steps"))


def _turned(key: str) -> None:
    state = session.get()
    on = bool(st.session_state[f"layer-{key}"])
    session.put(replace(state, layers=turned(state.layers, key, on=on)))
