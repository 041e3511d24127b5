"""All movements that a document tells, piece by piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from pipeline.flights.draft import Draft, draft_of, triggers_of
from pipeline.flights.introduced import introduced
from pipeline.flights.presence import arrived
from pipeline.flights.segment import Segment
from pipeline.flights.shut import bound_for_shut
from pipeline.flights.sighting import another_night, sightings
from pipeline.flights.there import landed_there


def drafts_of(segments: Sequence[Segment]) -> Iterator[Draft]:
    """The movements that the segments of a document tell, in text order."""
    drones: Draft | None = None
    moving: set[int] = set()  # segments that tell of a movement by themselves
    for number, segment in enumerate(segments):
        draft = (drones and another_night(drones, segment)) or draft_of(
            segment, partial(_modes_around, segment, segments)
        )
        if draft is None:
            continue
        moving.add(number)
        drones = None
        if draft.kind == "drone":
            for drones in sightings(draft, segments[:number]):
                yield drones
        else:
            quiet = _quiet(segment, segments[:number]) if draft.pronoun else 0
            told = landed_there(replace(draft, quiet=quiet), segments[:number])
            told = bound_for_shut(told, segments[:number])
            before = segments[number - 1] if number and number - 1 not in moving else None
            yield from _with_before(before, told) if before else (told,)


def _with_before(before: Segment, told: Draft) -> tuple[Draft, ...]:
    """The piece, with what the sentence before it tells of its aircraft without moving them."""
    both = arrived(before, told)
    return both if len(both) > 1 else (introduced(before, told),)


def _quiet(segment: Segment, before: Sequence[Segment]) -> int:
    """Sentences right before this one over which "they" still means what was named earlier."""
    numbers = set()
    for each in reversed(before):
        apart = each.sentence.paragraph != segment.sentence.paragraph
        if apart or any(aircraft.icao or aircraft.count_min for aircraft in each.aircraft):
            break
        numbers.add(each.number)
    return len(numbers - {segment.number})


def _modes_around(segment: Segment, segments: Sequence[Segment]) -> frozenset[str]:
    """The modes whose words stand in the paragraph of a segment."""
    paragraph = segment.sentence.paragraph
    beside = (s for s in segments if s.sentence.paragraph == paragraph)
    return frozenset().union(*(triggers_of(s) for s in beside))
