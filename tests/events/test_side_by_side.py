"""Several deeds in a sentence, remarks between a thing and its act, and harm with its cause."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article, Event
from pipeline.run import Kit, extract


def told(kit: Kit, lang: str, text: str) -> list[Event]:
    return list(extract(Article("side", text, date(2026, 3, 4), lang=lang), kit).events)


def where(events: list[Event]) -> set[tuple[str, str]]:
    return {(event.mode, item.place.name) for event in events for item in event.places}


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "In Turku a depot burned down on Monday, in Vaasa a barn caught fire.",
         {("fire_explosion", "Turku"), ("fire_explosion", "Vaasa")}),
        ("nl", "In Gent brandde maandag een loods af, in Aalst ging een huis in vlammen op.",
         {("fire_explosion", "Ghent"), ("fire_explosion", "Aalst")}),
        ("it", "A Foggia è esplosa una bomba lunedì, a Cerignola i carabinieri hanno arrestato "
         "tre persone.", {("bombing", "Foggia"), ("arrest", "Cerignola")}),
        ("ru", "В Туле в понедельник загорелся склад, в Калуге задержали троих подростков.",
         {("fire_explosion", "Tula"), ("arrest", "Kaluga")}),
    ],
)  # fmt: skip
def test_each_town_has_its_own_deed(
    kit: Kit, lang: str, text: str, expected: set[tuple[str, str]]
) -> None:
    assert where(told(kit, lang, text)) == expected


def test_a_list_of_towns_is_one_telling(kit: Kit) -> None:
    events = told(kit, "en", "Protests took place on Saturday in Paris, in Lyon and in Marseille.")
    assert [event.mode for event in events] == ["protest"]


@pytest.mark.parametrize(
    ("lang", "text", "mode"),
    [
        ("en", "Rebels, backed by tanks and drones, overran an army base near Kidal on Monday.",
         "armed_clash"),
        ("de", "Ein Güterzug, nach Angaben der Bahn leer, entgleiste am Montag bei Gladbeck.",
         "transport_accident"),
        ("es", "Un autobús con peregrinos, entre ellos doce menores, volcó el lunes en Puebla.",
         "transport_accident"),
        ("uk", "Автобус із паломниками, серед них дванадцять дітей, перекинувся в понеділок "
         "під Уманню.", "transport_accident"),
    ],
)  # fmt: skip
def test_a_remark_parts_no_thing_from_its_act(kit: Kit, lang: str, text: str, mode: str) -> None:
    assert [event.mode for event in told(kit, lang, text)] == [mode]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "Tras el choque de dos tranvías en Bilbao, once personas fueron trasladadas el "
         "lunes al hospital."),
        ("fr", "Après la collision de deux tramways à Strasbourg, onze personnes ont été "
         "hospitalisées lundi."),
        ("ru", "После столкновения двух трамваев в Перми в понедельник одиннадцать человек "
         "попали в больницу."),
    ],
)  # fmt: skip
def test_harm_tells_of_its_cause(kit: Kit, lang: str, text: str) -> None:
    assert [event.mode for event in told(kit, lang, text)] == ["transport_accident"]


def test_harm_of_the_past_tells_of_nothing_new(kit: Kit) -> None:
    text = "Tras el terremoto, que dejó 40 muertos en marzo, Lima pide ayuda."
    assert told(kit, "es", text) == []


@pytest.mark.parametrize(
    ("lang", "text", "mode"),
    [
        ("es", "Los últimos soldados franceses abandonaron el lunes la base de Faya.",
         "withdrawal"),
        ("fr", "Les deux pays ont paraphé lundi à Nouakchott un accord sur la pêche.", "agreement"),
        ("pt", "A Marinha intercetou na segunda-feira ao largo dos Açores um veleiro com haxixe.",
         "seizure"),
        ("it", "I ribelli hanno rilasciato lunedì a Bamako due ostaggi.", "prisoner_exchange"),
    ],
)  # fmt: skip
def test_a_thing_and_an_act_tell_together(kit: Kit, lang: str, text: str, mode: str) -> None:
    assert [event.mode for event in told(kit, lang, text)] == [mode]


def test_a_town_that_may_be_one_of_several_is_listed_without_a_point(kit: Kit) -> None:
    (event,) = told(kit, "en", "A gas leak drove 200 people from their homes in Bristol on Monday.")
    assert [item.place.name for item in event.places] == ["Bristol"]
    assert event.places[0].place.point is None
