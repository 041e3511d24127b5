"""The map in its three forms: as it is, moving with a playback, or comparing two sides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from views import (
    afresh,
    compare,
    contrast,
    deck,
    playback,
    routes,
    session,
    timeline,
    versus,
    words,
)
from views.compare import Compared
from views.data import Snapshot
from views.layers import Scene
from views.markup import el
from views.pair import Half, Pair
from views.state import View
from views.timeline import Strip

Look = Callable[[], tuple[Scene, View]]  # what the map shows now, and where it looks

HEIGHT = 560  # pixels; the style sheet fits it to the window


def show(snapshot: Snapshot, look: Look, *, strip: Strip | None, took: Callable[[], bool]) -> None:
    """The map. ``took`` takes over a click on it and tells whether there was one."""
    both = session.get().pair
    if both is None:
        # Always a part: one that comes and goes would make the map anew and lose its view.
        moving = afresh.part("map", _moving, run_every=playback.pace())
        moving(snapshot, look, strip, took)
        return
    found = compare.compared(snapshot, session.get(), both)
    versus.said(both, found)
    if strip:
        _mark_halves(strip, both)
    if both.way == "sides":
        _sides(*look(), both, found)
    else:
        _difference(*look())


def _moving(snapshot: Snapshot, look: Look, strip: Strip | None, took: Callable[[], bool]) -> None:
    """The map at the moment of the playback, when there is one."""
    days = strip.days if strip else None
    if took() or (days and playback.ended(days)):
        st.rerun()
    now = playback.moment(days)
    _chart(deck.deck(*look(), now), "deck")
    if strip and now:
        afresh.tie()
        strip.mark.html(timeline.point_out(strip, now.first, now.last, "play"))
        if strip.said:
            strip.said.html(playback.words_of(snapshot, afresh.choice(snapshot), now))


def _difference(scene: Scene, view: View) -> None:
    data = routes.difference_address(scene.snapshot, session.get())
    layers = contrast.difference_layers(scene, data)
    _chart(deck.deck(scene, view, layers=layers), "deck-difference")


def _sides(scene: Scene, view: View, both: Pair, found: Compared) -> None:
    with st.container(key="sides"):
        sides = zip(st.columns(2, gap="small"), "ab", (both.a, both.b), found.totals, strict=True)
        for column, letter, half, total in sides:
            with column:
                _side(scene, view, letter, half, total)


def _side(scene: Scene, view: View, letter: str, half: Half, total: int) -> None:
    said = f"{compare.name(half)} · {words.plural(total, 'event')}"
    st.html(el("p", el("b", letter.upper()), f" {said}", css=f"side-{letter}"))
    own = replace(scene, filters=compare.filters_of(scene.filters, half))
    _chart(deck.deck(own, view), f"deck-{letter}")


def _mark_halves(strip: Strip, both: Pair) -> None:
    """The two periods over the bars."""
    spans = [
        timeline.point_out(strip, half.first, half.last, letter)
        for letter, half in (("a", both.a), ("b", both.b))
        if half.last
    ]
    if spans:
        strip.mark.html("".join(spans))


def _chart(made: object, key: str) -> None:
    st.pydeck_chart(
        made, key=key, on_select="rerun", selection_mode="single-object", height=HEIGHT,
        alt="Map of the events in the list",
    )  # fmt: skip
