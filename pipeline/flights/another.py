"""One more, with nothing that names it: "Another two flew the same route", "Otro dio la vuelta"."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.flights.segment import Segment

_LATEST = 2  # tokens before "another": "And two others", "zwei weitere"
_MOST = 100
_NOUN = 3  # tokens from "another" to what it is


@dataclass(frozen=True, slots=True)
class Further:
    """How many more; None where it does not say."""

    low: int | None = None
    counted: bool = False  # by a number, not by "another" alone


def further_of(segment: Segment) -> Further | None:
    """What opens a segment and stands for further aircraft; None where a noun follows, or nothing.

    Behind it come a comma, a verb of movement or a place that it came from.
    """
    hits = [h for h in segment.hits("aircraft.one_more") if h.first <= _LATEST]
    for hit in sorted(hits, key=lambda h: h.first - h.last):
        numbers = _numbers(segment, range(hit.first))
        behind = _numbers(segment, range(hit.last, hit.last + 1))
        at = hit.last + len(behind)
        if len(numbers) < hit.first - _opener(segment) or not _is_left_alone(segment, at):
            continue
        told = (*numbers, *behind)
        plural = hit.label == "plural"
        return Further(told[0] if told else None if plural else 1, counted=bool(told))
    return None


def _opener(segment: Segment) -> int:
    """Whether a word such as "and" opens the segment, as a number of tokens."""
    return int(segment.tokens[0].lower in segment.language.words("events.joiners"))


def _numbers(segment: Segment, at: range) -> list[int]:
    numbers = segment.language.numbers
    found = [numbers.at(segment.tokens, n) for n in at if n < len(segment.tokens)]
    return [int(n.value) for n in found if n and n.tokens == 1 and 0 < n.value < _MOST]


def _is_left_alone(segment: Segment, at: int) -> bool:
    """Whether no noun follows: a comma, a verb of movement, or a word of origin or direction."""
    if at >= len(segment.tokens):
        return False
    if _has_noun(segment, at):
        return False
    token = segment.tokens[at]
    auxiliary = token.lower in segment.language.words("aircraft.auxiliaries")
    if token.text == "," or auxiliary:
        return _moves(segment)
    paths = ("flights.movement", "flights.returned", "triggers.diversion", "flights.roles")
    return any(hit.first == at for path in paths for hit in segment.hits(path)) and _moves(segment)


def _has_noun(segment: Segment, at: int) -> bool:
    """ "A second flight", "another, a Boeing 737": what is further is named after all."""
    starts = [segment.token_at(aircraft.span.start) for aircraft in segment.aircraft]
    starts += [hit.first for hit in segment.hits("triggers.flight")]
    return any(0 <= start - at <= _NOUN for start in starts)


def _moves(segment: Segment) -> bool:
    paths = ("flights.movement", "flights.returned", "triggers.diversion")
    return any(segment.has(path) for path in paths)
