"""How an actor stands in a segment: as its subject, as who tells it, as part of a place's name."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.flights.segment import Segment
from pipeline.model import Actor, Aircraft


def is_in_a_place(actor: Actor, segment: Segment) -> bool:
    """The RAF of "RAF Lakenheath", the Spain of "Rota, Spain", the Polish of "Polish Drawsko"."""
    if actor.span is None:
        return False
    at = segment.token_at(actor.span.start)
    behind = segment.token_at(actor.span.end - 1) + 1
    if is_adjective(actor, segment) and any(
        place.use == "literal" and segment.token_at(place.span.start) == behind
        for place in segment.places
    ):
        return True
    behind_comma = at > 1 and segment.tokens[at - 1].lower == ","
    for place in segment.places:
        if (
            place.use == "literal"
            and place.span != actor.span
            and (place.span.contains(actor.span))
        ):
            return True
        ends_before = behind_comma and place.span.end == segment.tokens[at - 2].end
        if ends_before and place.kind != "country":  # "the Philippines, Australia and Canada"
            return True
    return False


def speaks(actor: Actor, segment: Segment) -> bool:
    """Whether a verb of saying stands beside the actor."""
    if actor.span is None:
        return False
    speech = segment.language.words("flights.speech")
    first, last = segment.token_at(actor.span.start), segment.token_at(actor.span.end - 1)
    around = [*segment.tokens[max(0, first - 3) : first], *segment.tokens[last + 1 : last + 2]]
    return any(token.lower in speech for token in around)


def is_subject(actor: Actor, own: Sequence[Aircraft], segment: Segment) -> bool:
    """Whether the actor stands in the clause of a movement, and is no place's adjective.

    An adjective behind the aircraft is of something else: "rose to meet a Russian formation".
    """
    if actor.span is None:
        return False
    if is_adjective(actor, segment):
        if own and actor.span.start > own[0].span.start:
            return False
        return any(hit.label in {"send", "bring"} for hit in segment.hits("flights.movement"))
    clause = segment.clause_at(actor.span.start)
    paths = ("flights.movement", "flights.naval", "flights.troops")
    return clause is None or any(
        clause.span.contains(hit.span) for path in paths for hit in segment.hits(path)
    )


def is_adjective(actor: Actor, segment: Segment) -> bool:
    """Whether only a nationality stands for the actor: "Finnish", "the Americans"."""
    return any(
        hit.span == actor.span for hit in segment.language.phrases("demonyms").find(segment.tokens)
    )
