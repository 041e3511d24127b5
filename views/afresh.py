"""What a filter move draws again: the parts of the page that count or show the chosen events.

Everything else of the page stays as it is and is not sent again. A part is a fragment, so a control
in it would by itself draw only that part again: what it does to the page is told by ``whole`` or
ends in ``moved``. What depends on the filters and is no part calls ``tie`` when it is drawn; as
long as it is there, a filter move draws the whole page.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Final, NoReturn, ParamSpec, TypeVar

import streamlit as st

from views import choose, session
from views.choose import Choice
from views.data import Snapshot

P = ParamSpec("P")
T = TypeVar("T")

# Without all of these the page is another one than that of map and list.
NEEDED: Final = frozenset({"over", "map", "bars", "tabs", "list"})
# What is long goes first: the compression looks back on 4 kB only, and the others are alike.
LONG: Final = ("map", "list")
_DRAWN: Final = "parts-drawn"
_TIED: Final = "tied"


def begin() -> None:
    """The whole page is drawn from here."""
    st.session_state[_DRAWN], st.session_state[_TIED] = frozenset(), False


def part(key: str, draw: Callable[P, T], *, run_every: float | None = None) -> Callable[P, T]:
    """The same as a part of the page. It must look up the filters itself: they change under it."""
    st.session_state[_DRAWN] = st.session_state.get(_DRAWN, frozenset()) | {key}
    made: Callable[P, T] = st.fragment(draw, key=key, run_every=run_every)
    return made


def tie() -> None:
    """What is drawn here changes with the filters and is no part."""
    st.session_state[_TIED] = True


def moved() -> NoReturn:
    """The filters have changed: draw again what shows it. For the end of a callback."""
    drawn = st.session_state.get(_DRAWN, frozenset())
    if st.session_state.get(_TIED, True) or not drawn >= NEEDED:
        st.rerun()
    session.publish()
    st.rerun([*LONG, *sorted(drawn.difference(LONG))])


def whole(act: Callable[P, None]) -> Callable[P, None]:
    """The callback of a control in a part after which the whole page is drawn again."""

    @wraps(act)
    def acted(*args: P.args, **kwargs: P.kwargs) -> None:
        act(*args, **kwargs)
        st.rerun()

    return acted


def choice(snapshot: Snapshot) -> Choice:
    """The rows that pass the filters of now; the parts of one page ask for the same."""
    state = session.get()
    wanted = (snapshot.token, state.filters, state.clock)
    kept = st.session_state.get("choice")
    if kept is None or kept[0] != wanted:
        found = choose.choose(snapshot, state.filters, state.clock)
        st.session_state["choice"] = kept = (wanted, found)
    found_now: Choice = kept[1]
    return found_now
