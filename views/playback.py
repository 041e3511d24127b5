"""Playing through time: controls, the moment that the map shows, and its mark on the bars.

While it plays only the map, the mark and the line of words are drawn again, from one fragment;
the list, the filters and the link follow when it pauses.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from time import monotonic
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import streamlit as st

from views import afresh, choose, playing, session, words
from views.choose import Choice
from views.data import Snapshot
from views.markup import Html, el
from views.playing import Moment, Play, Window
from views.state import Clock

Numbers = npt.NDArray[np.int64]

NAMES: Final[dict[Window, str]] = {
    "day": "Day", "week": "Week", "month": "30 d", "all": "So far",
}  # fmt: skip
WHAT: Final = "How much is shown at a time; “so far” is everything from the beginning"
_RUN: Final = "playing"
_DAYS: Final = "playable"


@dataclass(frozen=True, slots=True)
class Run:
    """A playback that moves."""

    started: float  # seconds, as ``monotonic`` counts
    origin: date  # the day it started from


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days that are played, both inclusive."""

    first: date
    last: date


@lru_cache(maxsize=4)
def numbers(snapshot: Snapshot, clock: Clock) -> tuple[Numbers, Numbers]:
    """First and last day of each row as numbers; ``NEVER`` where there is none."""
    first, last = choose.days(snapshot.frame, clock)
    return playing.numbers(first), playing.numbers(last)


def running() -> Run | None:
    """The playback that moves now."""
    run: Run | None = st.session_state.get(_RUN)
    return run if session.get().play else None


def pace() -> float | None:
    """Seconds between two pictures while it plays, None while it stands."""
    return playing.TICK_S if running() else None


def stretch(snapshot: Snapshot, choice: Choice, start: date | None) -> Stretch | None:
    """The days of the chosen events within the date filter; ``start`` cuts off a few early ones."""
    filters, (first, last) = session.get().filters, numbers(snapshot, session.get().clock)
    dated = choice.mask & (first < playing.NEVER)
    if not dated.any():
        return None
    begin = filters.first or max(filter(None, (playing.to_date(int(first[dated].min())), start)))
    end = filters.last or playing.to_date(int(last[dated].max()))
    return Stretch(begin, max(begin, end))


def position(days: Stretch) -> date:
    """Where the playback is now."""
    play, run = session.get().play or Play(), running()
    at = play.at or _beginning(play, days)
    if run:
        at = run.origin + timedelta(days=int((monotonic() - run.started) * play.speed))
    return min(max(at, days.first), days.last)


def moment(days: Stretch | None) -> Moment | None:
    """What the map shows now; None when no playback is open."""
    play = session.get().play
    if play is None or days is None:
        return None
    return playing.moment(play, position(days), running=running() is not None)


def ended(days: Stretch) -> bool:
    """Let a playback that has come to its end stand still there; tells whether it just did."""
    if running() is None or position(days) < days.last:
        return False
    _stop(days)
    return True


def words_of(snapshot: Snapshot, choice: Choice, now: Moment) -> Html:
    """``12–18 Oct 2025 · 34 events``."""
    count = shown(snapshot, choice, now)
    first = now.first
    days = words.span(first, now.last) if first else f"until {words.day(now.last)}"
    return el("p", el("b", days), f" · {words.plural(count, 'event')}", css="now")


def shown(snapshot: Snapshot, choice: Choice, now: Moment) -> int:
    """How many chosen events share a day with the moment."""
    first, last = numbers(snapshot, session.get().clock)
    return int((choice.mask & (first <= now.high) & (last >= now.low)).sum())


def controls(days: Stretch) -> None:
    """The row of controls; while it plays the mark over the bars stands for the slider."""
    play, run = session.get().play or Play(), running()
    with st.container(horizontal=True, vertical_alignment="center", key="player", gap="small"):
        _step("Back", -1, days, ":material/skip_previous:")
        play_button()
        _step("On", 1, days, ":material/skip_next:")
        _window(play)
        _speed(play)
        _slider(days, moving=run is not None)
        st.button(
            "Keep", key="play-keep", on_click=keep, args=(days,), type="tertiary",
            icon=":material/filter_alt:", help="Make these days the date filter",
        )  # fmt: skip
        st.button(
            "Close", key="play-close", on_click=close, type="tertiary", icon=":material/close:",
            help="Close the player; the map shows all days again",
        )  # fmt: skip


