"""Tellings of the same happening within one article, put together."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.events.telling import Telling
from pipeline.model import Place

FIRE = "fire_explosion"


def join(tellings: Sequence[Telling]) -> list[list[Telling]]:
    """Groups in text order; each telling joins the first group that it does not contradict."""
    groups: list[list[Telling]] = []
    for telling in tellings:
        home = next((g for g in groups if all(_same(telling, other) for other in g)), None)
        if home is None:
            groups.append([telling])
        else:
            home.append(telling)
    return groups


def _same(one: Telling, two: Telling) -> bool:
    if one.trigger.kind.type != two.trigger.kind.type or one.polarity != two.polarity:
        return False
    if _is_over(one) != _is_over(two):
        return False
    return _dates_agree(one, two) and _places_agree(one, two)


def without_fires_of_attacks(tellings: Sequence[Telling]) -> list[Telling]:
    """Leave out the fire that an attack set, told with it in one sentence."""
    caused = ("ASSAULT", "ACCIDENT")  # and of a ship, told as the accident that it is
    others = [t for t in tellings if t.trigger.kind.type in caused and t.trigger.kind.mode != FIRE]
    return [
        t for t in tellings if t.trigger.kind.mode != FIRE or not any(_sets(o, t) for o in others)
    ]


def _sets(one: Telling, fire: Telling) -> bool:
    """Whether both are told in one clause, or in one sentence of one place."""
    if one.trigger.sentence != fire.trigger.sentence:
        return False
    here, there = ({p.name for p in t.places} for t in (one, fire))
    return one.trigger.clause == fire.trigger.clause or bool(here & there)


def _is_over(telling: Telling) -> bool:
    return telling.modality == "asserted"


def _dates_agree(one: Telling, two: Telling) -> bool:
    """A date that was not told agrees with any near one, but "two days after" tells it apart."""
    if (one.own_when and two.own_when) or one.when.only or two.when.only:
        return one.when.overlaps(two.when)
    return abs((one.when.first - two.when.first).days) <= 7


def _places_agree(one: Telling, two: Telling) -> bool:
    if not (one.own_place and two.own_place):
        return True
    return any(_near(a, b) for a in one.places for b in two.places)


def _near(a: Place, b: Place) -> bool:
    """The same row of the gazetteer, or a country around a place of its own."""
    if a.gazetteer_id == b.gazetteer_id and a.name == b.name:
        return True
    if "country" in (a.precision, b.precision):
        return a.country == b.country
    return bool(a.admin1) and a.admin1 == b.admin1 and "adm1" in (a.precision, b.precision)
