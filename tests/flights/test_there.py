"""Landings at "there" and "the base": at the airfield of the sentence before."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article, Event
from pipeline.run import Kit, extract


def flights(kit: Kit, lang: str, text: str) -> list[Event]:
    found = extract(Article("there", text, date(2026, 3, 4), lang=lang), kit).events
    return [event for event in found if event.flight is not None]


def ends(event: Event) -> list[tuple[str, bool | None]]:
    return [(p.place.name, p.reached) for p in event.places if p.role == "destination"]


@pytest.mark.parametrize(
    ("lang", "text", "field"),
    [
        ("en", "The airfield at Campia Turzii is small. Four US F-16s from Aviano touched down "
         "there on Monday.", "Câmpia Turzii Air Base"),
        ("en", "Rzeszów-Jasionka airport is busy again. Three C-17s from Ramstein have landed at "
         "the airport since Thursday.", "Rzeszów-Jasionka Airport"),
        ("nl", "Op de basis Ämari is het druk. Gisteren landden daar vier F-35's uit Leeuwarden.",
         "Ämari Air Base"),
        ("de", "Der Fliegerhorst Laage ist voll. Am Montag landeten dort vier F-16 aus Aviano.",
         "Rostock-Laage Airport"),
        ("es", "La base de Morón está llena. El lunes aterrizaron allí cuatro B-52 procedentes de "
         "Barksdale.", "Morón Air Base"),
        ("fr", "La base de Šiauliai se remplit. Quatre Rafale venus de Mont-de-Marsan y ont "
         "atterri lundi.", "Šiauliai Air Base"),
        ("it", "La base di Sigonella è affollata. Lunedì tre C-17 provenienti da Ramstein sono "
         "atterrati nella base.", "Naval Air Station Sigonella"),
        ("pt", "O aeroporto das Lajes está a abarrotar. Na segunda-feira aterraram ali quatro F-22 "
         "vindos de Langley.", "Lajes Field"),
        ("pl", "Lotnisko w Rzeszowie jest zatłoczone. W poniedziałek wylądowały tam trzy C-17 "
         "z Ramstein.", "Rzeszów-Jasionka Airport"),
        ("ru", "Аэродром Энгельс снова полон. В понедельник на базу прилетели три Ту-160.",
         "Engels-2 Air Base"),
        ("uk", "Аеропорт Жешува знову переповнений. У понеділок там приземлилися три C-17 із "
         "Рамштайна.", "Rzeszów-Jasionka Airport"),
        ("tr", "İncirlik Üssü yine kalabalık. Pazartesi günü oraya Ramstein'dan kalkan üç C-17 "
         "indi.", "Incirlik Air Base"),
        ("ar", "قاعدة العديد مزدحمة من جديد. وهبطت هناك يوم الاثنين ثلاث طائرات C-17 قادمة من "
         "رامشتاين.", "Al Udeid Air Base"),
    ],
)  # fmt: skip
def test_there_is_the_field_told_before(kit: Kit, lang: str, text: str, field: str) -> None:
    (event,) = flights(kit, lang, text)
    assert ends(event) == [(field, True)]


@pytest.mark.parametrize(
    "text",
    [
        "Kadena Air Base and Misawa Air Base are on alert. Four F-16s landed there on Monday.",
        "The Senate sat in Washington.\n\nFour F-16s from Aviano landed there on Monday.",
    ],
)
def test_two_fields_or_another_paragraph_leave_it_open(kit: Kit, text: str) -> None:
    assert not any(ends(event) for event in flights(kit, "en", text))


def test_what_lands_at_the_shut_field_was_not_diverted(kit: Kit) -> None:
    text = (
        "Drones closed Munich airport on Friday. There a Lufthansa A320 from Oslo landed an hour "
        "late."
    )
    assert not any(event.mode == "diversion" for event in flights(kit, "en", text))
