"""Names that the gazetteer does not hold, asked of the online services that the settings name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from pipeline.geocoders import Answer, Chain
from pipeline.model import Event, Issue, Place

# A service gives a point for a name in the news without saying how large the place is: the
# typical radius of a town stands in, as for towns of the gazetteer.
RADIUS_KM = 15.0
_WORTH_TELLING = frozenset({"later", "refused", "bad_reply"})


def ask_services(
    events: Iterable[Event], chain: Chain, *, country_name: Callable[[str], str]
) -> tuple[tuple[Event, ...], tuple[Issue, ...]]:
    """The events with the places that a service knew, and an Issue a service that failed.

    ``country_name`` gives the English name of an ISO 3166 alpha-3 code, empty for none.
    """
    told: dict[str, Issue] = {}

    def ask(place: Place, article_id: str) -> Place:
        query = ", ".join(filter(None, (place.name, country_name(place.country))))
        answer = chain.geocode(query)
        if answer.status in _WORTH_TELLING:
            told.setdefault(answer.service, _down(answer, place, article_id))
        return _placed(place, answer)

    return tuple(_with_places(event, ask) for event in events), tuple(told.values())


def _with_places(event: Event, ask: Callable[[Place, str], Place]) -> Event:
    if not any(p.place.kind == "unknown" and p.place.point is None for p in event.places):
        return event
    article_id = event.sources[0].article_id
    places = tuple(
        replace(p, place=ask(p.place, article_id)) if p.place.kind == "unknown" else p
        for p in event.places
    )
    return replace(event, places=places)


def _placed(place: Place, answer: Answer) -> Place:
    if answer.point is None:
        return place
    return replace(
        place,
        point=answer.point,
        precision="city",
        radius_km=RADIUS_KM,
        kind="city",
        score=0.5,
        rule=f"{answer.service} gives “{answer.address}”",
    )


def _down(answer: Answer, place: Place, article_id: str) -> Issue:
    message = (
        f"the geocoder {answer.service} was asked for “{place.name}” and failed: {answer.reason}; "
        "the place stays without a position. Run again later, or take the service out of "
        "data/settings.toml"
    )
    return Issue("geocoder_failed", message, answer.service, article_id, "warning")
