"""One movement: its pieces, and what it has from the movement told before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.flights.draft import Draft
from pipeline.model import Aircraft, Place, When


@dataclass(frozen=True, slots=True)
class Track:
    """One movement: its pieces in text order, and what it has from the track before."""

    drafts: tuple[Draft, ...]
    inherited: Track | None = None  # the track that lends a date, a place, a destination

    @property
    def first(self) -> Draft:
        """The piece that opened the track."""
        return self.drafts[0]

    @property
    def when(self) -> When | None:
        """Its own date; two days when it left on one and landed on the next."""
        whens = [draft.when for draft in self.drafts if draft.when is not None]
        if not whens:
            return None
        whens = [w for w in whens if not w.only] or whens  # told outright, not counted
        days = [w for w in whens if w.precision in {"day", "time"}]
        if len(days) > 1:
            return _spanning(days)
        return days[0] if days else min(whens, key=lambda w: w.last - w.first)

    @property
    def said_on(self) -> When | None:
        """The day on which it was told."""
        return next((d.segment.said_on for d in self.drafts if d.segment.said_on), None)

    @property
    def aircraft(self) -> tuple[Aircraft, ...]:
        """All aircraft of both sides."""
        return tuple(a for d in self.drafts for a in (*d.parties.own, *d.parties.other))

    @property
    def own(self) -> tuple[Aircraft, ...]:
        """The aircraft that act, each type or class once."""
        own = {a.icao or a.category: a for d in reversed(self.drafts) for a in d.parties.own}
        return tuple(own.values())

    @property
    def is_civil(self) -> bool:
        """Whether any piece tells a civil flight."""
        return any(draft.civil for draft in self.drafts)

    @property
    def met(self) -> Track | None:
        """The track whose aircraft this one meets: "two Su-27 rose to stop the jets"."""
        first = self.first
        meets = first.again and first.parties.own and "intercept" in first.triggers
        return self.inherited if meets else None

    def places(self, role: str) -> list[Place]:
        """The places in a role, in text order."""
        return [p.place for draft in self.drafts for p in draft.of_role(role)]


def _spanning(days: Sequence[When]) -> When:
    first = min(days, key=lambda when: when.first)
    last = max(days, key=lambda when: when.last)
    return first if first.last >= last.last else replace(first, last=last.last)


def of_category(draft: Draft, track: Track) -> tuple[Aircraft, ...]:
    """The aircraft that the track met and that a piece takes up again."""
    other = (a for d in track.drafts for a in d.parties.other)
    return tuple(a for a in other if a.category in draft.again)


def sentences_since(draft: Draft, track: Track) -> int:
    """Sentences from the last piece of a track to this one."""
    return draft.segment.number - track.drafts[-1].segment.number
