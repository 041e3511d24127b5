"""Accidents on a journey lie between its ends, at neither of them."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article
from pipeline.run import Kit, extract


def where(kit: Kit, lang: str, text: str) -> list[str]:
    events = extract(Article("route", text, date(2026, 3, 4), lang=lang), kit).events
    return [p.place.name for event in events for p in event.places if p.role == "location"]


@pytest.mark.parametrize(
    ("lang", "text", "place"),
    [
        ("en", "The plane from Athens to Tel Aviv crashed while landing in Larnaca on Monday.",
         "Larnaca"),
        ("es", "Un autobús de Madrid volcó el lunes en Burgos.", "Burgos"),
        ("es", "Un bus que iba de Quito a Guayaquil cayó el lunes a una quebrada en Ambato.",
         "Ambato"),
        ("nl", "Een trein van Parijs naar Amsterdam is maandag bij Antwerpen ontspoord.",
         "Antwerp"),
        ("it", "Il treno da Milano a Roma è deragliato lunedì a Bologna.", "Bologna"),
        ("pl", "Autobus z Warszawy do Wilna wpadł w poniedziałek do rowu pod Suwałkami.",
         "Suwałki"),
        ("ru", "Самолёт, летевший из Москвы в Омск, разбился в понедельник под Тюменью.",
         "Tyumen"),
    ],
)  # fmt: skip
def test_it_happened_on_the_way(kit: Kit, lang: str, text: str, place: str) -> None:
    assert where(kit, lang, text) == [place]


def test_a_place_that_no_gazetteer_holds_is_better_than_an_end(kit: Kit) -> None:
    text = "Un bus que iba de Quito a Guayaquil cayó el lunes a una quebrada cerca de Zarucopamba."
    assert where(kit, "es", text) == ["Zarucopamba"]


def test_without_a_journey_the_place_counts(kit: Kit) -> None:
    assert where(kit, "en", "A bus crashed on Monday in Lima.") == ["Lima"]


def test_a_crash_keeps_the_ends_of_its_flight(kit: Kit) -> None:
    text = "The plane from Athens to Tel Aviv crashed while landing in Larnaca on Monday."
    (event,) = extract(Article("route", text, date(2026, 3, 4), lang="en"), kit).events
    ends = {place.role: place.place.name for place in event.places}
    assert ends == {"origin": "Athens", "destination": "Tel Aviv", "location": "Larnaca"}


@pytest.mark.parametrize(
    ("lang", "text", "ends"),
    [
        ("en", "The plane from Athens crashed in Larnaca on Monday.", {"origin": "Athens"}),
        ("pt", "Um bimotor vindo de Goiânia caiu na segunda-feira em Pirenópolis.",
         {"origin": "Goiânia"}),
        ("es", "Un helicóptero que había salido de Guatemala rumbo a Flores cayó en Cobán.",
         {"origin": "Guatemala", "destination": "Flores"}),
    ],
)  # fmt: skip
def test_ends_that_stand_apart(kit: Kit, lang: str, text: str, ends: dict[str, str]) -> None:
    (event,) = extract(Article("route", text, date(2026, 3, 4), lang=lang), kit).events
    assert ends == {p.role: p.place.name for p in event.places if p.role != "location"}


def test_aid_is_told_by_where_it_goes(kit: Kit) -> None:
    text = "Germany sent 200 tents to Port Sudan on Monday as humanitarian aid."
    (event,) = extract(Article("route", text, date(2026, 3, 4), lang="en"), kit).events
    assert [(p.role, p.place.name) for p in event.places] == [("destination", "Port Sudan")]
