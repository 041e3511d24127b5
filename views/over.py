"""Over the map: the filters as chips, how many events they leave, and what the map leaves out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import streamlit as st

from views import afresh, chips, choose, ladder, scripts, session, since, words
from views.chips import Chip
from views.choose import Choice
from views.data import Bools, Snapshot
from views.state import NOT, Tab

KEY: Final = "over"

_draw = scripts.component("over.js")


@dataclass(frozen=True, slots=True)
class Button:
    """A button as the browser draws it; a part of its words is strong."""

    name: str  # chip-…, count-…, since-…, clear
    strong: str
    rest: str
    act: Callable[[], None]
    struck: bool = False  # its words are struck through
    quick: bool = False  # a move after which the parts alone are drawn again

    def packed(self) -> list[Any]:
        """What the browser needs of it."""
        return [self.name, self.strong, self.rest, *([1] if self.struck else [])]


def over(snapshot: Snapshot) -> None:
    """Chips, counts, and a sentence."""
    choice, state = afresh.choice(snapshot), session.get()
    lifting = _chips(chips.active(state.filters, state.clock))
    counting = [*_counts(snapshot, choice), *_since(snapshot, choice)]
    data = {
        "chips": [button.packed() for button in lifting],
        "counts": [button.packed() for button in counting],
        "told": ladder.said(snapshot, choice, moving=state.play is not None) or "",
    }
    offered = {button.name: button for button in (*lifting, *counting)}
    _draw(KEY, data, on_pressed_change=partial(_pressed, offered))


def _chips(active: Sequence[Chip]) -> list[Button]:
    """A chip a filter, and the way to lift them all; nothing when nothing is filtered."""
    found = [
        Button(
            f"chip-{NOT if chip.excluded else ''}{chip.key}-{chip.value}",
            "not " if chip.excluded else "", chip.text, partial(chips.lift, chip),
            struck=chip.excluded, quick=bool(chip.value),
        )
        for chip in active
    ]  # fmt: skip
    return [*found, Button("clear", "", "Clear all", session.clear)] if found else []


def _counts(snapshot: Snapshot, choice: Choice) -> list[Button]:
    """How many, and how many of them the map and the timeline cannot show."""
    undated = choice.mask & choose.undated(snapshot.frame, session.get().clock)
    of = f" of {words.plural(len(snapshot.frame), 'event')}"
    shown: Mapping[Tab, tuple[Bools, str]] = {
        "list": (choice.mask, of),
        "unmapped": (choose.unmapped(snapshot, choice), " not on the map"),
        "undated": (undated, " undated"),
    }
    return [
        Button(f"count-{tab}", words.number(int(mask.sum())), rest, partial(session.show, tab))
        for tab, (mask, rest) in shown.items()
    ]


def _since(snapshot: Snapshot, choice: Choice) -> list[Button]:
    """What is new as a filter, and the way back from it."""
    if wanted := session.get().filters.since:
        text = f"New since {since.name(wanted)}"
        return [Button("since-lift", "", text, partial(since.put, None))]
    offer = since.offer(snapshot, choice)
    if offer is None:
        return []
    count, point = offer
    text = f" new since {since.name(point)}"
    return [Button("since-visit", words.number(count), text, partial(since.put, point))]


def _pressed(offered: Mapping[str, Button]) -> None:
    button = offered.get(str(st.session_state[KEY].get("pressed")))
    if button is None:
        return
    button.act()
    if button.quick:
        afresh.moved()
    st.rerun()
