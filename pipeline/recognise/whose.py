"""Whose army, ministry or president is meant where the words do not say it.

The country of who holds the office, where he is named right behind it; else that of the same force
named before in the article; else, of the countries where the language is at home, the one that the
article tells of most; else the one it tells of most, if it is half of all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise, zip_longest

from pipeline.model import Actor, Place, Span

_OF_STATE = frozenset({"military", "government"})
_BESIDE = 2  # characters between an office and its holder: a comma and a space
_GIVEN_NAMES = 2  # between an office and a surname
_CLEAR = 0.5  # share of an article's names from which a country is what it is about
_AT_HOME = 0.4  # of the names that the country told of most has; a home told of less is not meant

_SERVICES = ("air force", "coast guard", "navy")
_AND = "و"  # written together with the word behind it
_UNARMED = frozenset({"PSE"})  # told of often, and without any force of a state

Named = Callable[[str, Actor], Actor]  # the force or office of a country by its generic name
Between = Callable[[Actor, Actor], bool]  # whether one stands in the genitive behind the other


def settle(
    actors: Sequence[Actor],
    places: Iterable[Place],
    home: frozenset[str],
    named: Named,
    between: Between = lambda _one, _other: False,
) -> tuple[Actor, ...]:
    """The actors with a country for the offices and forces that had none.

    ``home`` holds the countries of the article's language, ISO 3166 alpha-3.
    """
    told = Counter(place.country for place in places if place.country)
    told.update(actor.country for actor in actors if actor.country)
    about = _about(told, home)
    settled: list[Actor] = []
    for actor, following in zip_longest(actors, actors[1:]):
        country = ""
        if following and _is_of_organisation(actor, following, between):
            continue
        if actor.sector in _OF_STATE and not actor.country and not actor.id:
            country = _of_holder(actor, following, between) or _same_before(actor, settled) or about
            if actor.sector == "military" and country in _UNARMED:
                country = ""
        settled.append(named(country, actor) if country else actor)
    return tuple(settled)


def without_titles(actors: Sequence[Actor], text: str) -> list[Actor]:
    """Leave out the office right before the name of who holds it: "Bundeskanzler Merz"."""
    titles = [one for one, other in pairwise(actors) if _is_title(one, other, text)]
    return [actor for actor in actors if actor not in titles]


def without_kinds(actors: Sequence[Actor], between: Between) -> list[Actor]:
    """Leave out what a group is, right beside its name: "M23 rebels", "dissidents of the FARC"."""
    kinds = [one for one, other in pairwise(actors) if _is_kind(one, other, between)]
    kinds += [one for other, one in pairwise(actors) if _is_kind(one, other, between)]
    return [actor for actor in actors if not any(actor is kind for kind in kinds)]


def _is_kind(one: Actor, other: Actor, between: Between) -> bool:
    if one.id or {one.sector, other.sector} != {"rebels"} or not other.id.startswith("group/"):
        return False
    first, second = sorted((one, other), key=lambda actor: actor.span or Span(0, 1))
    if first.span is None or second.span is None:
        return False
    joined = second.text.startswith(_AND)
    return (second.span.start - first.span.end <= 1 and not joined) or between(one, other)


def _is_title(one: Actor, other: Actor, text: str) -> bool:
    if one.span is None or other.span is None or not other.id.startswith("person/"):
        return False
    office = one.sector == "government" and not one.id and one.country in ("", other.country)
    between = text[one.span.end : other.span.start].split()
    return office and len(between) <= _GIVEN_NAMES and all(word[0].isupper() for word in between)


def _of_holder(office: Actor, person: Actor | None, between: Between) -> str:
    """The country of who is named right behind the office: "el presidente Irfaan Ali".

    Or in the genitive: "el Gobierno de Maduro".
    """
    if person is None or not person.id.startswith("person/") or not (office.span and person.span):
        return ""
    beside = 0 <= person.span.start - office.span.end <= _BESIDE
    return person.country if beside or between(office, person) else ""


def _is_of_organisation(office: Actor, other: Actor, between: Between) -> bool:
    """Whether it is an office of the members of an organisation: "ministers of the ten of NATO"."""
    of_state = office.sector == "government" and not office.country and not office.id
    return of_state and other.id.startswith("org/") and between(office, other)


def _same_before(actor: Actor, before: Sequence[Actor]) -> str:
    """The country whose force of this sort was named last; empty when two were named."""
    forces = [one for one in before if not one.id.startswith("state/")]  # "another, Mexican one"
    forces = [one for one in forces if not _is_another_service(one, actor)]
    countries = {one.country for one in forces if one.sector == actor.sector and one.country}
    return countries.pop() if len(countries) == 1 else ""


def _is_another_service(one: Actor, actor: Actor) -> bool:
    """Whether one is an air force or a navy, of which "the army" says nothing."""
    service = next((name for name in _SERVICES if one.name.lower().endswith(name)), actor.name)
    return service != actor.name and actor.name in {"army", *_SERVICES}


def _about(told: Counter[str], home: frozenset[str]) -> str:
    if not told:
        return ""
    at_home = [(count, country) for country, count in told.items() if country in home]
    country, count = told.most_common(1)[0]
    if at_home and max(at_home)[0] >= _AT_HOME * count:
        return max(at_home)[1]
    return country if count >= _CLEAR * told.total() else ""
