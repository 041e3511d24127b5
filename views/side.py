"""The panel beside the map: the event card, the list, and what the map cannot show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from pipeline.errors import StoreError
from pipeline.model import Event
from views import (
    add,
    afresh,
    choose,
    filters,
    panel,
    review,
    review_log,
    session,
    share,
    spots,
    table,
    versus,
    words,
)
from views.choose import Choice
from views.data import Bools, Snapshot
from views.markup import el, label
from views.state import Tab

LISTS: Final[frozenset[Tab]] = frozenset({"list", "unmapped", "undated", "here"})
NOTHING_OPEN: Final = "No event is open. Press a mark on the map or a row of the list."
GONE: Final = (
    "This event is no longer in the store: it was merged with another one, or its article was "
    "read again. Look for it in the list."
)


def side(snapshot: Snapshot) -> None:
    """The panel. Tabs and lists are parts of the page; a card or a form is drawn with all of it."""
    lists = session.get().tab in LISTS
    draw = afresh.part("tabs", _tabs) if lists else _tabs
    draw(snapshot)
    with st.container(key="panel"):
        try:
            show = _lists if lists else _panel
            show(snapshot)
        except StoreError as error:  # one row cannot be read: all else can
            st.warning(label(str(error)), icon=":material/broken_image:")


def _lists(snapshot: Snapshot) -> None:
    if session.get().tab == "here":
        afresh.tie()  # what is said of the place
    if afresh.choice(snapshot).mask.any():
        _said(session.get().tab, int(_masks(snapshot)[session.get().tab].sum()))
        table.sorting()
    else:
        afresh.tie()
    afresh.part("list", _list)(snapshot)


def _list(snapshot: Snapshot) -> None:
    """Rows, or why there are none."""
    choice, tab = afresh.choice(snapshot), session.get().tab
    if choice.mask.any():
        table.listing(snapshot, table.rows(snapshot, _masks(snapshot)[tab]), tab)
    else:
        _nothing_chosen(choice)


def _panel(snapshot: Snapshot) -> None:
    tab, choice = session.get().tab, afresh.choice(snapshot)
    if tab == "add":
        add.section()
    elif tab == "log":
        review_log.everything(snapshot)
    elif tab == "compare":
        versus.panel(snapshot)
    else:
        _card(snapshot, choice)


def _masks(snapshot: Snapshot) -> Mapping[Tab, Bools]:
    """The rows of each list."""
    state, choice = session.get(), afresh.choice(snapshot)
    return {
        "list": choice.mask,
        "unmapped": choose.unmapped(snapshot, choice),
        "undated": choice.mask & choose.undated(snapshot.frame, state.clock),
        "here": spots.members(snapshot, choice.mask, state.here),
    }


def _tabs(snapshot: Snapshot) -> None:
    totals: dict[str, int] = {tab: int(mask.sum()) for tab, mask in _masks(snapshot).items()}
    names = {"event": "Event", "list": "List", "unmapped": "Not on map", "undated": "Undated",
             "correct": "Correct", "log": "Corrections", "add": "Add articles",
             "compare": "Compare", "here": "Here"}  # fmt: skip
    shown = [tab for tab in names if tab in ("event", "list") or totals.get(tab)]
    shown += ["compare"] if session.get().pair else []
    st.session_state["tab"] = session.get().tab
    if session.get().tab not in shown:
        shown.append(session.get().tab)
    st.segmented_control(
        "Panel", shown, key="tab", label_visibility="collapsed", required=True,
        on_change=afresh.whole(_tab_set),
        format_func=lambda tab: f"{names[tab]} {words.number(totals[tab])}" if tab in totals
        else names[tab],
    )  # fmt: skip


def _tab_set() -> None:
    session.show(st.session_state["tab"])


def _said(tab: Tab, total: int) -> None:
    texts = {
        "unmapped": "Known only as far as the country, or not at all: a dot would claim too much.",
        "undated": "No date could be read for these.",
        "here": _where(total),
    }
    if tab in texts:
        st.html(el("p", texts[tab], css="caption"))


def _where(total: int) -> str:
    if not total:
        return "No event that passes the filters has a mark here."
    told = words.plural(total, "event")
    return f"{told} at this place." if "," in session.get().here else f"{told} in this cell."


def _card(snapshot: Snapshot, choice: Choice) -> None:
    event_id = session.get().selection
    if not event_id:
        st.html(el("p", NOTHING_OPEN, css="empty"))
        return
    event: Event | None = snapshot.reader().event(event_id)
    if event is None:
        st.html(el("p", GONE, css="empty"))
        return
    if session.get().tab == "correct":
        review.form(snapshot, event)
        return
    _steps(snapshot, choice, event_id)
    st.html(panel.card(event, snapshot.reader()))
    review_log.trail(snapshot, event_id)


def _steps(snapshot: Snapshot, choice: Choice, event_id: str) -> None:
    """Back and forth through the list, and through the events under the same mark."""
    state = session.get()
    own = spots.place(snapshot, event_id)
    here = table.ids(snapshot, spots.members(snapshot, choice.mask, state.here))
    together = int(spots.members(snapshot, choice.mask, own).sum())
    among = event_id in here
    ids = here if among else table.ids(snapshot, choice.mask)
    kept = state.here if among else ""
    with st.container(horizontal=True, vertical_alignment="center", key="steps"):
        at = ids.index(event_id) if event_id in ids else -1
        before = ids[at - 1] if at > 0 else ""
        after = ids[at + 1] if at + 1 < len(ids) else ""
        st.button("Back to the list", key="close", icon=":material/close:", type="tertiary",
                  on_click=session.show, args=("here" if among else "list",))  # fmt: skip
        _step(snapshot, "Previous", before, ":material/chevron_left:", "k", here=kept)
        _step(snapshot, "Next", after, ":material/chevron_right:", "j", here=kept)
        place = f"{at + 1} of {len(ids)}" if at >= 0 else "outside the filters"
        place += " here" if among else ""
        st.html(el("span", place, css="caption"))
        if among or together > 1:
            st.button(
                f"All {len(here) if among else together} here", key="here", type="tertiary",
                icon=":material/layers:", on_click=session.gather,
                args=(kept or own, event_id), help="List the events at this place",
            )  # fmt: skip
        review.opener()
        share.of_event(snapshot, event_id)


def _step(
    snapshot: Snapshot, name: str, target: str, icon: str, shortcut: str, *, here: str
) -> None:
    st.button(
        name, key=name.lower(), icon=icon, disabled=not target, shortcut=shortcut, type="tertiary",
        on_click=table.opened, args=(snapshot, target, here),
    )  # fmt: skip


def _nothing_chosen(choice: Choice) -> None:
    """Say which filters empty the page and offer to lift each of them."""
    freed = choose.blocking(choice)
    alone = choose.empty_alone(choice)
    keys = list(freed) or alone or list(choice.parts)
    names = [filters.describe(key) for key in keys]
    if len(keys) == 1:
        said = f"Nothing is left because of {names[0]}"
    elif freed:
        said = f"Nothing is left between {_and(names)}; lifting one of them is enough"
    else:
        said = f"{_and(names)} {'each leave' if alone else 'together leave'} nothing"
    text = f"{said[:1].upper()}{said[1:]}."
    st.html(el("div", el("h2", "No event passes these filters"), el("p", text), css="empty"))
    lift, clear = afresh.whole(filters.lift), afresh.whole(session.clear)
    for key, name in zip(keys, names, strict=True):
        leaves = f" · {words.plural(freed[key], 'event')}" if key in freed else ""
        st.button(f"Lift {label(name)}{leaves}", key=f"lift-{key}", on_click=lift, args=(key,))
    st.button("Clear all filters", key="clear-here", on_click=clear)


def _and(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"
