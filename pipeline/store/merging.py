"""New tellings into the groups that are stored: only the groups they touch are merged again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Protocol

from sqlalchemy import Connection, delete, insert, select, update

from pipeline.model import Event, telling_id
from pipeline.store import schema
from pipeline.store.codec import decode, encode
from pipeline.store.flat import to_row
from pipeline.store.words import name_words, search_words


class Merge(Protocol):
    """What the store asks of merging. The result must not depend on the order of the tellings."""

    def __call__(self, tellings: Sequence[Event]) -> tuple[Event, ...]:
        """The merged events; ``mention_ids`` of each lists the tellings (``telling_id``)."""

    def keys(self, telling: Event) -> tuple[str, ...]:
        """Words for the shelf a telling lies on; tellings of one happening share one at least."""

    def window(self, telling: Event) -> tuple[date, date]:
        """First and last day on which the happening may lie."""

    def related(self, telling: Event, others: Sequence[Event]) -> tuple[Event, ...]:
        """Those of the others that may tell the same happening."""


class Groups:
    """The tellings and events of a store within one transaction."""

    def __init__(self, connection: Connection, merge: Merge) -> None:
        self._connection = connection
        self._merge = merge
        self._known: dict[str, Event] = {}  # tellings read so far

    def replace_article(self, article_id: str, tellings: Sequence[Event]) -> bool:
        """Let these tellings stand for the article instead of those stored. True if any differs."""
        stored = self._stored(article_id)
        wanted = {telling_id(telling): telling for telling in tellings}
        texts = {name: encode(telling) for name, telling in wanted.items()}
        gone = [name for name, row in stored.items() if texts.get(name) != row.payload]
        new = [name for name in wanted if name not in stored or name in gone]
        if not gone and not new:
            return False
        left = [stored[name].event_id for name in gone]
        seeds = self._fellows(left)
        self._remove(gone)
        for name in new:
            self._add(name, wanted[name], texts[name])
        stay = [name for name in seeds if name not in gone]
        self._regroup([*stay, *new], left=left)
        return True

    def _stored(self, article_id: str) -> dict[str, Any]:
        table = schema.telling
        query = select(table.c.id, table.c.event_id, table.c.payload)
        rows = self._connection.execute(query.where(table.c.article_id == article_id))
        return {row.id: row for row in rows}

    def _fellows(self, event_ids: Sequence[str]) -> list[str]:
        """Every telling of these events."""
        table = schema.telling
        query = select(table.c.id).where(table.c.event_id.in_(event_ids))
        return list(self._connection.scalars(query)) if event_ids else []

    def _remove(self, names: Sequence[str]) -> None:
        if names:
            self._connection.execute(delete(schema.telling).where(schema.telling.c.id.in_(names)))

    def _add(self, name: str, telling: Event, text: str) -> None:
        first, last = self._merge.window(telling)
        self._known[name] = telling
        row = {"id": name, "article_id": telling.sources[0].article_id, "event_id": telling.id}
        self._connection.execute(insert(schema.telling).values(**row, payload=text))
        keys = [
            {"telling_id": name, "key": key, "first": first.isoformat(), "last": last.isoformat()}
            for key in dict.fromkeys(self._merge.keys(telling))
        ]
        if keys:
            self._connection.execute(insert(schema.block), keys)

    def _regroup(self, seeds: Iterable[str], *, left: Iterable[str]) -> None:
        """Merge again all that hangs together with the seeds, and store what comes out.

        ``left`` are events that lost a telling; they go when nothing tells them any more.
        """
        reached = self._reach(seeds)
        before = {*self._events_of(reached), *left}
        after = self._merge([self._known[name] for name in sorted(reached)])
        for event in after:
            self._put_event(event)
            self._assign(event)
        self._drop(before - {event.id for event in after})

    def _reach(self, seeds: Iterable[str]) -> set[str]:
        """The seeds and all they are related to, directly or through others."""
        waiting = list(dict.fromkeys(seeds))
        reached = set(waiting)
        self._load(waiting)
        while waiting:
            name = waiting.pop()
            for other in (*self._relatives(name), *self._partners(name)):
                if other not in reached:
                    reached.add(other)
                    waiting.append(other)
        return reached

    def _relatives(self, name: str) -> list[str]:
        telling = self._known[name]
        names = [other for other in self._neighbours(telling) if other != name]
        self._load(names)
        found = self._merge.related(telling, [self._known[other] for other in names])
        return [telling_id(other) for other in found]

    def _neighbours(self, telling: Event) -> list[str]:
        """Tellings on the same shelf whose days overlap."""
        first, last = self._merge.window(telling)
        table = schema.block
        query = (
            select(table.c.telling_id).distinct()
            .where(table.c.key.in_(self._merge.keys(telling)))
            .where(table.c.first <= last.isoformat(), table.c.last >= first.isoformat())
        )
        return list(self._connection.scalars(query))

    def _partners(self, name: str) -> list[str]:
        """Tellings that share its event so far."""
        table, other = schema.telling, schema.telling.alias()
        query = (
            select(other.c.id).join(table, table.c.event_id == other.c.event_id)
            .where(table.c.id == name)
        )
        names = list(self._connection.scalars(query))
        self._load(names)
        return names

    def _load(self, names: Sequence[str]) -> None:
        missing = [name for name in names if name not in self._known]
        if missing:
            table = schema.telling
            query = select(table.c.id, table.c.payload).where(table.c.id.in_(missing))
            for row in self._connection.execute(query):
                self._known[row.id] = decode(Event, row.payload)

    def _events_of(self, names: Iterable[str]) -> list[str]:
        table = schema.telling
        query = select(table.c.event_id).distinct().where(table.c.id.in_(list(names)))
        return list(self._connection.scalars(query))

    def _put_event(self, event: Event) -> None:
        table, text = schema.event, encode(event)
        stored = select(table.c.payload).where(table.c.event_id == event.id)
        if self._connection.scalar(stored) == text:
            return
        self._drop([event.id])
        words = {"words": search_words(event), "names": name_words(event)}
        self._connection.execute(insert(table).values(**to_row(event), payload=text, **words))
        self._put_places(event)
        self._put_claims(event)

    def _put_places(self, event: Event) -> None:
        rows = [_place_row(event, position) for position in range(len(event.places))]
        if rows:
            self._connection.execute(insert(schema.place), rows)

    def _put_claims(self, event: Event) -> None:
        tellings = [self._known[name] for name in event.mention_ids]
        rows = [row for telling in tellings for row in _claim_rows(event.id, telling)]
        for position, row in enumerate(rows):
            row["position"] = position
        if rows:
            self._connection.execute(insert(schema.claim), rows)

    def _assign(self, event: Event) -> None:
        table = schema.telling
        statement = (
            update(table).values(event_id=event.id)
            .where(table.c.id.in_(event.mention_ids), table.c.event_id != event.id)
        )
        self._connection.execute(statement)

    def _drop(self, event_ids: Iterable[str]) -> None:
        if names := list(event_ids):
            self._connection.execute(delete(schema.event).where(schema.event.c.event_id.in_(names)))


def _place_row(event: Event, position: int) -> dict[str, Any]:
    item = event.places[position]
    place = item.place
    return {
        "event_id": event.id, "position": position, "role": item.role, "name": place.name,
        "country": place.country, "precision": place.precision, "kind": place.kind,
        "gazetteer_id": place.gazetteer_id, "icao": place.icao, "area": place.area,
        "lat": place.point.lat if place.point else None,
        "lon": place.point.lon if place.point else None,
        "radius_km": place.radius_km, "reached": item.reached,
    }


def _claim_rows(event_id: str, telling: Event) -> list[dict[str, Any]]:
    return [
        {
            "event_id": event_id, "article_id": telling.sources[0].article_id,
            "status": claim.status, "speaker": claim.speaker,
            "speaker_country": claim.speaker_country, "addressee": claim.addressee,
            "quote": claim.quote, "span_start": claim.span.start, "span_end": claim.span.end,
            "detail": claim.detail,
        }
        for claim in telling.claims
    ]
