"""The questions of the form, a function a kind of correction: from widgets to what is wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, get_args

import numpy as np
import pandas as pd
import streamlit as st

from pipeline import review
from pipeline.corrections import (
    ActorChange,
    Change,
    DateChange,
    Join,
    KindChange,
    Note,
    Rejection,
    Split,
)
from pipeline.errors import BadInput
from pipeline.model import ActorRole, Event, TimePrecision
from views import palette, review_places, table, words
from views.data import Snapshot, fold, records
from views.markup import label

SIMILAR: Final = 8  # events that are offered for merging
_KM_PER_DEGREE: Final = 111.2


@dataclass(frozen=True, slots=True)
class Wish:
    """What the widgets say so far."""

    change: Change | None  # None: something is missing still
    missing: str = ""  # in words
    tellings: tuple[Event, ...] = ()  # that it is about; empty: all of the event


Tellings = tuple[Event, ...]
_ROLES: Final[dict[str, str]] = {
    "actor": "acts", "recipient": "has it done to them", "host": "hosts",
    "escorted": "is escorted or met",
}  # fmt: skip


def ask(snapshot: Snapshot, event: Event, tellings: Tellings) -> Wish:
    """Which kind, then the questions of that kind."""
    kinds = [kind for kind in _ASK if kind != "split" or len(tellings) > 1]
    kind = st.selectbox(
        "What is wrong?", kinds, key="correct-kind", format_func=lambda name: _NAMES[name]
    )
    try:
        return _ASK[kind](snapshot, event, tellings)
    except (BadInput, ValueError) as error:
        return Wish(None, str(error))


def _place(snapshot: Snapshot, event: Event, tellings: Tellings) -> Wish:
    change = review_places.ask(event)
    return Wish(change, "Choose a place." if change is None else "")


def _date(snapshot: Snapshot, event: Event, tellings: Tellings) -> Wish:
    precisions = list(get_args(TimePrecision))
    when = event.when
    precision = st.selectbox(
        "How precise", precisions, index=precisions.index(when.precision),
        key=f"correct-precision-{event.id}",
        format_func=lambda name: words.time_precision(name, "person").split(" · ")[0],
    )  # fmt: skip
    first = _day("First day" if precision not in ("day", "time") else "Day", when.first, event)
    last = first if precision in ("day", "time") else _day("Last day", when.last, event)
    return Wish(DateChange("date", first, last, precision))


def _day(name: str, value: date, event: Event) -> date:
    chosen = st.date_input(
        name, value, min_value=min(value, date(1800, 1, 1)), max_value=max(value, date(2100, 1, 1)),
        format="DD/MM/YYYY", key=f"correct-{name}-{event.id}",
    )  # fmt: skip
    if not isinstance(chosen, date):
        raise BadInput(f"Give the {name.lower()}.")
    return chosen


def _kind(snapshot: Snapshot, event: Event, tellings: Tellings) -> Wish:
    kinds = review.event_kinds()
    modes = sorted(kinds, key=lambda mode: kinds[mode][1])
    mode = st.selectbox(
        "What it is", modes, index=modes.index(event.mode) if event.mode in modes else None,
        key=f"correct-mode-{event.id}",
        format_func=lambda name: f"{kinds[name][1]} · {palette.look(kinds[name][0]).label}",
    )  # fmt: skip
    if mode is None:
        return Wish(None, "Choose what it is.")
    return Wish(KindChange("kind", kinds[mode][0], mode))


def _actors(snapshot: Snapshot, event: Event, tellings: Tellings) -> Wish:
    names = {"add": "Add", "remove": "Remove", "rename": "Rename", "role": "Role"}
    ops = list(names) if event.actors else ["add"]
    op = st.segmented_control(
        "Actors", ops, default=ops[0], required=True, key="correct-op",
        format_func=lambda name: names[name], label_visibility="collapsed",
    )  # fmt: skip
    return Wish(_added() if op == "add" else _changed(event, str(op)))


def _added() -> ActorChange:
    name = _text("Name", "actor-name")
    role = _role("Part", "actor-role")
    return ActorChange("actors", "add", _named(name), role, country=_country("actor-country"))


def _changed(event: Event, op: Any) -> ActorChange:
    actor = st.selectbox(
        "Who", event.actors, key=f"correct-who-{event.id}",
        format_func=lambda one: f"{one.name} ({_ROLES[one.role]})",
    )  # fmt: skip
    if actor is None:
        raise BadInput("Choose who is meant.")
    if op == "rename":
        to_name, country = _text("Right name", "actor-to-name"), _country("actor-country")
        return ActorChange("actors", op, actor.name, actor.role, _named(to_name), country=country)
    to_role = _role("Right part", "actor-to-role") if op == "role" else None
    return ActorChange("actors", op, actor.name, actor.role, to_role=to_role)


def _text(name: str, key: str) -> str:
    return str(st.text_input(name, key=f"correct-{key}", max_chars=200) or "").strip()


def _named(name: str) -> str:
    if not name:
        raise BadInput("Give the name.")
    return name


def _country(key: str) -> str:
    return _text("Country, three letters (may be empty)", key).upper()


def _role(name: str, key: str) -> ActorRole:
    roles: list[ActorRole] = list(get_args(ActorRole))
    return st.selectbox(name, roles, key=f"correct-{key}", format_func=lambda one: _ROLES[one])


def _reject(snapshot: Snapshot, event: Event, tellings: Tellings) -> Wish:
    return Wish(Rejection("reject"))


def _note(snapshot: Snapshot, event: Event, tellings: Tellings) -> Wish:
    return Wish(Note("note"))


def _split(snapshot: Snapshot, event: Event, tellings: Tellings) -> Wish:
    """Which articles tell something else."""
    left = st.multiselect(
        "Articles that tell another event", range(len(tellings)), key=f"correct-split-{event.id}",
        format_func=lambda at: _telling(tellings[at]), placeholder="Choose",
    )  # fmt: skip
    if not 0 < len(left) < len(tellings):
        return Wish(None, "Choose some of the articles, not all of them.")
    own = tuple(tellings[at] for at in left)
    rest = tuple(one for at, one in enumerate(tellings) if at not in left)
    return Wish(Split("split", review.about(snapshot.reader(), rest)), tellings=own)


def _telling(one: Event) -> str:
    source = one.sources[0]
    name = source.publisher or source.article_id
    return f"{name}, {words.day(source.published)}: {one.title}"


def _join(snapshot: Snapshot, event: Event, tellings: Tellings) -> Wish:
    """Another event, out of the similar ones or those found by words."""
    sought = _text("Search, or choose a similar event", "join-words")
    frame = similar(snapshot, event, sought)
    rows = {row["event_id"]: row for row in records(frame)}
    chosen = st.radio(
        "Events", list(rows), index=None, key=f"correct-join-{event.id}",
        format_func=lambda name: label(rows[name]["title"]),
        captions=[label(table.under(row)) for row in rows.values()], label_visibility="collapsed",
    )  # fmt: skip
    if chosen is None:
        return Wish(None, "Choose the other event." if rows else "No event holds these words.")
    others = snapshot.reader().tellings(chosen)
    return Wish(Join("join", review.about(snapshot.reader(), others)))


def similar(snapshot: Snapshot, event: Event, sought: str = "") -> pd.DataFrame:
    """Events that may be the same happening: near in time and place, of one kind, same actors."""
    frame = snapshot.frame[snapshot.frame["event_id"] != event.id]
    if sought:
        terms = fold(sought).split()
        frame = frame[[all(term in text for term in terms) for text in frame["haystack"]]]
    likeness = _likeness(frame, event)
    if not sought:
        likeness = likeness[likeness > 0]
    return frame.loc[likeness.sort_values(ascending=False, kind="stable").index[:SIMILAR]]


def _likeness(frame: pd.DataFrame, event: Event) -> pd.Series:
    days = (frame["date_start"] - pd.Timestamp(event.when.first)).dt.days.abs().fillna(999)
    names = {actor.name for actor in event.actors}
    shared = [bool(names & set(words.items(cell))) for cell in frame["actors"]]
    score: pd.Series = 6.0 - days.clip(upper=30)
    score += 2.0 * (frame["event_type"] == event.type) + np.array(shared, dtype=float)
    where = next((item.place.point for item in event.places if item.place.point), None)
    if where is not None:
        north = (frame["lat"] - where.lat) * _KM_PER_DEGREE
        east = (frame["lon"] - where.lon) * _KM_PER_DEGREE * np.cos(np.radians(where.lat))
        far = np.hypot(north, east).fillna(1000.0)
        score += 3.0 - (far / 100.0).clip(upper=6.0)
    return score


_NAMES: Final[dict[str, str]] = {
    "place": "The place", "date": "The date", "kind": "What kind of event it is",
    "actors": "Who takes part", "reject": "This is no event",
    "split": "Two events were taken for one", "join": "Another event is the same one",
    "note": "Nothing: add a note",
}  # fmt: skip
_ASK: Final[dict[str, Callable[[Snapshot, Event, Tellings], Wish]]] = {
    "place": _place, "date": _date, "kind": _kind, "actors": _actors, "reject": _reject,
    "split": _split, "join": _join, "note": _note,
}  # fmt: skip
KINDS: Final[Sequence[str]] = tuple(_ASK)
