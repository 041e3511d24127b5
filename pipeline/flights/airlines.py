"""The airline of a civil flight that its own words do not name: told beside it or just before."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.flights.track import Track
from pipeline.model import Actor, Document, Sentence

_BEFORE = 2  # sentences from the airline to "the captain chose Genoa"


def airline_of(track: Track, document: Document, actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """The only company in its sentence, else in the two before it, else in the first of all."""
    civil = track.is_civil or "diversion" in track.first.triggers
    if track.first.kind != "air" or not civil:
        return ()
    number = track.first.segment.number
    sentences = document.sentences
    near = [sentences[n] for n in range(number, max(-1, number - _BEFORE - 1), -1)]
    for sentence in (*near, sentences[0]):
        companies = _companies(sentence, actors)
        if companies:
            return companies if len(companies) == 1 else ()
    return ()


def _companies(sentence: Sentence, actors: Sequence[Actor]) -> tuple[Actor, ...]:
    inside = (a for a in actors if a.span is not None and sentence.span.contains(a.span))
    return tuple({a.name: a for a in inside if a.sector == "company"}.values())
