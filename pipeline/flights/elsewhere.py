"""A flight that lands where it was not bound, told by its places alone.

"The flight from Athens to Tel Aviv landed in Larnaca": no word says that it was diverted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.flights.distance import are_near
from pipeline.flights.segment import Segment

if TYPE_CHECKING:
    from pipeline.flights.roles import RolePlace

_CIVIL = frozenset({"airliner", "aircraft", "light", "business"})
_BOUND = frozenset({"bound", "toward", "destination"})
_ON_THE_WAY = frozenset({"toward", "via"})


def landed_elsewhere(
    found: list[RolePlace], segment: Segment, verb_at: Callable[[int], str]
) -> list[RolePlace]:
    """The places with the landing of a diverted flight marked so; as they were without one.

    ``verb_at`` gives the label of the movement word nearest to an offset of the article.
    """
    if not _is_civil(segment):
        return found
    landing = next((p for p in reversed(found) if _lands(p, segment, verb_at)), None)
    if landing is None:
        return _instead(found, segment)
    before = [p for p in found if p.place.span.start < landing.place.span.start]
    aim = next((p for p in reversed(before) if p.cue in _BOUND), None)
    if aim is None or are_near(aim.place, landing.place) or _is_next_leg(aim, landing, segment):
        return found
    return [_as_told(place, aim, landing) for place in found]


def _instead(found: list[RolePlace], segment: Segment) -> list[RolePlace]:
    """ "Smoke forced it to Vienna instead of Budapest": who is diverted comes where he goes."""
    bound = [place for place in found if place.cue == "bound"]
    goals = [place for place in found if place.cue == "destination"]
    if not segment.has("triggers.diversion") or len(bound) != 1 or len(goals) != 1:
        return found
    if bound[0].place.span.start < goals[0].place.span.start:
        return found
    return [_as_told(place, bound[0], goals[0]) for place in found]


def _as_told(place: RolePlace, aim: RolePlace, landing: RolePlace) -> RolePlace:
    if place is landing:
        spot = replace(place.found, role="location", reached=None)
        return replace(place, cue="diverted", found=spot)
    return replace(place, found=replace(place.found, reached=False)) if place is aim else place


def _lands(place: RolePlace, segment: Segment, verb_at: Callable[[int], str]) -> bool:
    """Whether the flight came down here: the verb of landing is the nearest, or opens the text."""
    if place.cue == "diverted":
        return True
    landings = [h for h in segment.hits("flights.movement") if h.label == "arrive"]
    if segment.language.get("events.verb_first") is True:
        return bool(landings) and place.cue == "location"
    if not landings or place.cue in _ON_THE_WAY:
        return False
    return verb_at(place.place.span.start) == "arrive"


def _is_civil(segment: Segment) -> bool:
    """A flight in which nothing is of a force."""
    named = segment.aircraft or segment.callsigns or segment.has("triggers.flight")
    return bool(named) and not is_of_force(segment)


def is_of_force(segment: Segment) -> bool:
    """Whether an aircraft or an actor of armed forces stands here."""
    if any(aircraft.category not in _CIVIL for aircraft in segment.aircraft):
        return True
    return any(actor.sector == "military" for actor in segment.actors)


def _is_next_leg(aim: RolePlace, landing: RolePlace, segment: Segment) -> bool:
    """Whether "and" or a stop for fuel stands between: it went to the one, then to the other.

    Not where it says that it turned back.
    """
    if segment.has("triggers.diversion"):
        return False
    first = segment.token_at(aim.place.span.end - 1) + 1
    between = segment.tokens[first : segment.token_at(landing.place.span.start)]
    # Some languages repeat the preposition in a list, and have it among their joiners.
    joiners = segment.language.words("events.joiners") - segment.language.words("places.at")
    return segment.has("flights.refuel") or any(token.lower in joiners for token in between)