def offer(days: Stretch | None) -> None:
    """The days that can be played now."""
    st.session_state[_DAYS] = days
    if days is None or days.first == days.last:
        afresh.tie()  # other filters may bring more


def play_button() -> None:
    """Play or pause."""
    moving, days = running() is not None, _offered()
    st.button(
        "Pause" if moving else "Play", key="play", on_click=afresh.whole(toggle),
        type="tertiary" if session.get().play is None else "secondary",
        icon=":material/pause:" if moving else ":material/play_arrow:",
        disabled=days is None or days.first == days.last,
    )  # fmt: skip


def toggle() -> None:
    """Start from where it stands, from the beginning when it is at the end; or pause."""
    days = _offered()
    if days is None:
        return
    if running():
        _stop(days)
        return
    play = session.get().play or Play(speed=playing.suggested_speed(days.first, days.last))
    session.put(replace(session.get(), play=play))
    at = position(days)
    origin = _beginning(play, days) if at >= days.last else at
    st.session_state[_RUN] = Run(monotonic(), origin)


def keep(days: Stretch) -> None:
    """The shown days become the date filter, and the player closes."""
    now = moment(days)
    if now:
        close()
        session.set_dates(now.first, now.last)


def close() -> None:
    """No playback any more."""
    session.put(replace(session.get(), play=None))
    st.session_state.pop(_RUN, None)


def _offered() -> Stretch | None:
    days: Stretch | None = st.session_state.get(_DAYS)
    return days


def _beginning(play: Play, days: Stretch) -> date:
    """The first whole window."""
    length = max(playing.DAYS[play.window], 1)
    return min(days.first + timedelta(days=length - 1), days.last)


def _stop(days: Stretch) -> None:
    _put(at=position(days))
    st.session_state.pop(_RUN, None)


def _put(**changes: Any) -> None:
    play = session.get().play or Play()
    session.put(replace(session.get(), play=replace(play, **changes)))


def _step(name: str, way: int, days: Stretch, icon: str) -> None:
    st.button(
        name, key=f"play-{name.lower()}", icon=icon, on_click=_stepped, args=(way, days),
        type="tertiary",
    )  # fmt: skip


def _stepped(way: int, days: Stretch) -> None:
    """A step is a window; a playback that moves stops."""
    _stop(days)
    play = session.get().play or Play()
    target = position(days) + timedelta(days=way * playing.STEP[play.window])
    _put(at=min(max(target, days.first), days.last))


def _window(play: Play) -> None:
    st.session_state["play-window"] = play.window
    st.segmented_control(
        "Shown at a time", list(NAMES), key="play-window", required=True, help=WHAT,
        format_func=lambda window: NAMES[window], label_visibility="collapsed",
        on_change=_changed, args=("window",),
    )  # fmt: skip


def _speed(play: Play) -> None:
    st.session_state["play-speed"] = play.speed
    st.selectbox(
        "Speed", playing.SPEEDS, key="play-speed", label_visibility="collapsed", width=118,
        format_func=lambda speed: f"{words.plural(speed, 'day')}/s", on_change=_changed,
        args=("speed",),
    )  # fmt: skip


def _changed(name: str) -> None:
    """Another window or speed; a playback that moves goes on from where it is."""
    run, play = running(), session.get().play
    if run and play:
        gone = timedelta(days=int((monotonic() - run.started) * play.speed))
        st.session_state[_RUN] = Run(monotonic(), run.origin + gone)
    _put(**{name: st.session_state[f"play-{name}"]})


def _slider(days: Stretch, *, moving: bool) -> None:
    if moving or days.first == days.last:
        return
    st.session_state["play-at"] = position(days)
    st.slider(
        "Last day shown", min_value=days.first, max_value=days.last, key="play-at",
        format="D MMM YYYY", label_visibility="collapsed", on_change=_moved,
    )  # fmt: skip


def _moved() -> None:
    _put(at=st.session_state["play-at"])
