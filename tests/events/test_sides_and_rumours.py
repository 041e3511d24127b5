"""Who does what in lists and behind "says that", what is denied, and where an attack is aimed."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline import dedup
from pipeline.model import Article, Event
from pipeline.run import Kit, extract

WEDNESDAY = date(2026, 3, 4)


def told(text: str, lang: str, kit: Kit) -> tuple[Event, ...]:
    return extract(Article("one", text, WEDNESDAY, lang=lang), kit).events


def who(event: Event, role: str = "actor") -> set[str]:
    return {actor.name for actor in event.actors if actor.role == role}


def where(event: Event, role: str = "location") -> set[str]:
    return {place.place.name for place in event.places if place.role == role}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pt", "Os presidentes do Brasil e da Argentina reuniram-se ontem em Foz do Iguaçu."),
        ("es", "Los presidentes de Brasil y Argentina se reunieron ayer en Foz do Iguaçu."),
        ("pt", "Delegações do Brasil, da Argentina reuniram-se ontem em Foz do Iguaçu."),
    ],
)
def test_of_may_be_repeated_before_each_side(lang: str, text: str, kit: Kit) -> None:
    (event,) = told(text, lang, kit)
    assert who(event) == {"Brazil", "Argentina"}


def test_who_holds_the_office_is_not_told_twice(kit: Kit) -> None:
    text = "El presidente Daniel Noboa decretó el martes el toque de queda en Guayaquil."
    (event,) = told(text, "es", kit)
    assert who(event) == {"Daniel Noboa"}
    assert not who(event, "recipient")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "Moscú asegura haber derribado ayer 38 drones en la región de Belgorod."),
        ("pt", "Moscovo afirma ter abatido ontem 38 drones na região de Belgorod."),
    ],
)
def test_who_says_it_did_it_acts(lang: str, text: str, kit: Kit) -> None:
    (event,) = told(text, lang, kit)
    assert who(event) == {"Russia"}


def test_whose_drones_they_are_attacks(kit: Kit) -> None:
    text = "Uma refinaria ficou em chamas ontem após um ataque com drones ucranianos em Volgogrado."
    (event,) = told(text, "pt", kit)
    assert who(event) == {"Ukraine"}


def test_an_attack_falls_on_the_country_it_is_against(kit: Kit) -> None:
    text = "KIEV – Rusia lanzó ayer 183 drones contra Ucrania, anunció la Fuerza Aérea."
    (event,) = told(text, "es", kit)
    assert where(event) == {"Ukraine"}


def test_the_airport_of_a_capital_is_no_side(kit: Kit) -> None:
    events = told("O aeroporto de Varsóvia fechou ontem durante duas horas.", "pt", kit)
    assert [where(event) for event in events] == [{"Warsaw Chopin Airport"}]


def test_a_route_in_one_word_names_both_ends(kit: Kit) -> None:
    text = "El avión de la ruta Madrid-Lima aterrizó de emergencia el lunes en Punta Cana."
    (event,) = told(text, "es", kit)
    assert where(event, "origin") == {"Madrid"}
    assert where(event) == {"Punta Cana"}


def test_a_word_of_a_towns_name_is_no_thing(kit: Kit) -> None:
    text = "Os moradores de Rio de Mouro cortaram ontem o IC19 em protesto."
    assert [event.mode for event in told(text, "pt", kit)] == ["protest"]


def test_a_river_floods_the_town_that_is_named(kit: Kit) -> None:
    text = "El río Segura se desbordó el domingo a su paso por Orihuela."
    (event,) = told(text, "es", kit)
    assert where(event) == {"Orihuela"}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "Cuba desmintió ayer que sus tropas hayan desembarcado en La Guaira."),
        ("pt", "O Governo cubano desmentiu que tropas suas tenham desembarcado em La Guaira."),
    ],
)
def test_what_is_told_only_as_denied_is_a_rumour(lang: str, text: str, kit: Kit) -> None:
    (event,) = told(text, lang, kit)
    assert (event.polarity, event.claim_status) == ("negative", "denied")


def test_a_denied_detail_leaves_the_flight(kit: Kit) -> None:
    text = "Dos B-52 volaron el lunes frente a Venezuela. El Pentágono negó que se acercaran."
    (event,) = told(text, "es", kit)
    assert (event.polarity, event.claim_status) == ("positive", "reported")


def test_a_month_that_runs_is_the_one_meant(kit: Kit) -> None:
    text = "La visita que Felipe VI iba a hacer en marzo a China se ha suspendido."
    (event,) = told(text, "es", kit)
    assert (event.when.first, event.when.last) == (date(2026, 3, 1), date(2026, 3, 31))


def test_this_wednesday_told_on_wednesday_is_today(kit: Kit) -> None:
    text = "Petro canceló un viaje a Niza, donde iba a participar este miércoles en la cumbre."
    (event,) = told(text, "es", kit)
    assert event.when.first == WEDNESDAY
    assert event.polarity == "negative"


def test_who_intercepts_is_named_before_the_aircraft_met(kit: Kit) -> None:
    text = "Suecia interceptó el martes dos bombarderos rusos sobre el mar Báltico."
    (event,) = told(text, "es", kit)
    assert who(event) == {"Sweden"}
    assert who(event, "escorted") == {"Russia"}


def test_what_flew_in_and_what_brought_it_down_are_two(kit: Kit) -> None:
    text = (
        "Rusia lanzó ayer 183 drones contra Ucrania. "
        "Moscú asegura haber derribado ayer 38 drones en la región de Belgorod."
    )
    modes = {event.mode for event in dedup.merge(told(text, "es", kit))}
    assert modes == {"drone_strike", "shootdown"}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "El aeropuerto de Múnich canceló el lunes veinte vuelos por drones avistados."),
        ("pt", "O aeroporto de Vilnius suspendeu os voos na terça-feira por causa de drones."),
    ],
)
def test_flights_called_off_leave_the_drones(lang: str, text: str, kit: Kit) -> None:
    drones = [event for event in told(text, lang, kit) if event.mode == "drone_incident"]
    assert [(event.modality, event.polarity) for event in drones] == [("asserted", "positive")]
