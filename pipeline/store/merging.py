"""New tellings into the groups that are stored: only the groups they touch are merged again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Protocol

from sqlalchemy import BindParameter, Connection, bindparam, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from pipeline.corrections import Correction, Fitted, lay
from pipeline.model import Event, Links, telling_id
from pipeline.store import corrected, schema
from pipeline.store.codec import decode, encode
from pipeline.store.flat import to_row
from pipeline.store.words import name_words, search_words


def _listed(name: str) -> BindParameter[Any]:
    return bindparam(name, expanding=True)


# Statements are built once: SQLAlchemy takes longer to build one than SQLite to run it.
_telling, _event, _block = schema.telling, schema.event, schema.block
_STORED = select(
    _telling.c.id, _telling.c.event_id, _telling.c.component, _telling.c.payload
).where(_telling.c.article_id == bindparam("article"))
_NEIGHBOURS = select(_telling.c.id, _telling.c.component, _telling.c.payload).where(
    _telling.c.id.in_(
        select(_block.c.telling_id)
        .where(_block.c.key.in_(_listed("keys")))
        .where(_block.c.first <= bindparam("until"), _block.c.last >= bindparam("since"))
    )
)
_MEMBERS = select(_telling.c.id, _telling.c.event_id, _telling.c.payload).where(
    _telling.c.component.in_(_listed("components"))
)
_JOIN = (
    update(_telling)
    .values(component=bindparam("joined"))
    .where(_telling.c.component.in_(_listed("components")))
)
_PAYLOAD = select(_event.c.payload).where(_event.c.event_id == bindparam("event"))
_ASSIGN = (
    update(_telling)
    .values(event_id=bindparam("event"))
    .where(_telling.c.id.in_(_listed("names")), _telling.c.event_id != bindparam("event"))
)
_FORGET = delete(_telling).where(_telling.c.id.in_(_listed("names")))
_DROP = delete(_event).where(_event.c.event_id.in_(_listed("events")))
_REJECT = insert(schema.rejected)
# The counter grows when the transaction is done: the telling is seen from the next version on.
_NEXT_VERSION = select(schema.counter.c.value + 1).where(schema.counter.c.name == "version")
_NOTE_ARRIVAL = upsert(schema.arrival).on_conflict_do_nothing()
_FORGET_ARRIVAL = delete(schema.arrival).where(schema.arrival.c.telling_id.in_(_listed("names")))
_ADD_TELLING, _ADD_BLOCK = insert(_telling), insert(_block)
_ADD_EVENT, _ADD_PLACE, _ADD_CLAIM = insert(_event), insert(schema.place), insert(schema.claim)


class Merge(Protocol):
    """What the store asks of merging. The result must not depend on the order of the tellings."""

    def __call__(self, tellings: Sequence[Event], links: Links = ...) -> tuple[Event, ...]:
        """The merged events; ``mention_ids`` of each lists the tellings (``telling_id``).

        ``links`` say which of them persons put together or kept apart.
        """

    def keys(self, telling: Event) -> tuple[str, ...]:
        """Words for the shelf a telling lies on; tellings of one happening share one at least."""

    def window(self, telling: Event) -> tuple[date, date]:
        """First and last day on which the happening may lie."""

    def related(self, telling: Event, others: Sequence[Event]) -> tuple[Event, ...]:
        """Those of the others that may tell the same happening."""


class Groups:
    """The tellings and events of a store within one transaction."""

    def __init__(self, connection: Connection, merge: Merge, *, now: datetime) -> None:
        self._connection = connection
        self._merge = merge
        self._now = now
        self._known: dict[str, Event] = {}  # the tellings that are merged

    def replace_article(self, article_id: str, tellings: Sequence[Event]) -> bool:
        """Let these tellings stand for the article instead of those stored. True if any differs."""
        stored = self._stored(article_id)
        wanted = {telling_id(telling): telling for telling in tellings}
        texts = {name: encode(telling) for name, telling in wanted.items()}
        gone = [name for name, row in stored.items() if texts.get(name) != row.payload]
        new = [name for name in wanted if name not in stored or name in gone]
        if not gone and not new:
            return False
        left = {stored[name].event_id for name in gone}
        touched = {stored[name].component for name in gone}
        reached = self._reached([article_id])
        self._remove(gone)
        for name in new:
            self._add(name, wanted[name], texts[name])
            touched.add(self._connect(name, wanted[name]))
        self._note_arrivals(new, left=[name for name in gone if name not in wanted])
        self._regroup(touched | reached | self._reached([article_id]), left=left)
        return True

    def keep(self, corrections: Sequence[Correction]) -> tuple[str, ...]:
        """Add corrections to the log and lay them over the events. Returns ids that are new."""
        added = corrected.add(self._connection, corrections)
        fresh = [one for one in corrections if one.id in added]
        articles = sorted({about.article_id for one in fresh for about in one.mentioned})
        if articles:
            self._regroup(self._reached(articles), left=())
        return added

    def _reached(self, articles: Sequence[str]) -> set[str]:
        """Components that corrections of these articles reach into, those of one made one."""
        log = corrected.of_articles(self._connection, articles)
        if not log:
            return set()
        fitted = corrected.fitted(self._connection, log)
        groups = fitted.links().together
        for names in groups:
            self._join(corrected.components(self._connection, names))
        # What was undone a moment ago reaches too: its events are to be as they were.
        touched = Fitted(log, fitted.told).touched()
        return corrected.components(self._connection, touched)

    def _join(self, components: Iterable[str]) -> str:
        """Make one of them; returns its name."""
        ordered = sorted(components)
        if len(ordered) > 1:
            self._connection.execute(_JOIN, {"joined": ordered[0], "components": ordered})
        return ordered[0] if ordered else ""

    def _note_arrivals(self, new: Sequence[str], *, left: Sequence[str]) -> None:
        """When tellings came in; one that is only told in other words keeps its day."""
        if left:
            self._connection.execute(_FORGET_ARRIVAL, {"names": list(left)})
        if new:
            noted = {
                "version": self._connection.scalar(_NEXT_VERSION) or 0,
                "at": self._now.astimezone(UTC).isoformat(timespec="seconds"),
            }
            rows = [{"telling_id": name, **noted} for name in new]
            self._connection.execute(_NOTE_ARRIVAL, rows)

    def _stored(self, article_id: str) -> dict[str, Any]:
        rows = self._connection.execute(_STORED, {"article": article_id})
        return {row.id: row for row in rows}

    def _remove(self, names: Sequence[str]) -> None:
        if names:
            self._connection.execute(_FORGET, {"names": list(names)})

    def _add(self, name: str, telling: Event, text: str) -> None:
        first, last = self._merge.window(telling)
        row = {"id": name, "article_id": telling.sources[0].article_id, "event_id": telling.id}
        self._connection.execute(_ADD_TELLING, {**row, "component": name, "payload": text})
        keys = [
            {"telling_id": name, "key": key, "first": first.isoformat(), "last": last.isoformat()}
            for key in dict.fromkeys(self._merge.keys(telling))
        ]
        if keys:
            self._connection.execute(_ADD_BLOCK, keys)

    def _connect(self, name: str, telling: Event) -> str:
        """Join the components of all tellings this one is related to; returns the joined one."""
        near = {row.id: row for row in self._neighbours(telling) if row.id != name}
        told = [_event_in(row.payload) for row in near.values()]
        related = self._merge.related(telling, told)
        return self._join({near[telling_id(other)].component for other in related} | {name})

    def _neighbours(self, telling: Event) -> Sequence[Any]:
        """Tellings on the same shelf whose days overlap."""
        keys = list(self._merge.keys(telling))
        if not keys:
            return ()
        first, last = self._merge.window(telling)
        sought = {
            "keys": keys,
            "since": first.isoformat(),
            "until": last.isoformat(),
        }
        return self._connection.execute(_NEIGHBOURS, sought).all()

    def _regroup(self, components: Iterable[str], *, left: Iterable[str]) -> None:
        """Merge the components again and store what comes out.

        ``left`` are events that lost a telling; they go when nothing tells them any more.
        """
        members = {"components": sorted(components)}
        rows = self._connection.execute(_MEMBERS, members).all()
        before = {*(row.event_id for row in rows), *left}
        self._known = {row.id: _event_in(row.payload) for row in rows}
        after = self._merged(members["components"])
        for event in after:
            self._put_event(event)
            self._assign(event)
        self._drop(before - {event.id for event in after})

    def _merged(self, components: Sequence[str]) -> tuple[Event, ...]:
        """The events of the known tellings, as persons corrected them."""
        told = list(self._known.values())
        log = corrected.of_components(self._connection, components)
        if not log:
            return self._merge(told)
        fitted = corrected.fitted(self._connection, log)
        links = fitted.links()
        merged = self._merge(told, links) if links else self._merge(told)
        return tuple(lay(event, fitted.of(event)) for event in merged)

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
        if event.rejected:
            self._connection.execute(_REJECT, {"event_id": event.id})

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
        "event_id": event.id,
        "position": position,
        "role": item.role,
        "name": place.name,
        "country": place.country,
        "precision": place.precision,
        "kind": place.kind,
        "gazetteer_id": place.gazetteer_id,
        "icao": place.icao,
        "area": place.area,
        "lat": place.point.lat if place.point else None,
        "lon": place.point.lon if place.point else None,
        "radius_km": place.radius_km,
        "reached": item.reached,
    }


def _claim_rows(event_id: str, telling: Event) -> list[dict[str, Any]]:
    return [
        {
            "event_id": event_id,
            "article_id": telling.sources[0].article_id,
            "status": claim.status,
            "speaker": claim.speaker,
            "speaker_country": claim.speaker_country,
            "addressee": claim.addressee,
            "quote": claim.quote,
            "span_start": claim.span.start,
            "span_end": claim.span.end,
            "detail": claim.detail,
        }
        for claim in telling.claims
    ]
