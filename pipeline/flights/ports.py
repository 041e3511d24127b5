"""Ships that made port: "docked in Limassol", "зашёл в порт Бургас" tell where the way ended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.flights.guards import POINTS, is_offset
from pipeline.flights.roles import RolePlace
from pipeline.flights.segment import Segment
from pipeline.lexicon import Hit
from pipeline.model import PlaceInEvent

_REACH = 12  # tokens from the verb to the port


def with_ports(places: Iterable[RolePlace], segment: Segment) -> tuple[RolePlace, ...]:
    """The places of a movement at sea: a port called at is where it went, a strait its way."""
    ported = tuple(_as_port(place, segment) for place in places)
    ends = any(place.found.role == "destination" for place in ported)
    return tuple(_as_way(place) if ends and place.cue == "over" else place for place in ported)


def _as_way(place: RolePlace) -> RolePlace:
    return replace(place, cue="via", found=replace(place.found, role="via"))


def _as_port(place: RolePlace, segment: Segment) -> RolePlace:
    role = place.found.role
    if role not in {"location", "destination"} or is_offset(place.place):
        return place
    if place.place.precision not in POINTS or not _is_called_at(place, segment):
        return place
    clause = segment.clause_at(place.place.span.start)
    reached = clause is None or clause.modality == "asserted"
    end = PlaceInEvent("destination", place.place, reached, place.found.evidence)
    return replace(place, cue="destination", found=end)


def _is_called_at(place: RolePlace, segment: Segment) -> bool:
    """Whether no verb of a ship is nearer to the place than one of arriving."""
    at = segment.token_at(place.place.span.start)
    hits = segment.hits("flights.naval")
    nearest = min((_gap(hit, at) for hit in hits), default=_REACH)
    return nearest < _REACH and any(h.label == "arrive" and _gap(h, at) == nearest for h in hits)


def _gap(hit: Hit, at: int) -> int:
    """Tokens to a place; from the first of a phrase, as a verb may stand in a longer one too."""
    return at - hit.first if hit.first < at else hit.first - at
