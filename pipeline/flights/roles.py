"""Which part each place plays in a movement: by the words before it, and by the verb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.flights.cues import Cues, cue_after, cues_of, is_end_of_word
from pipeline.flights.elsewhere import landed_elsewhere
from pipeline.flights.guards import (
    POINTS,
    is_behind_airspace,
    is_company,
    is_context,
    is_of_airspace,
    is_of_speaker,
    is_offset,
    may_divert,
)
from pipeline.flights.nearest import VERBS, distance_to, nearest_movement
from pipeline.flights.segment import Segment
from pipeline.flights.ways import ends_of_ways, with_stops
from pipeline.lexicon import Hit
from pipeline.model import Place, PlaceInEvent, PlaceRoleName, Span

_REACH = 9  # tokens between the preposition and the name: articles, adjectives, "air base"
_STOPS = frozenset(",;:.()–—")
BASES = frozenset({"airbase", "navalbase"})
_FIELDS = BASES | {"airport", "airfield"}
_ERRANDS = ("triggers.aid_flight", "triggers.evacuation")  # flights that land to unload
_CIVIL = frozenset({"airliner", "aircraft", "light", "business"})
# When several words end before a name the longest decides; of equally long ones the first here.
_ORDER = (
    "home", "diverted", "bound", "via", "posted", "origin", "toward", "destination", "over",
    "location",
)  # fmt: skip
_JOINS = frozenset(",/&")
_WATERS = frozenset({"sea", "ocean", "gulf", "strait"})
_ONE_BETWEEN = 2  # difference of indexes
_ENDS = frozenset({"arrive", "bring"})  # verbs that say that the way was made to its end
_FROM_POSTS = (
    "intercept",
    "air_patrol",
    "escort",
    "recon",
    "tanker",
    "air_show_of_force",
)  # what posted aircraft are there for


@dataclass(frozen=True, slots=True)
class RolePlace:
    """A place with the word that gave its role.

    ``cue`` is finer than the role: ``over`` for an area flown over, ``toward`` for a direction,
    ``diverted`` for the landing of a diversion.
    """

    place: Place
    cue: str
    found: PlaceInEvent


def roles_of(segment: Segment) -> tuple[RolePlace, ...]:
    """The literal places of a segment in their roles."""
    diverts = may_divert(segment)
    literal = [
        place
        for place in segment.places
        if place.use == "literal"
        or is_of_airspace(place, segment)
        or is_end_of_word(place, segment)
    ]
    literal = [
        place
        for place in literal
        if not (is_of_speaker(place, segment) or is_company(place, segment))
    ]
    literal = [place for n, place in enumerate(literal) if not is_context(literal, n, segment)]
    cues, ends = cues_of(segment), ends_of_ways(literal, segment)
    found: list[RolePlace] = []
    for number, place in enumerate(literal):
        before = literal[number - 1] if number else None
        cue, span = _cue_of(place, before, segment, cues, diverts=diverts)
        if not cue and found and before and _is_listed(before, place, segment):
            cue, span = _next_in_list(found[-1].cue, diverts), found[-1].found.evidence
        elif (
            cue == "location"
            and found
            and not is_offset(place)
            and _is_right_behind(before, place, segment)
        ):
            if found[-1].cue == "origin":  # "reliant Paris à Osaka", "portati da Pisa a Niamey"
                verb = nearest_movement(segment, segment.token_at(place.span.start))
                cue = "destination" if verb in _ENDS and not diverts else "bound"
        elif diverts and cue == "destination" and found and found[-1].cue == "origin":
            cue = "bound"  # "the flight from Oslo to Rome landed in Milan"
        if number in ends:
            cue, span = ends[number], place.span
        if is_of_airspace(place, segment):
            cue = "location"
        if not cue:
            cue = _weak_cue(place, literal[number + 1 :], segment, cues, diverts=diverts)
        if cue and cue != "home":
            found.append(_role_place(place, cue, span, segment))

    def verb_at(offset: int) -> str:
        return nearest_movement(segment, segment.token_at(offset))

    found = with_stops(found, segment)
    told = diverts and any(place.cue == "diverted" for place in found)
    return tuple(found if told else landed_elsewhere(found, segment, verb_at))


def _cue_of(
    place: Place, before: Place | None, segment: Segment, cues: Cues, *, diverts: bool
) -> tuple[str, Span | None]:
    """The cue before a place and the words that give it; empty when there is none."""
    if is_offset(place):
        return "location", place.span
    after = cue_after(place, segment)
    if after == "posted" or (after == "diverted" and diverts):  # "nach Lyon umgeleitet"
        return after, place.span
    if after == "diverted" and any(segment.has(errand) for errand in _ERRANDS):
        after = "destination"  # "yardım uçağı Kabil'e indi": it came where it was bound
    if after == "diverted" and _is_of_force(place, segment):
        after = "destination"  # "Engels'e döndü", of no diversion
    hit = _nearest(place, before, segment, cues, diverts=diverts)
    if hit is None or (after == "origin" and hit.label == "location"):
        return (after, place.span) if after else ("", None)
    return hit.label, hit.span


def _is_of_force(place: Place, segment: Segment) -> bool:
    """Whether the place is a base, or an aircraft is named that carries no passengers."""
    return place.kind in BASES or any(a.category not in _CIVIL for a in segment.aircraft)


def _nearest(
    place: Place, before: Place | None, segment: Segment, cues: Cues, *, diverts: bool
) -> Hit | None:
    first = segment.token_at(place.span.start)
    floor = max(0, first - _REACH, segment.token_at(before.span.end) if before else 0)
    features = segment.language.words("flights.features")
    behind_weak = False
    for end in range(first, floor, -1):
        hits = [h for h in cues.get(end, ()) if h.first >= floor]
        strong = [h for h in hits if h.label != "weak" and _fits(h, diverts=diverts)]
        if strong:
            return max(strong, key=lambda h: (h.last - h.first, -_ORDER.index(h.label)))
        token = segment.tokens[end - 1]
        behind_weak = behind_weak or any(h.label == "weak" for h in hits)
        weak = any(h.label == "weak" for h in hits)
        plain = weak or token.lower in features or _is_nationality(segment, end - 1)
        if token.lower in _STOPS or (behind_weak and not plain):
            return None
    return None


def _is_nationality(segment: Segment, at: int) -> bool:
    return bool(segment.language.phrases("demonyms").at(segment.tokens, at))


def _fits(hit: Hit, *, diverts: bool) -> bool:
    """A landing of a diversion is one only for a flight that may be diverted."""
    return diverts or hit.label != "diverted"


def _is_listed(before: Place, place: Place, segment: Segment) -> bool:
    """Whether only commas and "and" stand between two names."""
    between = segment.tokens[
        segment.token_at(before.span.end - 1) + 1 : segment.token_at(place.span.start)
    ]
    joins = segment.language.words("aircraft.range")
    return bool(between) and all(t.lower in _JOINS or t.lower in joins for t in between)


def _next_in_list(cue: str, diverts: bool) -> str:
    """A route "between Madrid and Bogotá" names both of its ends."""
    return "bound" if diverts and cue == "origin" else cue


def _is_right_behind(before: Place | None, place: Place, segment: Segment) -> bool:
    """Whether a single word stands between two names."""
    if before is None:
        return False
    last = segment.token_at(before.span.end - 1)
    return segment.token_at(place.span.start) - last == _ONE_BETWEEN


def _weak_cue(
    place: Place,
    later: Sequence[Place],
    segment: Segment,
    cues: Cues,
    *,
    diverts: bool,
) -> str:
    """A genitive ("van", "de", "von") gives an origin at a base, or before "to" and a place."""
    if is_water(place) or is_behind_airspace(place, segment):
        return "location"
    first = segment.token_at(place.span.start)
    ends = range(first, max(0, first - 4), -1)
    if not any(hit.label == "weak" for end in ends for hit in cues.get(end, ())):
        return ""
    if place.kind in _FIELDS or _leaves(segment, first):
        return "origin"
    if later:
        hit = _nearest(later[0], place, segment, cues, diverts=diverts)
        if hit and hit.label in {"destination", "toward", "bound"}:
            return "origin"
    return ""


def _leaves(segment: Segment, first: int) -> bool:
    """Whether the verb nearest to this token is one of leaving."""
    return nearest_movement(segment, first) == "takeoff"


def _role_place(place: Place, cue: str, span: Span | None, segment: Segment) -> RolePlace:
    at = segment.token_at(place.span.start)
    posted = cue == "posted"
    if posted:
        cue = "origin" if _starts(segment) else "destination"
    if cue in {"over", "location"} and not is_offset(place) and _is_refuelling(segment, at, cue):
        cue = "via"
    elif cue == "location" and not is_offset(place) and not is_water(place):
        cue = _by_verb(place, segment, at)
    elif cue == "location" and is_water(place) and segment.has("flights.naval.leave"):
        cue = "toward"  # "lief aus, um ins Rote Meer zu fahren"
    role = "destination" if _is_first_told(place, cue, segment) else _ROLE[cue]
    reached = _is_reached(place, cue, segment, at) if role == "destination" else None
    if posted and role == "destination":
        reached = _is_asserted(place, segment)
    return RolePlace(place, cue, PlaceInEvent(role, place, reached, span))


def _starts(segment: Segment) -> bool:
    """Whether aircraft that are posted somewhere take off: "Typhoons based at Amari scrambled"."""
    left = any(hit.label == "takeoff" for hit in segment.hits("flights.movement"))
    return left or any(segment.has(f"triggers.{mode}") for mode in _FROM_POSTS)


_ROLE: dict[str, PlaceRoleName] = {
    "origin": "origin",
    "destination": "destination",
    "toward": "destination",
    "bound": "destination",
    "via": "via",
    "over": "location",
    "location": "location",
    "diverted": "location",
}


def is_water(place: Place) -> bool:
    """A sea or a part of one: "the south of the Caribbean Sea" lies in no country."""
    part = place.relation is not None and place.relation.op == "part" and not place.country
    return part or place.precision == "water_body" or place.kind in _WATERS


def _is_refuelling(segment: Segment, at: int, cue: str) -> bool:
    """Whether the movement word nearest to the place tells of taking fuel there.

    A tanker gives it there.
    """
    if segment.aircraft and segment.aircraft[0].category == "tanker":
        return False
    hits = segment.hits("flights.movement")
    nearest = min(hits, key=lambda hit: distance_to(hit, at), default=None)
    fuel = [hit.span for hit in segment.hits("flights.refuel")]
    if nearest is None or (cue != "over" and nearest.first > at):
        return False
    return any(nearest.span.overlaps(span) for span in fuel)


def _by_verb(place: Place, segment: Segment, at: int) -> str:
    """A plain "in" or "at" takes its role from the verb: landed in, took off at."""
    if place.precision not in (*POINTS, "adm2", "country", "adm1"):
        return "location"
    verb = nearest_movement(segment, at)
    if verb == "arrive":
        return "destination"
    if verb == "takeoff" and place.precision in POINTS:
        return "origin"
    return "destination" if verb == "send" and place.precision != "adm1" else "location"


def _is_first_told(place: Place, cue: str, segment: Segment) -> bool:
    """Whether it came down here: the first verb is of landing, where verbs open the sentence."""
    if cue != "location" or segment.language.get("events.verb_first") is not True:
        return False
    if place.precision not in POINTS or is_offset(place):
        return False
    hits = [hit for hit in segment.hits("flights.movement") if hit.label in VERBS]
    return bool(hits) and min(hits, key=lambda hit: hit.first).label == "arrive"


def _is_reached(place: Place, cue: str, segment: Segment, at: int) -> bool:
    """Whether the text says that it arrived: landed, or flew from one point to another."""
    if cue in {"toward", "bound"} or not _is_asserted(place, segment):
        return False
    labels = {hit.label for hit in segment.hits("flights.movement")}
    if nearest_movement(segment, at) in _ENDS:
        return True
    flown = "fly" in labels and "send" not in labels and not segment.has("flights.roles.bound")
    return flown and (place.precision in POINTS or is_water(place))


def _is_asserted(place: Place, segment: Segment) -> bool:
    clause = segment.clause_at(place.span.start)
    return clause is None or clause.modality == "asserted"
