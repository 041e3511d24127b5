"""The places of a movement: one of each end, the best location, what was crossed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.flights.distance import km_between
from pipeline.flights.guards import is_of_unit, is_offset
from pipeline.flights.returning import came_back, turned_round
from pipeline.flights.roles import RolePlace, is_water
from pipeline.flights.track import Track
from pipeline.model import Place, PlaceInEvent

_SAME_KM = 40.0  # two names of one place lie no further apart
_CALLED_ALIKE = frozenset({"country", "adm1", "adm2"})
_TOWNS = frozenset({"capital", "city"})
_ISLANDS = frozenset({"island", "archipelago"})
_AREAS = frozenset({"water_body", "country", "adm1", "adm2"})
# How exactly a place says where: an offset with its distance says most.
_RANK = {
    "exact": 0,
    "site": 1,
    "city": 2,
    "adm2": 4,
    "adm1": 5,
    "water_body": 5,
    "country": 6,
    "offset": 3,
    "unknown": 7,
}


def places_of(track: Track, mode: str) -> tuple[PlaceInEvent, ...]:
    """The places of the event: origin, via, location, destination, each once."""
    told = [place for draft in track.drafts for place in draft.places]
    origin = _best(_left([p for p in told if p.found.role == "origin"]))
    destination = _destination(told, track, mode)
    location = _location(told, mode, destination, turned_round(track, origin))
    origin = origin or came_back(track, location)
    via = _via(told, location, destination)
    ends = [place for place in (origin, destination) if place]
    at_an_end = location and any(_same(location.place, end.place) for end in ends)
    if at_an_end and not _is_diverted(told, mode):
        location = None
    location = location or _on_the_water(track, destination) or _borrowed(track, mode, ends)
    if location is None and not ends and via:
        location, via = replace(via[0], role="location"), via[1:]
    via = [v for v in via if not any(_same(v.place, e.place) for e in (*ends, location) if e)]
    return tuple(_as_town(p) for p in (origin, *via, location, destination) if p)


def _as_town(item: PlaceInEvent) -> PlaceInEvent:
    """The town where a region or country of the same name was read: a flight ends at a town.

    "From Panama", "bound for Faro": the towns have the airports, the country and the district are
    called alike.
    """
    place = item.place
    if item.role == "location" or place.relation or place.precision not in _CALLED_ALIKE:
        return item
    if place.kind in _ISLANDS:
        return item  # whose own airfield is meant, and not the town that is the largest there
    towns = [c.entry for c in place.candidates if c.entry.kind in _TOWNS]
    town = next((entry for entry in towns if entry.country == place.country), None)
    return replace(item, place=place.at(town)) if town else item


def _left(origins: Sequence[RolePlace]) -> Sequence[RolePlace]:
    """Where it left; the home of its unit only where nothing else is told."""
    return [p for p in origins if not is_of_unit(p.place)] or origins


def _best(places: Sequence[RolePlace]) -> PlaceInEvent | None:
    """The most exact of them, the first of equals."""
    if not places:
        return None
    return min(places, key=lambda p: _rank(p.place)).found


def _rank(place: Place) -> int:
    if place.relation is not None and place.relation.op == "part":
        return 5
    if place.relation is not None and place.relation.distance_km is not None:
        return 0
    return _RANK[place.precision] + (10 if place.point is None else 0)


def _destination(told: Sequence[RolePlace], track: Track, mode: str) -> PlaceInEvent | None:
    """Where it arrived, else where it was bound; for one more aircraft, where the first went."""
    ends = [p for p in told if p.found.role == "destination"]
    if _is_diverted(told, mode):
        bound = [p for p in ends if p.cue in {"bound", "toward"}]
        landed = [p for p in told if p.cue == "diverted"]
        bound = bound or [p for p in ends if not p.found.reached or landed]
        end = _best(bound)
        if end:
            return replace(end, reached=False)
        return _of_lender(track, mode)
    ends += _dropped(track, told, mode)
    end = _best([p for p in ends if p.found.reached]) or _best(ends)
    if end is not None and not _is_said_better(end, told, track):
        return end
    return _of_lender(track, mode) if end is None else None


def _dropped(track: Track, told: Sequence[RolePlace], mode: str) -> list[RolePlace]:
    """Where supplies were dropped is where they were bound, and reached."""
    drops = any(draft.segment.has("flights.airdrop") for draft in track.drafts)
    if mode != "aid_flight" or not drops:
        return []
    return [
        replace(p, found=replace(p.found, role="destination", reached=True))
        for p in told
        if p.found.role == "location"
    ]


def _of_lender(track: Track, mode: str) -> PlaceInEvent | None:
    """A second aircraft is bound where the first one went."""
    if not (track.first.fresh and track.inherited):
        return None
    before = places_of(track.inherited, mode)
    same = next((p for p in before if p.role == "destination"), None)
    arrived = "arrive" in track.first.moves and track.first.modality == "asserted"
    return replace(same, reached=arrived and mode != "diversion") if same else None


def _is_diverted(told: Sequence[RolePlace], mode: str) -> bool:
    return mode == "diversion" or any(place.cue == "diverted" for place in told)


def _is_said_better(end: PlaceInEvent, told: Sequence[RolePlace], track: Track) -> bool:
    """ "toward Venezuela", then "north of the coast of Venezuela": the offset says it better."""
    offsets = [p.place for p in told if is_offset(p.place)]
    if is_water(end.place):
        return bool(offsets) and track.first.kind == "air"
    if end.reached or end.place.precision not in _AREAS:
        return False
    return any(_anchored(offset, end.place) for offset in offsets)


def _anchored(offset: Place, area: Place) -> bool:
    """Whether an offset is measured from this country or from something in it."""
    return bool(area.country) and (
        offset.country == area.country
        or area.name.casefold() in offset.text.casefold()
        or area.text.casefold() in offset.text.casefold()
    )


def _location(
    told: Sequence[RolePlace],
    mode: str,
    destination: PlaceInEvent | None,
    back: PlaceInEvent | None,
) -> PlaceInEvent | None:
    places = [p for p in told if p.found.role == "location"]
    inside = [p for p in places if p.cue != "over"] or places
    if _is_diverted(told, mode):
        landed = [p for p in told if p.cue == "diverted"]
        landed += [
            p
            for p in told
            if p.found.role == "destination"
            and p.found.reached
            and not (destination and _same(p.place, destination.place))
        ]
        chosen = _best(landed) or back or _best(places)
        return _as_port(replace(chosen, role="location", reached=None)) if chosen else None
    best = _best(places)
    over = best and _rank(best.place) == min(_rank(p.place) for p in inside)
    return _best(inside) if over else best


def _as_port(item: PlaceInEvent) -> PlaceInEvent:
    """The likeliest town where a region was read: a flight lands in a town, no department."""
    place = item.place
    if place.relation or place.precision not in ("adm1", "adm2") or place.kind in _ISLANDS:
        return item
    town = next((c.entry for c in place.candidates if c.entry.kind in _TOWNS), None)
    return replace(item, place=place.at(town)) if town else item


def _via(
    told: Sequence[RolePlace], location: PlaceInEvent | None, destination: PlaceInEvent | None
) -> list[PlaceInEvent]:
    """Stops on the way, and areas flown over on the way to a nearer place."""
    found = [p.found for p in told if p.found.role == "via"]
    for place in told:
        if (
            place.cue == "over"
            and place.place.precision in _AREAS
            and (_is_on_the_way(place, location, destination, told))
        ):
            found.append(replace(place.found, role="via"))
    return _once(found)


def _is_on_the_way(
    place: RolePlace,
    location: PlaceInEvent | None,
    destination: PlaceInEvent | None,
    told: Sequence[RolePlace],
) -> bool:
    if location is place.found or place.place.relation:
        return False
    if location and (location.place.relation or _rank(location.place) < _rank(place.place)):
        return True
    further = [p for p in told if p.place.span.start > place.place.span.start]
    return destination is not None or any(p.cue == "location" for p in further)


def _once(places: Sequence[PlaceInEvent]) -> list[PlaceInEvent]:
    kept: list[PlaceInEvent] = []
    for place in places:
        if not any(_same(place.place, other.place) for other in kept):
            kept.append(place)
    return kept


def _same(one: Place, other: Place) -> bool:
    if one.gazetteer_id and one.gazetteer_id == other.gazetteer_id:
        return not (one.relation or other.relation)
    if one.point is None or other.point is None:
        return one.name == other.name
    if one.precision == "water_body" or other.precision == "water_body":
        return one.precision == other.precision and (
            km_between(one, other) < min(one.radius_km or 0.0, other.radius_km or 0.0)
        )
    return km_between(one, other) <= _SAME_KM


def _on_the_water(track: Track, destination: PlaceInEvent | None) -> PlaceInEvent | None:
    """Aircraft that flew to a sea were over it: there is nowhere to land."""
    if destination is None or track.first.kind != "air" or not is_water(destination.place):
        return None
    return replace(destination, role="location", reached=None)


def _borrowed(track: Track, mode: str, ends: Sequence[PlaceInEvent]) -> PlaceInEvent | None:
    """Where the aircraft met were seen, when the piece on the meeting does not say it."""
    if track.inherited is None or any(end.role == "destination" for end in ends):
        return None
    if mode != "intercept" and track.first.kind != "drone":
        return None
    before = places_of(track.inherited, mode)
    return next((p for p in before if p.role == "location"), None)
