"""Add articles: bring them, look at what they give, keep what is wanted.

Reading runs behind the page (``add_jobs``). Here stand the parts of the panel; the ways in are in
``add_ways``, what was found is drawn by ``add_preview``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import streamlit as st

from pipeline.errors import BadInput, DatelineError
from views import add_jobs, add_preview, add_ways, marks, session, words
from views.add_jobs import Job
from views.data import current
from views.deck import fit
from views.markup import el, label
from views.state import MAX_VALUES, Filters, View
from views.table import CLOSEST_ZOOM

LOOK: Final = 0.7  # seconds between two looks at a job that is at work
_DOING: Final = {
    "waiting": "Waiting for its turn",
    "opening": "Opening the words and tables, which takes some seconds the first time",
    "reading": "Reading",
}


def door() -> None:
    """The button in the head; it tells when something is at work or waits to be looked at."""
    if session.get().tab == "add":
        _door()
    else:
        _watched(_door)


def section() -> None:
    """The part of the panel in which articles are added."""
    with st.container(key="adding"):
        job = _job()
        if job is None:
            _problem()
            add_ways.ways(_read)
        elif job.busy:
            _watched(_working)
        elif job.now.phase == "kept":
            _kept(job)
        elif job.now.phase == "cancelled":
            _ended("Stopped.", job)
        elif job.now.phase == "failed" and not job.now.findings:
            _ended(job.now.failure, job)
        else:
            _review(job)


def _job() -> Job | None:
    """The job of this session, None when nothing was brought."""
    job: Job | None = st.session_state.get("add-job")
    return job


def _watched(part: Callable[[], bool]) -> None:
    """A part that looks at a job at work until it is done, then lets the page be drawn anew.

    ``part`` tells whether a click in it asks for that too.
    """
    job = _job()
    if job is None or not job.busy:
        part()
        return

    def look() -> None:
        if part() or not job.busy:
            st.rerun()

    st.fragment(look, run_every=LOOK)()


def _door() -> bool:
    job = _job()
    said = "Add articles"
    if job is not None and job.busy:
        said = "Reading articles …" if job.now.phase != "keeping" else "Keeping articles …"
    elif job is not None and job.now.phase == "ready":
        said = "Look at what was read"
    return st.button(
        said, key="add-open", icon=":material/add:", on_click=session.show, args=("add",),
        help="Paste a text, bring files, or name a web address",
    )  # fmt: skip


def _working() -> bool:
    job = _job()
    if job is None:
        return True
    now = job.now
    found = words.plural(len(now.findings), "article")
    if now.phase == "keeping":
        said = f"{words.number(now.done)} of {found} kept so far."
        st.progress(now.done / max(1, len(now.findings)))
    else:
        said = f"{_DOING.get(now.phase, 'Ready')} … {found} so far."
    st.html(el("p", f"{said} The page can be used meanwhile.", css="caption"))
    st.button("Stop", key="add-stop", icon=":material/stop_circle:", on_click=job.cancel)
    return False


def _review(job: Job) -> None:
    now = job.now
    if now.failure:
        st.error(label(f"{now.failure}."), icon=":material/error:")
    _problem()
    if not now.findings:
        st.html(el("p", "There is no article in this.", css="empty"))
        st.button("Back", key="add-back", on_click=_back, icon=":material/arrow_back:")
        add_preview.issues(now.issues)
        return
    chosen = add_preview.chosen(job)
    with st.container(horizontal=True, key="add-actions"):
        st.button(
            f"Keep {words.plural(len(chosen), 'article')}", key="add-keep", type="primary",
            disabled=not chosen, on_click=_keep, args=(job,), icon=":material/check:",
        )  # fmt: skip
        st.button("Discard", key="add-discard", on_click=_forget, icon=":material/delete:")
    add_preview.preview(job)


def _kept(job: Job) -> None:
    kept = job.now.kept
    if kept is None:
        return
    add_ways.clear()  # what was brought need not be held any longer
    st.success(f"{words.plural(kept.articles, 'article')} kept.", icon=":material/check_circle:")
    with st.container(horizontal=True, key="add-actions"):
        ids = (*kept.new, *kept.joined)
        if ids:
            st.button(
                _events_kept(len(kept.new), len(kept.joined)), key="add-show", type="primary",
                on_click=_show, args=(ids,), icon=":material/my_location:",
            )  # fmt: skip
        st.button("Add more", key="add-more", on_click=_forget, icon=":material/add:")
    if kept.joined:
        said = words.plural(len(kept.joined), "event was", "events were")
        st.html(el("p", f"{said} told by other articles before.", css="caption"))
    if len(ids) > MAX_VALUES:
        st.html(el("p", f"The first {MAX_VALUES} are shown.", css="caption"))


def _events_kept(new: int, joined: int) -> str:
    """``3 new events``, ``2 new events, 1 with more sources``, ``1 event with more sources``."""
    if not joined:
        return words.plural(new, "new event")
    if not new:
        return f"{words.plural(joined, 'event')} with more sources"
    return f"{words.plural(new, 'new event')}, {words.number(joined)} with more sources"


def _ended(why: str, job: Job) -> None:
    kept = f" {words.plural(job.now.done, 'article')} had been kept." if job.now.done else ""
    st.warning(label(f"{why.rstrip('.')}.{kept}"), icon=":material/info:")
    st.button("Begin again", key="add-again", on_click=_back)


def _problem() -> None:
    """What kept the last click from being done."""
    if said := st.session_state.pop("add-problem", ""):
        st.warning(label(said), icon=":material/info:")


def _read() -> None:
    """Begin with what the ways in hold; they hold it until it is kept or discarded."""
    try:
        st.session_state["add-job"] = add_jobs.read(add_ways.items())
    except BadInput as error:
        st.session_state["add-problem"] = f"{error}."


def _keep(job: Job) -> None:
    try:
        add_jobs.keep(job, add_preview.chosen(job))
    except BadInput as error:
        st.session_state["add-problem"] = f"{error}."


def _back() -> None:
    """Back to the ways in, which hold what they held."""
    st.session_state.pop("add-job", None)


def _forget() -> None:
    """Back to empty ways in."""
    _back()
    add_ways.clear()


def _show(ids: tuple[str, ...]) -> None:
    """Nothing but these events, seen from near; the only one opens its card."""
    _forget()
    ids = ids[:MAX_VALUES]
    session.put(replace(session.get(), filters=Filters(only=ids), tab="list", view=_view(ids)))
    if len(ids) == 1:
        session.select(ids[0])


def _view(ids: tuple[str, ...]) -> View | None:
    """Where the map sees all of these events; None when none has a mark."""
    try:
        snapshot = current()
    except DatelineError:  # the page says why
        return None
    mask = snapshot.frame["event_id"].isin(ids).to_numpy(dtype=bool)
    points = [stop.point for event in marks.drawn(snapshot, mask) for stop in event.stops]
    if not points:
        return None
    view = fit(points)
    return View(view.lat, view.lon, min(view.zoom, CLOSEST_ZOOM))
