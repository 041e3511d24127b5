"""What the sentences around a diversion tell of its way.

One sentence says that a flight came down elsewhere; where it began, where its passengers were
bound and whose it was often stand in others, which tell of travellers and name no aircraft:
"They had boarded in Oslo. … It had been due in Malaga at noon."
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from pipeline.flights.distance import is_one_town
from pipeline.flights.draft import Draft, piece_of
from pipeline.flights.elsewhere import is_of_force
from pipeline.flights.modes import mode_of
from pipeline.flights.parties import Parties
from pipeline.flights.roles import RolePlace, roles_of
from pipeline.flights.segment import Segment
from pipeline.flights.stranded import left_in
from pipeline.flights.track import Track
from pipeline.model import Place

_REACH = 3  # sentences from the diversion to one that tells of its way
_A_DAY = timedelta(days=1)  # it begins on the day of its landing or before, and goes on after it
_AIMS = frozenset({"destination", "bound", "toward"})
_GOING = ("flights.movement", "flights.civil", "flights.boarded", "triggers.flight")
_NEAR = 4  # tokens between "had boarded" and the name of the town


def with_ends(tracks: Sequence[Track], segments: Sequence[Segment]) -> tuple[Track, ...]:
    """The movements, the diversions among them with what free sentences around tell of their way.

    A sentence is free when no movement that makes news has taken it.
    """
    modes = [mode_of(track) for track in tracks]
    if "diversion" not in modes:
        return tuple(tracks)
    told = [d.segment.span for t, mode in zip(tracks, modes, strict=True) if mode for d in t.drafts]
    free = [s for s in segments if not any(s.span.overlaps(span) for span in told)]
    diverted = [t for t, mode in zip(tracks, modes, strict=True) if mode == "diversion"]
    return tuple(
        _completed(track, [s for s in free if _nearest(s, diverted) is track])
        if mode == "diversion"
        else track
        for track, mode in zip(tracks, modes, strict=True)
    )


def _nearest(segment: Segment, tracks: Sequence[Track]) -> Track | None:
    """The diversion of its paragraph that stands nearest, the earlier one of two."""
    beside = [t for t in tracks if _gap(segment, t) <= _REACH and _tells_of(segment, t)]
    return min(beside, key=lambda t: (_gap(segment, t), t.first.segment.number), default=None)


def _gap(segment: Segment, track: Track) -> int:
    """Sentences between; more than the reach in another paragraph."""
    near = [
        abs(draft.segment.number - segment.number)
        for draft in track.drafts
        if draft.segment.sentence.paragraph == segment.sentence.paragraph
    ]
    return min(near, default=_REACH + 1)


def _tells_of(segment: Segment, track: Track) -> bool:
    """Whether somebody travels there, by no aircraft of a force, and on no other day."""
    hit = segment.has("flights.veto") and not segment.has("flights.civil_reason")
    if hit or is_of_force(segment):
        return False  # struck by a missile, and not by a bird
    day = track.when
    return day is None or all(
        not when.background and day.first - _A_DAY <= when.last and when.first <= day.last + _A_DAY
        for when in segment.whens
    )


def _completed(track: Track, beside: Sequence[Segment]) -> Track:
    for segment in beside:
        piece = _piece(track, segment)
        if piece.places or piece.actors or piece.aircraft:
            track = replace(track, drafts=(*track.drafts, piece))
    return track


def _piece(track: Track, segment: Segment) -> Draft:
    """What a sentence adds: an end that is still unknown, the company where none is."""
    return piece_of(
        track.first, segment, tuple(_ends(track, segment)), parties=_whose(track, segment)
    )


def _whose(track: Track, segment: Segment) -> Parties:
    """The airline and the airliner, where the track knows none."""
    if not any(segment.has(path) for path in _GOING):
        return Parties()
    lines = [actor for actor in segment.actors if actor.sector == "company"]
    known = any(draft.actors for draft in track.drafts)
    typed = any(aircraft.icao for aircraft in track.aircraft)
    return Parties(
        own=() if typed else tuple(a for a in segment.aircraft if a.icao)[:1],
        actors=() if known else tuple(lines[:1]),
    )


def _ends(track: Track, segment: Segment) -> list[RolePlace]:
    """An origin and an aim, where the track has none.

    Who was on the way from where it came down had come back: that is told before it, as what is
    told after it is how they went on.
    """
    landed = [p.place for d in track.drafts for p in d.places if p.cue == "diverted"]
    later = segment.number > track.first.segment.number
    going = any(segment.has(path) for path in _GOING)
    told = roles_of(segment)
    origins = [p for p in told if p.found.role == "origin" and going] or _boarded(told, segment)
    origins = [p for p in origins if not (later and _is_one_of(p.place, landed))]
    aims = [_aim(p) for p in told if p.cue == "bound" or (p.cue in _AIMS and going)]
    aims = [p for p in aims if not _is_one_of(p.place, [*landed, *(o.place for o in origins)])]
    found = origins[:1] if not track.places("origin") else []
    found += aims[:1] if not track.places("destination") else []
    return [*found, *(() if landed else left_in(segment, track, told))]


def _boarded(told: Sequence[RolePlace], segment: Segment) -> list[RolePlace]:
    """The town in which they had boarded."""
    words = segment.hits("flights.boarded")
    spans = [(p, segment.token_at(p.place.span.start)) for p in told if p.cue not in _AIMS]
    return [
        replace(p, cue="origin", found=replace(p.found, role="origin", reached=None))
        for p, at in spans
        if any(0 <= at - hit.last <= _NEAR or 0 <= hit.first - at <= _NEAR for hit in words)
    ]


def _is_one_of(place: Place, places: Sequence[Place]) -> bool:
    return any(is_one_town(place, other) for other in places)


def _aim(place: RolePlace) -> RolePlace:
    """Where it was bound and did not come."""
    return replace(place, cue="bound", found=replace(place.found, reached=False))
