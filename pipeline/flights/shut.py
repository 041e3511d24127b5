"""Flights that land elsewhere because the airport told of before was shut: that is their aim.

"Drones shut the airport of Liège. A flight from Oslo landed in Cologne": no word of the second
sentence says where it was bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.flights.distance import is_one_town
from pipeline.flights.draft import Draft
from pipeline.flights.guards import POINTS, is_offset
from pipeline.flights.nearest import nearest_movement
from pipeline.flights.roles import RolePlace, roles_of
from pipeline.flights.segment import Segment
from pipeline.lexicon import Language
from pipeline.model import Place, PlaceInEvent

_BACK = 3  # segments from the airport that was shut to the flight
_BESIDE = 4  # tokens between the word for an airport and its name
_FIELDS = frozenset({"airport", "airfield"})
_TROUBLE = ("flights.shut", "flights.civil_reason")
_MOVED = frozenset({"origin", "diverted", "destination"})  # ends of another flight
_AIMS = frozenset({"bound", "toward"})


def bound_for_shut(draft: Draft, before: Sequence[Segment]) -> Draft:
    """The draft with the airport told before as its aim; as it was where none was shut."""
    if draft.kind != "air" or _has_aim(draft) or not (draft.elliptic or _is_civil(draft)):
        return draft
    landing = next((p for p in draft.places if _is_landing(p, draft)), None)
    if landing is None:
        return draft
    shut = _shut_before(before, draft.segment)
    if shut is None and landing.cue == "diverted":
        shut = _troubled(draft, before)
    if shut is None:
        return draft
    others = [p.place for p in draft.places if p.place is not shut]
    if landing.place is shut or any(is_one_town(shut, place) for place in others):
        return draft  # it left the place, or came down there after all
    aim = RolePlace(shut, "bound", PlaceInEvent("destination", shut, reached=False))
    spot = replace(landing.found, role="location", reached=None)
    landed = replace(landing, cue="diverted", found=spot)
    places = tuple(landed if p is landing else p for p in draft.places if p.place is not shut)
    return replace(draft, places=(*places, aim), triggers=draft.triggers | {"diversion"})


def _has_aim(draft: Draft) -> bool:
    return any(place.cue in _AIMS for place in draft.places)


def _is_civil(draft: Draft) -> bool:
    """Neither an aircraft nor an actor of a force, and something says that it is one flight."""
    forces = any(actor.sector == "military" for actor in draft.segment.actors)
    plain = all(a.category in {"airliner", "aircraft"} for a in draft.segment.aircraft)
    return plain and not forces and not draft.again - {"aircraft", "airliner"}


def _is_landing(place: RolePlace, draft: Draft) -> bool:
    if place.cue == "diverted":
        return True
    at = draft.segment.token_at(place.place.span.start)
    lands = nearest_movement(draft.segment, at) == "arrive" or draft.elliptic
    return place.found.role == "destination" and place.place.precision in POINTS and lands


def _shut_before(before: Sequence[Segment], here: Segment) -> Place | None:
    """The airport that was shut, in the paragraph and close before."""
    near = [s for s in before[-_BACK:] if s.sentence.paragraph == here.sentence.paragraph]
    return next((place for s in reversed(near) if (place := _shut_in(s))), None)


def _troubled(draft: Draft, before: Sequence[Segment]) -> Place | None:
    """The airport that fog, wind or drones kept it from, in its sentence or close before."""
    here = draft.segment
    beside = [p.place for p in draft.places if p.cue == "location" and _is_airport(p.place, here)]
    if beside:
        return beside[0]
    near = [s for s in before[-_BACK:] if s.sentence.paragraph == here.sentence.paragraph]
    for at in range(len(near) - 1, -1, -1):
        named = [p for p in near[at].places if p.use == "literal" and _is_airport(p, near[at])]
        if named:
            told = any(s.has(path) for s in (*near[at:], here) for path in _TROUBLE)
            moved = [p.place for p in roles_of(near[at]) if p.cue in _MOVED]
            return named[-1] if told and named[-1] not in moved else None
    return None


def _is_airport(place: Place, segment: Segment) -> bool:
    if place.kind in _FIELDS:
        return True
    words = airport_words(segment.language)
    fields = [n for n, t in enumerate(segment.tokens) if t.lower in words]
    near = place.precision in POINTS and any(_gap(place, at, segment) <= _BESIDE for at in fields)
    return near and not is_offset(place)


def _shut_in(segment: Segment) -> Place | None:
    """The airport of a segment that says that one was shut."""
    words = airport_words(segment.language) if segment.has("flights.shut") else frozenset()
    fields = [n for n, t in enumerate(segment.tokens) if t.lower in words]
    named = [p for p in segment.places if p.use == "literal" and p.precision in POINTS]
    gaps = [(_gap(place, at, segment), n) for n, place in enumerate(named) for at in fields]
    gap, number = min(gaps, default=(_BESIDE + 1, 0))
    return named[number] if gap <= _BESIDE else None


def _gap(place: Place, at: int, segment: Segment) -> int:
    first, last = segment.token_at(place.span.start), segment.token_at(place.span.end - 1)
    return max(first - at, at - last, 0)


def airport_words(language: Language) -> frozenset[str]:
    """Single words for an airport, before or behind a name."""
    lists = ("places.before.airport", "places.after.airport", "flights.airports")
    return frozenset(word for path in lists for word in language.words(path) if " " not in word)
