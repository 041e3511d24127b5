"""Small made-up articles and events for the tests of the store and of merging."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from pipeline.model import (
    Actor,
    Aircraft,
    Article,
    Candidate,
    Claim,
    Entry,
    Event,
    Flight,
    Outcome,
    Place,
    PlaceInEvent,
    PlaceRoleName,
    Point,
    Relation,
    Source,
    Span,
    When,
    event_id,
)

DAY = date(2025, 10, 23)
USA = Actor("United States", "USA", "government", id="usa")


def article(name: str = "a1", *, text: str = "", day: date = DAY) -> Article:
    text = text or f"Two bombers flew past, {name} writes."
    return Article(
        id=name,
        text=text,
        published=day,
        title="Bombers",
        publisher=f"Paper {name}",
        url=f"https://example.org/{name}",
        lang="en",
        source=f"{name}.md",
    )


def place(name: str, lat: float, lon: float, *, radius: float = 15.0) -> Place:
    return Place(
        span=Span(0, 3),
        text=name,
        name=name,
        point=Point(lat, lon),
        country="VEN",
        precision="city",
        radius_km=radius,
        kind="city",
        gazetteer_id=f"gn:{name}",
        use="literal",
        score=0.9,
        rule="population",
    )


def chosen_of_two(where: Place) -> Place:
    """The place with the parts of its score and another candidate."""
    entry = Entry("gn:2", "Caracas, Colombia", "city", Point(2.5, -75.5), "COL", "", 9, "city", 8.0)
    other = Candidate(entry, 0.1, {"people": 3.0, "near": 0.5})
    return replace(where, parts={"people": 5.5}, candidates=(other,))


def off_the_coast(where: Place) -> Place:
    """A place given by its distance from another, with the area it may lie in."""
    relation = Relation("offshore", Span(0, 20), (Span(15, 20),), 80.0, None, True)
    area = '{"coordinates":[[[0,0],[1,0],[1,1],[0,0]]],"type":"Polygon"}'
    return replace(where, relation=relation, area=area, precision="offset")


def at(role: PlaceRoleName, where: Place, *, reached: bool | None = None) -> PlaceInEvent:
    return PlaceInEvent(role=role, place=where, reached=reached)


def bombers(count: int | None = 2, *, icao: str = "B1") -> Aircraft:
    return Aircraft(
        icao=icao,
        name=f"bomber {icao}",
        category="bomber",
        count_min=count,
        count_max=count,
        span=Span(0, 3),
        text="Two bombers",
    )


def event(
    of: Article,
    *,
    day: date = DAY,
    last: date | None = None,
    places: tuple[PlaceInEvent, ...] | None = None,
    aircraft: tuple[Aircraft, ...] | None = None,
    callsigns: tuple[str, ...] = (),
    kind: tuple[str, str] = ("MOBILIZE", "air_show_of_force"),
    actors: tuple[Actor, ...] = (USA,),
    claims: tuple[Claim, ...] = (),
    start: int = 0,
) -> Event:
    when = When(day, last or day, "day" if last in (None, day) else "week", "stated")
    places = places if places is not None else (at("location", place("Caracas", 10.5, -66.9)),)
    aircraft = aircraft if aircraft is not None else (bombers(),)
    flight = Flight(aircraft=aircraft, callsigns=callsigns) if aircraft or callsigns else None
    span = Span(start, start + 10)
    where = next((item.place.point for item in places if item.role == "location"), None)
    actor = actors[0].name if actors else ""
    return Event(
        id=event_id(kind[0], when, actor, where),
        type=kind[0],
        mode=kind[1],
        title=f"Bombers near Caracas ({of.id})",
        when=when,
        modality="asserted",
        polarity="positive",
        actors=actors,
        places=places,
        flight=flight,
        claims=claims,
        sources=(
            Source(
                of.id,
                of.publisher,
                of.url,
                of.published,
                of.lang or "en",
                of.text_hash,
                (span,),
                (span.of(of.text),),
            ),
        ),
        conf_extraction=0.8,
        conf_geocode=0.9,
        conf_date=0.7,
        made_by="rules 1",
    )


def outcome(name: str = "a1", *, text: str = "", days: int = 0) -> Outcome:
    told = article(name, text=text)
    return Outcome(told, (event(told, day=DAY + timedelta(days=days)),))
