"""Flights that came down elsewhere, told in a later sentence, and airports they could not reach."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article, Event
from pipeline.run import Kit, extract


def diversions(kit: Kit, lang: str, text: str) -> list[Event]:
    found = extract(Article("landing", text, date(2026, 3, 4), lang=lang), kit).events
    return [event for event in found if event.mode == "diversion"]


def roles(event: Event) -> set[tuple[str, str]]:
    return {(place.role, place.place.name) for place in event.places}


@pytest.mark.parametrize(
    ("lang", "text", "begun", "bound", "landed"),
    [
        ("en", "A Ryanair flight from Dublin to Malaga ran into trouble on Monday. The crew landed "
         "in Bilbao with a sick child on board.", "Dublin", "Málaga", "Bilbao"),
        ("en", "A TUI 737 had just left Tirana for Luton on Monday when gulls got into an engine. "
         "The captain asked for priority and put down at Brindisi.", "Tirana", "Luton", "Brindisi"),
        ("nl", "De Boeing van TUI was maandag op weg van Hurghada naar Brussel. Om half zes stond "
         "het toestel aan de grond in Luik.", "Hurghada", "Brussels", "Liège"),
        ("de", "Der Lufthansa-Flug war am Montag unterwegs von Frankfurt nach Kapstadt. Der "
         "Kapitän landete in Tunis, weil ein Passagier kollabiert war.",
         "Frankfurt am Main", "Cape Town", "Tunis"),
        ("fr", "Lundi, le vol Air France parti de Paris à destination de Tokyo a connu une panne. "
         "L'avion s'est posé à Helsinki.", "Paris", "Tokyo", "Helsinki"),
        ("it", "Un A321 di Wizz Air aveva lasciato lunedì Tirana alla volta di Londra quando uno "
         "stormo di gabbiani gli ha messo fuori uso un motore. Il comandante è sceso a Brindisi.",
         "Tirana", "London", "Brindisi"),
        ("it", "Un A321 di Wizz Air aveva lasciato lunedì Tirana alla volta di Londra Luton. Il "
         "comandante è sceso a Brindisi.", "Tirana", "Luton Airport", "Brindisi"),
        ("tr", "Pazartesi günü İstanbul'dan Londra'ya giden THY uçağında yolcu rahatsızlandı. "
         "Kaptan pilot Viyana'ya indi.", "Istanbul", "London", "Vienna"),
        ("ru", "Самолёт «Победы» летел в понедельник из Москвы в Анталью. Командир посадил лайнер "
         "в Волгограде.", "Moscow", "Antalya", "Volgograd"),
    ],
)  # fmt: skip
def test_it_landed_elsewhere(
    kit: Kit, lang: str, text: str, begun: str, bound: str, landed: str
) -> None:
    (event,) = diversions(kit, lang, text)
    assert roles(event) == {("origin", begun), ("destination", bound), ("location", landed)}


@pytest.mark.parametrize(
    "text",
    [
        "The minister's flight from Rome to Tehran was delayed. He landed in Baku on Tuesday.",
        "A KLM flight from Oslo to Amsterdam was late on Monday. The plane landed in Amsterdam "
        "at noon.",
        "A Ryanair plane flew from Oslo to Rome on Monday. The aircraft landed in Milan on Tuesday "
        "after its next trip.",
        "A Ryanair flight bound for Oslo left Rome an hour late on Monday.\n\nTravellers "
        "arrived in Milan for the fair.",
    ],
)
def test_it_came_where_it_was_bound(kit: Kit, text: str) -> None:
    assert not diversions(kit, "en", text)


@pytest.mark.parametrize(
    ("lang", "text", "bound", "landed"),
    [
        ("en", "Strong winds made life hard at Funchal airport on Monday. A TAP flight from Lisbon "
         "was diverted to Porto Santo.", "Madeira Airport", "Porto Santo"),
        ("nl", "De A330 uit Kinshasa raakte maandag niet binnen op Brussels Airport en week uit "
         "naar Frankfurt.", "Brussels Airport", "Frankfurt am Main"),
        ("fr", "Soirée de cauchemar, lundi, à l'aéroport de Bastia, balayé par le vent. Un vol "
         "Volotea qui arrivait de Nantes s'est dérouté vers Nice.", "Bastia", "Nice"),
        ("tr", "Van Ferit Melen Havalimanı'nda pazartesi gece sis etkili oldu. Ankara'dan kalkan "
         "AJet uçağı Erzurum'a yönlendirildi.", "Van Ferit Melen Airport", "Erzurum"),
    ],
)  # fmt: skip
def test_the_airport_in_trouble_was_its_aim(
    kit: Kit, lang: str, text: str, bound: str, landed: str
) -> None:
    (event,) = diversions(kit, lang, text)
    assert roles(event) >= {("destination", bound), ("location", landed)}


def test_the_landing_of_another_flight_is_no_aim(kit: Kit) -> None:
    text = (
        "A flight to Palma was diverted to Girona airport on Monday because of a storm. "
        "An easyJet A320 from Bristol to Ibiza was diverted to Reus."
    )
    assert ("destination", "Girona Airport") not in set().union(
        *(roles(event) for event in diversions(kit, "en", text))
    )


def test_they_are_the_bombers_of_two_sentences_before(kit: Kit) -> None:
    text = (
        "Two B-52s circled over the Baltic Sea on Tuesday. The bombers belong to a wing of nuclear "
        "aircraft. They had taken off from Minot in North Dakota."
    )
    (event,) = extract(Article("they", text, date(2026, 3, 4), lang="en"), kit).events
    assert roles(event) >= {("location", "Baltic Sea")}
    assert next(p.place.name for p in event.places if p.role == "origin").startswith("Minot")
