"""The screen, top to bottom: head, map with timeline, panel; filters at the side."""

from __future__ import annotations

from functools import lru_cache, partial
from itertools import product
from pathlib import Path
from typing import Any, Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pipeline import config
from pipeline.errors import DatelineError, StoreError
from pipeline.model import Point
from views import (
    add,
    afresh,
    background,
    bookmarks,
    dates,
    deck,
    facets,
    filters,
    keyboard,
    mapmenu,
    marks,
    over,
    palette,
    review,
    session,
    share,
    since,
    spots,
    stage,
    style,
    versus,
    welcome,
    words,
)
from views.data import Snapshot, current, newest_or_none, only
from views.layers import PICK, Scene
from views.markup import el, label
from views.side import side
from views.state import View
from views.timeline import Strip, timeline

MAPS: Final = ("deck", "deck-a", "deck-b")
ICON: Final = Path(__file__).with_name("icon.svg")
LOOK_AGAIN: Final = "5s"  # how soon the page sees that a run has added data
CREDITS: Final = "Places: GeoNames (CC BY 4.0) and our own. Map: Natural Earth."
BROKEN: Final = ":material/link_off:"
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
        _no_store(str(error))
        watch("")
    except DatelineError as error:
        _trouble("The settings cannot be used", str(error))
    else:
        if len(snapshot.frame):
            screen(snapshot, palette.GROUND[mode], problems)
        else:
            _read_something("No events yet", _no_events(snapshot))
        watch(snapshot.token)
    session.publish()
    keyboard.listen()


def screen(snapshot: Snapshot, ground: palette.Ground, problems: tuple[str, ...]) -> None:
    """The page with data."""
    afresh.begin()
    with st.sidebar:
        filters.search()
        facets.facets(snapshot)
        review.log_opener()
        st.caption(CREDITS)
    _head(snapshot)
    keyboard.help_button()
    with _slot("notices"):
        _notices(snapshot, problems)
    left, right = st.columns([2.35, 1], gap="medium")
    with left:  # on a phone the style sheet puts the panel between its two parts
        stage, when = st.container(key="stage"), st.container(key="when")
        with when:  # first, because the map moves the mark over the bars
            dates.dates(snapshot)
            strip = timeline(snapshot)
        with stage:
            with st.container(horizontal=True, key="counters", gap="medium"):
                afresh.part("over", over.over)(snapshot)
                versus.entry(snapshot)
                bookmarks.menu(snapshot)
            _map(snapshot, ground, strip)
    with right, st.container(key="side"):
        welcome.hint()
        side(snapshot)
    since.visit()


def _slot(key: str) -> DeltaGenerator:
    """A place for what comes and goes above the map.

    The browser counts what lies before an element: were it one more, the map would be made anew,
    with its graphics context and all that it has fetched.
    """
    return st.container(key=key, gap=None)


@st.fragment(run_every=LOOK_AGAIN)
def watch(shown: str) -> None:
    """Draw the page again when the store holds another version than the one shown."""
    if newest_or_none() not in (None, shown):
        st.rerun()


def _notices(snapshot: Snapshot, problems: tuple[str, ...]) -> None:
    share.notice(snapshot)
    for problem in problems:
        afresh.tie()  # other filters end it
        st.warning(f"This link was not read whole: {label(problem)}.", icon=BROKEN)


def _head(snapshot: Snapshot) -> None:
    as_of = f", the newest of {words.day(snapshot.as_of)}" if snapshot.as_of else ""
    told = f"from {words.plural(snapshot.articles, 'article')}{as_of}"
    with st.container(horizontal=True, vertical_alignment="center", key="head"):
        st.html(el("div", el("b", "Dateline"), el("span", told), css="brand"))
        share.buttons(snapshot)
        add.door()


def _map(snapshot: Snapshot, ground: palette.Ground, strip: Strip | None) -> None:
    with st.container(key="map"):
        if session.get().pair is None:  # a comparison has one layer of its own
            mapmenu.menu()
            with _slot("map-legend-slot"):
                mapmenu.legend(ground)
        stage.show(snapshot, partial(_scene, snapshot, ground), strip=strip, took=_take_click)


def _scene(snapshot: Snapshot, ground: palette.Ground) -> tuple[Scene, View]:
    """What the map shows now, and where it looks."""
    state = session.get()
    selected = marks.drawn(snapshot, only(snapshot, state.selection))
    scene = Scene(
        snapshot=snapshot, filters=state.filters, clock=state.clock, ground=ground,
        selected=selected, areas=_areas(snapshot, state.selection), clicks=session.clicks(),
        layers=state.layers, here=state.here, background=background.style(),
    )  # fmt: skip
    return scene, state.view or _home(snapshot)


def _areas(snapshot: Snapshot, event_id: str) -> list[str]:
    places = snapshot.places
    return [area for area in places.loc[places["event_id"] == event_id, "area"] if area]


@lru_cache(maxsize=2)
def _home(snapshot: Snapshot) -> View:
    """Where the map looks first: at all marks of this data version."""
    places = snapshot.places[snapshot.places["drawn"]].drop_duplicates(["lat", "lon"])
    return deck.fit(map(Point, places["lat"], places["lon"]))


def _take_click() -> bool:
    """Open the event of the mark that was hit: its record carries the id, whatever its index is.

    Returns whether there was one.

    The layers that answer clicks are named after the number of selections so far, so that one
    click counts once.
    """
    for key, name in product(MAPS, PICK):
        hits = st.session_state.get(key, {}).get("selection", {}).get("objects", {})
        layer = f"{name}-{session.clicks()}"
        for hit in (o[0] for id_, o in hits.items() if o and f"{id_}-".startswith(f"{layer}-")):
            if hit:
                _open(hit)
                return True
    return False


def _open(hit: dict[str, Any]) -> None:
    """A cell or a stack opens the list of its events, a single mark its card."""
    event_id = str(hit.get("id", ""))
    if "h" in hit:
        session.gather(str(hit["h"]))
    elif hit.get("m", 1) > 1:
        lon, lat = hit["at"]
        session.gather(spots.key(lat, lon), event_id)
    else:
        session.select(event_id)


def _no_events(snapshot: Snapshot) -> str:
    read = words.plural(snapshot.articles, "article")
    why = f" {words.plural(snapshot.issues, 'issue')} tell why." if snapshot.issues else ""
    return f"The store holds {read} and no events.{why}"


def _no_store(why: str) -> None:
    """A missing store is filled, any other one is mended as the message says."""
    if config.load().store.exists():
        _trouble("The events cannot be read", why)
    else:
        _read_something("There is nothing to show yet", why)


def _read_something(title: str, why: str) -> None:
    _trouble(title, why)
    with st.container(key="start", width=640):
        st.markdown("Read the sample articles, or your own files and folders:")
        st.code(f"{READ_ARTICLES}\n{READ_ARTICLES} my-articles/ news.html", language="sh")
        st.markdown("The page shows them as soon as they are read. Or add some here:")
        add.section()


def _trouble(title: str, why: str) -> None:
    st.html(el("div", el("b", "Dateline"), css="brand"))
    with st.container(key="trouble", width=640):
        st.subheader(title)
        st.markdown(label(why))
        st.button("Look again", key="again")


main()
