"""Whose an aircraft is: the force or the nationality that stands beside it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.flights.segment import Segment
from pipeline.model import Actor, Aircraft

_NEAR = 4  # tokens between a force and its aircraft ("US Air Force heavy bombers")
OF = 4  # tokens of "of the" between an aircraft and its force


def operator_of(aircraft: Aircraft, movers: Sequence[Actor], segment: Segment) -> Actor | None:
    """The force beside an aircraft, else the actor of its operator's country."""
    beside = [
        actor
        for actor in movers
        if _is_beside(actor, aircraft, segment)
        and not _is_of_another(actor, aircraft, segment)
        and (not aircraft.operator or actor.country in {"", aircraft.operator})
    ]
    if beside:
        return min(
            beside,
            key=lambda actor: (actor.sector == "government", distance(actor, aircraft, segment)),
        )
    return next((a for a in movers if a.country and a.country == aircraft.operator), None)


def _is_of_another(actor: Actor, aircraft: Aircraft, segment: Segment) -> bool:
    """The Russian of "F-16s from Lask shadowed a Russian plane"."""
    others = (a for a in segment.aircraft if not a.span.overlaps(aircraft.span))
    return any(owns(actor, other, segment) or _within(actor, other) for other in others)


def _within(actor: Actor, aircraft: Aircraft) -> bool:
    return actor.span is not None and aircraft.span.contains(actor.span)


def _is_beside(actor: Actor, aircraft: Aircraft, segment: Segment) -> bool:
    """Close before an aircraft, or in the genitive behind it."""
    behind = actor.span is not None and actor.span.start >= aircraft.span.end
    return distance(actor, aircraft, segment) <= (OF if behind else _NEAR)


def distance(actor: Actor, aircraft: Aircraft, segment: Segment) -> int:
    """Tokens between an actor and an aircraft."""
    if actor.span is None:
        return len(segment.tokens)
    if actor.span.start >= aircraft.span.end:
        between = (aircraft.span.end, actor.span.start)
    elif actor.span.end <= aircraft.span.start:
        between = (actor.span.end, aircraft.span.start)
    else:
        return 0
    return segment.token_at(between[1]) - segment.token_at(between[0])


def owns(actor: Actor, aircraft: Aircraft, segment: Segment) -> bool:
    """Whether a country or a force stands right before an aircraft."""
    before = actor.span is not None and actor.span.end <= aircraft.span.start
    return before and bool(actor.country) and distance(actor, aircraft, segment) == 0


def is_owner(actor: Actor, aircraft: Aircraft, segment: Segment) -> bool:
    """Whether it stands right before an aircraft, or in the genitive right behind it."""
    if actor.span is None:
        return False
    if actor.span.end <= aircraft.span.start:
        return distance(actor, aircraft, segment) == 0
    first, last = segment.token_at(aircraft.span.end - 1) + 1, segment.token_at(actor.span.start)
    between = " ".join(token.lower for token in segment.tokens[first:last])
    genitive = segment.language.words("actors.genitive")
    return between in genitive if between else bool(segment.language.table("places.cases"))
