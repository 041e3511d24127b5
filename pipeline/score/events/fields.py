"""How good each field of a matched row is: 0 to 1, None where the annotation asks nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipeline.score.events.gold import GoldAircraft, GoldEvent, GoldPlace
from pipeline.score.events.names import same_name
from pipeline.score.events.rows import Count, Interval, Row, Spot, distance_km

_T = TypeVar("_T")
_Same = Callable[[str, _T], bool]
Score = float | None

_NOT_CODE = re.compile(r"[^A-Z0-9]")
_NO_LIMIT = 1e9  # stands for an open count
_NAME_ONLY = 0.5  # a right name without a position


@dataclass(frozen=True, slots=True)
class Spurious:
    """Fields that are filled although the annotation has nothing there."""

    origin: bool
    destination: bool
    callsigns: bool
    aircraft: bool


def field_scores(row: Row, event: GoldEvent) -> dict[str, float]:
    """Score by field name, only of the fields that apply, in the order of the report."""
    scores = {name: rule(row, event) for name, rule in _RULES.items()}
    return {name: score for name, score in scores.items() if score is not None}


def precision_scores(row: Row, event: GoldEvent) -> dict[str, float]:
    """Whether the stated precision is right; no part of the row score."""
    scores = {}
    if event.is_dated:
        same = _day_for_time(row.time_precision) == _day_for_time(event.time_precision)
        scores["time_precision"] = float(same)
    locations = event.in_role("location")
    if locations:
        accepted = {place.geo_precision for place in locations}
        scores["geo_precision"] = float(row.geo_precision in accepted)
    return scores


def spurious(row: Row, event: GoldEvent) -> Spurious:
    """What the row fills without ground."""
    craft = event.aircraft
    return Spurious(
        origin=row.origin.given and not event.in_role("origin"),
        destination=row.destination.given and not event.in_role("destination"),
        callsigns=bool(row.callsigns) and not (craft and craft.callsigns),
        aircraft=bool(row.aircraft) and craft is None,
    )


def _day_for_time(precision: str) -> str:
    return "day" if precision == "time" else precision


def _type(row: Row, event: GoldEvent) -> Score:
    return float(row.type in event.types)


def _date_exact(row: Row, event: GoldEvent) -> Score:
    return float(row.interval in event.intervals) if event.is_dated else None


def _date_overlap(row: Row, event: GoldEvent) -> Score:
    if not event.is_dated:
        return None
    given = row.interval
    return float(given is not None and any(_meet(given, wanted) for wanted in event.intervals))


def _meet(given: Interval, wanted: Interval) -> bool:
    return given[0] <= wanted[1] and wanted[0] <= given[1]


def _location(row: Row, event: GoldEvent) -> Score:
    return _spot(row.location, event.in_role("location"))


def _origin(row: Row, event: GoldEvent) -> Score:
    return _spot(row.origin, event.in_role("origin"))


def _destination(row: Row, event: GoldEvent) -> Score:
    return _spot(row.destination, event.in_role("destination"))


def _spot(spot: Spot, places: Sequence[GoldPlace]) -> Score:
    if not places:
        return None
    point = spot.point
    if point is not None:
        return float(any(distance_km(point, place.point) <= place.tol_km for place in places))
    return _NAME_ONLY if any(same_name(spot.name, place.names) for place in places) else 0.0


def _destination_reached(row: Row, event: GoldEvent) -> Score:
    wanted = {place.reached for place in event.in_role("destination")} - {None}
    return float(row.reached in wanted) if wanted else None


def _via(row: Row, event: GoldEvent) -> Score:
    wanted = event.in_role("via")
    if not wanted:
        return None
    return _list_f1(row.via, wanted, optional=event.other_via, same=_is_waypoint)


def _is_waypoint(name: str, place: GoldPlace) -> bool:
    return same_name(name, (*place.names, place.icao))


def _actors(row: Row, event: GoldEvent) -> Score:
    wanted = [actor.names for actor in event.actors if not actor.optional]
    if not wanted:
        return None
    optional = [actor.names for actor in event.actors if actor.optional]
    optional += [(name,) for name in event.claimants]
    return _list_f1(row.actors, wanted, optional=optional, same=same_name)


def _code(text: str) -> str:
    return _NOT_CODE.sub("", text.upper())


def _aircraft_type(row: Row, event: GoldEvent) -> Score:
    if event.aircraft is None:
        return None
    wanted = {_code(name) for name in event.aircraft.types}
    return float(any(_code(name) in wanted for name in row.aircraft))


def _aircraft_count(row: Row, event: GoldEvent) -> Score:
    if event.aircraft is None or event.aircraft.counts[0][0] is None:
        return None
    return _count(row.count, event.aircraft)


def _count(given: Count, craft: GoldAircraft) -> float:
    if given in craft.counts:
        return 1.0
    return 0.5 if any(_counts_meet(given, wanted) for wanted in craft.counts) else 0.0


def _counts_meet(given: Count, wanted: Count) -> bool:
    low = given[0] or given[1]
    if low is None or wanted[0] is None:
        return False
    return low <= _limit(wanted[1]) and wanted[0] <= _limit(given[1])


def _limit(count: float | None) -> float:
    return _NO_LIMIT if count is None else count


def _callsigns(row: Row, event: GoldEvent) -> Score:
    craft = event.aircraft
    if craft is None or not craft.callsigns:
        return None
    wanted, optional = _codes(craft.callsigns), _codes(craft.other_callsigns)
    return _list_f1(_codes(row.callsigns), wanted, optional=optional, same=str.__eq__)


def _codes(signs: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(_code, signs))


def _claim_status(row: Row, event: GoldEvent) -> Score:
    return float(row.claim_status in event.claim_statuses)


def _modality_polarity(row: Row, event: GoldEvent) -> Score:
    return (int(row.modality in event.modalities) + int(row.polarity in event.polarities)) / 2


_RULES: dict[str, Callable[[Row, GoldEvent], Score]] = {
    "type": _type,
    "date_exact": _date_exact,
    "date_overlap": _date_overlap,
    "location": _location,
    "origin": _origin,
    "destination": _destination,
    "destination_reached": _destination_reached,
    "via": _via,
    "actors": _actors,
    "aircraft_type": _aircraft_type,
    "aircraft_count": _aircraft_count,
    "callsigns": _callsigns,
    "claim_status": _claim_status,
    "modality_polarity": _modality_polarity,
}
FIELDS = tuple(_RULES)  # the fields of the row score


def _list_f1(
    given: Sequence[str], wanted: Sequence[_T], *, optional: Sequence[_T], same: _Same[_T]
) -> float:
    """F1 of a list; items that fit something optional or already found do not count."""
    found: set[int] = set()
    strange = 0
    for item in given:
        fits = [index for index, one in enumerate(wanted) if same(item, one)]
        new = [index for index in fits if index not in found]
        found.update(new[:1])
        strange += not fits and not any(same(item, one) for one in optional)
    # One item may name two of the wanted ones ("X and Y").
    found.update(i for i, one in enumerate(wanted) if any(same(item, one) for item in given))
    return 2 * len(found) / (len(found) + strange + len(wanted)) if found else 0.0
