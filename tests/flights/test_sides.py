"""Who meets whom: escorts of an ally, an intercept told in two sentences, states that say where."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article, Event
from pipeline.run import Kit, extract


def events(kit: Kit, lang: str, text: str) -> tuple[Event, ...]:
    return extract(Article("sides", text, date(2026, 3, 4), lang=lang), kit).events


@pytest.mark.parametrize(
    ("lang", "text", "icao"),
    [
        ("en", "Two B-52s flew over the Norwegian Sea on Tuesday, escorted by Norwegian F-35s.",
         "B52"),
        ("de", "Zwei B-1B aus Fairford flogen am Dienstag über die Ostsee, begleitet von "
         "schwedischen Gripen.", "B1"),
    ],
)  # fmt: skip
def test_an_ally_escorts_and_intercepts_nobody(kit: Kit, lang: str, text: str, icao: str) -> None:
    (event,) = events(kit, lang, text)
    assert event.mode == "air_show_of_force"
    assert event.flight
    assert [aircraft.icao for aircraft in event.flight.aircraft] == [icao]


def test_fighters_of_the_other_camp_intercept(kit: Kit) -> None:
    text = "Two Su-35s escorted a British RC-135 over the Black Sea on Tuesday."
    (event,) = events(kit, "en", text)
    assert event.mode == "intercept"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "A Russian Il-20 flew along the Estonian border on Monday. Two Eurofighters from "
         "Ämari intercepted it."),
        ("pl", "Rosyjski Ił-20 leciał w poniedziałek bez planu lotu nad Bałtykiem. Przechwyciły go "
         "dwa F-16 z Malborka."),
        ("es", "Un Tu-95 ruso sobrevoló el martes el mar de Barents. Lo interceptaron dos F-35 "
         "noruegos de Evenes."),
    ],
)  # fmt: skip
def test_an_intercept_in_two_sentences_is_one(kit: Kit, lang: str, text: str) -> None:
    (event,) = events(kit, lang, text)
    assert event.mode == "intercept"
    assert event.flight
    assert event.flight.escorted
    assert "origin" in {place.role for place in event.places}


def test_the_state_it_was_bound_for_does_not_act(kit: Kit) -> None:
    (event,) = events(kit, "en", "Two F-35s left Lakenheath for Estonia on Monday.")
    assert [actor.name for actor in event.actors] == ["United States"]


def test_troops_that_were_in_a_state_are_not_its_own(kit: Kit) -> None:
    text = "Britain redeployed 600 troops from Cyprus to Estonia on Monday."
    (event,) = events(kit, "en", text)
    assert [actor.name for actor in event.actors] == ["United Kingdom"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pl", "Amerykański P-8A krążył we wtorek nad Bałtykiem."),
        ("ru", "Патрульный P-8A в среду несколько часов кружил южнее Крыма."),
        ("uk", "Британський RC-135W у середу кружляв над Чорним морем."),
    ],
)
def test_a_singular_without_an_article_is_one(kit: Kit, lang: str, text: str) -> None:
    (event,) = events(kit, lang, text)
    assert event.flight
    assert event.flight.aircraft[0].count_max == 1


@pytest.mark.parametrize(
    ("lang", "text", "via"),
    [
        ("de", "Ein A400M der Luftwaffe flog am Dienstag von Wunstorf über Wien nach Beirut.",
         "Vienna"),
        ("en", "A C-17 flew from Ramstein over Poland to Kyiv on Tuesday.", "Poland"),
    ],
)  # fmt: skip
def test_what_lies_between_both_ends_was_on_the_way(
    kit: Kit, lang: str, text: str, via: str
) -> None:
    (event,) = events(kit, lang, text)
    assert [p.place.name for p in event.places if p.role == "via"] == [via]


def test_the_country_of_a_base_is_no_place_of_its_own(kit: Kit) -> None:
    text = "İki Türk F-16 salı günü Konya'dan kalkarak Estonya'daki Amari üssüne indi."
    (event,) = events(kit, "tr", text)
    assert {p.place.name for p in event.places} == {"Konya", "Ämari Air Base"}


def test_where_it_was_told_is_not_where_it_flew(kit: Kit) -> None:
    text = "Two F-35s circled over the Barents Sea on Monday, officials said in Oslo."
    (event,) = events(kit, "en", text)
    assert [p.place.name for p in event.places] == ["Barents Sea"]
