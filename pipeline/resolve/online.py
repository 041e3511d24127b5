"""Names that the gazetteer does not hold, asked of the online services that the settings name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from pipeline.model import Candidate, Entry, Event, Issue, Place

if TYPE_CHECKING:
    from pipeline.geocoders import Answer, Found

# A service ranks the places of a name by its own lights and knows nothing of the text: its first
# is as likely as not, and where it gives several they share that half, the k-th as 1/k.
CHANCE = 0.5
_FAILURES = frozenset({"later", "refused", "bad_reply"})


class Services(Protocol):
    """The chain of services."""

    def geocode(self, query: str) -> Answer:
        """Places of this name, or why there are none."""

    def take_troubles(self) -> tuple[Answer, ...]:
        """The first failure of each service, each given once."""


@dataclass(frozen=True, slots=True)
class Located:
    """Events after the services were asked."""

    events: tuple[Event, ...]
    issues: tuple[Issue, ...]  # one a service that failed, and only the first time
    complete: bool  # False: for some name a service failed, and asking later may place it


def ask_services(
    events: Iterable[Event], chain: Services, *, country_name: Callable[[str], str]
) -> Located:
    """The events with the places that a service knew.

    ``country_name`` gives the English name of an ISO 3166 alpha-3 code, empty for none.
    """
    failed: list[str] = []
    issues: list[Issue] = []

    def ask(place: Place, article_id: str) -> Place:
        query = ", ".join(filter(None, (place.name, country_name(place.country))))
        answer = chain.geocode(query)
        issues.extend(_down(trouble, place, article_id) for trouble in chain.take_troubles())
        if answer.status in _FAILURES:
            failed.append(answer.service)
        return _placed(place, answer, query)

    located = tuple(_with_places(event, ask) for event in events)
    return Located(located, tuple(issues), complete=not failed)


def _with_places(event: Event, ask: Callable[[Place, str], Place]) -> Event:
    if not any(_is_asked(item.place) for item in event.places):
        return event
    article_id = event.sources[0].article_id
    places = tuple(
        replace(item, place=ask(item.place, article_id)) if _is_asked(item.place) else item
        for item in event.places
    )
    scores = [item.place.score for item in places if item.place.point]
    # 0 and None both said that nothing had a position.
    sure = event.conf_geocode or min(scores, default=event.conf_geocode)
    return replace(event, places=places, conf_geocode=sure)


def _is_asked(place: Place) -> bool:
    """Whether no table knows the name: one of several likely places is not asked for."""
    nowhere = place.point is None and not place.candidates and place.relation is None
    return nowhere and place.use == "literal"


def _placed(place: Place, answer: Answer, query: str) -> Place:
    if not answer.places:
        return place
    fitting = [f for f in answer.places if place.country in ("", f.country) or not f.country]
    if not fitting:
        where = ", ".join(dict.fromkeys(found.country for found in answer.places))
        rule = f"asked of {answer.service}: knows “{query}” in {where} only, not in {place.country}"
        return replace(place, rule=rule)
    chances = _chances(len(fitting))
    chosen = fitting[0]
    return replace(
        place,
        point=chosen.point,
        country=chosen.country or place.country,
        precision=chosen.precision,
        radius_km=chosen.radius_km,
        kind=chosen.kind,
        gazetteer_id=chosen.id,
        score=chances[0],
        rule=_rule(answer.service, query, fitting),
        candidates=tuple(
            _candidate(found, chance)
            for found, chance in zip(fitting[1:], chances[1:], strict=True)
        ),
    )


def _rule(service: str, query: str, fitting: list[Found]) -> str:
    which = f"the first of {len(fitting)} places it knows" if len(fitting) > 1 else "it knows one"
    return f"asked of {service}: “{query}”, {which}: {fitting[0].address}"


def _chances(count: int) -> list[float]:
    whole = sum(1 / rank for rank in range(1, count + 1))
    return [round(CHANCE / rank / whole, 3) for rank in range(1, count + 1)]


def _candidate(found: Found, chance: float) -> Candidate:
    entry = Entry(
        id=found.id,
        name=found.address,
        kind=found.kind,
        point=found.point,
        country=found.country,
        admin1="",
        population=0,
        precision=found.precision,
        radius_km=found.radius_km,
    )
    return Candidate(entry, chance, {"service": chance})


def _down(answer: Answer, place: Place, article_id: str) -> Issue:
    message = (
        f"the geocoder {answer.service} cannot be used now: {answer.reason}. It was asked for "
        f"“{place.name}” first; names that only it may know stay without a position, and their "
        "articles are read again by the next run. Take it out of data/settings.toml to do without"
    )
    return Issue("geocoder_failed", message, answer.service, article_id, "warning")
