"""Places that no gazetteer holds, asked of a service: found, not found, and down."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pipeline.geocoders import Answer, Found
from pipeline.model import (
    Candidate,
    Entry,
    Event,
    Place,
    PlaceInEvent,
    Point,
    Source,
    Span,
    When,
)
from pipeline.resolve.online import CHANCE, Located, ask_services


class FakeChain:
    """Answers every question alike and remembers what it was asked."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.asked: list[str] = []
        self.troubles = () if answer.status in ("found", "not_found") else (answer,)

    def geocode(self, query: str) -> Answer:
        self.asked.append(query)
        return self.answer

    def take_troubles(self) -> tuple[Answer, ...]:
        taken, self.troubles = self.troubles, ()
        return taken


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


def known(name: str, country: str, **more: Any) -> Found:
    facts = {"precision": "city", "radius_km": 4.2, "kind": "city", "id": "osm:node/1", **more}
    return Found(point=Point(13.1, 25.2), address=f"{name}, {country}", country=country, **facts)


def ask(event: Event, answer: Answer) -> tuple[Place, Located, FakeChain]:
    chain = FakeChain(answer)
    located = ask_services([event], chain, country_name=names)
    return located.events[0].places[0].place, located, chain


def test_a_service_that_knows_the_name_places_it(event) -> None:
    found = known("Zuqata", "SDN", precision="adm2", kind="adm2")
    place, located, chain = ask(event, Answer("found", "nominatim", places=(found,)))
    assert (place.point, place.precision, place.radius_km) == (Point(13.1, 25.2), "adm2", 4.2)
    assert (place.country, place.kind, place.gazetteer_id) == ("SDN", "adm2", "osm:node/1")
    assert place.rule == "asked of nominatim: “Zuqata, Sudan”, it knows one: Zuqata, SDN"
    assert (place.score, place.candidates) == (CHANCE, ())
    assert located.events[0].conf_geocode == CHANCE
    assert chain.asked == ["Zuqata, Sudan"]
    assert located.issues == () and located.complete


def test_of_several_the_first_is_taken_and_the_others_are_kept(event) -> None:
    places = (known("Zuqata", "SDN"), known("Zuqata North", "SDN"), known("Zuqata", "TCD"))
    place, *_ = ask(event, Answer("found", "photon", places=places))
    assert "the first of 2 places it knows: Zuqata, SDN" in place.rule
    assert [c.entry.name for c in place.candidates] == ["Zuqata North, SDN"]
    assert 0 < place.candidates[0].score < place.score < CHANCE


def test_a_place_in_another_country_than_the_text_says_is_not_taken(event) -> None:
    place, *_ = ask(event, Answer("found", "photon", places=(known("Zuqata", "TCD"),)))
    assert place.point is None
    assert place.rule == "asked of photon: knows “Zuqata, Sudan” in TCD only, not in SDN"


def test_a_name_with_candidates_or_one_that_stands_for_people_is_not_asked_for(event) -> None:
    placed = event.places[0].place
    entry = Entry("gn:1", "Zuqata", "city", Point(1, 2), "SDN", "", 0, "city", 8.0)
    for other in (
        replace(placed, candidates=(Candidate(entry, 0.1, {}),)),
        replace(placed, use="associative"),
        replace(placed, point=Point(1, 2), radius_km=3.0),
    ):
        given = replace(event, places=(PlaceInEvent("location", other),))
        _, _, chain = ask(given, Answer("not_found", "photon", "none"))
        assert chain.asked == []


def test_a_service_that_does_not_know_it_changes_nothing(event) -> None:
    place, located, _ = ask(event, Answer("not_found", "nominatim", "none"))
    assert place.point is None
    assert located.issues == () and located.complete


@pytest.mark.parametrize("status", ["later", "refused", "bad_reply"])
def test_a_service_that_fails_is_told_once_and_stops_nothing(event, status) -> None:
    chain = FakeChain(Answer(status, "photon", "503 Service Unavailable"))
    located = ask_services([event, event], chain, country_name=names)
    assert all(told.places[0].place.point is None for told in located.events)
    assert not located.complete
    assert [(i.code, i.severity) for i in located.issues] == [("geocoder_failed", "warning")]
    assert "photon" in located.issues[0].message
    assert "503" in located.issues[0].message
