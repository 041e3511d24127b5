"""A choice of events as SQL with bound parameters; no value ever becomes part of a statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, or_, select

from pipeline.store.schema import event, rejected
from pipeline.store.words import fold


@dataclass(frozen=True, slots=True)
class Filter:
    """Which events. Everything at its default means all."""

    first: date | None = None  # events whose interval ends on this day or later
    last: date | None = None  # events whose interval begins on this day or earlier
    actor: str = ""  # whole words of a name, or a country's ISO 3166 alpha-3 code
    type: str = ""  # event type or mode, in any case
    text: str = ""  # words that occur in this order in one text of the event, in any case
    ids: tuple[str, ...] = ()  # of events, a thousand at most


NO_FILTER: Final = Filter()


def is_rejected(event_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a person said that it is no event."""
    return event_id.in_(select(rejected.c.event_id))


def matching(query: Select[Any], chosen: Filter) -> Select[Any]:
    """The query with the conditions of the filter, in the order of day and id."""
    columns = event.c
    query = query.where(~is_rejected(columns.event_id))
    if chosen.first:
        query = query.where(columns.date_end >= chosen.first.isoformat())
    if chosen.last:
        query = query.where(columns.date_start <= chosen.last.isoformat())
    if chosen.actor:
        query = query.where(func.instr(columns.names, f" {fold(chosen.actor)} ") > 0)
    if chosen.type:
        # SQLite takes no half surrogate pair; no type has one either.
        kind = chosen.type.encode("utf-8", "replace").decode()
        query = query.where(
            or_(columns.event_type == kind.upper(), columns.event_mode == kind.lower())
        )
    if chosen.text:
        query = query.where(func.instr(columns.words, fold(chosen.text)) > 0)
    if chosen.ids:
        query = query.where(columns.event_id.in_(chosen.ids))
    return query.order_by(columns.date_start, columns.event_id)
