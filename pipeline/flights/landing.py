"""A civil flight that came down elsewhere, told in a later sentence than where it was bound.

"A TUI 737 left Tirana for Luton. … The captain put down in Brindisi": neither sentence alone tells
of a diversion.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.flights.distance import is_one_town
from pipeline.flights.draft import Draft, piece_of
from pipeline.flights.elsewhere import is_of_force
from pipeline.flights.guards import POINTS, is_offset
from pipeline.flights.modes import mode_of
from pipeline.flights.nearest import nearest_movement
from pipeline.flights.roles import RolePlace, roles_of
from pipeline.flights.segment import Segment
from pipeline.flights.track import Track

_REACH = 3  # sentences from the flight to its landing
_NO_NEWS = frozenset({None, "aid_flight"})  # an airliner brings aid, or rescuers wait for it
_AIMS = frozenset({"bound", "toward"})
_ITS_OWN = ("aircraft.anaphora", "aircraft.pronouns", "flights.civil", "flights.civil_reason")
_BACK = ("triggers.diversion", "flights.returned", "flights.came_back")


def with_landings(tracks: Sequence[Track], segments: Sequence[Segment]) -> tuple[Track, ...]:
    """The movements; a civil flight that makes no news yet with the landing told after it."""
    return tuple(
        _landed(track, segments) if track.is_civil and mode_of(track) in _NO_NEWS else track
        for track in tracks
    )


def _landed(track: Track, segments: Sequence[Segment]) -> Track:
    aims = (p for d in track.drafts if "arrive" not in d.moves for p in d.places)
    aim = next((p for p in aims if p.found.role == "destination"), None)
    if aim is None:
        return track
    for segment in _following(track, segments):
        place = next((p for p in roles_of(segment) if _comes_down(p, aim, track, segment)), None)
        if place is not None:
            pieces = [d for d in track.drafts if d.segment.span != segment.span]
            return replace(track, drafts=(*pieces, _piece(track, segment, place)))
    return track


def _following(track: Track, segments: Sequence[Segment]) -> Iterator[Segment]:
    """The sentences of its paragraph behind it, up to one that names another aircraft or line."""
    first = track.first.segment
    for segment in segments:
        if segment.sentence.paragraph != first.sentence.paragraph:
            continue
        if not first.number <= segment.number <= first.number + _REACH or segment is first:
            continue
        if segment.span.start < first.span.start:
            continue
        if is_of_force(segment) or _names_another(segment, track):
            return
        yield segment


def _names_another(segment: Segment, track: Track) -> bool:
    known = {a.icao for a in track.aircraft}
    lines = {actor.name for draft in track.drafts for actor in draft.actors}
    return any(a.icao and a.icao not in known for a in segment.aircraft) or any(
        actor.sector == "company" and actor.name not in lines for actor in segment.actors
    )


def _comes_down(place: RolePlace, aim: RolePlace, track: Track, segment: Segment) -> bool:
    """Whether the flight lands there: of its own, at a point, not where it was bound."""
    spot = place.place
    if spot.precision not in POINTS or is_offset(spot) or place.cue in {*_AIMS, "via", "origin"}:
        return False
    if is_one_town(spot, aim.place) or not _is_its_own(segment):
        return False
    if aim.found.reached and not _went_wrong(track, segment):
        return False  # "flew to Rome. The plane landed in Milan": two legs
    begun = any(is_one_town(spot, origin) for origin in track.places("origin"))
    if begun and not any(segment.has(path) for path in _BACK):
        return False
    if place.cue == "diverted":
        return True
    return nearest_movement(segment, segment.token_at(spot.span.start)) == "arrive"


def _is_its_own(segment: Segment) -> bool:
    """Whether it speaks of the flight still: its captain, its passengers, "the plane", "it"."""
    named = any(aircraft.category in {"aircraft", "airliner"} for aircraft in segment.aircraft)
    return named or any(segment.has(path) for path in _ITS_OWN)


def _went_wrong(track: Track, segment: Segment) -> bool:
    """Whether a reason is told: smoke, a sick passenger, a failure."""
    told = (segment, *(draft.segment for draft in track.drafts))
    return any(each.has("flights.civil_reason") for each in told)


def _piece(track: Track, segment: Segment, place: RolePlace) -> Draft:
    spot = replace(place, cue="diverted", found=replace(place.found, role="location", reached=None))
    return piece_of(track.first, segment, (spot,), triggers=frozenset({"diversion"}))
