"""Corrections laid over a merged event. The machine's values stay readable beside them.

Each kind is a function from the draft of an event to the draft with the change in it; it raises
``Unfit`` when the event has not what was to be changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from pipeline.corrections.changes import ActorChange, DateChange, KindChange, PlaceChange, to_words
from pipeline.corrections.entry import Correction
from pipeline.corrections.places import BY_A_PERSON, Unfit, lay_place
from pipeline.model import Actor, Decision, Event, PlaceInEvent, Uncorrected, When

__all__ = ["BY_A_PERSON", "lay"]
_TOLD: Final = {"join": "by the machine: not the same happening", "reject": "an event"}


@dataclass
class _Draft:
    """An event under way, and what was decided about it so far."""

    event: Event  # but for its places
    machine: Event
    places: list[PlaceInEvent | None]  # by their position in ``machine.places``, then added ones
    decided: list[tuple[Correction, str, int | None]] = field(default_factory=list)


def lay(event: Event, corrections: Sequence[Correction]) -> Event:
    """The event under these corrections, the oldest first, and under no others.

    One that does not fit (an actor who is not there) changes nothing and is not among
    ``decisions``. The id stays: it is the same happening.
    """
    plain = _machine(event)
    draft = _Draft(plain, plain, list(plain.places))
    for one in corrections:
        try:
            machine, at = _LAYERS.get(one.change.kind, _said)(draft, one)
        except Unfit:
            continue
        draft.decided.append((one, machine, at))
    return _finished(draft) if draft.decided else plain


def _machine(event: Event) -> Event:
    """The event as it was before any correction."""
    before = event.uncorrected
    if before is None:
        return event
    return replace(
        event, type=before.type, mode=before.mode, when=before.when, actors=before.actors,
        places=before.places, conf_geocode=before.conf_geocode, conf_date=before.conf_date,
        made_by=before.made_by, uncorrected=None,
    )  # fmt: skip


def _finished(draft: _Draft) -> Event:
    left = [at for at, item in enumerate(draft.places) if item is not None]
    decisions = tuple(_decision(*one, left=left) for one in draft.decided)
    machine, places = draft.machine, tuple(item for item in draft.places if item is not None)
    return replace(
        draft.event,
        places=places,
        conf_geocode=_sure(places) if places != machine.places else machine.conf_geocode,
        made_by=f"{machine.made_by}; {_kinds(decisions)} {BY_A_PERSON}",
        uncorrected=Uncorrected(
            machine.type, machine.mode, machine.when, machine.actors, machine.places,
            machine.conf_geocode, machine.conf_date, machine.made_by, decisions,
        ),
    )  # fmt: skip


def _sure(places: Sequence[PlaceInEvent]) -> float | None:
    return min((item.place.score for item in places if item.place.point), default=None)


def _kinds(decisions: Sequence[Decision]) -> str:
    return ", ".join(dict.fromkeys(one.kind for one in decisions))


def _decision(one: Correction, machine: str, at: int | None, *, left: Sequence[int]) -> Decision:
    kind: Any = one.change.kind
    position = left.index(at) if at in left else None
    return Decision(
        one.id, kind, one.author, one.at, one.reason, to_words(one.change), machine, position
    )


def _said(draft: _Draft, one: Correction) -> tuple[str, None]:
    """What changes no value of the event itself: rejected, noted, joined, split."""
    return _TOLD.get(one.change.kind, ""), None


def _place(draft: _Draft, one: Correction) -> tuple[str, int | None]:
    assert isinstance(one.change, PlaceChange)
    return lay_place(draft.places, draft.machine, one, one.change)


def _date(draft: _Draft, one: Correction) -> tuple[str, None]:
    wanted = one.change
    assert isinstance(wanted, DateChange)
    when = When(wanted.first, wanted.last, wanted.precision, "person")
    draft.event = replace(draft.event, when=when, conf_date=1.0)
    before = draft.machine.when
    days = DateChange("date", before.first, before.last, _wide(before))
    return to_words(days), None


def _wide(when: When) -> Any:
    """A precision that goes with the interval."""
    several = when.first != when.last and when.precision in ("time", "day")
    return "week" if several else when.precision


def _kind(draft: _Draft, one: Correction) -> tuple[str, None]:
    wanted = one.change
    assert isinstance(wanted, KindChange)
    draft.event = replace(draft.event, type=wanted.type, mode=wanted.mode)
    return f"{draft.machine.type} {draft.machine.mode}", None


def _actors(draft: _Draft, one: Correction) -> tuple[str, None]:
    wanted = one.change
    assert isinstance(wanted, ActorChange)
    draft.event = replace(draft.event, actors=_recast(draft.event.actors, wanted))
    names = dict.fromkeys(f"{actor.name} ({actor.role})" for actor in draft.machine.actors)
    return ", ".join(names) or "nobody", None


def _recast(actors: tuple[Actor, ...], wanted: ActorChange) -> tuple[Actor, ...]:
    """The actors after one change; each in each role once."""
    if wanted.op == "add":
        changed = (*actors, Actor(wanted.name, wanted.country, "", wanted.role))
    else:
        if not any(_is_meant(actor, wanted) for actor in actors):
            raise Unfit
        changed = tuple(new for one in actors for new in _recast_one(one, wanted))
    unique = {(actor.role, actor.name.casefold()): actor for actor in reversed(changed)}
    return tuple(reversed(unique.values()))


def _is_meant(actor: Actor, wanted: ActorChange) -> bool:
    return (actor.name.casefold(), actor.role) == (wanted.name.casefold(), wanted.role)


def _recast_one(actor: Actor, wanted: ActorChange) -> list[Actor]:
    if not _is_meant(actor, wanted):
        return [actor]
    if wanted.op == "rename":
        country = wanted.country or actor.country
        return [replace(actor, name=wanted.to_name, country=country, id="")]
    return [replace(actor, role=wanted.to_role)] if wanted.to_role is not None else []


_LAYERS: Final[dict[str, Callable[[_Draft, Correction], tuple[str, int | None]]]] = {
    "place": _place,
    "date": _date,
    "kind": _kind,
    "actors": _actors,
}
