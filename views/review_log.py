"""The audit trail: what was corrected, by whom, when and why; undoing; the patch file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import streamlit as st

from pipeline import review
from pipeline.corrections import to_words
from pipeline.store.read import Kept
from views import session, words
from views.data import Snapshot
from views.markup import Html, el, label
from views.review import signature, tell_trouble, write

PER_PAGE: Final = 20
_STATES: Final = {"undone": "undone", "fits nothing": "fits nothing now", "undoing": "undoing"}
_KINDS: Final = {
    "place": "Place", "date": "Date", "kind": "Kind", "actors": "Actors", "reject": "No event",
    "split": "Taken apart", "join": "Put together", "note": "Note", "undo": "Undone",
}  # fmt: skip


def trail(snapshot: Snapshot, event_id: str) -> None:
    """What was corrected in one event, below its card."""
    log = snapshot.reader().corrections(event_id)
    if log:
        with st.container(key="trail"):
            st.html(el("div", el("h3", words.plural(len(log), "correction")), css="card"))
            _listed(snapshot, log, "trail")
            tell_trouble()


def everything(snapshot: Snapshot) -> None:
    """All corrections, the newest first, and the file that carries them elsewhere."""
    log = snapshot.reader().corrections()[::-1]
    with st.container(key="log"):
        st.html(el("div", el("h2", "Corrections"), el("p", _summary(log)), css="card"))
        pages = max(1, -(-len(log) // PER_PAGE))
        page = min(int(st.session_state.get("page-log", 1)), pages)
        _listed(snapshot, log[(page - 1) * PER_PAGE : page * PER_PAGE], "log")
        if pages > 1:
            st.pagination(pages, key="page-log", max_visible_pages=5)
        _file(snapshot, log)
        tell_trouble()


def _summary(log: Sequence[Kept]) -> str:
    if not log:
        return "Nobody has corrected anything. “Correct” stands on the card of each event."
    unfit = sum(one.state == "fits nothing" for one in log)
    more = f"; {words.number(unfit)} fit no event now and wait" if unfit else ""
    return f"{words.plural(len(log), 'entry', 'entries')}, the newest first{more}."


def _listed(snapshot: Snapshot, log: Sequence[Kept], name: str) -> None:
    for one in log:
        with st.container(key=f"entry-{name}-{one.correction.id}", gap=None):
            st.html(el("div", _entry(one), css="card"))
            with st.container(horizontal=True, key=f"do-{name}-{one.correction.id}"):
                if name == "log" and one.event_ids:
                    st.button("Open", key=f"go-{one.correction.id}", type="tertiary",
                              on_click=session.select, args=(one.event_ids[0],))  # fmt: skip
                if one.state != "undone":
                    _undo(one, name)


def _entry(one: Kept) -> Html:
    made = one.correction
    state = el("span", _STATES[one.state], css="pill") if one.state in _STATES else ""
    head = el("p", el("b", _KINDS[made.change.kind]), f" {to_words(made.change)} ", state)
    by = f"{made.author}, {words.day(made.at.date())} {made.at:%H:%M} UTC"
    undone = one.undone_by
    after = f"undone by {undone.author}: {undone.reason}" if undone else one.why
    said = [el("small", by), el("p", made.reason), el("small", after) if after else ""]
    return el("div", head, *(part for part in said if part), css=f"entry {_css(one)}")


def _css(one: Kept) -> str:
    return one.state.split()[0]


def _undo(one: Kept, name: str) -> None:
    what = "Undo" if one.state != "undoing" else "Let it hold again"
    key = f"undo-{name}-{one.correction.id}"
    with st.popover(what, type="tertiary", key=f"{key}-ask"):
        author, reason = signature(key)
        if st.button(what, key=key, type="primary"):
            _undone(one.correction.id, author, reason)


def _undone(name: str, author: str, reason: str) -> None:
    now = review.now()
    if write(lambda path: review.undo(path, name, author=author, reason=reason, at=now)):
        st.rerun()


def _file(snapshot: Snapshot, log: Sequence[Kept]) -> None:
    """Out and in. The name of an uploaded file is not used."""
    if log:
        st.download_button(
            "Save all as a file", review.export_patch(snapshot.reader()), "corrections.jsonl",
            "application/jsonl", key="log-export", icon=":material/download:", type="tertiary",
        )  # fmt: skip
    given = st.file_uploader("Take over a file of corrections", type=["jsonl"], key="log-file")
    if given is not None:
        st.button("Take over", key="log-import", type="primary", on_click=_import,
                  args=(given.getvalue(),))  # fmt: skip
    if told := st.session_state.pop("log-told", ""):
        st.success(label(told), icon=":material/check:")


def _import(data: bytes) -> None:
    def work(path: Path) -> None:
        done = review.import_patch(path, data)
        fitting = done.new - len(done.unfit)
        st.session_state["log-told"] = (
            f"{words.plural(done.new, 'new entry', 'new entries')}: {fitting} fit, "
            f"{len(done.unfit)} fit no event here and wait; {done.known} were known."
        )

    write(work)
