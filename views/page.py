"""The screen, top to bottom: head, map with timeline, panel; filters at the side."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
import streamlit as st

from pipeline.errors import DatelineError, StoreError
from pipeline.model import Event
from views import (
    choose,
    dates,
    deck,
    filters,
    marks,
    palette,
    panel,
    routes,
    session,
    style,
    table,
    words,
)
from views.choose import Choice
from views.data import Bools, Snapshot, current, newest
from views.layers import PICK, Scene
from views.markup import el, label
from views.state import Tab
from views.timeline import timeline, title

ICON: Final = Path(__file__).with_name("icon.svg")
LOOK_AGAIN: Final = "5s"  # how soon the page sees that a run has added data
GONE: Final = (
    "This event is no longer in the store: it was merged with another one, or its article was "
    "read again. Look for it in the list."
)
READ_ARTICLES: Final = "python -m pipeline run"


def main() -> None:
    """Draw the page, or say what is missing and what to do."""
    st.set_page_config("Dateline", str(ICON), layout="wide")
    mode: palette.Mode = "dark" if st.context.theme.type == "dark" else "light"
    st.html(style.sheet(palette.GROUND[mode]))
    problems = session.open_link()
    _take_click()
    try:
        snapshot = current()
    except StoreError as error:
        _nothing("There is nothing to show yet", str(error))
    except DatelineError as error:
        _nothing("The settings cannot be used", str(error))
    else:
        if len(snapshot.frame):
            screen(snapshot, palette.GROUND[mode], problems)
        else:
            _nothing("No events yet", _no_events(snapshot))
        watch(snapshot)
    session.publish()


def screen(snapshot: Snapshot, ground: palette.Ground, problems: tuple[str, ...]) -> None:
    """The page with data."""
    state = session.get()
    choice = choose.choose(snapshot, state.filters, state.clock)
    for problem in problems:
        st.warning(f"This link was not read whole: {label(problem)}.", icon=":material/link_off:")
    with st.sidebar:
        filters.search()
        filters.facets(snapshot, choice)
    _head(snapshot)
    left, right = st.columns([2.35, 1], gap="medium")
    with left:  # on a phone the style sheet puts the panel between its two parts
        with st.container(key="stage"):
            _counters(snapshot, choice)
            _map(snapshot, choice, ground)
        with st.container(key="when"):
            dates.dates(snapshot)
            st.html(el("p", title(snapshot), css="caption"))
            timeline(snapshot, choice)
    with right, st.container(key="side"):
        _panel(snapshot, choice)


@st.fragment(run_every=LOOK_AGAIN)
def watch(snapshot: Snapshot) -> None:
    """Draw the page again when the store has changed."""
    if newest(snapshot.path) != snapshot.token:
        st.rerun()


def _head(snapshot: Snapshot) -> None:
    as_of = f", the newest of {words.day(snapshot.as_of)}" if snapshot.as_of else ""
    told = f"from {words.plural(snapshot.articles, 'article')}{as_of}"
    st.html(el("div", el("b", "Dateline"), el("span", told), css="brand"))


def _counters(snapshot: Snapshot, choice: Choice) -> None:
    """How many, and how many of them the map and the timeline cannot show."""
    total, chosen = len(snapshot.frame), int(choice.mask.sum())
    shown: dict[Tab, str] = {
        "list": f"**{words.number(chosen)}** of {words.plural(total, 'event')}",
        "unmapped": f"**{words.number(int(_unmapped(snapshot, choice).sum()))}** not on the map",
        "undated": f"**{words.number(int(_undated(snapshot, choice).sum()))}** undated",
    }
    with st.container(horizontal=True, key="counters", gap="medium"):
        for tab, text in shown.items():
            st.button(text, key=f"count-{tab}", type="tertiary", on_click=session.show, args=(tab,))


def _unmapped(snapshot: Snapshot, choice: Choice) -> Bools:
    mask: Bools = choice.mask & ~snapshot.frame["on_map"].to_numpy(dtype=bool)
    return mask


def _undated(snapshot: Snapshot, choice: Choice) -> Bools:
    mask: Bools = choice.mask & choose.undated(snapshot.frame, session.get().clock)
    return mask


def _map(snapshot: Snapshot, choice: Choice, ground: palette.Ground) -> None:
    state = session.get()
    selected = marks.drawn(snapshot, snapshot.frame["event_id"].to_numpy() == state.selection)
    scene = Scene(
        snapshot=snapshot, filters=state.filters, clock=state.clock, ground=ground,
        selected=selected, areas=_areas(snapshot, state.selection), clicks=session.clicks(),
    )  # fmt: skip
    with st.container(key="map"):
        st.pydeck_chart(
            deck.deck(scene, state.view or _home(snapshot)), key="deck", on_select="rerun",
            selection_mode="single-object", height=560,
            alt="Map of the events in the list",
        )  # fmt: skip


def _areas(snapshot: Snapshot, event_id: str) -> list[str]:
    places = snapshot.places
    return [area for area in places.loc[places["event_id"] == event_id, "area"] if area]


def _home(snapshot: Snapshot) -> Any:
    """Where the map looks first: at all marks of this data version."""
    everything = marks.drawn(snapshot, np.ones(len(snapshot.frame), dtype=bool))
    return deck.fit(stop.point for event in everything for stop in event.stops)


def _take_click() -> None:
    """Open the event of the mark that was hit: its record carries the id, whatever its index is.

    The layers that answer clicks are named after the number of selections so far, so that one
    click counts once.
    """
    hits = st.session_state.get("deck", {}).get("selection", {}).get("objects", {})
    for name in PICK:
        objects = hits.get(f"{name}-{session.clicks()}")
        if objects and objects[0]:
            session.select(str(objects[0].get("id", "")))
            return


def _panel(snapshot: Snapshot, choice: Choice) -> None:
    state = session.get()
    frames = {
        "list": snapshot.frame[choice.mask],
        "unmapped": snapshot.frame[_unmapped(snapshot, choice)],
        "undated": snapshot.frame[_undated(snapshot, choice)],
    }
    _tabs({tab: len(frame) for tab, frame in frames.items()})
    with st.container(key="panel"):
        if state.tab == "event":
            _card(snapshot, choice)
        elif not choice.mask.any():
            _nothing_chosen(choice)
        else:
            _said(state.tab)
            table.listing(snapshot, table.ordered(frames[state.tab]), state.tab)
            _download(snapshot)


def _tabs(totals: dict[str, int]) -> None:
    names = {"event": "Event", "list": "List", "unmapped": "Not on map", "undated": "Undated"}
    shown = [tab for tab in names if tab in ("event", "list") or totals[tab]]
    st.session_state["tab"] = session.get().tab
    if session.get().tab not in shown:
        shown.append(session.get().tab)
    st.segmented_control(
        "Panel", shown, key="tab", label_visibility="collapsed", required=True, on_change=_tab_set,
        format_func=lambda tab: f"{names[tab]} {words.number(totals[tab])}" if tab in totals
        else names[tab],
    )  # fmt: skip


def _tab_set() -> None:
    session.show(st.session_state["tab"])


def _said(tab: Tab) -> None:
    texts = {
        "unmapped": "Known only as far as the country, or not at all: a dot would claim too much.",
        "undated": "No date could be read for these.",
    }
    if tab in texts:
        st.html(el("p", texts[tab], css="caption"))


def _card(snapshot: Snapshot, choice: Choice) -> None:
    event_id = session.get().selection
    if not event_id:
        st.html(el("p", "Click a mark on the map or a row of the list.", css="empty"))
        return
    event: Event | None = snapshot.reader().event(event_id)
    if event is None:
        st.html(el("p", GONE, css="empty"))
        return
    _steps(snapshot, choice, event_id)
    st.html(panel.card(event, snapshot.reader()))


def _steps(snapshot: Snapshot, choice: Choice, event_id: str) -> None:
    """Back and forth through the list, and through the events under the same mark."""
    ids = table.ordered(snapshot.frame[choice.mask])["event_id"].tolist()
    here = marks.neighbours(snapshot, choice.mask, event_id)
    with st.container(horizontal=True, vertical_alignment="center", key="steps"):
        at = ids.index(event_id) if event_id in ids else -1
        before = ids[at - 1] if at > 0 else ""
        after = ids[at + 1] if at + 1 < len(ids) else ""
        _step(snapshot, "previous", before, ":material/chevron_left:", "k")
        _step(snapshot, "next", after, ":material/chevron_right:", "j")
        place = f"{at + 1} of {len(ids)}" if at >= 0 else "outside the filters"
        st.html(el("span", place, css="caption"))
        if len(here) > 1:
            other = here[(here.index(event_id) + 1) % len(here)]
            st.button(
                f"{len(here)} events here", key="here", type="tertiary", icon=":material/layers:",
                on_click=session.select, args=(other,), help="Show the next one at this place",
            )  # fmt: skip


def _step(snapshot: Snapshot, name: str, target: str, icon: str, shortcut: str) -> None:
    st.button(
        "", key=name, icon=icon, disabled=not target, shortcut=shortcut, type="tertiary",
        on_click=table.opened, args=(snapshot, target), help=f"The {name} event",
    )  # fmt: skip


def _download(snapshot: Snapshot) -> None:
    state = session.get()
    address = routes.rows_address(snapshot, "csv", state.filters, state.clock)
    st.link_button("These events as CSV", address, icon=":material/download:", type="tertiary")


def _nothing_chosen(choice: Choice) -> None:
    """Say which filter empties the page and offer to lift it."""
    key = choose.blocking(choice)
    said = f"{filters.describe(key)} leaves nothing" if key else "Together they leave nothing"
    st.html(el("div", el("h2", "No event passes these filters"), el("p", f"{said}."), css="empty"))
    if key:
        st.button(f"Lift {filters.describe(key)}", on_click=filters.lift, args=(key,))
    st.button("Clear all filters", key="clear-here", on_click=session.clear)


def _no_events(snapshot: Snapshot) -> str:
    read = words.plural(snapshot.articles, "article")
    why = f" {words.plural(snapshot.issues, 'issue')} tell why." if snapshot.issues else ""
    return f"The store holds {read} and no events.{why}"


def _nothing(title: str, why: str) -> None:
    st.html(el("div", el("b", "Dateline"), css="brand"))
    with st.container(key="nothing", width=640):
        st.subheader(title)
        st.markdown(label(why))
        st.markdown("Read the sample articles, or your own files and folders:")
        st.code(f"{READ_ARTICLES}\n{READ_ARTICLES} my-articles/ news.html", language="sh")
        st.markdown("The page shows them as soon as they are read.")
        st.button("Look again", key="again", icon=":material/refresh:")


main()
