"""A diversion and the sentences around it that tell where it came from and where it was bound."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article, Event
from pipeline.run import Kit, extract


def diversion(kit: Kit, lang: str, text: str) -> Event:
    found = extract(Article("beside", text, date(2026, 3, 4), lang=lang), kit).events
    (event,) = [event for event in found if event.mode == "diversion"]
    return event


def roles(event: Event) -> set[tuple[str, str]]:
    return {(place.role, place.place.name) for place in event.places}


@pytest.mark.parametrize(
    ("lang", "text", "begun", "bound", "landed"),
    [
        ("en", "A Jet2 Boeing 737 was diverted to Bordeaux on Monday after a smell of burning. "
         "Holidaymakers had boarded in Leeds at noon. They were due in Faro by four.",
         "Leeds", "Faro", "Bordeaux"),
        ("en", "Passengers flying from Bristol to Malaga slept on a terminal floor. Their easyJet "
         "A320 was diverted to Nantes on Monday with a cracked windscreen.",
         "Bristol", "Málaga", "Nantes"),
        ("nl", "Een Boeing 737 van Transavia is dinsdag uitgeweken naar Nantes na een rookmelding. "
         "De vakantiegangers waren in Eindhoven ingestapt. Zij zouden om twaalf uur in Faro "
         "aankomen.", "Eindhoven", "Faro", "Nantes"),
        ("de", "Ein SunExpress-Jet musste am Montag in Wien notlanden. An Bord waren 180 Urlauber "
         "auf dem Weg von München nach Antalya.", "Munich", "Antalya", "Vienna"),
        ("fr", "Un Airbus A330 d'Air Transat s'est posé en urgence lundi à Keflavik. Les "
         "voyageurs, partis de Lyon, ont rejoint Montréal le lendemain.",
         "Lyon", "Montréal", "Keflavik Air Base"),
        ("es", "Un A320 de Vueling aterrizó de emergencia el lunes en Lisboa. Los pasajeros habían "
         "embarcado en Bilbao. Su destino era Tenerife.", "Bilbao", "Tenerife", "Lisbon"),
        ("pt", "Quem embarcou em Campinas rumo a Porto Seguro dormiu em Minas. O Embraer 195 da "
         "Azul alternou para Confins na segunda-feira por causa do temporal.",
         "Campinas", "Porto Seguro", "Confins"),
        ("tr", "SunExpress'e ait Boeing 737-800 pazartesi akşamı yoğun sis nedeniyle Ankara "
         "Esenboğa Havalimanı'na indi. Uçak Düsseldorf'tan kalkmıştı. Yolcular Kayseri'ye "
         "otobüslerle gönderildi.", "Düsseldorf", "Kayseri", "Esenboğa International Airport"),
    ],
)  # fmt: skip
def test_the_way_is_told_beside(
    kit: Kit, lang: str, text: str, begun: str, bound: str, landed: str
) -> None:
    event = diversion(kit, lang, text)
    assert roles(event) == {("origin", begun), ("destination", bound), ("location", landed)}
    assert [p.reached for p in event.places if p.role == "destination"] == [False]
    assert len(event.sources[0].evidence) > 1  # the sentences beside it are shown, too


def test_it_turned_back_to_where_they_had_come_from(kit: Kit) -> None:
    event = diversion(
        kit,
        "pl",
        "We wtorek rano pecha mieli pasażerowie lecący z Warszawy do Zurychu. Embraer 190 LOT-u "
        "zderzył się z ptakiem, zawrócił i awaryjnie lądował na Okęciu.",
    )
    assert roles(event) >= {("origin", "Warsaw"), ("destination", "Zürich")}


@pytest.mark.parametrize(
    "text",
    [
        # how they went on, a bus from where it came down
        "An easyJet A320 was diverted to Nantes on Monday. Passengers left Nantes by coach.",
        # another flight, years ago
        "An easyJet A320 was diverted to Nantes on Monday. In 2014 passengers flying from Oslo "
        "to Rome had the same luck.",
        # aircraft of a force
        "An easyJet A320 was diverted to Nantes on Monday. The French Air Force flew from Dijon.",
        # another paragraph
        "An easyJet A320 was diverted to Nantes on Monday.\n\nTravellers from Oslo to Rome are "
        "told to come early.",
    ],
)
def test_others_do_not_tell_of_it(kit: Kit, text: str) -> None:
    assert roles(diversion(kit, "en", text)) == {("location", "Nantes")}
