"""Which kind of movement a track is: by its trigger words and by what moves."""

from __future__ import annotations

from pipeline.flights.draft import Draft
from pipeline.flights.roles import BASES, is_water
from pipeline.flights.track import Track

_MILITARY = frozenset(
    {"bomber", "fighter", "attack", "tanker", "patrol", "recon", "awacs", "transport"}
)
_CARGO = frozenset({"transport", "tanker", "helicopter", "aircraft"})
_CARRIERS = frozenset({"transport", "tanker", "helicopter", "aircraft", "airliner"})
_FIREFIGHTING = frozenset({"firefighting"})
_LOOSE = frozenset({None, "diversion", "air_deploy", "airlift", "air_patrol", "tanker"})
_FUELLED = frozenset({"fighter", "attack"})
_STRIKERS = frozenset({"SH36", "SH29", "LANC"})
_WATCHERS = frozenset({"recon", "awacs"})


def mode_of(track: Track) -> str | None:
    """The mode; None for a movement that is no news, such as a flight of an airline."""
    own = _own_mode(track)
    if track.first.elliptic and track.inherited and own != "diversion":
        return mode_of(track.inherited)
    if own in _LOOSE and track.first.fresh and track.inherited:
        return mode_of(track.inherited)  # "a second aircraft" is on the errand of the first
    return own


def _own_mode(track: Track) -> str | None:
    if track.first.kind == "drone":
        return "drone_incident"
    triggers = frozenset(mode for draft in track.drafts for mode in draft.triggers)
    if track.first.kind == "sea":
        return _naval(track, triggers)
    if track.first.kind == "land":
        return _exercise(track, triggers) if "exercise" in triggers else "troop_deploy"
    return _air(track, triggers)


def _naval(track: Track, triggers: frozenset[str]) -> str:
    if "exercise" in triggers:
        return _exercise(track, triggers)
    if "naval_shadow" in triggers and len(_countries(track)) > 1:
        return "naval_shadow"
    return "naval_aid" if "aid_flight" in triggers else "naval_deploy"


def _exercise(track: Track, triggers: frozenset[str]) -> str:
    """Joint where two countries take part or a word says so: "ships of nine NATO countries"."""
    joint = "joint_exercise" in triggers or len(_countries(track)) > 1
    return "joint_exercise" if joint else "exercise"


def _countries(track: Track) -> set[str]:
    actors = {a.country for draft in track.drafts for a in draft.actors if a.country}
    return actors | {a.operator for a in track.aircraft if a.operator}


def _air(track: Track, triggers: frozenset[str]) -> str | None:
    categories = {a.category for draft in track.drafts for a in draft.parties.own}
    civil = any(draft.civil for draft in track.drafts) and not categories & _MILITARY
    if "diversion" in triggers and (civil or _lands_elsewhere(track, categories)):
        return "diversion"
    if "exercise" in track.first.triggers and "intercept" not in triggers:
        return _exercise(track, triggers)
    mode = _by_words(track, triggers, categories)
    if mode:
        return mode
    if civil or not categories & _MILITARY:
        of_state = _is_foreign_aircraft(track, categories) or _is_military_helicopter(
            track, categories
        )
        return "air_patrol" if of_state else None
    return "tanker" if _gives_fuel(track, categories) else _by_aircraft(categories)


def _gives_fuel(track: Track, categories: set[str]) -> bool:
    """Fighters that hang at a tanker and do nothing else, or a transport that fuels them."""
    told = [d.segment for d in track.drafts if d.segment.has("flights.refuel")]
    tankers = any(a.category == "tanker" for s in told for a in s.aircraft)
    first = track.first.parties.own[:1]
    transport = bool(told) and bool(first) and first[0].category == "transport"
    return bool(categories & _FUELLED) and (tankers or transport) and "bomber" not in categories


def _lands_elsewhere(track: Track, categories: set[str]) -> bool:
    """A military transport that had to divert is an accident as an airliner is."""
    diverted = any(place.cue == "diverted" for draft in track.drafts for place in draft.places)
    return diverted and categories <= _CARRIERS


