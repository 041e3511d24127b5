"""What merging looks at in a telling, taken out once."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from pipeline.model import Aircraft, Event, Place, telling_id

# Types that different reporters may choose for one happening share a family.
_FAMILIES: Final[Mapping[str, str]] = {
    "MOBILIZE": "force",
    "ASSAULT": "force",
    "COERCE": "force",
    "THREATEN": "force",
    "COOPERATE": "force",
    "AGREE": "talk",
    "CONSULT": "talk",
    "SUPPORT": "talk",
    "CONCEDE": "talk",
    "REQUEST": "talk",
    "ACCUSE": "talk",
    "REJECT": "talk",
    "SANCTION": "talk",
    "PROTEST": "protest",
    "AID": "relief",
    "RETREAT": "relief",
    "DISASTER": "mishap",
    "ACCIDENT": "mishap",
}
_SQUARE_DEG: Final = 10.0
_HALF_DEG: Final = _SQUARE_DEG / 2  # two points as near as this touch one square in common
_COLUMNS: Final = int(360 / _SQUARE_DEG)
_PLACED: Final = frozenset({"exact", "site", "city"})


Rank = tuple[int, bool, float, date, str, int, str]


@dataclass(frozen=True, slots=True)
class Profile:
    """A telling in a form that compares quickly."""

    telling: Event
    key: str  # ``telling_id``: orders what is otherwise equal
    keys: frozenset[str]
    rank: Rank
    first: date
    last: date
    articles: frozenset[str]
    hashes: frozenset[str]
    names: frozenset[str]  # of the actors in any role, folded
    countries: frozenset[str]  # of the actors in any role
    acting: frozenset[str]  # of those to whom it is not just done
    aircraft: frozenset[str]  # ICAO designators, of either side
    categories: frozenset[str]
    counts: tuple[int, float] | None  # of the first side counted; open ends are infinite
    callsigns: frozenset[str]
    outlets: frozenset[str]  # whom the claims were told to, and who speaks
    locations: tuple[Place, ...]  # with a position
    origin: Place | None
    destination: Place | None


def alike(one: Profile, other: Profile) -> bool:
    """Whether two tellings agree in all that is compared, so that one can speak for both."""
    return _compared(one) == _compared(other)


def _compared(item: Profile) -> tuple[Hashable, ...]:
    told = item.telling
    return (
        told.type,
        told.mode,
        told.when,
        told.modality,
        told.polarity,
        told.fatalities_low,
        item.names,
        item.countries,
        item.acting,
        item.aircraft,
        item.categories,
        item.counts,
        item.callsigns,
        item.outlets,
        item.keys,
        _spots(item.locations),
        _spots(place for place in (item.origin, item.destination) if place),
    )


def _spots(places: Iterable[Place]) -> tuple[Hashable, ...]:
    return tuple((place.point, place.radius_km, place.precision) for place in places)


def rank(telling: Event) -> Rank:
    """Sorts the telling first that says most: it is the best to compare others with."""
    flight, source = telling.flight, telling.sources[0]
    roles = {item.role for item in telling.places if item.place.point}
    said = (
        telling.when.basis != "publication",
        *roles,
        bool(telling.actors),
        bool(flight and flight.callsigns),
        bool(flight and flight.aircraft),
    )
    return (
        -sum(map(bool, said)),
        telling.when.basis == "publication",
        -(telling.conf_extraction or 0.0),
        source.published,
        source.article_id,
        source.evidence[0].start if source.evidence else 0,
        telling_id(telling),
    )


def families(telling: Event) -> tuple[str, ...]:
    """What kinds of happening it may be told as; a flight is one whatever it carries."""
    own = _FAMILIES.get(telling.type, telling.type)
    return (own, "flight") if telling.flight else (own,)


def keys(telling: Event) -> tuple[str, ...]:
    """Each family with each country that acts or is a place of it, and the id itself."""
    shelves = {actor.country for actor in telling.actors if actor.country}
    for item in telling.places:
        shelves.update(_shelves_of(item.place))
    words = {f"{kind} {shelf}" for kind in families(telling) for shelf in shelves}
    return (*sorted(words), f"id {telling.id}")


def _shelves_of(place: Place) -> Iterator[str]:
    """The country; on the high seas the squares that the surroundings of the point touch."""
    if place.country:
        yield place.country
    elif place.point:
        for north in (-_HALF_DEG, _HALF_DEG):
            for east in (-_HALF_DEG, _HALF_DEG):
                row = math.floor((place.point.lat + north) / _SQUARE_DEG)
                column = math.floor((place.point.lon + east) / _SQUARE_DEG) % _COLUMNS
                yield f"square {row} {column}"


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
        keys=frozenset(keys(telling)),
        rank=rank(telling),
        first=first,
        last=last,
        articles=frozenset(source.article_id for source in telling.sources),
        hashes=frozenset(source.text_hash for source in telling.sources),
        names=_folded(actor.id or actor.name for actor in telling.actors),
        countries=frozenset(actor.country for actor in telling.actors if actor.country),
        acting=frozenset(
            actor.country for actor in telling.actors if actor.country and actor.role != "recipient"
        ),
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
