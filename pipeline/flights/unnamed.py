"""Who flies where nobody is named: by the type, the track before, the base, the teller."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.flights.countries import (
    ALLIES,
    FLOWN_BY,
    GUARDED,
    TENANTS,
    country_name,
    maker_of,
    operator_by_name,
)
from pipeline.flights.track import Track
from pipeline.model import Actor, Aircraft, Place

_CARRIERS = frozenset({"transport", "tanker", "helicopter", "airliner"})  # start anywhere
_OF_THE_FORCE = frozenset({"transport", "tanker"})  # that starts them from a military base
_OWN_NEWS = 4  # forces of a language's countries of which its press mostly tells its own
_DEFENCE = "Ministry of Defence"


def who_flies(track: Track, lent: Sequence[Actor], met: frozenset[str]) -> tuple[Actor, ...]:
    """The best guess, none where nothing tells.

    ``lent`` are those of the track that this one goes on from, ``met`` the countries of the other
    side.
    """
    return (
        _operators(track)
        or _lent(track, lent)
        or _of_bombers(track)
        or _of_base(track)
        or _of_camp(track)
        or _who_tells(track, met)
        or _guests(track)
        or _guards(track, met)
    )


def _operators(track: Track) -> tuple[Actor, ...]:
    """The countries that alone fly these types, or whose nationality stands beside them."""
    own = {_operator(a) for draft in track.drafts for a in draft.parties.own}
    return tuple(_country(country) for country in sorted(own - {""}))


def _operator(aircraft: Aircraft) -> str:
    return aircraft.operator or operator_by_name(aircraft.text)


def _country(country: str) -> Actor:
    return Actor(name=country_name(country), country=country, sector="government")


def _lent(track: Track, lent: Sequence[Actor]) -> tuple[Actor, ...]:
    """Those of the movement told before, for one more aircraft or ship of it."""
    lender = track.inherited
    if lender is None or lender.first.kind != track.first.kind or track.first.civil:
        return ()
    if not (track.first.fresh or track.first.kind == "sea"):
        return ()
    forces = [a for a in lent if not (_is_fighting(track) and a.sector == "company")]
    return tuple(replace(actor, span=None) for actor in forces if actor.role == "actor")


def _of_bombers(track: Track) -> tuple[Actor, ...]:
    """The United States, the only one of the allies that has bombers to start from their bases."""
    bombers = [a for a in track.own if a.category == "bomber" and not maker_of(a.name)]
    bases = [place.country for place in track.places("origin")]
    ours = bool(bombers) and bool(bases) and bases[0] in ALLIES - {"UKR"}
    return (_country("USA"),) if ours else ()


def _of_base(track: Track) -> tuple[Actor, ...]:
    """The country whose base it left; "the air force" alone is that of the country it is in.

    A warship of which nothing is said sails from a port of its own.
    """
    if track.first.kind == "sea":
        return _of_port(track)
    if track.first.kind != "air" or (track.first.civil and not _is_rising(track)):
        return ()
    ours = any(
        actor.sector == "military" and not actor.country
        for draft in track.drafts
        for actor in draft.segment.actors
    )
    bases = track.places("origin") or (track.places("location") if ours else [])
    fighting = _is_fighting(track)
    if not ours and not fighting and not _carries_for_its_force(track, bases):
        return ()
    countries = [TENANTS.get(base.icao or base.name, base.country) for base in bases]
    return tuple(
        _country(country)
        for country in countries[:1]
        if country and not (fighting and country in GUARDED) and _may_fly(country, track)
    )


def _is_rising(track: Track) -> bool:
    """Whether fighters rose to meet somebody, an airliner as well as a bomber."""
    rose = any("intercept" in draft.triggers for draft in track.drafts)
    return rose and any(a.icao and a.category == "fighter" for a in track.own)


def _of_port(track: Track) -> tuple[Actor, ...]:
    ports = [place.country for place in track.places("origin") if place.country]
    return tuple(_country(country) for country in ports[:1])


def _is_fighting(track: Track) -> bool:
    return any(a.icao and a.category not in _CARRIERS for a in track.aircraft)


def _carries_for_its_force(track: Track, bases: Sequence[Place]) -> bool:
    """Transports and tankers that leave a military base, or are of a type that few forces have."""
    own = [a.icao for a in track.aircraft if a.icao and a.category in _OF_THE_FORCE]
    return bool(own) and (
        all(base.kind == "airbase" for base in bases) or all(icao in FLOWN_BY for icao in own)
    )


def _may_fly(country: str, track: Track) -> bool:
    """Whether the country has the types that are named; others than it start there as guests."""
    flown = [FLOWN_BY[a.icao] for a in track.aircraft if a.icao in FLOWN_BY]
    return not flown or any(country in own for own in flown)


def _of_camp(track: Track) -> tuple[Actor, ...]:
    """Russia or China, whose types meet those of an ally or are over an ally's land.

    Allies fly Sukhois as well, but nobody rises to meet those.
    """
    own = [a for draft in track.drafts for a in draft.parties.own if a.icao]
    makers = {maker_of(a.name) for a in own}
    if len(makers) != 1 or "" in makers:
        return ()
    other = [_operator(a) for draft in track.drafts for a in draft.parties.other]
    intruding = any("airspace_violation" in draft.triggers for draft in track.drafts)
    over = [place.country for place in track.places("location")] if intruding else []
    against = {*other, *over} & (ALLIES - {"UKR"})
    return tuple(_country(country) for country in makers if against)


def camp_of(track: Track, named: Sequence[Actor]) -> Actor | None:
    """Russia or China, whose fighters rose first, where those named later are the allies met."""
    own = track.first.parties.own
    maker = maker_of(own[0].name) if own and own[0].icao else ""
    rose = any("intercept" in draft.triggers for draft in track.drafts)
    if not maker or not rose or own[0].operator or track.first.actors or not named:
        return None
    return _country(maker) if all(a.country in ALLIES - {"UKR"} for a in named) else None


def _who_tells(track: Track, met: frozenset[str]) -> tuple[Actor, ...]:
    """The side that tells of its own: in a meeting the one that was not met, else its forces."""
    tellers = [a for draft in track.drafts for a in draft.segment.actors if a.country]
    tellers = [a for a in tellers if a.country not in met]
    if track.met is not None:
        return tuple(tellers[:1])
    forces = [a for a in tellers if a.sector == "military" or _DEFENCE in a.name]
    if len({a.country for a in forces}) != 1:
        return ()
    flies = _is_fighting(track) and _may_fly(forces[0].country, track)
    return tuple(forces[:1]) if flies or track.first.kind == "sea" else ()


def _guests(track: Track) -> tuple[Actor, ...]:
    """The country of the article's language that has the type, for guests at an ally's base.

    The ally has no fighters, or none of that type. A language of many forces tells of them all.
    """
    bases = [place.country for role in ("origin", "destination") for place in track.places(role)]
    flown = [FLOWN_BY[a.icao] for a in track.own if a.icao in FLOWN_BY and a.category == "fighter"]
    abroad = [base for base in bases if base in GUARDED]
    abroad += [base for base in bases if base in ALLIES and not any(base in own for own in flown)]
    if not flown or not abroad:
        return ()
    return _at_home(track, flown)


def _at_home(track: Track, flown: Sequence[frozenset[str]]) -> tuple[Actor, ...]:
    """The only country of the article's language that has these types."""
    home = {code.upper() for code in track.first.segment.language.words("places.countries")}
    deploying = home & ((ALLIES | {"TUR"}) - GUARDED)
    if len(deploying) > _OWN_NEWS:
        return ()
    ours = deploying.intersection(*flown)
    return tuple(_country(country) for country in ours) if len(ours) == 1 else ()


def _guards(track: Track, met: frozenset[str]) -> tuple[Actor, ...]:
    """Whose fighters met those of no ally: those of the coast where it was, else of the reader.

    An ally without fighters has guests on its coast, who are mostly those that the press of their
    own country tells of.
    """
    flown = [FLOWN_BY[a.icao] for a in track.own if a.icao in FLOWN_BY and a.category == "fighter"]
    if not flown or met & ALLIES or not _is_rising(track):
        return ()
    coasts = ALLIES.intersection(place.country for place in track.places("location"))
    able = (coasts - GUARDED - {"UKR"}).intersection(*flown)
    if coasts and not able and not coasts & GUARDED:
        return ()
    return tuple(_country(country) for country in able) or _at_home(track, flown)
