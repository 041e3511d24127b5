"""Names in the cases of Slavic languages, titles before a genitive, Cyrillic designations."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline import run
from pipeline.model import Article, Place
from pipeline.recognise.letters import latin


def places_of(text: str, kit: run.Kit, lang: str = "ru") -> tuple[Place, ...]:
    """The places of one sentence."""
    return run.read_places(Article("a", text, date(2025, 10, 24), lang=lang), kit).places


@pytest.mark.parametrize(
    ("word", "read"),
    [("Ту-95МС", "Tu-95MS"), ("МиГ-31", "MiG-31"), ("Як-130", "Yak-130"), ("F-16", "F-16")],
)
def test_a_designation_is_read_by_sound_first(word: str, read: str) -> None:
    assert next(latin(word)) == read


def test_a_designation_typed_on_a_cyrillic_keyboard_is_read_by_look() -> None:
    assert "C-130" in latin("С-130")


@pytest.mark.parametrize(
    ("text", "icao"),
    [
        ("Два Ту-95МС пролетели над морем.", "T95"),
        ("Военные подняли МиГ-31 и Су-30.", "MG31"),
        ("Транспортный С-130 сел в Варшаве.", "C130"),
    ],
)
def test_aircraft_are_known_in_cyrillic(text: str, icao: str, kit: run.Kit) -> None:
    reading = run.read_places(Article("a", text, date(2025, 10, 24), lang="ru"), kit)
    assert icao in [aircraft.icao for aircraft in run.find_facts(reading, kit).aircraft]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Взрыв прогремел в Нижнем Новгороде.", "Nizhny Novgorod"),
        ("Обстрел Херсона продолжался час.", "Kherson"),
        ("Судно вышло из Чёрного моря.", "Black Sea"),
        ("Пожар начался в Белгородской области.", "Belgorod Oblast"),
        ("Переговоры прошли в Афинах.", "Athens"),
    ],
)
def test_a_name_in_a_case_is_found(text: str, name: str, kit: run.Kit) -> None:
    assert [place.name for place in places_of(text, kit)] == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Вибух пролунав у Києві.", "Kyiv"),
        ("Обстріл Чернігова тривав годину.", "Chernihiv"),
        ("Пожежа сталася у Кривому Розі.", "Kryvyy Rih"),
        ("Пожежа сталася в Кам’янському.", "Kamyanske"),
        ("Судно вийшло з Чорного моря.", "Black Sea"),
        ("Пожежа почалася в Донецькій області.", "Donetsk Oblast"),
        ("Переговори відбулися у Празі.", "Prague"),
    ],
)
def test_a_ukrainian_name_in_a_case_is_found(text: str, name: str, kit: run.Kit) -> None:
    assert [place.name for place in places_of(text, kit, "uk")] == [name]


def test_a_country_behind_its_president_is_no_person(kit: run.Kit) -> None:
    places = places_of("Вчера президент Франции Эмманюэль Макрон прибыл в Берлин.", kit)
    found = [(place.name, place.use) for place in places]
    assert found == [("France", "associative"), ("Berlin", "literal")]


def test_a_place_in_a_case_that_opens_a_sentence_does_not_act(kit: run.Kit) -> None:
    (place,) = places_of("Аэропорт Утрехта закрыли вечером.", kit)
    assert (place.name, place.use) == ("Utrecht", "literal")
    (place,) = places_of("Аэропорт Копенгагена закрыли вечером.", kit)
    assert (place.name, place.use) == ("Copenhagen Airport", "literal")


@pytest.mark.parametrize(
    ("lang", "text", "named"),
    [
        ("ru", "Над Курской и Брянской областями сбили дроны.", ["Kursk Oblast", "Bryansk Oblast"]),
        ("uk", "Над Сумською, Одеською та Київською областями тихо.", ["Sumy", "Odesa", "Kyiv"]),
        ("ru", "Жители Москвы и Тверской области вышли на улицу.", ["Moscow", "Tver"]),
    ],
)
def test_names_may_share_one_noun(lang: str, text: str, named: list[str], kit: run.Kit) -> None:
    found = [place.name for place in places_of(text, kit, lang)]
    assert len(found) == len(named)
    assert all(name in place for name, place in zip(named, found, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "В понедельник на базу прилетели три Ту-160.",
        "Три самолёта вернулись на базу в Энгельсе.",
    ],
)
def test_a_small_word_alone_is_no_town(kit: run.Kit, text: str) -> None:
    assert not any(place.name == "Baza" for place in places_of(text, kit))
