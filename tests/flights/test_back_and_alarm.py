"""Flights that turned round, travellers left in a town, alarms at a base, posted aircraft."""

from __future__ import annotations

import pytest

from pipeline.run import extract

TURNED = [
    (
        "en",
        "A Delta jet bound from Oslo for Malaga turned back on Monday after a bird strike.",
        "Oslo",
    ),
    ("de", "Eine Condor-Maschine von Hamburg nach Boston ist am Montag umgekehrt.", "Hamburg"),
    ("fr", "Un avion de Transavia parti de Nantes pour Tunis a fait demi-tour lundi.", "Nantes"),
    ("es", "Un avión de Iberia despegó el lunes de Bilbao rumbo a Roma y dio la vuelta.", "Bilbao"),
    (
        "ru",
        "Самолёт «Аэрофлота», летевший из Казани в Сочи, в понедельник вернулся в аэропорт "
        "вылета из-за отказа двигателя.",
        "Kazan",
    ),
]
LANDED = [  # none of these came down where it began
    (
        "en",
        "A Delta jet from Oslo to Malaga turned back on Monday and landed in Hamburg.",
        "Hamburg",
    ),
    (
        "en",
        "An airBaltic flight from Oslo to Vilnius was diverted on Monday. Passengers got off in "
        "Turku.",
        "Turku",
    ),
    (
        "pt",
        "Um avião da TAP do Porto para Boston foi desviado na segunda-feira. Os passageiros "
        "dormiram em Ponta Delgada.",
        "Ponta Delgada",
    ),
    (
        "ru",
        "Boeing 737 «Победы», вылетевший в понедельник из Казани в Уфу, ушёл на запасной. "
        "Пассажиры ночевали в Самаре.",
        "Samara",
    ),
]
ROSE = [
    (
        "en",
        "The alarm sounded at Amari on Tuesday. Two Typhoons intercepted an Il-20 north of "
        "Hiiumaa on Tuesday.",
        "Ämari Air Base",
    ),
    (
        "fr",
        "Mardi, l'alarme a retenti à Siauliai. Deux Rafale ont intercepté mardi un Il-20 russe "
        "au large de la Lituanie.",
        "Šiauliai Air Base",
    ),
    (
        "fr",
        "Deux Rafale, en alerte à Siauliai, ont intercepté lundi un Il-20 au large de la Lituanie.",
        "Šiauliai Air Base",
    ),
    (
        "pl",
        "Alarm w Malborku ogłoszono we wtorek. Dwa MiG-29 przechwyciły we wtorek rosyjskiego "
        "Iła-20 na północ od Łeby.",
        "Malbork Air Base",
    ),
    (
        "ru",
        "Два F-16, прописанные в Эмари, в понедельник поднялись по тревоге и перехватили Ил-20 "
        "над Балтийским морем.",
        "Ämari Air Base",
    ),
    (
        "uk",
        "У Києві лунала тривога. Два F-16 перехопили у вівторок Іл-20 над Балтійським морем.",
        None,
    ),
]
CAME = [
    (
        "de",
        "Spotter freuten sich am Montag über eine RC-135W. Die Maschine kam aus Mildenhall und "
        "flog zum Schwarzen Meer.",
        "RAF Mildenhall",
    ),
    (
        "it",
        "Lunedì ha destato curiosità un RC-135W. Era decollato da Mildenhall e ha volato sul Mar "
        "Nero.",
        "Mildenhall",
    ),
    (
        "nl",
        "Maandag cirkelde een A330 MRTT boven de Noordzee. De tanker was uit Eindhoven vertrokken.",
        "Eindhoven",
    ),
    ("es", "El lunes llegó un A400M del Ala 31; voló desde Torrejón a Dakar.", "Torrejón Air Base"),
]
ONE = [
    ("en", "The first of four KC-46s landed at Beja on Monday."),
    ("de", "Der zweite von drei A400M landete am Montag in Wunstorf."),
    ("fr", "Un des quatre Rafale s'est posé lundi à Siauliai."),
    ("pl", "Jeden z czterech F-35 wylądował w poniedziałek w Łasku."),
    ("uk", "Один із двох C-17 приземлився у понеділок у Жешуві."),
]


def told(lang, text, article, kit):
    (event,) = extract(article(text, lang=lang), kit).events
    return event


def names(event, role):
    return [place.place.name for place in event.places if place.role == role]


@pytest.mark.parametrize(("lang", "text", "town"), TURNED + LANDED)
def test_it_came_down_where_it_began_unless_told(lang, text, town, article, kit):
    assert names(told(lang, text, article, kit), "location") == [town]


@pytest.mark.parametrize(("lang", "text", "base"), ROSE + CAME)
def test_they_rose_from_the_base_told_beside(lang, text, base, article, kit):
    assert names(told(lang, text, article, kit), "origin") == ([base] if base else [])


@pytest.mark.parametrize(("lang", "text"), ONE)
def test_of_several_the_one_that_landed_counts(lang, text, article, kit):
    assert [a.count_min for a in told(lang, text, article, kit).flight.aircraft] == [1]
