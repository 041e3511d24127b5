"""Events by words of action and movements by their roles: no model, no service, no weights."""

from __future__ import annotations

from collections.abc import Sequence
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
        # A match report moves nothing either, whatever its Bombers do.
        no_news = any(issue.code == "genre" for issue in issues)
        flights = () if no_news else find_flights(document, facts, lexicon, shift=shift)
        movements, told = _told_once(events, flights, lexicon)
        return Extracted((*movements, *attach_aircraft(told, facts)), issues)

    def usage(self) -> Usage | None:
        """None: nobody is asked."""
        return None


def _told_once(
    events: Sequence[Event], movements: Sequence[Event], lexicon: Lexicon
) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """Movements and events without those of the same sentence that the other tells better.

    A movement of the same type, or of one of the kinds that ``told_by`` of the kind names, tells
    it better: it has ends. But where no aircraft and no way is named nobody flew.
    """
    doubled = [
        (movement, event)
        for movement in movements
        for event in events
        if _is_told_by(movement, event, lexicon) and _is_same(movement, event)
    ]
    # Both may have the same id: what goes is told apart by its object.
    gone = {id(event if _is_flown(movement) else movement) for movement, event in doubled}
    return (
        tuple(movement for movement in movements if id(movement) not in gone),
        tuple(event for event in events if id(event) not in gone),
    )


def _is_told_by(movement: Event, event: Event, lexicon: Lexicon) -> bool:
    modes = lexicon.event_types[event.mode].settings.get("told_by", ())
    return movement.mode in modes or movement.type == event.type


def _is_same(one: Event, other: Event) -> bool:
    if one.polarity != other.polarity or not one.when.overlaps(other.when):
        return False
    return any(a.overlaps(b) for a in one.sources[0].evidence for b in other.sources[0].evidence)


def _is_flown(movement: Event) -> bool:
    craft = movement.flight is not None and bool(movement.flight.aircraft)
    return (
        craft
        or movement.mode != "evacuation"
        or any(place.role != "location" for place in movement.places)
    )


def open_extractor(tools: Tools) -> Rules:
    """The extractor by rules; it needs no settings."""
    return Rules(tools)
