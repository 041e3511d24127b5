"""Events by words of action and movements by their roles: no model, no service, no weights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.events import find_events
from pipeline.extractors.interface import Extracted, Tools, Usage
from pipeline.flights import attach_aircraft, find_flights
from pipeline.lexicon import Lexicon
from pipeline.model import Event, Facts, Reading


@dataclass(frozen=True, slots=True)
class Rules:
    """The extractor by rules."""

    tools: Tools

    @property
    def made_by(self) -> str:
        """Of the recipe; each event names the version of its own step."""
        return "rules"

    def __call__(self, reading: Reading, facts: Facts) -> Extracted:
        """Movements first, then all else."""
        document, lexicon, shift = reading.document, self.tools.lexicon, self.tools.shift
        events, issues = find_events(document, facts, lexicon, shift=shift)
        flights = find_flights(document, facts, lexicon, shift=shift)
        events = _told_once(events, flights, lexicon)
        return Extracted((*flights, *attach_aircraft(events, facts)), issues)

    def usage(self) -> Usage | None:
        """None: nobody is asked."""
        return None


def _told_once(
    events: Iterable[Event], movements: Sequence[Event], lexicon: Lexicon
) -> tuple[Event, ...]:
    """Without those that a movement of the same sentence tells better.

    It is of the same type, or of one of the kinds that the kind's ``told_by`` names.
    """

    def is_told(event: Event) -> bool:
        modes = lexicon.event_types[event.mode].settings.get("told_by", ())
        return any(
            (m.mode in modes or m.type == event.type) and _is_same(event, m) for m in movements
        )

    return tuple(event for event in events if not is_told(event))


def _is_same(one: Event, other: Event) -> bool:
    if one.polarity != other.polarity or not one.when.overlaps(other.when):
        return False
    return any(a.overlaps(b) for a in one.sources[0].evidence for b in other.sources[0].evidence)


def open_extractor(tools: Tools) -> Rules:
    """The extractor by rules; it needs no settings."""
    return Rules(tools)
