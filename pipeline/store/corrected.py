"""The log of corrections in the store, and what of it fits the tellings that are there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import BindParameter, Connection, bindparam, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from pipeline.corrections import Correction, Fitted, from_line, in_force, to_line
from pipeline.model import Event
from pipeline.store import schema
from pipeline.store.codec import decode


def _listed(name: str) -> BindParameter[Any]:
    return bindparam(name, expanding=True)


_log, _speaks, _telling = schema.correction, schema.correction_article, schema.telling
_BODIES: Final = select(_log.c.body).order_by(_log.c.at, _log.c.id)
_ALL: Final = _BODIES
_OF_ARTICLES: Final = _BODIES.where(
    _log.c.id.in_(select(_speaks.c.correction_id).where(_speaks.c.article_id.in_(_listed("names"))))
)
_OF_COMPONENTS: Final = _BODIES.where(
    _log.c.id.in_(
        select(_speaks.c.correction_id)
        .join(_telling, _telling.c.article_id == _speaks.c.article_id)
        .where(_telling.c.component.in_(_listed("names")))
    )
)
_TOLD: Final = select(_telling.c.article_id, _telling.c.payload).where(
    _telling.c.article_id.in_(_listed("names"))
)
_COMPONENTS: Final = (
    select(_telling.c.component).where(_telling.c.id.in_(_listed("names"))).distinct()
)
_ADD: Final = upsert(_log).on_conflict_do_nothing()
_ADD_SPEAKS: Final = insert(_speaks)


def add(connection: Connection, corrections: Iterable[Correction]) -> tuple[str, ...]:
    """Put entries at the end of the log; ids of those that were not there."""
    added = []
    for one in corrections:
        row = {"id": one.id, "at": one.at.isoformat(timespec="microseconds"), "body": to_line(one)}
        if connection.execute(_ADD, row).rowcount > 0:
            added.append(one.id)
            articles = sorted({about.article_id for about in one.mentioned})
            rows = [{"article_id": name, "correction_id": one.id} for name in articles]
            connection.execute(_ADD_SPEAKS, rows)
    return tuple(added)


def everything(connection: Connection) -> tuple[Correction, ...]:
    """The whole log, the oldest first."""
    return tuple(_entry(body) for body in connection.scalars(_ALL))


def of_articles(connection: Connection, articles: Sequence[str]) -> tuple[Correction, ...]:
    """The entries that speak of these articles, undoings among them."""
    return _entries(connection, _OF_ARTICLES, articles)


def of_components(connection: Connection, components: Sequence[str]) -> tuple[Correction, ...]:
    """The entries that speak of an article with a telling in these components."""
    return _entries(connection, _OF_COMPONENTS, components)


def fitted(connection: Connection, log: Iterable[Correction]) -> Fitted:
    """Those that hold, with the tellings of the articles that any of them speaks of."""
    entries = tuple(log)
    articles = sorted({about.article_id for one in entries for about in one.mentioned})
    told = _told(connection, articles)
    return Fitted(in_force(entries), lambda article_id: told.get(article_id, ()))


def components(connection: Connection, tellings: Iterable[str]) -> set[str]:
    """The components in which these tellings are."""
    names = sorted(tellings)
    return set(connection.scalars(_COMPONENTS, {"names": names})) if names else set()


def _entries(connection: Connection, query: Any, names: Sequence[str]) -> tuple[Correction, ...]:
    bodies = connection.scalars(query, {"names": list(names)})
    return tuple(_entry(body) for body in bodies)


@lru_cache(maxsize=4096)
def _entry(body: str) -> Correction:
    """An entry of the log; those of an article are asked for with each of its neighbours."""
    return from_line(body)


def _told(connection: Connection, articles: Sequence[str]) -> Mapping[str, list[Event]]:
    told: dict[str, list[Event]] = {}
    if articles:
        for row in connection.execute(_TOLD, {"names": list(articles)}):
            told.setdefault(row.article_id, []).append(_telling_in(row.payload))
    return told


@lru_cache(maxsize=4096)
def _telling_in(payload: str) -> Event:
    return decode(Event, payload)
