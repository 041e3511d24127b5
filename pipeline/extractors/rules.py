"""Events by words of action and movements by their roles: no model, no service, no weights."""

from __future__ import annotations

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
        told = [event for event in events if not any(_is_same(event, flown) for flown in flights)]
        return Extracted((*flights, *attach_aircraft(told, facts)), issues)

    def usage(self) -> Usage | None:
        """None: nobody is asked."""
        return None


def _is_same(event: Event, flown: Event) -> bool:
    """Whether a movement tells the same: aid that is flown in, people who are flown out."""
    alike = event.type == flown.type or (event.mode, flown.mode) == ("rescue", "evacuation")
    sentences = {span for source in flown.sources for span in source.evidence}
    return (
        alike
        and event.polarity == flown.polarity
        and event.when.overlaps(flown.when)
        and any(span in sentences for source in event.sources for span in source.evidence)
    )


def open_extractor(tools: Tools) -> Rules:
    """The extractor by rules; it needs no settings."""
    return Rules(tools)
