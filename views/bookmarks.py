"""The menu of views: those that were saved, and what is new."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode

import streamlit as st

from pipeline.errors import BadInput
from views import afresh, choose, saved, session, since
from views.data import Snapshot
from views.markup import el, label
from views.saved import Saved
from views.state import from_query, to_query


def menu(snapshot: Snapshot) -> None:
    """A popover: save this view, open or delete others, look at what is new."""
    views = st.popover(
        "Views", key="views", icon=":material/bookmark:", type="tertiary", on_change="rerun"
    )
    if views.open:
        afresh.tie()
        with views:
            _menu(snapshot)


def _menu(snapshot: Snapshot) -> None:
    st.markdown("**Saved views**")
    try:
        views = saved.read(saved.beside(snapshot.path))
    except BadInput as error:
        st.warning(label(str(error)), icon=":material/warning:")
    else:
        _save(snapshot)
        _listed(snapshot, views)
    st.markdown("**New in the store**")
    since.menu(snapshot, afresh.choice(snapshot))


def _save(snapshot: Snapshot) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="view-save"):
        st.text_input(
            "Name of this view", key="view-name", max_chars=saved.MAX_NAME,
            placeholder="Name of this view", label_visibility="collapsed",
        )  # fmt: skip
        st.button("Save", key="view-add", on_click=_saved, args=(snapshot,))


def _listed(snapshot: Snapshot, views: tuple[Saved, ...]) -> None:
    if not views:
        st.html(el("p", "None yet. A view keeps filters, dates, map and playback.", css="caption"))
    with st.container(key="view-list", gap=None):
        for number, view in enumerate(views):
            with st.container(horizontal=True, vertical_alignment="center", gap=None):
                st.button(
                    label(view.name), key=f"view-open-{number}", type="tertiary", width="stretch",
                    on_click=_opened, args=(view,),
                )  # fmt: skip
                st.button(
                    "Delete", key=f"view-delete-{number}", type="tertiary", on_click=_deleted,
                    args=(snapshot, view), icon=":material/delete:", help="Delete this view",
                )  # fmt: skip


def _saved(snapshot: Snapshot) -> None:
    view = Saved(str(st.session_state["view-name"]), urlencode(to_query(session.get()), doseq=True))
    try:
        saved.add(saved.beside(snapshot.path), view)
    except BadInput as error:
        st.toast(label(str(error)), icon=":material/warning:")
    else:
        st.session_state["view-name"] = ""


def _deleted(snapshot: Snapshot, view: Saved) -> None:
    try:
        saved.remove(saved.beside(snapshot.path), view.name)
    except BadInput as error:
        st.toast(label(str(error)), icon=":material/warning:")


def _opened(view: Saved) -> None:
    """The view as its link would open it; it starts no playback."""
    state, problems = from_query(parse_qs(view.query), choose.KEYS)
    session.put(state)
    for problem in problems:
        st.toast(f"This view was not read whole: {label(problem)}.", icon=":material/link_off:")
