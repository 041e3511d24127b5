"""Where a flight began and was bound, in the many ways of saying it."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article, Event
from pipeline.run import Kit, extract

Roles = set[tuple[str, str]]


def one(kit: Kit, lang: str, text: str) -> Event:
    (event,) = extract(Article("ends", text, date(2026, 3, 4), lang=lang), kit).events
    return event


def ends(event: Event) -> Roles:
    return {(p.role, p.place.name) for p in event.places if p.role in ("origin", "destination")}


ACROSS_A_DAY = [
    ("it", "Un C-130 partito da Pisa è atterrato martedì al Cairo.", "Pisa", "Cairo"),
    ("pt", "Um C-130 que partiu do Montijo chegou na terça-feira a Maputo com medicamentos.",
     "Montijo Air Base", "Maputo"),
    ("en", "A C-130 that left Pisa early on Monday landed on Tuesday in Cairo.", "Pisa", "Cairo"),
    ("nl", "Een C-130 die maandag uit Eindhoven vertrok, landde dinsdag in Amman.",
     "Eindhoven Air Base", "Amman"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "origin", "destination"), ACROSS_A_DAY)
def test_a_day_may_stand_among_the_words(
    kit: Kit, lang: str, text: str, origin: str, destination: str
) -> None:
    event = one(kit, lang, text)
    assert ends(event) == {("origin", origin), ("destination", destination)}
    assert [p.reached for p in event.places if p.role == "destination"] == [True]


DIVERTED = [
    ("en", "A Ryanair flight between Nice and Dublin was forced to land in Lyon on Tuesday.",
     {("origin", "Nice"), ("destination", "Dublin")}),
    ("en", "A Singapore-bound Airbus A380 was diverted to Baku on Tuesday.",
     {("destination", "Singapore")}),
    ("fr", "Un avion de Transavia qui reliait Nantes à Marrakech s'est posé en urgence à "
     "Bordeaux mardi.", {("origin", "Nantes"), ("destination", "Marrakesh")}),
    ("it", "Un volo da Roma a New York è tornato indietro martedì per un guasto al motore ed è "
     "atterrato a Fiumicino.", {("origin", "Rome"), ("destination", "New York City")}),
    ("pt", "O voo do Porto para o Funchal divergiu na terça-feira para Porto Santo.",
     {("origin", "Porto"), ("destination", "Funchal")}),
    ("de", "Auf dem Weg von Hamburg nach Mallorca ist eine Eurowings-Maschine am Dienstag wegen "
     "eines Notfalls in Stuttgart zwischengelandet.",
     {("origin", "Hamburg"), ("destination", "Mallorca")}),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "roles"), DIVERTED)
def test_both_ends_of_a_diverted_flight(kit: Kit, lang: str, text: str, roles: Roles) -> None:
    event = one(kit, lang, text)
    assert event.mode == "diversion"
    assert ends(event) == roles
    assert not any(p.reached for p in event.places)


BASED = [
    ("en", "A Barksdale-based B-52 flew over the Baltic Sea on Tuesday.",
     "Barksdale Air Force Base"),
    ("de", "Eine in Geilenkirchen gestartete AWACS-Maschine kreiste am Dienstag über Ostpolen.",
     "NATO Air Base Geilenkirchen"),
    ("pl", "Dwa śmigłowce Black Hawk wystartowały we wtorek z Powidza i poleciały nad Bałtyk.",
     "Powidz Air Base"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "base"), BASED)
def test_the_base_is_where_it_began(kit: Kit, lang: str, text: str, base: str) -> None:
    assert ("origin", base) in ends(one(kit, lang, text))


def test_an_island_is_not_its_largest_town(kit: Kit) -> None:
    event = one(kit, "en", "Six B-1s were sent from Dyess to Diego Garcia on Tuesday.")
    assert ("destination", "Naval Support Facility Diego Garcia") in ends(event)


def test_a_plane_that_watches_flies_home_and_evacuates_nobody(kit: Kit) -> None:
    text = (
        "An RC-135 left RAF Mildenhall on Tuesday. It then flew along the Polish border with "
        "Belarus before heading home."
    )
    assert one(kit, "en", text).mode == "recon"


def test_a_diverted_flight_lands_in_a_town_and_not_in_a_region_of_its_name(kit: Kit) -> None:
    event = one(
        kit, "en", "A Lisbon-bound flight from Dublin was diverted to Santander on Tuesday."
    )
    (landed,) = [p.place for p in event.places if p.role == "location"]
    assert landed.country == "ESP"
