"""Movements from hand-made facts: the places and dates are given, the reading is the step's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from pipeline import lexicon
from pipeline.clauses import find_clauses
from pipeline.flights import find_flights
from pipeline.lexicon import Lexicon, tokenise
from pipeline.model import (
    Article,
    Document,
    Event,
    Facts,
    Place,
    Point,
    Relation,
    Sentence,
    Span,
    When,
)
from pipeline.recognise.actors import find_actors, load_actors
from pipeline.recognise.aircraft import find_aircraft, find_callsigns, load_aircraft

DATA = Path(__file__).resolve().parents[2] / "data"
PUBLISHED = date(2025, 10, 24)


@cache
def words() -> Lexicon:
    return lexicon.load(DATA)


def spot(
    text: str,
    name: str,
    *,
    kind: str,
    precision: str,
    country: str,
    at: tuple[float, float],
    offset: bool = False,
) -> Place:
    """The place of the first occurrence of ``name`` in the text."""
    start = text.index(name)
    span = Span(start, start + len(name))
    relation = Relation("offshore", span, (span,), distance_km=80.0) if offset else None
    return Place(
        span=span,
        text=name,
        name=name,
        point=Point(*at),
        country=country,
        precision=precision,
        radius_km=10.0,
        kind=kind,  # type: ignore[arg-type]
        gazetteer_id=f"own:{name}" if not offset else "",
        use="literal",
        score=0.9,
        rule="given",
        relation=relation,
    )


def day(text: str, phrase: str, first: date, last: date | None = None) -> When:
    start = text.index(phrase)
    precision = "week" if last else "day"
    return When(first, last or first, precision, "relative", Span(start, start + len(phrase)))


def document(text: str, lang: str) -> Document:
    """A document with a sentence for each line."""
    article = Article("test", text, PUBLISHED, lang=lang)
    sentences, start = [], 0
    for number, line in enumerate(text.split("\n")):
        span = Span(start, start + len(line))
        tokens = tokenise(line, offset=start)
        sentences.append(Sentence(span, lang, "body", number // 4, tokens))
        start = span.end + 1
    return Document(article, tuple(sentences))


def read(
    text: str, lang: str, places: Sequence[Place], whens: Sequence[When] = ()
) -> tuple[Event, ...]:
    doc = document(text, lang)
    lex = words()
    facts = Facts(
        places=tuple(sorted(places, key=lambda p: p.span)),
        whens=tuple(whens),
        actors=find_actors(doc, lex, load_actors(DATA), places),
        aircraft=find_aircraft(doc, lex, load_aircraft(DATA)),
        callsigns=find_callsigns(doc, lex),
        clauses=find_clauses(doc, lex),
    )
    return find_flights(doc, facts, lex)


def names(event: Event, role: str) -> list[str]:
    return [place.place.name for place in event.places if place.role == role]


def test_sentences_on_one_flight_are_one_event() -> None:
    text = (
        "Donderdag stuurde de VS opnieuw bommenwerpers in de richting van Caracas.\n"
        "Twee B-1 Lancer-bommenwerpers vlogen boven de Caraïbische Zee, voor de kust van Sucre.\n"
        "De toestellen vertrokken vanaf Dyess in Texas."
    )
    events = read(
        text,
        "nl",
        [
            spot(
                text, "Caracas", kind="capital", precision="city", country="VEN", at=(10.5, -66.9)
            ),
            spot(
                text,
                "Caraïbische Zee",
                kind="sea",
                precision="water_body",
                country="",
                at=(15.0, -75.0),
            ),
            spot(
                text,
                "voor de kust van Sucre",
                kind="adm1",
                precision="offset",
                country="VEN",
                at=(11.0, -63.0),
                offset=True,
            ),
            spot(text, "Dyess", kind="airbase", precision="site", country="USA", at=(32.4, -99.9)),
            spot(text, "Texas", kind="adm1", precision="adm1", country="USA", at=(31.0, -100.0)),
        ],
        [day(text, "Donderdag", date(2025, 10, 23))],
    )
    (event,) = events
    assert (event.type, event.mode) == ("MOBILIZE", "air_show_of_force")
    assert event.when.first == date(2025, 10, 23)
    assert event.flight is not None
    assert [(a.icao, a.count_min, a.count_max) for a in event.flight.aircraft] == [("B1", 2, 2)]
    assert names(event, "origin") == ["Dyess"]
    assert names(event, "via") == ["Caraïbische Zee"]
    assert names(event, "location") == ["voor de kust van Sucre"]
    destination = event.place("destination")
    assert destination is not None
    assert (destination.place.name, destination.reached) == ("Caracas", False)
    assert [actor.name for actor in event.actors] == ["United States"]
    assert len(event.sources[0].evidence) == 3


def test_a_flight_of_another_week_stays_apart() -> None:
    text = (
        "Two B-1 bombers flew toward Caracas on Thursday.\nLast week two B-52s circled near Aruba."
    )
    events = read(
        text,
        "en",
        [
            spot(
                text, "Caracas", kind="capital", precision="city", country="VEN", at=(10.5, -66.9)
            ),
            spot(
                text, "Aruba", kind="country", precision="country", country="ABW", at=(12.5, -70.0)
            ),
        ],
        [
            day(text, "Thursday", date(2025, 10, 23)),
            day(text, "Last week", date(2025, 10, 13), date(2025, 10, 19)),
        ],
    )
    assert [event.flight and event.flight.aircraft[0].icao for event in events] == ["B1", "B52"]
    assert events[1].flight is not None
    assert events[1].flight.manoeuvre == "orbit"


ARRIVALS = [
    ("en", "A C-17 flew from Eindhoven to Amman.", True),
    ("en", "A C-17 took off from Eindhoven, bound for Amman.", False),
    ("nl", "Een C-17 vertrok vanaf Eindhoven richting Amman.", False),
    ("nl", "Een C-17 uit Eindhoven is geland in Amman.", True),
    ("es", "Un C-17 despegó de Eindhoven rumbo a Amman.", False),
    ("es", "Un C-17 procedente de Eindhoven aterrizó en Amman.", True),
    ("fr", "Un C-17 a décollé d'Eindhoven en direction de Amman.", False),
    ("fr", "Un C-17 parti d'Eindhoven s'est posé à Amman.", True),
    ("de", "Eine C-17 startete aus Eindhoven in Richtung Amman.", False),
    ("de", "Eine C-17 aus Eindhoven ist in Amman gelandet.", True),
]


@pytest.mark.parametrize(("lang", "text", "reached"), ARRIVALS)
def test_a_destination_is_reached_only_when_the_text_says_so(
    lang: str, text: str, reached: bool
) -> None:
    places = [
        spot(text, "Eindhoven", kind="city", precision="city", country="NLD", at=(51.4, 5.5)),
        spot(text, "Amman", kind="capital", precision="city", country="JOR", at=(31.9, 35.9)),
    ]
    (event,) = read(text, lang, places)
    assert names(event, "origin") == ["Eindhoven"]
    destination = event.place("destination")
    assert destination is not None
    assert (destination.place.name, destination.reached) == ("Amman", reached)


DIVERSIONS = [
    ("en", "A Ryanair Boeing 737 bound for Faro diverted to Porto after a passenger fell ill."),
    ("nl", "Een Boeing 737 van Ryanair op weg naar Faro is uitgeweken naar Porto."),
    ("es", "Un Boeing 737 de Ryanair con destino a Faro fue desviado a Porto."),
    ("fr", "Un Boeing 737 de Ryanair à destination de Faro a été dérouté vers Porto."),
    ("de", "Eine Boeing 737 von Ryanair auf dem Weg nach Faro musste in Porto notlanden."),
]


@pytest.mark.parametrize(("lang", "text"), DIVERSIONS)
def test_a_diverted_flight_lands_elsewhere(lang: str, text: str) -> None:
    places = [
        spot(text, "Faro", kind="city", precision="city", country="PRT", at=(37.0, -7.9)),
        spot(text, "Porto", kind="city", precision="city", country="PRT", at=(41.1, -8.6)),
    ]
    (event,) = read(text, lang, places)
    assert (event.type, event.mode) == ("ACCIDENT", "diversion")
    assert names(event, "location") == ["Porto"]
    destination = event.place("destination")
    assert destination is not None
    assert (destination.place.name, destination.reached) == ("Faro", False)
    assert [actor.name for actor in event.actors] == ["Ryanair"]


MEETINGS = [
    ("en", "Two Dutch F-35s intercepted three Russian Tu-142s over the North Sea."),
    ("en", "Three Russian Tu-142s were intercepted by two Dutch F-35s over the North Sea."),
    ("nl", "Twee Nederlandse F-35's onderschepten drie Russische Tu-142's boven de North Sea."),
    ("es", "Dos F-35 neerlandeses interceptaron tres Tu-142 rusos sobre el North Sea."),
    ("fr", "Deux F-35 néerlandais ont intercepté trois Tu-142 russes au-dessus de la North Sea."),
    ("de", "Zwei niederländische F-35 haben über der North Sea drei russische Tu-142 abgefangen."),
]


@pytest.mark.parametrize(("lang", "text"), MEETINGS)
def test_an_interception_has_two_sides(lang: str, text: str) -> None:
    sea = spot(text, "North Sea", kind="sea", precision="water_body", country="", at=(56.0, 3.0))
    (event,) = read(text, lang, [sea])
    assert event.mode == "intercept"
    assert event.flight is not None
    assert [(a.icao, a.count_min) for a in event.flight.aircraft] == [("F35", 2)]
    assert [(a.icao, a.count_min) for a in event.flight.escorted] == [("T142", 3)]
    assert {(a.country, a.role) for a in event.actors} == {("NLD", "actor"), ("RUS", "escorted")}


NOTHING = [
    ("en", "The B-1, which can carry 34 tons of bombs, is based in Amman."),
    ("en", "Israeli F-35s bombed a depot in Amman."),
    ("en", "A Ryanair Boeing 737 flew from Porto to Amman."),
    ("nl", "Een F-16 is neergestort bij Amman."),
    ("nl", "De minister vloog naar Amman."),
    ("es", "El caza F-16 se estrelló cerca de Amman."),
    ("fr", "Un Rafale s'est écrasé près de Amman."),
    ("de", "Ein Kampfjet stürzte bei Amman ab."),
]


@pytest.mark.parametrize(("lang", "text"), NOTHING)
def test_capabilities_strikes_crashes_and_airline_flights_are_no_movements(
    lang: str, text: str
) -> None:
    place = spot(text, "Amman", kind="capital", precision="city", country="JOR", at=(31.9, 35.9))
    assert read(text, lang, [place]) == ()


CANCELLED = [
    ("en", "A planned flight of two B-1 bombers over Amman on Friday was cancelled."),
    ("nl", "De geplande vlucht van twee B-1's boven Amman gaat vrijdag niet door."),
    ("de", "Ein geplanter Überflug zweier B-1 über Amman wurde abgesagt."),
]


@pytest.mark.parametrize(("lang", "text"), CANCELLED)
def test_a_cancelled_flight_stays_an_event_that_did_not_happen(lang: str, text: str) -> None:
    place = spot(text, "Amman", kind="capital", precision="city", country="JOR", at=(31.9, 35.9))
    (event,) = read(text, lang, [place])
    assert event.polarity == "negative"


def test_an_associative_place_is_never_a_place_of_the_event() -> None:
    text = "Washington sent two B-52 bombers to Amman."
    amman = spot(text, "Amman", kind="capital", precision="city", country="JOR", at=(31.9, 35.9))
    place = Place(
        span=Span(0, 10),
        text="Washington",
        name="Washington",
        point=Point(38.9, -77.0),
        country="USA",
        precision="city",
        radius_km=10.0,
        kind="capital",
        gazetteer_id="gn:1",
        use="associative",
        score=0.9,
        rule="given",
    )
    (event,) = read(text, "en", [place, amman])
    assert [p.place.name for p in event.places] == ["Amman"]
    assert [actor.name for actor in event.actors] == ["United States"]


def test_drones_of_two_nights_are_two_events() -> None:
    text = (
        "Unbekannte Drohnen legten den Flugverkehr lahm, am 22. in Kopenhagen, "
        "drei Tage später in Aalborg."
    )
    events = read(
        text,
        "de",
        [
            spot(text, "Kopenhagen", kind="city", precision="city", country="DNK", at=(55.7, 12.6)),
            spot(text, "Aalborg", kind="city", precision="city", country="DNK", at=(57.0, 9.9)),
        ],
        [day(text, "am 22.", date(2025, 9, 22)), day(text, "drei Tage später", date(2025, 9, 25))],
    )
    assert [(e.mode, e.when.first.day, names(e, "location")) for e in events] == [
        ("drone_incident", 22, ["Kopenhagen"]),
        ("drone_incident", 25, ["Aalborg"]),
    ]


@pytest.mark.parametrize(
    ("lang", "text", "navy"),
    [
        ("en", "The USS Ford left Norfolk on Monday for Amman.", "USA"),
        ("nl", "Het fregat HMS Kent vertrok maandag uit Norfolk richting Amman.", "GBR"),
        ("es", "La fragata española zarpó de Norfolk rumbo a Amman.", "ESP"),
        ("fr", "La frégate française a appareillé de Norfolk à destination de Amman.", "FRA"),
        ("de", "Die deutsche Fregatte lief aus Norfolk in Richtung Amman aus.", "DEU"),
    ],
)
def test_ships_leave_port(lang: str, text: str, navy: str) -> None:
    places = [
        spot(text, "Norfolk", kind="city", precision="city", country="USA", at=(36.9, -76.3)),
        spot(text, "Amman", kind="city", precision="city", country="JOR", at=(31.9, 35.9)),
    ]
    (event,) = read(text, lang, places)
    assert event.mode == "naval_deploy"
    assert names(event, "origin") == ["Norfolk"]
    assert names(event, "destination") == ["Amman"]
    assert [actor.country for actor in event.actors] == [navy]


def test_ids_depend_on_content_only() -> None:
    text = "Two B-52 bombers flew to Amman."
    amman = spot(text, "Amman", kind="city", precision="city", country="JOR", at=(31.9, 35.9))
    first, second = read(text, "en", [amman]), read(f"{text}\nNothing else.", "en", [amman])
    assert [event.id for event in first] == [event.id for event in second]
