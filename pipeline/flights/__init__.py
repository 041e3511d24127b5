"""Movements: flights, ships and troops under way, drones over a site.

Each stretch of a sentence is read as a piece of a movement (``draft``), with its places in their
roles (``roles``) and its two sides (``parties``). Pieces of the same movement are joined
(``joining``; ``presence`` for aircraft that are already there, ``there`` for landings at a place
named before), then with what other sentences
tell: whom fighters met (``meetings``), where a flight came down (``landing``), where a diverted
one came from and was bound (``beside``) and what free sentences tell of the way of any other
(``around``). Each track becomes one event (``modes``, ``placing``, ``build``; ``unnamed`` and
``airlines`` for who flies).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from pipeline.flights.around import with_ways
from pipeline.flights.beside import with_ends
from pipeline.flights.build import event_of
from pipeline.flights.craft import attach_aircraft
from pipeline.flights.joining import tracks_of
from pipeline.flights.landing import with_landings
from pipeline.flights.meetings import with_meetings
from pipeline.flights.reading import drafts_of
from pipeline.flights.segment import segments
from pipeline.lexicon import Lexicon
from pipeline.model import Document, Event, Facts, When

__all__ = ["attach_aircraft", "find_flights"]


Shift = Callable[[When, date], When]


def _as_read(when: When, published: date) -> When:
    return when


def find_flights(
    document: Document, facts: Facts, lexicon: Lexicon, *, shift: Shift = _as_read
) -> tuple[Event, ...]:
    """All movements that a document tells, in the order in which they are first told.

    ``shift`` moves a date that was read as past to the coming such day, for what is announced.
    """
    published = document.article.published
    stretches = tuple(segments(document, facts, lexicon))
    drafts = (
        replace(draft, when=shift(draft.when, published))
        if draft.modality == "future" and draft.when
        else draft
        for draft in drafts_of(stretches)
    )
    tracks = with_meetings(tracks_of(drafts), stretches)
    tracks = with_ends(with_landings(tracks, stretches), stretches)
    tracks = with_ways(tracks, stretches)
    events = (event_of(track, document, facts, lexicon) for track in tracks)
    return tuple(event for event in events if event is not None)
