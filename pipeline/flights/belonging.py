"""Does a piece belong to a movement told before? Standing, days, aircraft and ends decide."""

from __future__ import annotations

from datetime import timedelta

from pipeline.flights.countries import is_allied
from pipeline.flights.distance import are_near
from pipeline.flights.draft import Draft
from pipeline.flights.guards import is_of_unit
from pipeline.flights.track import Track, of_category, sentences_since
from pipeline.model import Aircraft

_NEXT_DAY = timedelta(days=1)
_SENTENCES = 8  # sentences after which "the aircraft" are no longer those of a track
_QUIET = 2  # sentences that may stand between what flies and "they"
_FIGHTING = frozenset({"fighter", "attack"})


def belongs(draft: Draft, track: Track) -> bool:
    """Whether a piece goes on with what a track tells."""
    if draft.kind != track.first.kind or draft.fresh or _is_a_diversion_of_its_own(draft, track):
        return False
    if draft.polarity == "negative" and (draft.anaphoric or not draft.is_cancelled):
        return False
    return (
        _same_standing(draft, track)
        and _same_days(draft, track)
        and _same_aircraft(draft, track)
        and _same_ends(draft, track)
    )


def _is_a_diversion_of_its_own(draft: Draft, track: Track) -> bool:
    """A flight told with its beginning and its landing, behind one that was not diverted."""
    whole = draft.lands_elsewhere and any(p.found.role == "origin" for p in draft.places)
    return whole and not any("diversion" in d.triggers for d in track.drafts)


def _same_standing(draft: Draft, track: Track) -> bool:
    """Happened or only planned; a piece without a verb of its own takes what the track has."""
    if draft.anaphoric and draft.when is None:
        return True
    happened = {"asserted", "historical"}
    same = (draft.modality in happened) == (track.first.modality in happened)
    return same and draft.polarity == track.first.polarity


def _same_days(draft: Draft, track: Track) -> bool:
    when = track.when
    if draft.when is None:
        return True
    if when is None:
        beside = draft.segment.sentence.paragraph == track.first.segment.sentence.paragraph
        if draft.when.background and not (draft.anaphoric or beside):
            return False  # told of once before, where the track is the news
        return track.inherited is None or draft.anaphoric
    if draft.when.overlaps(when):
        return True
    gap = max(draft.when.first - when.last, when.first - draft.when.last)
    moves = draft.moves | {label for d in track.drafts for label in d.moves}
    return draft.anaphoric and gap <= _NEXT_DAY and {"takeoff", "arrive"} <= moves


def _same_aircraft(draft: Draft, track: Track) -> bool:
    if draft.kind == "drone":
        return True
    if draft.kind == "sea":
        return draft.anaphoric or _same_countries(draft, track)
    if draft.anaphoric:
        return _takes_up(draft, track)
    if not draft.parties.own:
        return bool(draft.callsigns)
    if not track.aircraft:
        return True
    if _is_unlike_a_diverted(draft, track):
        return False
    types = {a.icao for a in draft.parties.own if a.icao}
    known = {a.icao for a in track.aircraft if a.icao}
    if types and known and not types & known:
        return _meets(draft, track)
    if not (types and known) and not _same_class(draft, track):
        return False
    return _same_number(draft, track) and _same_countries(draft, track)


def _is_unlike_a_diverted(draft: Draft, track: Track) -> bool:
    """Whether it names a type and the track is an airliner, without one, that was diverted."""
    diverted = any(piece.lands_elsewhere for piece in track.drafts)
    untyped = not any(aircraft.icao for aircraft in track.aircraft)
    return diverted and untyped and any(aircraft.icao for aircraft in draft.parties.own)


def _takes_up(draft: Draft, track: Track) -> bool:
    """Whether "the bombers" can be those of the track; "they" and "the aircraft" can be any."""
    since = sentences_since(draft, track)
    if since > (1 + min(draft.quiet, _QUIET) if draft.pronoun else _SENTENCES):
        return False
    if _is_other_side(draft, track):
        return False
    known = {a.category for a in track.aircraft}
    again = draft.again - {"aircraft"}
    if not again or not known or "aircraft" in known:
        return True
    return bool(again & known) or bool(again & _FIGHTING and known & _FIGHTING)


def _is_other_side(draft: Draft, track: Track) -> bool:
    """ "The bombers" of a tanker's track go their own way when both have parted."""
    own = {a.category for d in track.drafts for a in d.parties.own}
    met = any("intercept" in d.triggers for d in track.drafts)
    return not met and not draft.again & own and bool(of_category(draft, track))


def _meets(draft: Draft, track: Track) -> bool:
    """Fighters that shadow "the bombers" of the track: the two sides of one meeting.

    Right behind the other side they need not name it: "Two F-16s intercepted it".
    """
    if "intercept" in draft.triggers and _is_met_right_before(draft, track):
        return True
    known = {a.category for a in track.aircraft}
    return "intercept" in draft.triggers and bool(draft.again & (known | {"aircraft"}))


def _is_met_right_before(draft: Draft, track: Track) -> bool:
    """Whether the track told right before is of the other camp, and nobody else is met here."""
    near = draft.segment.sentence.paragraph == track.drafts[-1].segment.sentence.paragraph
    if draft.parties.other or not near or sentences_since(draft, track) > 1:
        return False
    camps = {is_allied(a.operator, a.name) for a in draft.parties.own if a.icao}
    others = {is_allied(a.operator, a.name) for a in track.own if a.icao}
    return len(camps) == len(others) == 1 and camps != others


def _same_class(draft: Draft, track: Track) -> bool:
    classes = {a.category for a in draft.parties.own}
    known = {a.category for a in track.aircraft}
    if "aircraft" in classes | known or classes & known:
        return True
    return bool(classes & _FIGHTING and known & _FIGHTING)


def _same_number(draft: Draft, track: Track) -> bool:
    for mine in draft.parties.own:
        for theirs in track.aircraft:
            if (
                (mine.icao or theirs.icao)
                and mine.icao
                and theirs.icao
                and (mine.icao != theirs.icao)
            ):
                continue
            if _apart(mine, theirs) and mine.category == theirs.category:
                return False
    return True


def _apart(one: Aircraft, other: Aircraft) -> bool:
    if one.count_min is None or other.count_min is None:
        return False
    high_one = one.count_max if one.count_max is not None else 10**6
    high_other = other.count_max if other.count_max is not None else 10**6
    return one.count_min > high_other or other.count_min > high_one


def _same_countries(draft: Draft, track: Track) -> bool:
    mine = {a.country for a in draft.actors if a.country}
    theirs = {a.country for d in track.drafts for a in d.actors if a.country}
    return not mine or not theirs or bool(mine & theirs)


def _same_ends(draft: Draft, track: Track) -> bool:
    """No other origin, no other destination than the track has."""
    for role in ("origin", "destination"):
        mine = [p.place for p in draft.of_role(role) if not is_of_unit(p.place)]
        theirs = [place for place in track.places(role) if not is_of_unit(place)]
        if mine and theirs and not any(are_near(a, b) for a in mine for b in theirs):
            return role == "destination" and draft.anaphoric
    return True
