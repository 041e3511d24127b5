"""Correcting an event: a form in the panel, a preview, and writing through the store's door."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

import streamlit as st

from pipeline import config, review
from pipeline.corrections import Anchor, Change, Correction, Join, Rejection, Split
from pipeline.errors import BadInput, DatelineError
from pipeline.model import Event
from views import palette, review_form, session, words
from views.data import Snapshot
from views.markup import Html, el, join, label
from views.review_form import Wish

_EFFECT: Final = {
    "reject": "The event leaves the map, the lists, the counts and the exports. "
              "“Corrections” keeps it, and it can be brought back.",
    "note": "The note stands on the card. No value changes.",
    "split": "The chosen articles become an event of their own, also in the next run.",
    "join": "Both become one event with the articles of both, also in the next run.",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Plan:
    """A correction that may be saved, or what is missing."""

    correction: Correction | None
    lines: Html  # what changes
    missing: str = ""


def opener() -> None:
    """The button on an event's card."""
    st.button(
        "Correct", key="correct", icon=":material/flag:", type="tertiary",
        on_click=session.show, args=("correct",), help="Say what is wrong with this event",
    )  # fmt: skip


def log_opener() -> None:
    """The way to all corrections, from wherever one is."""
    st.button(
        "Corrections", key="corrections", icon=":material/history_edu:", type="tertiary",
        on_click=session.show, args=("log",),
    )  # fmt: skip


def form(snapshot: Snapshot, event: Event) -> None:
    """Ask what is wrong and what is right, show what would change, and keep it."""
    with st.container(key="correcting"):
        st.button("Back to the event", icon=":material/arrow_back:", type="tertiary",
                  on_click=session.show, args=("event",), key="correct-back")  # fmt: skip
        st.html(el("div", el("h2", event.title), css="card"))
        tellings = snapshot.reader().tellings(event.id)
        wish = review_form.ask(snapshot, event, tellings)
        author, reason = signature("correct")
        plan = _plan(snapshot, event, _target(snapshot, tellings, wish), wish, author, reason)
        _show(plan)
        # Not a callback: it would hold what stood in the fields before the click took their focus.
        if st.button("Keep this correction", key="correct-keep", type="primary", width="stretch"):
            _keep(plan)
        tell_trouble()


def signature(name: str) -> tuple[str, str]:
    """Fields for who and why. Who is remembered while the page is open."""
    st.session_state[f"{name}-author"] = st.session_state.get("signed", "")
    author = st.text_input(
        "Your name", key=f"{name}-author", max_chars=100, on_change=_signed, args=(name,),
    )  # fmt: skip
    reason = st.text_area(
        "Reason", key=f"{name}-reason", max_chars=2000, height=80,
        placeholder="How do you know? Others will read this.",
    )  # fmt: skip
    return str(author or ""), str(reason or "")


def _signed(name: str) -> None:
    st.session_state["signed"] = st.session_state[f"{name}-author"]


def _target(snapshot: Snapshot, tellings: tuple[Event, ...], wish: Wish) -> tuple[Anchor, ...]:
    return review.about(snapshot.reader(), wish.tellings or tellings)


def _plan(
    snapshot: Snapshot, event: Event, target: tuple[Anchor, ...], wish: Wish, *signed: str
) -> _Plan:
    if wish.change is None:
        return _Plan(None, Html(), wish.missing)
    author, reason = signed
    try:
        lines = _lines(snapshot, event, _made(target, wish.change, "?", "?"))
        return _Plan(_made(target, wish.change, author, reason), lines)
    except BadInput as error:
        missing = _unsigned(author, reason) or str(error)
        return _Plan(None, _safe_lines(snapshot, event, target, wish.change), missing)


def _made(target: tuple[Anchor, ...], change: Change, author: str, reason: str) -> Correction:
    return review.make(target, change, author=author, reason=reason, at=review.now())


def _unsigned(author: str, reason: str) -> str:
    wanted = [name for name, said in (("your name", author), ("a reason", reason))
              if not said.strip()]  # fmt: skip
    return f"Give {' and '.join(wanted)}." if wanted else ""


def _safe_lines(
    snapshot: Snapshot, event: Event, target: tuple[Anchor, ...], change: Change
) -> Html:
    try:
        return _lines(snapshot, event, _made(target, change, "?", "?"))
    except BadInput:
        return Html()


def _lines(snapshot: Snapshot, event: Event, wanted: Correction) -> Html:
    """What would change, before and after."""
    if effect := _EFFECT.get(wanted.change.kind):
        return el("p", effect)
    after = review.preview(snapshot.reader(), event, [wanted])
    was, now = _values(event), _values(after)
    changed = [name for name in now if now[name] != was[name]]
    if not changed:
        return el("p", "The event says this already; keeping it confirms it.")
    rows = [
        join([el("dt", name), el("dd", el("small", was[name] or "–"), el("b", now[name] or "–"))])
        for name in changed
    ]
    return el("dl", *rows, css="facts")


def _values(event: Event) -> dict[str, str]:
    when = event.when
    names = {"location": "Where", "origin": "From", "via": "Via", "destination": "To",
             "return": "Back to"}  # fmt: skip
    where = {
        name: ", ".join(
            words.place_name(item.place.name, item.place.country)
            + (f" ({words.position(item.place.point.lat, item.place.point.lon)})"
               if item.place.point else "")
            for item in event.places if item.role == role
        )
        for role, name in names.items()
    }  # fmt: skip
    return {
        "What": f"{palette.mode_label(event.mode)} ({palette.look(event.type).label})",
        "When": words.when(when.first, when.last, when.precision),
        **where,
        "Who": ", ".join(f"{actor.name} ({actor.role})" for actor in event.actors),
    }


def _show(plan: _Plan) -> None:
    if plan.lines:
        title = el("h3", "What changes")
        st.html(el("div", title, plan.lines, css="card preview"))


def _keep(plan: _Plan) -> None:
    """Write it and go back to the card, which may now be that of a merged event."""
    if plan.correction is None:
        st.session_state["trouble"] = plan.missing or "Say first what is right."
        return
    made = replace(plan.correction, at=review.now())
    if write(lambda path: review.keep(path, [made])):
        _open_again(made)
        st.rerun()


def write(work: Any) -> bool:
    """Do something with the store's path; what goes wrong is told below the button."""
    try:
        work(config.load().store)
    except DatelineError as error:
        st.session_state["trouble"] = str(error)
        return False
    st.session_state.pop("trouble", None)
    return True


def tell_trouble() -> None:
    """Say once what went wrong."""
    if trouble := st.session_state.pop("trouble", ""):
        st.error(label(trouble), icon=":material/error:")


def _open_again(made: Correction) -> None:
    if isinstance(made.change, Join | Split | Rejection):
        from views.data import current

        log = current().reader().corrections()
        ids = next((one.event_ids for one in log if one.correction.id == made.id), ())
        if ids and session.get().selection not in ids:
            session.select(ids[0])
    session.show("event")
