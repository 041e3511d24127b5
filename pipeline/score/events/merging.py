"""An event as all the articles of a merged row tell it.

A row that stands for several articles may carry the values of any of them: these are accepted
beside those of the article at hand, and none is demanded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from pipeline.score.events.gold import GoldActor, GoldAircraft, GoldEvent, GoldPlace
from pipeline.score.events.rows import Count

_T = TypeVar("_T")


def merged(event: GoldEvent, others: Sequence[GoldEvent]) -> GoldEvent:
    """``event`` with what ``others``, the same happening in other articles, allow besides."""
    if not others:
        return event
    return replace(
        event,
        types=event.types + _chain(other.types for other in others),
        modalities=event.modalities + tuple(other.modalities[0] for other in others),
        polarities=event.polarities + tuple(other.polarities[0] for other in others),
        intervals=event.intervals + _chain(other.intervals for other in others),
        actors=event.actors + tuple(_optional(actor) for o in others for actor in o.actors),
        claimants=event.claimants + _chain(other.claimants for other in others),
        claim_statuses=event.claim_statuses + _other_statuses(event, others),
        places=event.places + _other_places(event, others),
        other_via=_chain(other.in_role("via") for other in others),
        aircraft=_aircraft(event.aircraft, [o.aircraft for o in others if o.aircraft]),
    )


def _chain(groups: Iterable[Sequence[_T]]) -> tuple[_T, ...]:
    return tuple(chain.from_iterable(groups))


def _optional(actor: GoldActor) -> GoldActor:
    return replace(actor, optional=True)


def _other_statuses(event: GoldEvent, others: Sequence[GoldEvent]) -> tuple[str, ...]:
    told = tuple(other.claim_statuses[0] for other in others)
    differ = any(status != event.claim_statuses[0] for status in told)
    return (*told, "disputed") if differ else told


def _other_places(event: GoldEvent, others: Sequence[GoldEvent]) -> tuple[GoldPlace, ...]:
    roles = {place.role for place in event.places} - {"via"}
    places = (place for other in others for place in other.places if place.role in roles)
    return tuple(replace(p, reached=None) if p.role == "destination" else p for p in places)


def _aircraft(own: GoldAircraft | None, others: Sequence[GoldAircraft]) -> GoldAircraft | None:
    if own is None or not others:
        return own
    return replace(
        own,
        types=own.types + _chain([other.types for other in others]),
        counts=own.counts + tuple(c for o in others for c in (*o.counts, *_hull(own, o))),
        other_callsigns=own.other_callsigns
        + tuple(sign for o in others for sign in (*o.callsigns, *o.other_callsigns)),
    )


def _hull(own: GoldAircraft, other: GoldAircraft) -> tuple[Count, ...]:
    (low, high), (low2, high2) = own.counts[0], other.counts[0]
    if low is None or low2 is None:
        return ()
    top = None if high is None or high2 is None else max(high, high2)
    return ((min(low, low2), top),)
