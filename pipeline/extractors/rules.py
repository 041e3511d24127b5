"""Events by words of action and movements by their roles: no model, no service, no weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.events import find_events
from pipeline.extractors.interface import Extracted, Tools, Usage
from pipeline.flights import attach_aircraft, find_flights
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
        told = attach_aircraft(events, facts)
        return Extracted(_once(flights, told), issues)

    def usage(self) -> Usage | None:
        """None: nobody is asked."""
        return None


def _once(flights: Sequence[Event], told: Sequence[Event]) -> tuple[Event, ...]:
    """Without people brought to safety twice: by a rescue, and by a flight in the same sentence.

    Where no aircraft and no way is named nobody flew: then the rescue stays.
    """
    doubled = [
        (flight, event)
        for flight in flights
        for event in told
        if flight.mode == "evacuation" and event.mode == "rescue" and _same_words(flight, event)
    ]
    gone = {event.id if _is_flown(flight) else flight.id for flight, event in doubled}
    return tuple(event for event in (*flights, *told) if event.id not in gone)


def _same_words(one: Event, two: Event) -> bool:
    return any(a.overlaps(b) for a in one.sources[0].evidence for b in two.sources[0].evidence)


def _is_flown(event: Event) -> bool:
    craft = event.flight is not None and bool(event.flight.aircraft)
    return craft or any(place.role != "location" for place in event.places)


def open_extractor(tools: Tools) -> Rules:
    """The extractor by rules; it needs no settings."""
    return Rules(tools)
