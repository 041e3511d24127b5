"""The audit trail: every correction with what became of it. Reads only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, select

from pipeline.corrections import Correction, Fitted, Undo, undone_by
from pipeline.model import Event
from pipeline.store import corrected, schema
from pipeline.store.codec import decode

State = Literal["holds", "undone", "undoing", "fits nothing"]


@dataclass(frozen=True, slots=True)
class Kept:
    """A correction of the log."""

    correction: Correction
    state: State
    why: str  # it fits nothing; empty otherwise
    event_ids: tuple[str, ...]  # events that it is about now; empty when there is none
    undone_by: Correction | None = None  # exactly when ``undone``


def trail(connection: Connection, event_id: str | None = None) -> tuple[Kept, ...]:
    """All corrections, or those that speak of one event, the oldest first."""
    log = corrected.everything(connection) if event_id is None else _near(connection, event_id)
    if not log:
        return ()
    told = corrected.fitted(connection, log).told
    every = Fitted(log, told)
    events = _events(connection, every)
    undone = undone_by(log)
    kept = (_kept(one, every, events, undone) for one in log)
    return tuple(one for one in kept if event_id is None or event_id in one.event_ids)


def _near(connection: Connection, event_id: str) -> tuple[Correction, ...]:
    table = schema.telling
    query = select(table.c.article_id).where(table.c.event_id == event_id).distinct()
    return corrected.of_articles(connection, list(connection.scalars(query)))


def _kept(
    one: Correction,
    every: Fitted,
    events: Mapping[str, Event],
    undone: Mapping[str, Correction],
) -> Kept:
    spoken = [events[name] for name in every.names(one.mentioned) if name in events]
    ids = tuple(dict.fromkeys(event.id for event in spoken))
    if isinstance(one.change, Undo):
        return Kept(one, "undone" if one.id in undone else "undoing", "", ids, undone.get(one.id))
    if one.id in undone:
        return Kept(one, "undone", "", ids, undone[one.id])
    if any(decision.id == one.id for event in spoken for decision in event.decisions):
        return Kept(one, "holds", "", ids)
    return Kept(one, "fits nothing", _why(one, every.told(one.about[0].article_id), ids), ids)


def _why(one: Correction, told: Sequence[Event], ids: Sequence[str]) -> str:
    article = one.about[0].article_id
    if ids:
        return "the event is there, but not what was to be corrected in it"
    if told:
        return f"the article {article} no longer tells this event in these sentences"
    return f"the article {article} is not in the store, or tells no event"


def _events(connection: Connection, every: Fitted) -> dict[str, Event]:
    """For each telling that is spoken of, the event it is part of now."""
    names = sorted(every.touched())
    if not names:
        return {}
    query = (
        select(schema.telling.c.id, schema.event.c.payload)
        .join(schema.event, schema.event.c.event_id == schema.telling.c.event_id)
        .where(schema.telling.c.id.in_(names))
    )
    return {row.id: decode(Event, row.payload) for row in connection.execute(query)}
