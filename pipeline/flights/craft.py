"""Aircraft in what is told by other steps: the fighter that slid off, the helicopter that came."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.model import Aircraft, Event, Facts, Flight

_TYPES = frozenset({"ACCIDENT", "AID", "RETREAT"})


def attach_aircraft(events: Iterable[Event], facts: Facts) -> tuple[Event, ...]:
    """Give accidents, rescues and withdrawals the aircraft that their sentences name.

    Events that have a flight, and other kinds of event, are given back as they are.
    """
    return tuple(_with_aircraft(event, facts) for event in events)


def _with_aircraft(event: Event, facts: Facts) -> Event:
    if event.flight is not None or event.type not in _TYPES:
        return event
    named = _first_type(event, facts)
    if named is None:
        return event
    spans = event.sources[0].evidence
    callsigns = [
        sign.text
        for sign in facts.callsigns
        if sign.kind == "callsign" and any(span.contains(sign.span) for span in spans)
    ]
    return replace(event, flight=Flight((named,), tuple(dict.fromkeys(callsigns))))


def _first_type(event: Event, facts: Facts) -> Aircraft | None:
    """The type named first in the sentence that tells the event best."""
    for span in event.sources[0].evidence:
        inside = [a for a in facts.aircraft if a.icao and span.contains(a.span)]
        if inside:
            return inside[0]
    return None
