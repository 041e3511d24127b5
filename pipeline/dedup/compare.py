"""Two tellings: what contradicts, what speaks for one happening, and how much.

The weights say how rarely two different happenings share a trait by chance: a callsign hardly
ever, an aircraft type or an origin seldom, a country often. They were set by reasoning about
traits, not fitted to articles.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from pipeline.dedup.kinds import one_deed
from pipeline.dedup.profile import Profile, is_precise
from pipeline.model import Place, Point

_RARE: Final = frozenset({"DISASTER", "ACCIDENT"})
_WIDE: Final = timedelta(days=7)
_EARTH_KM: Final = 6371.0  # mean radius; a sphere is good enough to compare with radii
_ROOM_KM: Final = 30.0  # two towns that one happening may be told of, beyond their radii
_TOWN_KM: Final = 10.0  # further apart, two towns named in one article are not one town


@dataclass(frozen=True, slots=True)
class Scale:
    """How strict a comparison is."""

    threshold: float  # sum of weights from which two tellings are joined
    slack: int  # days before publication that a happening without date words may lie
    same_article: bool  # whether the tellings stand in one article


WITHIN: Final = Scale(threshold=0.4, slack=14, same_article=True)
ACROSS: Final = Scale(threshold=0.5, slack=2, same_article=False)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a comparison gave."""

    joins: bool
    score: float  # sum of the weights; 0 when the two contradict
    contradicts: bool
    why: str  # the traits that spoke for it, or the contradiction


Trait = Callable[[Profile, Profile], tuple[float, str]]


def judge(one: Profile, other: Profile, scale: Scale) -> Verdict:
    """Whether two tellings are of one happening."""
    if against := contradiction(one, other, scale):
        return Verdict(False, 0.0, True, against)
    if not scale.same_article and _is_reprint(one, other):
        return Verdict(True, 1.0, False, "the same text")
    if scale.same_article and one_deed(one, other):
        return Verdict(True, 1.0, False, "two sides of one deed")
    found = [trait(one, other) for trait in _TRAITS]
    score = sum(weight for weight, _ in found)
    if scale.same_article and one.telling.mode == other.telling.mode:
        score += 0.2  # an article rarely tells two happenings of one kind without saying so
    reasons = ", ".join(reason for weight, reason in found if weight > 0)
    return Verdict(score >= scale.threshold, round(score, 3), False, reasons)


def contradiction(one: Profile, other: Profile, scale: Scale) -> str:
    """What forbids that two tellings are of one happening, in words; empty when nothing does."""
    if not scale.same_article:
        if one.articles & other.articles:
            return "one article tells them apart"
        if not one.keys & other.keys:
            return "neither a country nor a place in common"
    elif (one.telling.mode == "shootdown") != (other.telling.mode == "shootdown"):
        return "what came flying and what brought it down"
    elif _other_towns(one, other):
        return "another kind in another town"
    elif _side_by_side(one, other):
        return "two towns in one sentence, each with its own deed"
    if one.first > other.last or other.first > one.last:
        return "other days"
    return next((words for clash, words in _CLASHES if clash(one, other)), "")


def _is_reprint(one: Profile, other: Profile) -> bool:
    return bool(one.hashes & other.hashes) and one.telling.id == other.telling.id


def _other_time(one: Profile, other: Profile) -> bool:
    """Background of an earlier year is no news of today."""
    return (one.telling.modality == "historical") != (other.telling.modality == "historical")


def _took_place_or_not(one: Profile, other: Profile) -> bool:
    """A denial speaks of the same happening; a cancelled one is another than one held."""
    if one.telling.polarity == other.telling.polarity:
        return False
    denied = (claim.status == "denied" for side in (one, other) for claim in side.telling.claims)
    return not any(denied)


def _other_aircraft(one: Profile, other: Profile) -> bool:
    return bool(one.aircraft and other.aircraft and not one.aircraft & other.aircraft)


def _other_callsigns(one: Profile, other: Profile) -> bool:
    return bool(one.callsigns and other.callsigns) and not _close_callsigns(one, other)


def _other_countries(one: Profile, other: Profile) -> bool:
    return bool(one.acting and other.acting and not one.countries & other.countries)


def _far_apart(one: Profile, other: Profile) -> bool:
    return _excludes(one.locations, other.locations)


def _other_towns(one: Profile, other: Profile) -> bool:
    """A march in Brussels and a strike in Antwerp, which lies near."""
    return one.telling.mode != other.telling.mode and _in_other_towns(one, other)


def _side_by_side(one: Profile, other: Profile) -> bool:
    """A fire in Ghent and one in Aalst, told in one sentence and kept apart when it was read."""
    evidence = {source.evidence for side in (one, other) for source in side.telling.sources}
    return len(evidence) == 1 and _in_other_towns(one, other)


def _in_other_towns(one: Profile, other: Profile) -> bool:
    pairs = [(a, b) for a in one.locations for b in other.locations]
    towns = all(a.precision == b.precision == "city" for a, b in pairs)
    return bool(pairs) and towns and all(distance_km(a, b) > _TOWN_KM for a, b in pairs)


def _other_origin(one: Profile, other: Profile) -> bool:
    return _excludes(_listed(one.origin), _listed(other.origin))


def _other_destination(one: Profile, other: Profile) -> bool:
    return _excludes(_listed(one.destination), _listed(other.destination))


