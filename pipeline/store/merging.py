"""New tellings into the groups that are stored: only the groups they touch are merged again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Protocol

from sqlalchemy import BindParameter, Connection, bindparam, delete, insert, select, update

from pipeline.model import Event, telling_id
from pipeline.store import schema
from pipeline.store.codec import decode, encode
from pipeline.store.flat import to_row
from pipeline.store.words import name_words, search_words


def _listed(name: str) -> BindParameter[Any]:
    return bindparam(name, expanding=True)


# Statements are built once: SQLAlchemy takes longer to build one than SQLite to run it.
_telling, _event, _block = schema.telling, schema.event, schema.block
_other = _telling.alias()
_STORED = select(_telling.c.id, _telling.c.event_id, _telling.c.payload).where(
    _telling.c.article_id == bindparam("article")
)
_FELLOWS = select(_telling.c.id).where(_telling.c.event_id.in_(_listed("events")))
_PARTNERS = (
    select(_other.c.id).join(_telling, _telling.c.event_id == _other.c.event_id)
    .where(_telling.c.id == bindparam("telling"))
)
_NEIGHBOURS = (
    select(_block.c.telling_id).distinct().where(_block.c.key.in_(_listed("keys")))
    .where(_block.c.first <= bindparam("until"), _block.c.last >= bindparam("since"))
)
_TOLD = select(_telling.c.id, _telling.c.payload).where(_telling.c.id.in_(_listed("names")))
_EVENTS_OF = select(_telling.c.event_id).distinct().where(_telling.c.id.in_(_listed("names")))
_PAYLOAD = select(_event.c.payload).where(_event.c.event_id == bindparam("event"))
_ASSIGN = (
    update(_telling).values(event_id=bindparam("event"))
    .where(_telling.c.id.in_(_listed("names")), _telling.c.event_id != bindparam("event"))
)
_FORGET = delete(_telling).where(_telling.c.id.in_(_listed("names")))
_DROP = delete(_event).where(_event.c.event_id.in_(_listed("events")))
_ADD_TELLING, _ADD_BLOCK = insert(_telling), insert(_block)
_ADD_EVENT, _ADD_PLACE, _ADD_CLAIM = insert(_event), insert(schema.place), insert(schema.claim)


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
        rows = self._connection.execute(_STORED, {"article": article_id})
        return {row.id: row for row in rows}

    def _fellows(self, event_ids: Sequence[str]) -> list[str]:
        """Every telling of these events."""
        if not event_ids:
            return []
        return list(self._connection.scalars(_FELLOWS, {"events": list(event_ids)}))

    def _remove(self, names: Sequence[str]) -> None:
        if names:
            self._connection.execute(_FORGET, {"names": list(names)})

    def _add(self, name: str, telling: Event, text: str) -> None:
        first, last = self._merge.window(telling)
        self._known[name] = telling
        row = {"id": name, "article_id": telling.sources[0].article_id, "event_id": telling.id}
        self._connection.execute(_ADD_TELLING, {**row, "payload": text})
        keys = [
            {"telling_id": name, "key": key, "first": first.isoformat(), "last": last.isoformat()}
            for key in dict.fromkeys(self._merge.keys(telling))
        ]
        if keys:
            self._connection.execute(_ADD_BLOCK, keys)

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
        sought = {
            "keys": list(self._merge.keys(telling)),
            "since": first.isoformat(), "until": last.isoformat(),
        }
        return list(self._connection.scalars(_NEIGHBOURS, sought))

    def _partners(self, name: str) -> list[str]:
        """Tellings that share its event so far."""
        names = list(self._connection.scalars(_PARTNERS, {"telling": name}))
        self._load(names)
        return names

    def _load(self, names: Sequence[str]) -> None:
        missing = [name for name in names if name not in self._known]
        if missing:
            for row in self._connection.execute(_TOLD, {"names": missing}):
                self._known[row.id] = _event_in(row.payload)

    def _events_of(self, names: Iterable[str]) -> list[str]:
        return list(self._connection.scalars(_EVENTS_OF, {"names": list(names)}))

    def _put_event(self, event: Event) -> None:
        text = encode(event)
        stored = self._connection.scalar(_PAYLOAD, {"event": event.id})
        if stored == text:
            return
        if stored is not None:
            self._drop([event.id])
        words = {"words": search_words(event), "names": name_words(event)}
        self._connection.execute(_ADD_EVENT, {**to_row(event), **words, "payload": text})
        self._put_places(event)
        self._put_claims(event)

    def _put_places(self, event: Event) -> None:
        rows = [_place_row(event, position) for position in range(len(event.places))]
        if rows:
            self._connection.execute(_ADD_PLACE, rows)

    def _put_claims(self, event: Event) -> None:
        tellings = [self._known[name] for name in event.mention_ids]
        rows = [row for telling in tellings for row in _claim_rows(event.id, telling)]
        for position, row in enumerate(rows):
            row["position"] = position
        if rows:
            self._connection.execute(_ADD_CLAIM, rows)

    def _assign(self, event: Event) -> None:
        told = {"event": event.id, "names": list(event.mention_ids)}
        self._connection.execute(_ASSIGN, told)

    def _drop(self, event_ids: Iterable[str]) -> None:
        if names := list(event_ids):
            self._connection.execute(_DROP, {"events": names})


@lru_cache(maxsize=4096)
def _event_in(payload: str) -> Event:
    """The telling of a row; neighbours are asked for again with every article of their days."""
    return decode(Event, payload)


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
