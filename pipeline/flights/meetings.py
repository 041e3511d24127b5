"""Fighters and those whom they met, told in different sentences.

"Two F-16s took off from Konya. A Russian plane flew off Sinop without a flight plan. The fighters
escorted it": one sentence each for who rose, whom they met and that they met.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.flights.countries import ALLIES, country_name, is_allied
from pipeline.flights.draft import Draft, is_negated_at, piece_of
from pipeline.flights.modes import mode_of
from pipeline.flights.parties import Parties
from pipeline.flights.roles import RolePlace, roles_of
from pipeline.flights.segment import Segment
from pipeline.flights.track import Track
from pipeline.model import Actor, Aircraft, Span

_BEFORE, _BEHIND = 2, 3  # sentences around those who rose that can tell of the others
_RISING = frozenset({"fighter", "attack"})
_CIVIL = frozenset({"airliner", "light", "business"})
_SIDES = frozenset({None, "air_patrol", "intercept"})  # what one side of a meeting is told as
_MEETS = "intercept."
_ENDS = frozenset({"origin", "destination"})


def with_meetings(tracks: Sequence[Track], segments: Sequence[Segment]) -> tuple[Track, ...]:
    """The movements, fighters joined with those whom the sentences around say that they met."""
    kept = list(tracks)
    for track in tracks:
        if track not in kept or not _rises(track):
            continue
        meeting = _meeting_of(track, segments, _already_met(kept))
        if meeting is None:
            continue
        kept = [t for t in kept if t is track or not _is_side(t, track, meeting)]
        at = next(n for n, t in enumerate(kept) if t is track)
        kept[at] = replace(track, drafts=(*track.drafts, *_pieces(track, meeting)))
    return tuple(kept)


@dataclass(frozen=True, slots=True)
class _Meeting:
    """Whom they met, and the sentences that tell of it in text order."""

    others: tuple[Aircraft, ...]
    told_in: tuple[Segment, ...]


def _rises(track: Track) -> bool:
    """Whether these are fighters, and nobody is known whom they met."""
    own = track.own
    if track.first.kind != "air" or not own or track.first.modality != "asserted":
        return False
    if track.met or any(a.icao for draft in track.drafts for a in draft.parties.other):
        return False
    fighters = [a for a in own if a.category in _RISING]
    unknown = all(a in fighters or not (a.icao or a.operator) for a in own)  # "an unknown plane"
    return bool(fighters) and unknown and mode_of(track) in _SIDES


def _already_met(tracks: Sequence[Track]) -> frozenset[Span]:
    """The aircraft that some movement has met as it stands."""
    return frozenset(a.span for t in tracks for d in t.drafts for a in d.parties.other)


def _meeting_of(
    track: Track, segments: Sequence[Segment], taken: frozenset[Span]
) -> _Meeting | None:
    near = [s for s in segments if _is_near(s, track)]
    met = [s for s in near if _tells_of_meeting(s)]
    named = (a for s in near for a in s.aircraft if a.span not in taken)
    others = {a.span: a for a in named if _is_of_others(a, track)}
    if not met or not others:
        return None
    of_them = [s for s in near if any(a.span in others for a in s.aircraft)]
    told_in = {s.span: s for s in sorted((*met, *of_them), key=lambda s: s.span)}
    return _Meeting(tuple(others.values()), tuple(told_in.values()))


def _tells_of_meeting(segment: Segment) -> bool:
    """Whether a word says that they met, and no "not" or "would" that they did not."""
    hits = [h.span.start for h in segment.hits("triggers") if h.label.startswith(_MEETS)]
    clauses = ((at, segment.clause_at(at)) for at in hits)
    return any(
        (clause is None or clause.modality == "asserted") and not is_negated_at(at, segment)
        for at, clause in clauses
    )


def _is_near(segment: Segment, track: Track) -> bool:
    first, last = track.first.segment, track.drafts[-1].segment
    if segment.sentence.paragraph != first.sentence.paragraph:
        return False
    return first.number - _BEFORE <= segment.number <= last.number + _BEHIND


def _is_of_others(aircraft: Aircraft, track: Track) -> bool:
    """Whether it is named and of the other camp, or a civil one that fighters look after."""
    if any(aircraft.span.overlaps(own.span) for own in track.aircraft):
        return False
    if aircraft.category in _CIVIL:
        return bool(aircraft.icao)
    if not (aircraft.icao or aircraft.operator) or aircraft.category == "drone":
        return False
    known = [own for own in track.own if own.icao or own.operator]
    return bool(known) and all(_are_opposed(own, aircraft) for own in known)


def _are_opposed(one: Aircraft, other: Aircraft) -> bool:
    """Of two countries that are no allies; of two camps where a country is not known."""
    if one.operator and other.operator:
        return one.operator != other.operator and not {one.operator, other.operator} <= ALLIES
    return _is_western(one) != _is_western(other)


def _is_western(aircraft: Aircraft) -> bool:
    return aircraft.operator == "TUR" or is_allied(aircraft.operator, aircraft.name)


def _is_side(track: Track, rising: Track, meeting: _Meeting) -> bool:
    """Whether a movement is no more than the other side, or the meeting told again."""
    spans = {segment.span for segment in meeting.told_in}
    if not all(draft.segment.span in spans for draft in track.drafts):
        return False
    if not all(_is_of_others(aircraft, rising) for aircraft in track.own):
        return False
    ends = any(place.found.role in _ENDS for draft in track.drafts for place in draft.places)
    mode = mode_of(track)
    watched = mode == "recon" and not ends and not any("recon" in d.triggers for d in track.drafts)
    return mode in _SIDES or watched


def _pieces(track: Track, meeting: _Meeting) -> list[Draft]:
    known = {draft.segment.span for draft in track.drafts}
    return [_piece(track, s, meeting) for s in meeting.told_in if s.span not in known] or [
        _piece(track, meeting.told_in[0], meeting)
    ]


def _piece(track: Track, segment: Segment, meeting: _Meeting) -> Draft:
    """What a sentence tells of the meeting: the others, and where it was."""
    others = tuple(a for a in meeting.others if a in segment.aircraft)
    return piece_of(
        track.first,
        segment,
        tuple(p for p in roles_of(segment) if _is_spot(p)),
        parties=Parties(other=others, actors=_met(others, segment)),
        triggers=frozenset({"intercept"}),
    )


def _is_spot(place: RolePlace) -> bool:
    return place.found.role == "location"


def _met(others: Sequence[Aircraft], segment: Segment) -> tuple[Actor, ...]:
    """Whose the others are: the force named beside them, else their country."""
    countries = list(dict.fromkeys(a.operator for a in others if a.operator))
    forces = {a.country: a for a in segment.actors if a.sector == "military" and a.country}
    return tuple(
        replace(forces[country], role="escorted")
        if country in forces
        else Actor(country_name(country), country, "government", role="escorted")
        for country in countries
    )
