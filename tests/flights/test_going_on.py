"""Flights that a sentence without a subject goes on with, and aircraft that are posted abroad."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article, Event
from pipeline.run import Kit, extract

FAIRFORD = ("destination", "RAF Fairford")
DYESS = ("origin", "Dyess Air Force Base")


def events(kit: Kit, lang: str, text: str) -> tuple[Event, ...]:
    return extract(Article("going-on", text, date(2026, 3, 4), lang=lang), kit).events


def roles(event: Event) -> set[tuple[str, str]]:
    return {(place.role, place.place.name) for place in event.places}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "Dos B-1B tomaron tierra el lunes en Fairford. Venían de Dyess, en Texas."),
        ("it", "Due B-1B sono atterrati lunedì a Fairford. Erano decollati da Dyess, in Texas."),
        ("pt", "Dois B-1B aterraram na segunda-feira em Fairford. Tinham descolado de Dyess."),
        ("pl", "Dwa B-1B wylądowały w poniedziałek w Fairford. Przyleciały z Dyess w Teksasie."),
    ],
)
def test_a_verb_without_a_subject_goes_on_with_the_flight(kit: Kit, lang: str, text: str) -> None:
    (event,) = events(kit, lang, text)
    assert roles(event) == {DYESS, FAIRFORD}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "es",
            "Dos B-1B tomaron tierra el lunes en Fairford. Llegaron a Dyess cientos de turistas.",
        ),
        ("es", "Venían de Dyess, en Texas, y no sabían nada."),
        ("it", "Il ministro ha parlato lunedì a Roma. Erano arrivati da Milano, in treno."),
    ],
)
def test_who_comes_by_other_means_is_no_flight(kit: Kit, lang: str, text: str) -> None:
    assert all(DYESS[1] not in {name for _, name in roles(e)} for e in events(kit, lang, text)[1:])
    assert not [e for e in events(kit, lang, text) if e.flight and e.mode == "flight"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "Two B-1Bs landed at Fairford on Monday. On the way they took on fuel from a KC-46.",
        ),
        ("es", "Dos B-1B aterrizaron el lunes en Fairford. Antes repostaron de un KC-46."),
    ],
)
def test_the_tanker_that_gives_fuel_is_no_flight_of_its_own(kit: Kit, lang: str, text: str) -> None:
    (event,) = events(kit, lang, text)
    assert event.flight and [a.icao for a in event.flight.aircraft] == ["B1"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Two Typhoons stationed at Amari, Estonia, were scrambled on Tuesday to identify a "
         "Russian Il-20."),
        ("nl", "Twee F-35's die op Ämari gestationeerd zijn, stegen dinsdag op om een Russische "
         "Il-20 te onderscheppen."),
        ("de", "Zwei in Ämari stationierte Eurofighter stiegen am Dienstag auf, um eine russische "
         "Il-20 zu identifizieren."),
        ("fr", "Deux Rafale déployés à Ämari ont décollé mardi pour intercepter un Il-20 russe."),
        ("pt", "Dois F-16 destacados em Ämari descolaram na terça-feira para interceptar um Il-20 "
         "russo."),
    ],
)  # fmt: skip
def test_they_start_where_they_are_posted_and_are_guests_there(
    kit: Kit, lang: str, text: str
) -> None:
    (event,) = events(kit, lang, text)
    assert ("origin", "Ämari Air Base") in roles(event)
    assert "EST" not in {actor.country for actor in event.actors}


def test_without_a_start_they_were_brought_there(kit: Kit) -> None:
    (event,) = events(kit, "en", "Six F-35s have been stationed at Amari in Estonia since Monday.")
    (place,) = event.places
    assert (place.role, place.place.name, place.reached) == ("destination", "Ämari Air Base", True)


@pytest.mark.parametrize(
    ("lang", "text", "country"),
    [
        ("de", "In Wunstorf ist am Dienstag ein A400M mit 19 Tonnen Hilfsgütern gestartet.", "DEU"),
        (
            "en",
            "Two Eurofighters took off from Malbork, Poland, on Tuesday to intercept drones.",
            "",
        ),
        ("en", "A Su-27 from Belbek shadowed a drone over the Black Sea on Tuesday.", "RUS"),
    ],
)
def test_a_base_tells_whose_aircraft_start_there(
    kit: Kit, lang: str, text: str, country: str
) -> None:
    (event,) = events(kit, lang, text)
    assert {a.country for a in event.actors if a.role == "actor"} == (
        {country} if country else set()
    )


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The KC-46 took off from Mildenhall on Tuesday."),
        ("nl", "De KC-46 is dinsdag opgestegen van Mildenhall."),
        ("fr", "Le KC-46 a décollé mardi de Mildenhall."),
        ("es", "El KC-46 despegó el martes de Mildenhall."),
        ("pl", "KC-46 wystartował we wtorek z Mildenhall."),
        ("uk", "RC-135W (позивний RRR7209) вилетів у вівторок із Воддінгтона."),
    ],
)
def test_an_article_or_a_verb_in_the_singular_is_one(kit: Kit, lang: str, text: str) -> None:
    (event,) = events(kit, lang, text)
    assert event.flight and event.flight.aircraft[0].count_min == 1


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The B-52s took off from Fairford on Tuesday."),
        ("nl", "De Eurofighters zijn dinsdag opgestegen van Volkel."),
        ("ru", "Группа Су-24 во вторник вылетела из Саки."),
    ],
)
def test_a_plural_has_no_number(kit: Kit, lang: str, text: str) -> None:
    (event,) = events(kit, lang, text)
    assert event.flight and event.flight.aircraft[0].count_min is None


def test_a_town_in_the_name_of_a_force_is_no_origin(kit: Kit) -> None:
    text = "Uma parelha de F-16M da Força Aérea Portuguesa descolou na terça-feira de Monte Real."
    (event,) = events(kit, "pt", text)
    assert roles(event) == {("origin", "Monte Real Air Base")}


@pytest.mark.parametrize(
    ("lang", "text", "field", "bound"),
    [
        ("en", "A Qantas jet bound for Auckland had to return to Sydney on Monday with engine "
         "trouble.", "Sydney", "Auckland"),
        ("es", "Un avión de Iberia con destino a Oviedo tuvo que regresar a Sevilla el lunes por "
         "una avería.", "Seville", "Oviedo"),
        ("it", "Un volo Ryanair per Londra è rientrato a Bari lunedì per un guasto al motore.",
         "Bari", "London"),
        ("tr", "Cidde'ye giden Saudia uçağı pazartesi günü motor arızası nedeniyle Trabzon'a geri "
         "döndü.", "Trabzon", "Jeddah"),
    ],
)  # fmt: skip
def test_who_came_back_had_begun_there(
    kit: Kit, lang: str, text: str, field: str, bound: str
) -> None:
    (event,) = events(kit, lang, text)
    assert roles(event) == {("origin", field), ("location", field), ("destination", bound)}


def test_who_comes_back_elsewhere_had_begun_where_it_is_told(kit: Kit) -> None:
    text = "A Ryanair jet from Lanzarote to Cork returned to Dublin on Monday after a bird strike."
    (event,) = events(kit, "en", text)
    assert {("origin", "Lanzarote"), ("location", "Dublin")} <= roles(event)


def test_a_match_report_moves_nothing(kit: Kit) -> None:
    text = (
        "The Bombers flew to Hobart on Friday without their skipper. A goal after half-time, a "
        "penalty and a header from the striker made it three points in the league; the coach "
        "praised his defender, the midfield and the fans in the stadium."
    )
    found = extract(Article("match", text, date(2026, 3, 4), lang="en"), kit)
    assert found.events == ()
    assert "genre" in {issue.code for issue in found.issues}
