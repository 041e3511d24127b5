"""Places that are meant and not named: the capital, the whole country, its north."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article, Place
from pipeline.run import Kit, extract


def places(kit: Kit, lang: str, text: str) -> list[tuple[str, str]]:
    article = Article("unnamed", text, date(2026, 3, 4), lang=lang)
    events = extract(article, kit).events
    return [(p.place.text, p.place.name) for event in events for p in event.places]


@pytest.mark.parametrize(
    ("lang", "text", "where"),
    [
        ("en", "Thousands marched on Tuesday in the Danish capital.", "Copenhagen"),
        ("en", "Police in Kisumu fired tear gas. Crowds marched in the capital Monday.", "Nairobi"),
        ("fr", "Dimanche, des milliers de personnes ont manifesté dans la capitale du Tchad.",
         "N'Djamena"),
        ("de", "Merz traf am Montag in der litauischen Hauptstadt den Präsidenten.", "Vilnius"),
        ("nl", "In heel het land legden in België dinsdag duizenden arbeiders het werk neer.",
         "Belgium"),
        ("ru", "В столице Киргизии в понедельник прошла акция протеста.", "Bishkek"),
        ("tr", "Polis, pazartesi günü Türkiye'de yurt genelinde 133 kişiyi gözaltına aldı.",
         "Turkey"),
    ],
)  # fmt: skip
def test_what_is_meant_is_placed(kit: Kit, lang: str, text: str, where: str) -> None:
    assert where in [name for _, name in places(kit, lang, text)]


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("es", "Los obreros de España marcharon el lunes en la capital andaluza.", "la capital"),
        ("en", "In Bolivia, teachers marched in the capital on Monday.", "the capital"),
        ("en", "France and Spain quarrelled; crowds marched in the capital Monday.", "the capital"),
        ("fr", "À Paris, la capitale, des milliers de personnes ont défilé lundi.", "la capitale"),
    ],
)
def test_what_is_left_open_is_not_placed(kit: Kit, lang: str, text: str, words: str) -> None:
    assert words not in [text for text, _ in places(kit, lang, text)]


def test_north_of_the_country_is_a_part_of_it(kit: Kit) -> None:
    text = (
        "In Marokko kwamen dinsdag bij een aardbeving in het noorden van het land tien mensen om."
    )
    article = Article("unnamed", text, date(2026, 3, 4), lang="nl")
    found: list[Place] = [p.place for e in extract(article, kit).events for p in e.places]
    assert [(p.country, p.relation is not None) for p in found] == [("MAR", True)]


@pytest.mark.parametrize(
    ("lang", "text", "where"),
    [
        ("en", "The president hosted the Danish king at the White House on Tuesday.",
         "Washington, D.C."),
        ("nl", "De Zweedse koning werd maandag op het Élysée ontvangen.", "Paris"),
        ("it", "Il ministro austriaco è stato ricevuto lunedì alla Farnesina.", "Rome"),
        ("pl", "Prezydent Słowacji spotkał się w poniedziałek w Belwederze z premierem.", "Warsaw"),
        ("tr", "Emir, pazartesi günü Beştepe'de cumhurbaşkanı ile görüştü.", "Ankara"),
        ("ar", "استقبل الرئيس الفرنسي أمس رئيس الوزراء في قصر الإليزيه.", "Paris"),
    ],
)  # fmt: skip
def test_a_seat_of_power_lies_in_its_capital(kit: Kit, lang: str, text: str, where: str) -> None:
    assert where in [name for _, name in places(kit, lang, text)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The Kremlin met its allies on Monday."),
        ("de", "Im Kreml hieß es am Montag, die Ukraine habe mit Drohnen angegriffen."),
    ],
)
def test_those_who_sit_there_are_no_place(kit: Kit, lang: str, text: str) -> None:
    assert "Moscow" not in [name for _, name in places(kit, lang, text)]


@pytest.mark.parametrize(
    ("lang", "text", "capital", "meant"),
    [
        ("es", "Hubo protestas en Colombia. En la capital caucana hubo una marcha el lunes.",
         "Bogotá", False),
        ("es", "Hubo protestas en Cali. En la capital colombiana hubo una marcha el lunes.",
         "Bogotá", True),
        ("pt", "Houve protestos no Brasil. Na capital paraense, os motoristas fizeram greve na "
         "segunda-feira.", "Brasília", False),
        ("de", "In Leipzig gab es Proteste. In der sächsischen Hauptstadt streikten am Montag "
         "die Fahrer.", "Berlin", False),
        ("de", "In Leipzig gab es Proteste. In der deutschen Hauptstadt streikten am Montag "
         "die Fahrer.", "Berlin", True),
    ],
)  # fmt: skip
def test_the_capital_of_a_region_is_not_that_of_the_country(
    kit: Kit, lang: str, text: str, capital: str, meant: bool
) -> None:
    assert (capital in {name for _, name in places(kit, lang, text)}) == meant
