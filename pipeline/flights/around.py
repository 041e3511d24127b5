"""What the sentences around a movement tell of its way, without naming what flies.

"Three tankers circled over Lusatia. The grey giants had come from Eindhoven." The second sentence
names no aircraft, so that it tells of no movement by itself; its base belongs to those before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.flights.alarmed import alarmed
from pipeline.flights.draft import Draft, piece_of
from pipeline.flights.guards import is_offset
from pipeline.flights.modes import mode_of
from pipeline.flights.roles import BASES, RolePlace, is_water, roles_of
from pipeline.flights.segment import Segment
from pipeline.flights.track import Track

_REACH = 3  # sentences from a movement to one that tells of its way
_FIELDS = BASES | {"airport", "airfield"}
_SEEN = frozenset(
    {"intercept", "recon", "tanker", "air_patrol", "air_show_of_force", "airspace_violation"}
)  # kinds that are told with where they were seen
_RISING = frozenset({"intercept", "air_patrol"})
_OTHERS = ("flights.ships", "flights.troops.units", "flights.veto")


def with_ways(tracks: Sequence[Track], segments: Sequence[Segment]) -> tuple[Track, ...]:
    """The movements, with what free sentences of their paragraph tell of origin, aim and place.

    A sentence is free when no movement that makes news has taken it.
    """
    modes = [mode_of(track) for track in tracks]
    told = [d.segment.span for t, mode in zip(tracks, modes, strict=True) if mode for d in t.drafts]
    free = [s for s in segments if s.places and not any(s.span.overlaps(span) for span in told)]
    news = [t for t, mode in zip(tracks, modes, strict=True) if mode]
    return tuple(
        _completed(track, mode, [s for s in free if _nearest(s, news) is track])
        if mode and mode != "diversion" and free
        else track
        for track, mode in zip(tracks, modes, strict=True)
    )


def _nearest(segment: Segment, tracks: Sequence[Track]) -> Track | None:
    """The movement of its paragraph that stands nearest, the one before it of two."""
    gaps = [(*_gap(segment, t), n) for n, t in enumerate(tracks) if _takes_up(segment, t)]
    near = [gap for gap in gaps if gap[0] <= _REACH]
    return tracks[min(near)[2]] if near else None


def _takes_up(segment: Segment, track: Track) -> bool:
    """Whether the aircraft named there, if any, may be those of the movement: "the bombers"."""
    known = {aircraft.category for aircraft in track.aircraft}
    types = {aircraft.icao for aircraft in track.aircraft}
    return all(
        aircraft.icao in types if aircraft.icao else aircraft.category in known | {"aircraft"}
        for aircraft in segment.aircraft
    )


def _gap(segment: Segment, track: Track) -> tuple[int, bool]:
    """Sentences between; more than the reach in another paragraph. Whether it stands before."""
    return min(
        (
            (abs(draft.segment.number - segment.number), segment.span < draft.segment.span)
            for draft in track.drafts
            if draft.segment.sentence.paragraph == segment.sentence.paragraph
        ),
        default=(_REACH + 1, True),
    )


def _completed(track: Track, mode: str, beside: Sequence[Segment]) -> Track:
    for segment in beside:
        places = _added(track, mode, segment) if _may_tell_of(segment, track) else ()
        if places:
            track = replace(track, drafts=(*track.drafts, _piece(track, segment, places)))
    return track


def _may_tell_of(segment: Segment, track: Track) -> bool:
    """Whether nothing else moves or happens there, and on no other day."""
    if track.first.kind != "air" or any(map(segment.has, _OTHERS)):
        return False
    day = track.when
    return not segment.whens or (day is not None and all(w.overlaps(day) for w in segment.whens))


def _added(track: Track, mode: str, segment: Segment) -> tuple[RolePlace, ...]:
    """The ends and the place that the track lacks."""
    told = roles_of(segment)
    quiet = _is_quiet(segment)
    moves = quiet and segment.has("flights.movement")
    found = []
    for role in ("origin", "destination"):
        own = [p for p in told if p.found.role == role and (moves or p.place.kind in _FIELDS)]
        if own and not track.places(role):
            found.append(own[0])
    if mode in _RISING and not (found or track.places("origin")):
        found += alarmed(segment)
    if not track.places("location"):
        seen = quiet and mode in _SEEN
        spots = [p for p in told if p.found.role == "location"]
        found += [p for p in spots if (seen and _is_spot(p)) or _is_fetched(track, mode)][:1]
    return tuple(found)


def _is_quiet(segment: Segment) -> bool:
    """Whether no word of a happening stands there; "the tanker" alone is none."""
    hits = segment.language.happening_words.find(segment.tokens)
    return all(hit.label.endswith(".things") for hit in hits)


def _is_fetched(track: Track, mode: str) -> bool:
    """Whether a helicopter helps: it was where those were whom it fetched."""
    return mode == "aid_flight" and any(a.category == "helicopter" for a in track.aircraft)


def _is_spot(place: RolePlace) -> bool:
    return is_offset(place.place) or is_water(place.place) or place.cue == "over"


def _piece(track: Track, segment: Segment, places: tuple[RolePlace, ...]) -> Draft:
    return piece_of(track.first, segment, places)
