"""Further aircraft that no noun names, flights to an airport that was shut, pairs of ends."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article, Event
from pipeline.run import Kit, extract


def events(kit: Kit, lang: str, text: str) -> tuple[Event, ...]:
    return extract(Article("further", text, date(2026, 3, 4), lang=lang), kit).events


def roles(event: Event) -> set[tuple[str, str]]:
    return {(place.role, place.place.name) for place in event.places}


def diversions(kit: Kit, lang: str, text: str) -> list[Event]:
    return [event for event in events(kit, lang, text) if event.mode == "diversion"]


@pytest.mark.parametrize(
    ("lang", "text", "begun", "bound", "landed"),
    [
        ("en", "The Oslo-Rome flight was diverted to Milan on Tuesday.", "Oslo", "Rome", "Milan"),
        ("en", "The Boston-New York flight was diverted to Albany on Tuesday.",
         "Boston", "New York City", "Albany"),
        ("fr", "Le vol Paris-Beyrouth a été dérouté mardi vers Larnaca.",
         "Paris", "Beirut", "Larnaca"),
        ("de", "Der Flug München–Tel Aviv wurde am Dienstag nach Larnaka umgeleitet.",
         "Munich", "Tel Aviv", "Larnaca"),
        ("nl", "De vlucht Amsterdam-Bangkok moest dinsdag uitwijken naar Bakoe.",
         "Amsterdam", "Bangkok", "Baku"),
        ("it", "Il volo Roma-Tokyo è stato dirottato martedì su Vienna.",
         "Rome", "Tokyo", "Vienna"),
        ("pl", "Samolot lecący na trasie Warszawa-Nowy Jork lądował we wtorek awaryjnie w "
         "Reykjaviku.", "Warsaw", "New York City", "Reykjavík"),
        ("ru", "Самолёт, следовавший по маршруту Москва — Анталья, во вторник сел в Сочи.",
         "Moscow", "Antalya", "Sochi"),
    ],
)  # fmt: skip
def test_a_pair_names_both_ends(
    kit: Kit, lang: str, text: str, begun: str, bound: str, landed: str
) -> None:
    (event,) = events(kit, lang, text)
    assert roles(event) == {("origin", begun), ("destination", bound), ("location", landed)}


def test_a_pair_without_a_way_stands_for_two_sides(kit: Kit) -> None:
    assert not events(kit, "en", "The Paris-Berlin axis was weaker than ever on Tuesday.")


@pytest.mark.parametrize(
    ("lang", "text", "begun", "bound", "landed"),
    [
        ("de", "Der Flughafen Hannover war am Dienstag gesperrt. Eine Maschine aus Palma wich "
         "nach Bremen aus.", "Palma", "Hanover Airport", "Bremen"),
        ("it", "L'aeroporto di Bologna è rimasto chiuso lunedì per neve. Un volo da Catania è "
         "atterrato a Pisa.", "Catania", "Bologna Marconi Airport", "Pisa"),
        ("uk", "Аеропорт Кишинева у понеділок закрили через дрон. Літак із Риму сів у Яссах.",
         "Rome", "Chișinău International Airport", "Iaşi"),
        ("tr", "Trabzon Havalimanı pazartesi günü sis nedeniyle kapatıldı. Ankara'dan gelen uçak "
         "Samsun'a indi.", "Ankara", "Trabzon International Airport", "Samsun"),
    ],
)  # fmt: skip
def test_it_was_bound_for_the_airport_that_was_shut(
    kit: Kit, lang: str, text: str, begun: str, bound: str, landed: str
) -> None:
    (event,) = diversions(kit, lang, text)
    assert roles(event) == {("origin", begun), ("destination", bound), ("location", landed)}


def test_a_flight_that_left_the_airport_was_not_bound_for_it(kit: Kit) -> None:
    text = (
        "The airport of Bologna was shut for an hour on Monday. A flight from Bologna later "
        "landed in Pisa."
    )
    assert not diversions(kit, "en", text)


@pytest.mark.parametrize(
    ("lang", "text", "counts"),
    [
        ("fr", "Deux Rafale partis de Mont-de-Marsan se sont posés lundi à Šiauliai. Trois autres "
         "sont arrivés mardi.", [2, 3]),
        ("nl", "Drie F-35's landden maandag op Ämari. Twee andere volgden dinsdag.", [3, 2]),
        ("ru", "Два Су-30 в понедельник перелетели из Липецка в Калининград. Ещё три прилетели во "
         "вторник.", [2, 3]),
    ],
)  # fmt: skip
def test_further_aircraft_went_where_the_first_did(
    kit: Kit, lang: str, text: str, counts: list[int]
) -> None:
    found = events(kit, lang, text)
    assert [e.flight.aircraft[0].count_min for e in found if e.flight] == counts
    ends = [{p.place.name for p in e.places if p.role == "destination"} for e in found]
    assert ends[0] == ends[1] != set()


def test_another_airliner_turned_back(kit: Kit) -> None:
    text = (
        "La niebla obligó a cerrar el lunes el aeropuerto de Vigo. Un vuelo procedente de "
        "Barcelona aterrizó en Santiago. Otro, de Iberia, volvió a Madrid."
    )
    _, second = diversions(kit, "es", text)
    assert ("location", "Madrid") in roles(second)
    assert [actor.name for actor in second.actors] == ["Iberia"]


def test_others_are_told_behind_a_comma(kit: Kit) -> None:
    text = (
        "Wegen Nebels war der Flughafen Salzburg am Montag gesperrt. Eine Maschine aus Berlin "
        "landete in Linz, zwei weitere flogen nach München."
    )
    assert len(diversions(kit, "de", text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "A bomber flew over the Baltic Sea on Monday. Others see it as a provocation.",
        "A bomber flew over the Baltic Sea on Monday. Two more years will pass, he said.",
    ],
)
def test_other_people_are_no_aircraft(kit: Kit, text: str) -> None:
    assert len(events(kit, "en", text)) == 1


@pytest.mark.parametrize(
    ("lang", "text", "port"),
    [
        ("en", "The destroyer USS Cole docked at Limassol on Sunday.", "Limassol"),
        ("es", "El destructor USS Gravely atracó el domingo en Puerto España.", "Port of Spain"),
        ("pl", "Niemiecka fregata Sachsen wpłynęła w niedzielę do portu w Gdyni.", "Gdynia"),
        ("ru", "Российский корвет «Бойкий» вошёл в понедельник в порт Александрия.", "Alexandria"),
        ("uk", "Фрегат Королівського флоту зайшов у понеділок до порту Констанца.", "Constanţa"),
        ("pt", "A fragata Bartolomeu Dias atracou segunda-feira em Luanda.", "Luanda"),
    ],
)
def test_a_ship_reached_the_port_it_called_at(kit: Kit, lang: str, text: str, port: str) -> None:
    (event,) = events(kit, lang, text)
    assert [(p.role, p.place.name, p.reached) for p in event.places] == [
        ("destination", port, True)
    ]


def test_a_strait_on_the_way_to_a_port_is_a_part_of_the_way(kit: Kit) -> None:
    text = "The destroyer USS Cole passed through the Strait of Gibraltar and docked at Limassol."
    (event,) = events(kit, "en", text)
    assert roles(event) == {("via", "Strait of Gibraltar"), ("destination", "Limassol")}
