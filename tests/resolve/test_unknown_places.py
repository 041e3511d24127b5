"""Places that no gazetteer holds, asked of a service: found, not found, and down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from pipeline.geocoders import Answer
from pipeline.model import (
    Event,
    Place,
    PlaceInEvent,
    Point,
    Source,
    Span,
    When,
)
from pipeline.resolve.online import ask_services


class FakeChain:
    """Answers every question alike and remembers what it was asked."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.asked: list[str] = []

    def geocode(self, query: str, *, language: str | None = None) -> Answer:
        self.asked.append(query)
        return self.answer


@pytest.fixture
def event() -> Event:
    day = date(2025, 10, 21)
    place = Place(
        span=Span(0, 6),
        text="Zuqata",
        name="Zuqata",
        point=None,
        country="SDN",
        precision="unknown",
        radius_km=None,
        kind="unknown",
        gazetteer_id="",
        use="literal",
        score=0.0,
        rule="no gazetteer in use holds this name",
    )
    source = Source("a", "", "", day, "en", "0", (Span(0, 6),), ("Zuqata",))
    return Event(
        id="ev-1",
        type="ASSAULT",
        mode="shelling",
        title="Shelling in Zuqata",
        when=When(day, day, "day", "relative"),
        modality="asserted",
        polarity="positive",
        actors=(),
        places=(PlaceInEvent("location", place),),
        flight=None,
        claims=(),
        sources=(source,),
        conf_extraction=0.8,
        conf_geocode=None,
        conf_date=0.9,
        made_by="test",
    )


def names(iso3: str) -> str:
    return {"SDN": "Sudan"}.get(iso3, "")


def ask(event: Event, answer: Answer) -> tuple[Place, tuple, FakeChain]:
    chain = FakeChain(answer)
    ask_any: Callable = ask_services
    (located,), issues = ask_any([event], chain, country_name=names)
    return located.places[0].place, issues, chain


def test_a_service_that_knows_the_name_places_it(event) -> None:
    answer = Answer("found", "nominatim", point=Point(13.1, 25.2), address="Zuqata, Sudan")
    place, issues, chain = ask(event, answer)
    assert (place.point, place.precision, place.radius_km) == (Point(13.1, 25.2), "city", 15.0)
    assert "nominatim" in place.rule
    assert chain.asked == ["Zuqata, Sudan"]
    assert issues == ()


def test_a_service_that_does_not_know_it_changes_nothing(event) -> None:
    place, issues, _ = ask(event, Answer("not_found", "nominatim", "none"))
    assert place.point is None
    assert issues == ()


@pytest.mark.parametrize("status", ["later", "refused", "bad_reply"])
def test_a_service_that_fails_is_told_and_stops_nothing(event, status) -> None:
    place, issues, _ = ask(event, Answer(status, "photon", "503 Service Unavailable"))
    assert place.point is None
    assert [(i.code, i.severity) for i in issues] == [("geocoder_failed", "warning")]
    assert "photon" in issues[0].message
    assert "503" in issues[0].message