def _by_words(track: Track, triggers: frozenset[str], categories: set[str]) -> str | None:
    if "intercept" in triggers and _meets_somebody(track):
        return "intercept"
    if "airspace_violation" in triggers:
        return "airspace_violation"
    fights = categories & {"bomber", "fighter", "attack", "patrol", *_WATCHERS}
    if "evacuation" in triggers and not fights:  # these fly home, and take nobody with them
        return "evacuation"
    around = frozenset(mode for draft in track.drafts for mode in draft.around)
    aid = "aid_flight" in (triggers | around if categories & _CARGO else triggers)
    if aid and not fights:
        return "aid_flight" if categories & _CARRIERS or not categories else None
    ends = track.places("destination") or track.places("origin")
    if categories and categories <= _FIREFIGHTING and ends:
        return "aid_flight"  # water bombers go where a fire is, or home from one
    if _is_drone_on_watch(track):
        return "recon"
    if "recon" in triggers or categories & _WATCHERS:
        return "recon" if categories & _MILITARY or "drone" in categories else None
    return _by_deployment(track, triggers, categories)


def _is_drone_on_watch(track: Track) -> bool:
    """A drone of a type that watches; those that strike are told with their strikes."""
    own = [a for draft in track.drafts for a in draft.parties.own]
    return (
        bool(own)
        and all(a.category == "drone" and a.icao for a in own)
        and not any(a.icao in _STRIKERS for a in own)
    )


def _by_deployment(track: Track, triggers: frozenset[str], categories: set[str]) -> str | None:
    if "air_show_of_force" in triggers and categories & _MILITARY:
        return "air_show_of_force"
    if (
        "air_deploy" in triggers
        and track.places("destination")
        and (categories & _MILITARY or "helicopter" in categories)
        and not _circles(track)
    ):
        return "airlift" if categories == {"transport"} else "air_deploy"
    if "airlift" in triggers and categories & {"transport"}:
        return "airlift"
    reached = any(
        p.found.reached and not is_water(p.place)
        for d in track.drafts
        for p in d.of_role("destination")
    )
    return "air_deploy" if reached and categories & {"fighter", "attack", "bomber"} else None


def _meets_somebody(track: Track) -> bool:
    """Two countries, or two types that are not of one and the same country."""
    if track.met or len(_countries(track)) > 1:
        return True
    if any(_opposes(draft, track) for draft in track.drafts):
        return True
    types = {a.icao or a.category for a in track.aircraft}
    operators = {a.operator for a in track.aircraft}
    return len(types) > 1 and (len(operators) > 1 or "" in operators)


def _opposes(draft: Draft, track: Track) -> bool:
    """Whether one side meets another that is not of its own country."""
    own = {a.operator for a in draft.parties.own}
    met = draft.parties.other or (track.aircraft if draft.again and draft.parties.own else ())
    return any(not a.operator or a.operator not in own for a in met if a not in draft.parties.own)


def _circles(track: Track) -> bool:
    """Bombers that circle off a coast are no deployment."""
    return any(d.manoeuvre in {"holding", "orbit", "parallel_to_coast"} for d in track.drafts) or (
        any(place.relation for place in track.places("location"))
    )


def _is_foreign_aircraft(track: Track, categories: set[str]) -> bool:
    """ "Russian aircraft": the nationality makes it a matter of state."""
    return (
        bool(categories & {"aircraft", "drone", "helicopter"})
        and any(a.operator for a in track.aircraft)
        and any(a.sector == "military" for d in track.drafts for a in d.actors)
    )


def _is_military_helicopter(track: Track, categories: set[str]) -> bool:
    """A helicopter whose army or navy is named, or its base, and that goes somewhere."""
    forces = any(a.sector == "military" for d in track.drafts for a in d.actors)
    places = [place for draft in track.drafts for place in draft.places]
    based = any(place.place.kind in BASES for place in places)
    return categories == {"helicopter"} and bool(places) and (forces or based)


def _by_aircraft(categories: set[str]) -> str:
    if "bomber" in categories:
        return "air_show_of_force"
    if categories <= {"tanker"}:
        return "tanker"
    if categories <= {"transport"}:
        return "airlift"
    return "air_patrol"
