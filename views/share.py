"""Taking the view elsewhere: a link, a file, a citation; and what a link says about its data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final
from urllib.parse import urlsplit

import streamlit as st

from pipeline.export.html import MOST
from pipeline.model import Event
from views import afresh, cite, exports, session, words
from views.data import Snapshot
from views.markup import el
from views.state import DATA, State
from views.table import look_at

LOCAL: Final = ("127.0.0.1", "localhost", "::1")
FORMATS: Final[Mapping[str, tuple[str, str]]] = {
    "html": ("Report", "One HTML file: map, list and sources. It opens without a network."),
    "csv": ("CSV", "A zip: the table for spreadsheets, and a file that tells what it holds."),
    "geojson": ("GeoJSON", "Points and ways for QGIS and web maps."),
    "kml": ("KML", "Points and ways with their days for Google Earth and QGIS."),
    "parquet": ("GeoParquet", "Typed columns with positions for pandas, DuckDB and QGIS."),
    "jsonl": ("JSON Lines", "A zip: an event a line with every place that was considered."),
}


def buttons(snapshot: Snapshot) -> None:
    """Share and Export, for the head of the page. What is closed is not sent."""
    for name, icon, draw in (("Share", "link", _share), ("Export", "download", _export)):
        menu = st.popover(name, icon=f":material/{icon}:", key=name.lower(), on_change="rerun")
        if menu.open:
            afresh.tie()
            with menu:
                draw(snapshot, int(afresh.choice(snapshot).mask.sum()))


def link(state: State) -> str:
    """The whole address of a view; without the server's when it is not known."""
    base = str(st.context.url or "").split("?")[0]
    base += "" if base.endswith("/") else "/"
    return f"{base}?{exports.link_query(state)}"


def stamp(snapshot: Snapshot, shown: int) -> str:
    """What a link says about its data: the version, and how many events it shows."""
    return f"{exports.data_version(snapshot)}~{shown}"


def changed(before: str, snapshot: Snapshot, shown: int) -> str:
    """What is other than when a link was made, as a sentence; empty when nothing is."""
    parts = DATA.fullmatch(before)
    if not parts or parts[1] == exports.data_version(snapshot):
        return ""
    then, as_of = int(parts[3]), parts[2]
    made = "was empty" if as_of == "empty" else f"ended on {words.day(date.fromisoformat(as_of))}"
    told = f"This link was made when the data {made} and it showed {words.plural(then, 'event')}."
    if shown == then:
        return f"{told} The data has changed since; the same filters still show as many."
    more = f"{words.number(abs(shown - then))} {'more' if shown > then else 'fewer'}"
    return f"{told} The same filters now show {words.number(shown)}: {more}."


def notice(snapshot: Snapshot) -> None:
    """Say when the data is other than the link's. Other filters than the link's end that."""
    state = session.get()
    if not state.data:
        return
    afresh.tie()
    now = (state.data, state.filters, state.clock)
    opened = st.session_state.get("shared")
    if opened is None or opened[0] != state.data:
        st.session_state["shared"] = opened = now
    if opened != now:
        forget()
        return
    if said := changed(state.data, snapshot, int(afresh.choice(snapshot).mask.sum())):
        with st.container(horizontal=True, vertical_alignment="center", key="notice"):
            st.html(el("p", said))
            st.button("See the view as it is now", key="as-it-is", type="tertiary", on_click=forget)


def forget() -> None:
    """The link no longer says of which data it was made."""
    session.put(replace(session.get(), data=""))


def of_event(snapshot: Snapshot, event_id: str) -> None:
    """A link to one event, and its articles as they are cited. Nothing for one that is gone."""
    event: Event | None = snapshot.reader().event(event_id)
    if event is None:
        return
    with st.popover("Cite", icon=":material/format_quote:", key="cite", type="tertiary"):
        view = look_at(snapshot, event.id)
        _field("Link to this event", link(State(selection=event.id, tab="event", view=view)))
        cited = cite.citations(event, snapshot.reader(), datetime.now(UTC).date())
        _field("Citation", "\n\n".join(one.plain() for one in cited))
        _field("BibTeX", "\n\n".join(one.bibtex() for one in cited))


def _share(snapshot: Snapshot, shown: int) -> None:
    state = replace(session.get(), data=stamp(snapshot, shown))
    _field("Link to this view", link(state))
    of = words.plural(len(snapshot.frame), "event")
    _caption(
        f"Filters, dates, selection and map position; {words.number(shown)} of {of}. "
        "Whoever opens it after the data has changed is told so."
    )
    if urlsplit(str(st.context.url or "")).hostname in LOCAL:
        _caption("This page runs on your computer only, so the link opens only here.")


def _export(snapshot: Snapshot, shown: int) -> None:
    state = session.get()
    totals = {"view": shown, "event": 1, "all": len(snapshot.frame)}
    if state.selection not in snapshot.row_of:
        del totals["event"]
    form = st.radio(
        "Format", list(FORMATS), key="export-form", horizontal=True,
        format_func=lambda form: FORMATS[form][0],
    )  # fmt: skip
    scope = st.radio(
        "Events", list(totals), key="export-scope",
        format_func=lambda scope: f"{exports.SCOPES[scope]} · {words.number(totals[scope])}",
    )  # fmt: skip
    said = FORMATS[form][1]
    if form == "html" and totals[scope] > MOST:
        said += f" The newest {words.number(MOST)} events; the other formats hold all."
    _caption(f"{said} Filters, date of the data and credits are inside.")
    st.link_button(
        "Download", exports.address(snapshot, form, scope, state), type="primary",
        icon=":material/download:", disabled=not totals[scope], width="stretch",
    )  # fmt: skip


def _field(name: str, text: str) -> None:
    """Text with a button that copies it; it is shown as it is, whatever stands in it."""
    _caption(name)
    st.code(text, language=None, wrap_lines=True)


def _caption(text: str) -> None:
    st.html(el("p", text, css="caption"))
