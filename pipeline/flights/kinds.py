"""What moves in a segment: aircraft, ships, troops, or drones that somebody sees."""

from __future__ import annotations

from typing import Literal

from pipeline.flights.another import further_of
from pipeline.flights.segment import Segment
from pipeline.lexicon import Hit

_NEAR = 8  # tokens between troops and the verb that moves them
_MOVING = (
    "flights.naval",
    "flights.movement",
    "flights.manoeuvres",
    "flights.returned",
    "flights.troops",
)
Kind = Literal["air", "sea", "land", "drone"]
_SUBJECTS = ("triggers.flight", "aircraft.anaphora", "aircraft.pronouns")
_GOING = frozenset({"takeoff", "fly", "arrive"})
_OPENING = 1  # index of the last token at which such a sentence has its verb: "Después volaron a"
_TO_PLACE = 2  # tokens between the verb and the place: a preposition and an article
_QUOTES = frozenset("\"“”„«»'’‘")


def kind_of(segment: Segment) -> Kind | None:
    """The kind of what is named first and moves."""
    if not _tells_of_movement(segment):
        return None  # so it is nearly always
    if is_drone_sighting(segment):
        return "drone"
    starts: dict[Kind, int | None] = {
        "sea": _first_ship(segment),
        "air": _first_aircraft(segment) if _moves_aircraft(segment) else None,
        "land": _first_troops(segment) if _moves_troops(segment) else None,
    }
    known = [(at, kind) for kind, at in starts.items() if at is not None]
    return min(known)[1] if known else "air" if goes_on(segment) else None


def _tells_of_movement(segment: Segment) -> bool:
    """Whether there is anything without which all that is looked for below is absent."""
    if segment.aircraft or segment.callsigns or segment.has("triggers"):
        return True
    phrases = segment.language.phrases  # asked here, as a segment sorts what it is asked for
    return any(phrases(path).find(segment.tokens) for path in _MOVING)


def _first(segment: Segment, path: str) -> int | None:
    return min((hit.span.start for hit in segment.hits(path)), default=None)


def _first_ship(segment: Segment) -> int | None:
    """A ship that moves; a port call tells of one without naming it."""
    calls = _first(segment, "triggers.naval_deploy")
    moves = (
        segment.has("flights.naval")
        or segment.has("triggers.exercise")
        or (segment.has("triggers.naval_shadow"))
    )
    ships = _first(segment, "flights.ships") if moves else None
    again = _first(segment, "flights.ship_again") if moves else None
    return min((at for at in (calls, ships, again) if at is not None), default=None)


def _first_aircraft(segment: Segment) -> int | None:
    ships = [hit.span for hit in segment.hits("flights.ships")]
    starts = [
        aircraft.span.start
        for aircraft in segment.aircraft
        if not any(span.overlaps(aircraft.span) for span in ships)
    ]
    for path in ("aircraft.anaphora", "aircraft.pronouns"):
        starts += [
            hit.span.start
            for hit in segment.hits(path)
            if not any(span.overlaps(hit.span) for span in ships)
        ]
    starts += [hit.span.start for hit in segment.hits("triggers.flight")]
    starts += [callsign.span.start for callsign in segment.callsigns]
    if further_of(segment) is not None:
        starts.append(segment.span.start)
    if segment.has("flights.evacuees"):
        starts += [hit.span.start for hit in segment.hits("triggers.evacuation")]
    if segment.has("triggers.aid_flight"):
        starts += [h.span.start for h in segment.hits("flights.movement") if h.label == "fly"]
    return min(starts, default=None)


def goes_on(segment: Segment) -> bool:
    """Whether its verb comes first and needs no subject: "Venían de Dyess", of those told before.

    Only where a language leaves out pronouns, and right before the place or the day.
    """
    if segment.language.get("language.silent_subject") is not True:
        return False
    if any(map(segment.has, _SUBJECTS)):
        return False
    ends = {segment.token_at(place.span.start) for place in segment.places}
    ends |= {segment.token_at(when.span.start) for when in segment.whens if when.span}
    return any(
        hit.first <= _OPENING and any(0 <= end - hit.last <= _TO_PLACE for end in ends)
        for hit in segment.hits("flights.movement")
        if hit.label in _GOING
    )


def _has_a_name(segment: Segment) -> bool:
    """ "Exercise Strike Warrior", "Übung „Nordic Response“": a drill of armed forces."""
    capitals = segment.language.get("language.capitals_mark_names") is True
    behind = [
        segment.tokens[h.last]
        for h in segment.hits("triggers.exercise")
        if h.last < len(segment.tokens)
    ]
    return any(t.text in _QUOTES or (capitals and t.is_capitalised) for t in behind)


def _first_troops(segment: Segment) -> int | None:
    troops = _first(segment, "flights.troops.units")
    return troops if troops is not None else _first(segment, "triggers.exercise")


def _moves_aircraft(segment: Segment) -> bool:
    """A movement, an exercise with aircraft, or the callsigns of what was told before."""
    drills = bool(segment.aircraft) and segment.has("triggers.exercise")
    return (
        drills
        or bool(segment.callsigns)
        or any(
            segment.has(path)
            for path in (
                "flights.movement",
                "flights.manoeuvres",
                "flights.returned",
                "triggers.diversion",
                "triggers.airspace_violation",
                "triggers.evacuation",
            )
        )
    )


def _moves_troops(segment: Segment) -> bool:
    drills = segment.has("triggers.exercise") and (
        any(actor.sector == "military" for actor in segment.actors)
        or segment.has("flights.drills")
        or _has_a_name(segment)
    )
    units, moves = segment.hits("flights.troops.units"), segment.hits("flights.troops.moves")
    return drills or any(_gap(unit, move) <= _NEAR for unit in units for move in moves)


def _gap(one: Hit, other: Hit) -> int:
    """Tokens between two hits."""
    return max(other.first - one.last, one.first - other.last, 0)


def is_drone_sighting(segment: Segment) -> bool:
    """Drones seen over a site: no military type, somebody sees them or traffic stops."""
    drones = [a for a in segment.aircraft if a.category == "drone"]
    if not drones or any(a.category != "drone" and a.icao for a in segment.aircraft):
        return False
    if any(a.operator for a in drones) or segment.has("triggers.airspace_violation"):
        return False
    named = segment.has("triggers.drone_incident")
    return (named or segment.has("flights.sight")) and (named or segment.has("flights.site"))
