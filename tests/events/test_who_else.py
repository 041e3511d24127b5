"""Gunmen, agencies, trades told before their verb, and those who only brought two together."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article
from pipeline.run import Kit, extract


def acting(kit: Kit, lang: str, text: str, mode: str) -> set[str]:
    article = Article("who-else", text, date(2026, 3, 4), lang=lang)
    events = [event for event in extract(article, kit).events if event.mode == mode]
    return {a.name for event in events for a in event.actors if a.role == "actor"}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Gunmen opened fire on a market in Kankara on Monday, killing nine people."),
        ("es", "Hombres armados mataron el lunes a seis personas en un bar de Celaya."),
        ("fr", "Des hommes armés ont tué lundi douze personnes à Tillabéri."),
        ("ru", "Неизвестные в понедельник расстреляли машину в Махачкале, погибли трое."),
        ("tr", "Silahlı kişiler pazartesi günü Diyala'da ateş açtı, beş kişi öldü."),
    ],
)
def test_gunmen_shoot(kit: Kit, lang: str, text: str) -> None:
    assert acting(kit, lang, text, "shooting") == {"gunmen"}


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("ru", "Спасатели МЧС в понедельник эвакуировали 40 жителей из затопленного посёлка под "
         "Оренбургом.", "EMERCOM"),
        ("uk", "Рятувальники ДСНС у понеділок евакуювали 25 мешканців із затопленого села під "
         "Одесою.", "State Emergency Service of Ukraine"),
        ("fr", "Les sauveteurs de la SNSM ont secouru lundi trois pêcheurs au large de "
         "Concarneau.", "SNSM"),
        ("pl", "Ratownicy TOPR uratowali w poniedziałek dwóch turystów pod Rysami.", "TOPR"),
        ("en", "Firefighters rescued a family from a roof in Derby on Monday.", "firefighters"),
    ],
)  # fmt: skip
def test_rescuers_are_of_their_agency(kit: Kit, lang: str, text: str, name: str) -> None:
    assert acting(kit, lang, text, "rescue") == {name}


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("es", "Los controladores, que iban a parar el jueves en todo Perú, levantaron la medida "
         "anoche en Lima.", "air traffic controllers"),
        ("it", "I portuali, che dovevano incrociare le braccia venerdì a Genova, hanno revocato "
         "lo sciopero.", "dockworkers"),
        ("pl", "Nauczyciele, którzy mieli w poniedziałek strajkować w Łodzi, odwołali protest.",
         "teachers"),
        ("nl", "De bagageafhandelaars leggen vrijdag op Zaventem het werk neer.",
         "baggage handlers"),
        ("tr", "Sağlık çalışanları pazartesi günü Ankara'da greve çıktı.", "health workers"),
    ],
)  # fmt: skip
def test_a_trade_strikes(kit: Kit, lang: str, text: str, name: str) -> None:
    assert acting(kit, lang, text, "labour_strike") == {name}


@pytest.mark.parametrize(
    ("lang", "text", "mode", "names"),
    [
        ("ru", "Москва и Киев в понедельник обменялись пленными по формуле 50 на 50 при "
         "посредничестве ОАЭ.", "prisoner_exchange", {"Russia", "Ukraine"}),
        ("es", "Israel y Hamás acordaron el lunes una tregua de diez días con la mediación de "
         "Catar.", "agreement", {"Israel", "Hamas"}),
        ("tr", "Etiyopya ile Somali pazartesi günü Ankara'da Türkiye'nin arabuluculuğunda bir "
         "anlaşma imzaladı.", "agreement", {"Ethiopia", "Somalia"}),
    ],
)  # fmt: skip
def test_who_brought_them_together_is_no_side(
    kit: Kit, lang: str, text: str, mode: str, names: set[str]
) -> None:
    assert acting(kit, lang, text, mode) == names
