"""Several tellings as one event: the best supported values, all actors, claims and sources."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, TypeVar

from pipeline.dedup.kinds import best_told
from pipeline.dedup.profile import rank
from pipeline.model import (
    Actor,
    Aircraft,
    Claim,
    Event,
    Flight,
    Modality,
    PlaceInEvent,
    PlaceRoleName,
    Source,
    Span,
    telling_id,
)

T = TypeVar("T")

_FINENESS: Final = {  # of a place and of a date: small is fine
    "exact": 0,
    "site": 1,
    "city": 2,
    "offset": 2,
    "adm2": 3,
    "adm1": 4,
    "water_body": 4,
    "country": 5,
    "time": 0,
    "day": 0,
    "week": 1,
    "month": 2,
    "year": 3,
    "unknown": 6,
}
_MODALITIES: Final[tuple[Modality, ...]] = ("asserted", "future", "hypothetical", "historical")


def in_one_article(tellings: Sequence[Event], why: Sequence[str]) -> Event:
    """One telling of an article out of several sentences; its id is that of the fullest one."""
    if len(tellings) == 1:
        return tellings[0]
    ordered = sorted(tellings, key=rank)
    source = _one_source([telling.sources[0] for telling in ordered])
    return replace(_combined(ordered), sources=(source,), merged_why=_reasons(ordered, why))


def across_articles(tellings: Sequence[Event], why: Sequence[str]) -> Event:
    """One event out of several articles; its id is that of the earliest telling."""
    ordered = sorted(tellings, key=_earliest)
    names = tuple(telling_id(telling) for telling in ordered)
    if len(ordered) == 1:
        return replace(ordered[0], mention_ids=names)
    clearest = min(ordered, key=rank)
    sources = (*clearest.sources, *(source for told in ordered for source in told.sources))
    return replace(
        _combined(ordered),
        sources=tuple(dict.fromkeys(sources)),
        merged_why=_reasons(ordered, why),
        mention_ids=names,
    )


def _earliest(telling: Event) -> tuple[date, str, str]:
    source = telling.sources[0]
    return source.published, source.article_id, telling_id(telling)


def _reasons(tellings: Iterable[Event], why: Sequence[str]) -> tuple[str, ...]:
    return (*(reason for telling in tellings for reason in telling.merged_why), *why)


def _combined(ordered: Sequence[Event]) -> Event:
    """Everything but sources, reasons and ids. The first telling decides where all are equal."""
    first = ordered[0]
    kind = _most(best_told(ordered), lambda told: (told.type, told.mode)) or first
    dated = _dated(ordered)
    dead = _most(ordered, _deaths)
    return replace(
        first,
        type=kind.type,
        mode=kind.mode,
        when=dated.when,
        conf_date=dated.conf_date,
        modality=min((told.modality for told in ordered), key=_MODALITIES.index),
        polarity=(_most(ordered, lambda told: told.polarity) or first).polarity,
        actors=_actors(ordered),
        places=_places(ordered),
        flight=_flight(ordered),
        claims=_claims(ordered),
        conf_extraction=max(
            (told.conf_extraction for told in ordered if told.conf_extraction is not None),
            default=None,
        ),
        conf_geocode=max(
            (told.conf_geocode for told in ordered if told.conf_geocode is not None), default=None
        ),
        fatalities_low=dead.fatalities_low if dead else None,
        fatalities_high=dead.fatalities_high if dead else None,
    )


def _voices(tellings: Iterable[Event]) -> int:
    """Independent texts; reprints of one text are one voice."""
    return len({source.text_hash for telling in tellings for source in telling.sources})


def _most(ordered: Sequence[Event], value: Callable[[Event], Hashable]) -> Event | None:
    """The first telling of the value that most voices give; None when nobody gives one."""
    camps: dict[Hashable, list[Event]] = {}
    for telling in ordered:
        if (given := value(telling)) is not None:
            camps.setdefault(given, []).append(telling)
    return max(camps.values(), key=_voices)[0] if camps else None


def _deaths(telling: Event) -> tuple[int | None, int | None] | None:
    if telling.fatalities_low is None and telling.fatalities_high is None:
        return None
    return telling.fatalities_low, telling.fatalities_high


def _dated(ordered: Sequence[Event]) -> Event:
    """Date words before the publication day, fine before coarse, then the most voices."""
    camps: dict[Hashable, list[Event]] = {}
    for telling in ordered:
        camps.setdefault((telling.when.first, telling.when.last), []).append(telling)
    voices = {interval: _voices(told) for interval, told in camps.items()}

    def order(telling: Event) -> tuple[bool, int, int]:
        when = telling.when
        fineness = _FINENESS[when.precision]
        return when.basis == "publication", fineness, -voices[when.first, when.last]

    return min(ordered, key=order)


def _actors(ordered: Sequence[Event]) -> tuple[Actor, ...]:
    """Each actor once in each role, as first named."""
    actors = [actor for telling in ordered for actor in telling.actors]
    return _distinct(actors, lambda actor: (actor.role, actor.name.casefold()))


def _claims(ordered: Sequence[Event]) -> tuple[Claim, ...]:
    claims = [claim for telling in ordered for claim in telling.claims]
    return _distinct(
        claims,
        lambda claim: (claim.status, claim.speaker, claim.addressee, claim.quote, claim.detail),
    )


def _places(ordered: Sequence[Event]) -> tuple[PlaceInEvent, ...]:
    """Origin, destination and location of the best supported telling; every stop on the way."""
    stops = [item for telling in ordered for item in telling.places if item.role == "via"]
    return (
        *_of_role(ordered, "origin"),
        *_distinct(stops, lambda item: item.place.gazetteer_id or item.place.name),
        *_of_role(ordered, "location"),
        *_of_role(ordered, "destination"),
        *_of_role(ordered, "return"),
    )


def _of_role(ordered: Sequence[Event], role: PlaceRoleName) -> tuple[PlaceInEvent, ...]:
    """The places of one telling: the finest kind, then of most voices, then the narrowest."""
    given = {
        index: tuple(item for item in telling.places if item.role == role)
        for index, telling in enumerate(ordered)
    }
    camps: dict[Hashable, list[Event]] = {}
    for index, items in given.items():
        camps.setdefault(_names(items), []).append(ordered[index])

    def order(index: int) -> tuple[int, int, float, int]:
        items = given[index]
        return _coarseness(items), -voices[_names(items)], _radius(items), index

    voices = {names: _voices(told) for names, told in camps.items()}
    best = min((index for index in given if given[index]), key=order, default=None)
    return given[best] if best is not None else ()


def _names(items: Sequence[PlaceInEvent]) -> Hashable:
    return tuple((item.place.gazetteer_id or item.place.name, item.reached) for item in items)


def _coarseness(items: Sequence[PlaceInEvent]) -> int:
    return min(
        (_FINENESS[item.place.precision] if item.place.point else 7 for item in items), default=8
    )


def _radius(items: Sequence[PlaceInEvent]) -> float:
    return min(item.place.radius_km or math.inf for item in items)


def _flight(ordered: Sequence[Event]) -> Flight | None:
    flights = [telling.flight for telling in ordered if telling.flight]
    if not flights:
        return None
    callsigns = dict.fromkeys(sign for flight in flights for sign in flight.callsigns)
    flying = _most(ordered, lambda told: told.flight.manoeuvre or None if told.flight else None)
    return Flight(
        aircraft=_aircraft(ordered, lambda flight: flight.aircraft),
        callsigns=tuple(callsigns),
        manoeuvre=flying.flight.manoeuvre if flying and flying.flight else "",
        escorted=_aircraft(ordered, lambda flight: flight.escorted),
    )


def _aircraft(
    ordered: Sequence[Event], side: Callable[[Flight], tuple[Aircraft, ...]]
) -> tuple[Aircraft, ...]:
    """Each type once with the count most voices give; a bare class only where no type is named."""
    told = [
        (telling, item) for telling in ordered if telling.flight for item in side(telling.flight)
    ]
    typed = {item.category for _, item in told if item.icao}
    kinds: dict[str, list[tuple[Event, Aircraft]]] = {}
    for telling, item in told:
        if item.icao or item.category not in typed:
            kinds.setdefault(item.icao or item.name, []).append((telling, item))
    return tuple(_counted(named, told) for named in kinds.values())


def _counted(
    named: Sequence[tuple[Event, Aircraft]], told: Sequence[tuple[Event, Aircraft]]
) -> Aircraft:
    first = named[0][1]
    # "two B-1 bombers … the two bombers": a bare class counts for the type where it has no count.
    counts = [pair for pair in named if pair[1].count_min is not None] or [
        (telling, item)
        for telling, item in told
        if item.category == first.category and not item.icao and item.count_min is not None
    ]
    if not counts:
        return first
    camps: dict[tuple[int | None, int | None], list[Event]] = {}
    for telling, item in counts:
        camps.setdefault((item.count_min, item.count_max), []).append(telling)
    low, high = max(camps, key=lambda count: _voices(camps[count]))
    return replace(first, count_min=low, count_max=high)


def _one_source(sources: Sequence[Source]) -> Source:
    """The sentences of all tellings, those of the fullest first."""
    quoted: dict[Span, str] = {}
    for source in sources:
        for span, quote in zip(source.evidence, source.quotes, strict=True):
            quoted.setdefault(span, quote)
    return replace(sources[0], evidence=tuple(quoted), quotes=tuple(quoted.values()))


def _distinct(items: Iterable[T], key: Callable[[T], Hashable]) -> tuple[T, ...]:
    unique: dict[Hashable, T] = {}
    for item in items:
        unique.setdefault(key(item), item)
    return tuple(unique.values())
