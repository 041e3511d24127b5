"""Merging that joins nothing: each row of an export stays the event that its makers coded.

Merging of articles (``pipeline.dedup``) asks whether two reporters tell one happening. A dataset
has answered that already: two clashes of the same sides on the same day in neighbouring villages
are two rows because they are two events. docs/import.md has what merging does to such rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.model import Event, telling_id


@dataclass(frozen=True, slots=True)
class Apart:
    """What the store asks of merging, for rows that stay apart from all others."""

    def __call__(self, tellings: Sequence[Event]) -> tuple[Event, ...]:
        """Every telling as an event, ordered by day and id."""
        alone = [replace(told, mention_ids=(telling_id(told),)) for told in tellings]
        return tuple(sorted(alone, key=lambda event: (event.when.first, event.id)))

    def keys(self, telling: Event) -> tuple[str, ...]:
        """No shelf: neither another row nor an article is ever compared with it."""
        return ()

    def window(self, telling: Event) -> tuple[date, date]:
        """Its own days."""
        return telling.when.first, telling.when.last

    def related(self, telling: Event, others: Sequence[Event]) -> tuple[Event, ...]:
        """Nobody."""
        return ()