_CLASHES: Final[tuple[tuple[Callable[[Profile, Profile], bool], str], ...]] = (
    (_other_time, "one is background of another time"),
    (_took_place_or_not, "one took place, the other did not"),
    (_other_aircraft, "other aircraft"),
    (_other_callsigns, "other callsigns"),
    (_other_countries, "other countries act"),
    (_far_apart, "other places"),
    (_other_origin, "other origins"),
    (_other_destination, "other destinations"),
)


def _kind(one: Profile, other: Profile) -> tuple[float, str]:
    if one.telling.mode == other.telling.mode:
        # A country has several arrests and strikes a day, hardly ever two earthquakes or crashes.
        return (0.3 if one.telling.type in _RARE else 0.15), "same kind"
    return (0.05, "same type") if one.telling.type == other.telling.type else (-0.2, "")


def _days(one: Profile, other: Profile) -> tuple[float, str]:
    a, b = one.telling.when, other.telling.when
    if "publication" in (a.basis, b.basis):
        return 0.05, "days fit"
    if (a.first, a.last) == (b.first, b.last):
        return (0.15, "same day") if a.first == a.last else (0.1, "same interval")
    if max(a.last - a.first, b.last - b.first) > _WIDE:
        return -0.1, ""  # a month holds many happenings of one kind
    return 0.05, "days overlap"


def _actors(one: Profile, other: Profile) -> tuple[float, str]:
    if one.names & other.names:
        return 0.15, "same actor"
    return (0.1, "same country acts") if one.countries & other.countries else (0.0, "")


def _aircraft(one: Profile, other: Profile) -> tuple[float, str]:
    if shared := one.aircraft & other.aircraft:
        return 0.2, f"same aircraft ({', '.join(sorted(shared))})"
    return (0.1, "same class of aircraft") if one.categories & other.categories else (0.0, "")


def _number(one: Profile, other: Profile) -> tuple[float, str]:
    if one.counts is None or other.counts is None:
        return 0.0, ""
    overlap = one.counts[0] <= other.counts[1] and other.counts[0] <= one.counts[1]
    return (0.05, "numbers fit") if overlap else (-0.1, "")


def _callsigns(one: Profile, other: Profile) -> tuple[float, str]:
    if shared := one.callsigns & other.callsigns:
        return 0.5, f"same callsign ({', '.join(sorted(shared))})"
    return (0.35, "callsigns one letter apart") if _close_callsigns(one, other) else (0.0, "")


def _close_callsigns(one: Profile, other: Profile) -> bool:
    return any(_one_apart(a, b) for a in one.callsigns for b in other.callsigns)


def _one_apart(one: str, other: str) -> bool:
    """Equal but for one character that was changed, added or left out."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]


def _where(one: Profile, other: Profile) -> tuple[float, str]:
    return _closeness(one.locations, other.locations, "place", most=0.25)


def _from(one: Profile, other: Profile) -> tuple[float, str]:
    return _closeness(_listed(one.origin), _listed(other.origin), "origin", most=0.2)


def _to(one: Profile, other: Profile) -> tuple[float, str]:
    ends = _listed(one.destination), _listed(other.destination)
    return _closeness(*ends, "destination", most=0.15)


def _outlets(one: Profile, other: Profile) -> tuple[float, str]:
    return (0.1, "same voice quoted") if one.outlets & other.outlets else (0.0, "")


def _deaths(one: Profile, other: Profile) -> tuple[float, str]:
    a, b = one.telling.fatalities_low, other.telling.fatalities_low
    return (0.1, "same number of dead") if a and a == b else (0.0, "")


_TRAITS: Final[tuple[Trait, ...]] = (
    _kind,
    _days,
    _actors,
    _aircraft,
    _number,
    _callsigns,
    _where,
    _from,
    _to,
    _outlets,
    _deaths,
)


def _listed(place: Place | None) -> tuple[Place, ...]:
    return (place,) if place else ()


def _closeness(
    ones: tuple[Place, ...], others: tuple[Place, ...], word: str, *, most: float
) -> tuple[float, str]:
    """Full weight for two towns, less for wide areas, which many happenings share."""
    pairs = [(distance_km(a, b), _reach_km(a, b)) for a in ones for b in others]
    if not pairs:
        return 0.0, ""
    distance, reach = min(pairs, key=lambda pair: pair[0] - pair[1])
    if distance > reach + _ROOM_KM:
        return -0.1, ""
    share = 1.0 if reach <= 100 else 0.7 if reach <= 500 else 0.4
    return most * share, f"same {word} ({distance:.0f} km apart)"


def _excludes(ones: tuple[Place, ...], others: tuple[Place, ...]) -> bool:
    """Whether every pair lies apart by more than both radii, and each side is precise enough."""
    if not ones or not others:
        return False
    return all(_apart(a, b) for a in ones for b in others)


def _apart(one: Place, other: Place) -> bool:
    precise = is_precise(one) and is_precise(other)
    room = _ROOM_KM if precise else max(150.0, _reach_km(one, other))
    return distance_km(one, other) > _reach_km(one, other) + room


def _reach_km(one: Place, other: Place) -> float:
    return (one.radius_km or 0.0) + (other.radius_km or 0.0)


def distance_km(one: Place, other: Place) -> float:
    """Great-circle distance of two places with positions, on a sphere."""
    return _haversine(one.point, other.point) if one.point and other.point else math.inf


def _haversine(one: Point, other: Point) -> float:
    north, east = math.radians(other.lat - one.lat), math.radians(other.lon - one.lon)
    slope = math.cos(math.radians(one.lat)) * math.cos(math.radians(other.lat))
    half = math.sin(north / 2) ** 2 + slope * math.sin(east / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, half)))
