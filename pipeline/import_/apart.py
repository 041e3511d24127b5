"""Merging for rows of exports: each stays the event that its makers coded.

Merging of articles (``pipeline.dedup``) asks whether two reporters tell one happening. A dataset
has answered that already: two clashes of the same sides on the same day in neighbouring villages
are two rows because they are two events. docs/import.md has what merging does to such rows.

Only GDELT repeats itself: its coder finds one happening in several sentences of a page and with
the sides exchanged. Rows of one page that agree in kind, day, names and place are told once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from pipeline.model import Event, Links, telling_id

_NO_LINKS: Final = Links()


@dataclass(frozen=True, slots=True)
class Apart:
    """What the store asks of merging, for rows that are never merged with articles."""

    repeating: tuple[str, ...] = ("import gdelt/",)  # beginnings of ``made_by``

    def __call__(self, tellings: Sequence[Event], links: Links = _NO_LINKS) -> tuple[Event, ...]:
        """Every row as an event, repetitions once; ordered by day and id.

        ``links`` between rows are not followed: rows stay apart.
        """
        del links
        groups: dict[str, list[Event]] = {}
        for told in sorted(tellings, key=_age):
            key = next(iter(self.keys(told)), told.id)
            groups.setdefault(key, []).append(told)
        return tuple(sorted(map(_once, groups.values()), key=lambda e: (e.when.first, e.id)))

    def keys(self, telling: Event) -> tuple[str, ...]:
        """What repetitions share; nothing for a row that stays alone, so that none is compared."""
        url = telling.sources[0].url
        if not url or not telling.made_by.startswith(self.repeating):
            return ()
        names = sorted({actor.name for actor in telling.actors})
        places = [item.place.text for item in telling.places]
        days = f"{telling.when.first} {telling.when.last}"
        parts = (telling.made_by, url, telling.type, telling.mode, days, *names, "at", *places)
        return ("\x1f".join(parts),)

    def window(self, telling: Event) -> tuple[date, date]:
        """Its own days."""
        return telling.when.first, telling.when.last

    def related(self, telling: Event, others: Sequence[Event]) -> tuple[Event, ...]:
        """The repetitions among the others."""
        mine = self.keys(telling)
        return tuple(other for other in others if mine and self.keys(other) == mine)


def _age(telling: Event) -> tuple[date, int, str]:
    """The row that was coded first; ids are numbers of growing length."""
    source = telling.sources[0]
    return source.published, len(source.article_id), source.article_id


def _once(told: Sequence[Event]) -> Event:
    """The first row with the sources of all."""
    reasons = ("the same page, kind, day, names and place",) * (len(told) - 1)
    return replace(
        told[0],
        sources=tuple(source for one in told for source in one.sources),
        merged_why=reasons,
        mention_ids=tuple(telling_id(one) for one in told),
    )
