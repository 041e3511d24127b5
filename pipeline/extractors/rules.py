"""Events by words of action and movements by their roles: no model, no service, no weights."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.events import find_events
from pipeline.extractors.interface import Extracted, Tools, Usage
from pipeline.flights import attach_aircraft, find_flights
from pipeline.model import Facts, Reading


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
        return Extracted((*flights, *attach_aircraft(events, facts)), issues)

    def usage(self) -> Usage | None:
        """None: nobody is asked."""
        return None


def open_extractor(tools: Tools) -> Rules:
    """The extractor by rules; it needs no settings."""
    return Rules(tools)
