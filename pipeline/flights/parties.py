"""The two sides of a movement: who flies, and whom they meet, escort or shadow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.flights.countries import country_name, is_allied, maker_of
from pipeline.flights.owners import OF, distance, is_owner, operator_of, owns
from pipeline.flights.segment import Segment
from pipeline.flights.sides import follows_by, sides_of
from pipeline.flights.standing import is_adjective, is_in_a_place, is_subject, speaks
from pipeline.model import Actor, ActorRole, Aircraft, PlaceInEvent, Span

_GIVER = 2  # tokens before a tanker among which "from" stands: "from a", "von einem"
_WARPLANES = frozenset({"awacs", "bomber", "fighter", "patrol", "recon", "tanker"})
_MOVERS = frozenset({"military", "government", "company", "police", "organisation"})


@dataclass(frozen=True, slots=True)
class Parties:
    """Both sides. Without a meeting ``other`` is empty."""

    own: tuple[Aircraft, ...] = ()
    other: tuple[Aircraft, ...] = ()
    actors: tuple[Actor, ...] = ()  # those of the other side have the role ``escorted``

    def without(self, places: Sequence[PlaceInEvent]) -> Parties:
        """Without the states that only say where: "left Lakenheath for Estonia".

        Nor those that troops were in: "sent 600 troops from Cyprus to Mali".
        """
        moved = {place.role for place in places} >= {"origin", "destination"}
        spans = [p.place.span for p in places if p.place.relation is None]
        left = [p.place.span for p in places if moved and p.role == "origin"]
        kept = [a for a in self.actors if not any(_lies_in(a, span) for span in spans)]
        others = [a for a in kept if not any(a.span and a.span.contains(span) for span in left)]
        return replace(self, actors=tuple(others or kept))


def _lies_in(actor: Actor, span: Span) -> bool:
    return actor.span is not None and span.contains(actor.span)


def parties_of(segment: Segment, kind: str) -> Parties:
    """The sides of a segment."""
    named = _named(segment)
    if kind == "drone":
        return Parties(own=named, actors=_of_drones(named, segment))
    if kind != "air":
        return Parties(actors=_of_ships(segment))
    own, other = sides_of(named, segment)
    return Parties(_typed_first(own), _typed_first(other), _actors(segment, own, other))


def _named(segment: Segment) -> tuple[Aircraft, ...]:
    """The aircraft that are named here: not taken up again, no tanker that only serves them."""
    first = not segment.sentence.span.start  # nothing stands before it that it could take up
    again = [] if first else [hit.span for hit in segment.hits("aircraft.anaphora")]
    named = [
        aircraft
        for aircraft in segment.aircraft
        if aircraft.icao
        or not any(span.overlaps(aircraft.span) for span in again)
        or _is_described(aircraft, segment)
    ]
    if segment.has("flights.refuel"):
        named = [aircraft for aircraft in named if not _serves(aircraft, segment)]
        if not _is_led_by_tanker(named, again):
            named = [aircraft for aircraft in named if aircraft.category != "tanker"]
    return tuple(named)


def _serves(aircraft: Aircraft, segment: Segment) -> bool:
    """The tanker of "took on fuel from a KC-46", which is not what the sentence is about."""
    if aircraft.category != "tanker":
        return False
    at = segment.token_at(aircraft.span.start)
    before = segment.tokens[max(0, at - _GIVER) : at]
    return any(token.lower in segment.language.words("aircraft.giver") for token in before)


def _is_led_by_tanker(named: Sequence[Aircraft], again: Sequence[Span]) -> bool:
    """Whether a tanker is named before all others: then the sentence is about its flight."""
    starts = [aircraft.span.start for aircraft in named if aircraft.category != "tanker"]
    starts += [span.start for span in again]
    tankers = [aircraft.span.start for aircraft in named if aircraft.category == "tanker"]
    return bool(tankers) and tankers[0] < min(starts, default=tankers[0] + 1)


def _is_described(aircraft: Aircraft, segment: Segment) -> bool:
    """ "The aircraft of the Colombian Air Force" says which, and takes nothing up.

    So does a country right before: "Polonya savaş uçakları".
    """
    if aircraft.operator or any(owns(actor, aircraft, segment) for actor in segment.actors):
        return True
    return any(
        actor.country
        and actor.sector in {"military", "company"}
        and actor.span is not None
        and actor.span.start > aircraft.span.end
        and distance(actor, aircraft, segment) <= OF
        for actor in segment.actors
    )


def _typed_first(aircraft: Sequence[Aircraft]) -> tuple[Aircraft, ...]:
    """Types before classes, in text order."""
    return tuple(sorted(aircraft, key=lambda a: (not a.icao, a.span)))


# --- actors


def _of_drones(drones: Sequence[Aircraft], segment: Segment) -> tuple[Actor, ...]:
    """Whose drones they are, where it stands right beside them: "дрон НАТО", "a NATO drone"."""
    movers = [a for a in segment.actors if _moves(a) and (a.country or a.id)]
    return _once([a for a in movers if any(is_owner(a, drone, segment) for drone in drones)])


def _actors(
    segment: Segment, own: Sequence[Aircraft], other: Sequence[Aircraft]
) -> tuple[Actor, ...]:
    movers = [actor for actor in segment.actors if _moves(actor) and (actor.country or actor.id)]
    movers = [
        actor
        for actor in movers
        if not speaks(actor, segment) and not is_in_a_place(actor, segment)
    ]
    at_war = any(aircraft.category in _WARPLANES for aircraft in own)
    forces = [actor for actor in movers if not (at_war and actor.sector == "company")]
    flying = [actor for aircraft in own if (actor := operator_of(aircraft, forces, segment))]
    met = [actor for aircraft in other if (actor := operator_of(aircraft, movers, segment))]
    if meeting := _who_meets(own, other, movers, segment):
        flying, met = meeting, flying
    met = met or _by_type(other, own) or _strangers(movers, own, segment)
    if not flying:
        flying = _best([a for a in forces if a not in met and is_subject(a, own, segment)], own)
    flying = flying or _by_type(own, other) or _by_prefix(segment)
    flying += [*_joined(movers, flying, segment), *_partners(movers, flying, segment)]
    watching = _watching(segment)
    if watching:
        flying, met = watching, [*flying, *met]
    role: ActorRole = "recipient" if _is_fuelled(own, segment) else "escorted"
    met = [replace(actor, role=role) for actor in met if actor not in flying]
    return _once([*flying, *met])


def _moves(actor: Actor) -> bool:
    """Whether it may have aircraft: rescue services are no force of the state, and fly."""
    return actor.sector in _MOVERS or actor.id.startswith("force/")


def _is_fuelled(own: Sequence[Aircraft], segment: Segment) -> bool:
    """Whether the other side only takes fuel: it does nothing here."""
    return bool(own) and own[0].category == "tanker" and segment.has("flights.refuel")


def _best(actors: list[Actor], own: Sequence[Aircraft]) -> list[Actor]:
    """The forces before the states."""
    forces = [a for a in actors if a.sector == "military"]
    return forces if own and forces else actors


def _by_type(side: Sequence[Aircraft], opposite: Sequence[Aircraft]) -> list[Actor]:
    """The country whose types an ally meets, or that alone has them: the Tu-95s of Russia."""
    if not (side and opposite and side[0].icao):
        return []
    if not is_allied(opposite[0].operator, opposite[0].name):
        return []
    country = side[0].operator or maker_of(side[0].name)
    return [Actor(country_name(country), country, "government")] if country else []


def _strangers(movers: Sequence[Actor], own: Sequence[Aircraft], segment: Segment) -> list[Actor]:
    """Those of no ally who are named behind the aircraft that rose: "a Russian formation"."""
    if not own or not segment.has("triggers.intercept"):
        return []
    behind = (a for a in movers if a.span and a.span.start > own[0].span.end)
    return [a for a in behind if not is_allied(a.country, "") and is_adjective(a, segment)]


def _partners(movers: Sequence[Actor], flying: Sequence[Actor], segment: Segment) -> list[Actor]:
    """The forces of others that take part in an exercise: "with American troops"."""
    if not flying or not segment.has("triggers.exercise"):
        return []
    known = {actor.country for actor in flying}
    return [a for a in movers if a.sector == "military" and a.country not in {"", *known}]


def _joined(movers: Sequence[Actor], flying: Sequence[Actor], segment: Segment) -> list[Actor]:
    """Those of whom the aircraft are as well: "Turkish and Romanian F-16s"."""
    words = {",", *segment.language.words("places.joiners")}
    found: list[Actor] = []
    for actor in reversed(movers):
        firsts = [a.span.start for a in (*flying, *found) if a.span]
        if actor.span is None or actor.country in {"", *(a.country for a in (*flying, *found))}:
            continue
        last = segment.token_at(actor.span.end - 1) + 1
        between = [segment.tokens[last : segment.token_at(first)] for first in firsts]
        joins = any(0 < len(b) < 3 and all(t.lower in words for t in b) for b in between)
        if joins and is_adjective(actor, segment):
            found.append(actor)
    return found[::-1]


def _who_meets(
    own: Sequence[Aircraft], other: Sequence[Aircraft], movers: Sequence[Actor], segment: Segment
) -> list[Actor]:
    """Who is named before "intercepted", where only those are named who were intercepted."""
    if other or not own or not own[0].operator:
        return []
    upto = own[0].span.start
    words = [hit.span.start for hit in segment.hits("triggers.intercept") if hit.span.end <= upto]
    before = [a for a in movers if a.span and any(a.span.end <= start for start in words)]
    return [a for a in before if a.country != own[0].operator and not is_adjective(a, segment)]


def _watching(segment: Segment) -> list[Actor]:
    """ "NORAD said that it had tracked …": the force that tells is the one that met them."""
    if not any(hit.label == "seen" for hit in segment.hits("flights.movement")):
        return []
    return [
        actor
        for actor in segment.actors
        if actor.sector == "military" and actor.id and speaks(actor, segment)
    ]


def _of_ships(segment: Segment) -> tuple[Actor, ...]:
    """Who sends ships or troops; where ships are shadowed, the second one is met."""
    states = tuple(
        actor
        for actor in segment.actors
        if actor.country
        and actor.sector in _MOVERS
        and not (speaks(actor, segment) or is_in_a_place(actor, segment))
    )
    if segment.has("triggers.exercise"):
        return _once(states)
    shadowed = segment.has("triggers.naval_shadow")
    everybody = _once(sorted((*states, *_by_prefix(segment)), key=lambda a: a.span or Span(0, 1)))
    actors = everybody if shadowed else _actors(segment, (), ()) or states[:2]
    if not shadowed or len(actors) < 2:
        return actors
    first, second = actors[0], actors[1]
    agent = second.span is not None and follows_by(second.span.start, segment)
    return (
        (second, replace(first, role="escorted"))
        if agent
        else (first, replace(second, role="escorted"))
    )


def _by_prefix(segment: Segment) -> list[Actor]:
    """The navy of a ship whose name tells it: USS, HMS, Zr.Ms."""
    return [
        Actor(country_name(hit.label), hit.label, "military", span=hit.span)
        for hit in segment.hits("flights.prefixes")
    ]


def _once(actors: Sequence[Actor]) -> tuple[Actor, ...]:
    kept: dict[str, Actor] = {}
    for actor in actors:
        kept.setdefault(actor.name, actor)
    return tuple(kept.values())
