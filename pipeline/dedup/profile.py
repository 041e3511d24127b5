"""What merging looks at in a telling, taken out once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from pipeline.model import Aircraft, Event, Place, telling_id

# Types that different reporters may choose for one happening share a family.
_FAMILIES: Final[Mapping[str, str]] = {
    "MOBILIZE": "force", "ASSAULT": "force", "COERCE": "force", "THREATEN": "force",
    "COOPERATE": "force",
    "AGREE": "talk", "CONSULT": "talk", "SUPPORT": "talk", "CONCEDE": "talk",
    "REQUEST": "talk", "ACCUSE": "talk", "REJECT": "talk", "SANCTION": "talk",
    "PROTEST": "protest",
    "AID": "relief", "RETREAT": "relief",
    "DISASTER": "mishap", "ACCIDENT": "mishap",
}
_PLACED: Final = frozenset({"exact", "site", "city"})


@dataclass(frozen=True, slots=True)
class Profile:
    """A telling in a form that compares quickly."""

    telling: Event
    key: str  # ``telling_id``: orders what is otherwise equal
    first: date
    last: date
    articles: frozenset[str]
    hashes: frozenset[str]
    names: frozenset[str]  # of the actors in any role, folded
    countries: frozenset[str]  # of the actors in any role
    aircraft: frozenset[str]  # ICAO designators, of either side
    categories: frozenset[str]
    counts: tuple[int, float] | None  # of the first side counted; open ends are infinite
    callsigns: frozenset[str]
    outlets: frozenset[str]  # whom the claims were told to, and who speaks
    locations: tuple[Place, ...]  # with a position
    origin: Place | None
    destination: Place | None


def family(event_type: str) -> str:
    """The family of an event type; a type of a person's own is its own family."""
    return _FAMILIES.get(event_type, event_type)


def keys(telling: Event) -> tuple[str, ...]:
    """Family with each acting country, family with each country of a place, and the id itself."""
    kind = family(telling.type)
    actors = {f"{kind} actor {actor.country}" for actor in telling.actors if actor.country}
    places = {f"{kind} place {item.place.country}" for item in telling.places if item.place.country}
    named = {
        f"{kind} name {item.place.gazetteer_id}"
        for item in telling.places if item.place.gazetteer_id and not item.place.country
    }
    return (*sorted(actors | places | named), f"id {telling.id}")


def window(telling: Event, *, slack: int) -> tuple[date, date]:
    """First and last possible day. Without date words it was ``slack`` days earlier at most."""
    when = telling.when
    if when.basis != "publication":
        return when.first, when.last
    return when.first - timedelta(days=min(slack, when.first.toordinal() - 1)), when.last


def profile(telling: Event, *, slack: int) -> Profile:
    """Take out of a telling what is compared."""
    first, last = window(telling, slack=slack)
    aircraft = _both_sides(telling)
    return Profile(
        telling=telling,
        key=telling_id(telling),
        first=first,
        last=last,
        articles=frozenset(source.article_id for source in telling.sources),
        hashes=frozenset(source.text_hash for source in telling.sources),
        names=_folded(actor.id or actor.name for actor in telling.actors),
        countries=frozenset(actor.country for actor in telling.actors if actor.country),
        aircraft=frozenset(item.icao for item in aircraft if item.icao),
        categories=frozenset(item.category for item in aircraft if item.category),
        counts=_counts(telling),
        callsigns=frozenset(telling.flight.callsigns) if telling.flight else frozenset(),
        outlets=_folded(
            name for claim in telling.claims for name in (claim.addressee, claim.speaker)
        ),
        locations=tuple(
            item.place for item in telling.places if item.role == "location" and item.place.point
        ),
        origin=_end(telling, "origin"),
        destination=_end(telling, "destination"),
    )


def is_precise(place: Place) -> bool:
    """Whether the place is a town or finer, so that two of them can be told apart."""
    return place.precision in _PLACED


def _both_sides(telling: Event) -> tuple[Aircraft, ...]:
    flight = telling.flight
    return (*flight.aircraft, *flight.escorted) if flight else ()


def _counts(telling: Event) -> tuple[int, float] | None:
    for item in telling.flight.aircraft if telling.flight else ():
        if item.count_min is not None:
            return item.count_min, float("inf") if item.count_max is None else item.count_max
    return None


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name.casefold() for name in names if name)


def _end(telling: Event, role: str) -> Place | None:
    places = (item.place for item in telling.places if item.role == role)
    return next((place for place in places if place.point), None)
