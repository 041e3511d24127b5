"""The place in a role, as a person decided it: in the machine's place, beside it among the others.

A relative place ("50 miles off X") becomes the chosen place itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pipeline.corrections.changes import PlaceChange, Spot
from pipeline.corrections.entry import Correction
from pipeline.corrections.spots import entry_of
from pipeline.model import Candidate, Entry, Event, Place, PlaceInEvent, Span

BY_A_PERSON: Final = "chosen by a person"
_KEPT: Final = 5  # candidates beside the chosen one


class Unfit(Exception):
    """The event has not what was to be changed."""


def lay_place(
    places: list[PlaceInEvent | None], machine: Event, one: Correction, change: PlaceChange
) -> tuple[str, int | None]:
    """Put the choice in. Returns the machine's choice in words, and the position in ``places``.

    Raises Unfit when the event has no such place.
    """
    at = _meant(places, machine, change)
    if at is None:
        if change.to is None or change.text:
            raise Unfit
        places.append(PlaceInEvent(change.role, _new(machine, change.to, one)))
        return "", len(places) - 1
    before = machine.places[at] if at < len(machine.places) else None
    places[at] = _changed(before, machine, one, change)
    return (before.place.name if before else ""), at


def _meant(
    places: Sequence[PlaceInEvent | None], machine: Event, change: PlaceChange
) -> int | None:
    """Which of the machine's places; the only one of the role where another telling now speaks."""
    own = {at: item.place for at, item in enumerate(machine.places) if item.role == change.role}
    sure = [at for at, p in own.items() if (p.text, p.name) == (change.text, change.was)]
    named = [at for at, p in own.items() if change.was and p.name == change.was]
    read = [at for at, p in own.items() if change.text and p.text == change.text]
    for found in (sure, named, read, list(own)):
        if len(found) == 1 or (found and found is sure):
            return found[0]
    added = range(len(machine.places), len(places))
    same = (at for at in added if (item := places[at]) and item.role == change.role)
    return next(same, None) if not own else None


def _changed(
    before: PlaceInEvent | None, machine: Event, one: Correction, change: PlaceChange
) -> PlaceInEvent | None:
    if change.to is None:
        return None
    if before is None:
        return PlaceInEvent(change.role, _new(machine, change.to, one))
    return replace(before, place=_moved(before.place, change.to, one))


def _moved(place: Place, spot: Spot, one: Correction) -> Place:
    """The same mention elsewhere; the machine's choice stands first among its candidates."""
    entry = entry_of(spot)
    return replace(
        place.at(entry), score=1.0, rule=_rule(one), candidates=_others(place, entry),
        relation=None, area="", parts={},
    )  # fmt: skip


def _new(machine: Event, spot: Spot, one: Correction) -> Place:
    evidence = machine.sources[0].evidence if machine.sources else ()
    bare = Place(
        span=evidence[0] if evidence else Span(0, 1), text=spot.name, name=spot.name, point=None,
        country="", precision="unknown", radius_km=None, kind="", gazetteer_id="", use="literal",
        score=0.0, rule="",
    )  # fmt: skip
    return _moved(bare, spot, one)


def _others(place: Place, chosen: Entry) -> tuple[Candidate, ...]:
    """The machine's choice first, then its other candidates; the chosen one is not among them."""
    former = place.as_candidate()
    offered = (*([former] if former else []), *place.candidates)
    return tuple(one for one in offered if not _is_same(one.entry, chosen))[:_KEPT]


def _is_same(one: Entry, other: Entry) -> bool:
    if one.id or other.id:
        return one.id == other.id
    return (one.name, one.point) == (other.name, other.point)


def _rule(one: Correction) -> str:
    day = f"{one.at.day} {one.at:%b %Y}"
    return f"{BY_A_PERSON} ({one.author}) on {day}: {one.reason}"
