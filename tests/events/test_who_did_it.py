"""Who did it and who was met where neither order nor voice tells."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article
from pipeline.run import extract, open_kit

KIT = open_kit()


def taking_part(lang: str, text: str) -> set[str]:
    article = Article(id="w", text=text, published=date(2026, 3, 4), lang=lang)
    events = extract(article, KIT).events
    return {a.name for event in events for a in event.actors if a.role != "recipient"}


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("it", "Martedì un drone russo ha ferito due persone a Kherson.", "Russia"),
        ("es", "Un misil ruso mató el martes a tres personas en Járkov.", "Russia"),
        ("nl", "Russische drones troffen dinsdag een flat in Odesa, zei Oekraïne.", "Russia"),
        ("pl", "Rosyjskie drony zaatakowały we wtorek port w Odessie.", "Russia"),
        ("tr", "İsrail hava saldırısı salı günü Sayda yakınlarında bir aracı vurdu.", "Israel"),
        ("en", "On Tuesday Ukraine struck a Russian missile depot near Bryansk.", "Ukraine"),
    ],
)
def test_whose_weapon_it_was(lang: str, text: str, name: str) -> None:
    assert taking_part(lang, text) == {name}


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("fr", "L'attaque, attribuée à Wagner, a tué mardi douze personnes à Moura.", "Wagner"),
        ("it", "L'attentato, rivendicato da Hamas, ha ucciso martedì un uomo a Haifa.", "Hamas"),
    ],
)
def test_who_is_blamed(lang: str, text: str, name: str) -> None:
    assert any(name in actor for actor in taking_part(lang, text))


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("uk", "Уночі на середу ракети влучили в енергооб'єкт у Львові.", "Russia"),
        ("ru", "В ночь на среду беспилотники атаковали нефтебазу в Энгельсе.", "Ukraine"),
        ("uk", "У ніч на середу над Київщиною збили 12 дронів.", "Ukraine"),
    ],
)
def test_who_strikes_and_who_defends_in_a_war_of_two(lang: str, text: str, name: str) -> None:
    assert taking_part(lang, text) == {name}


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        (
            "es",
            "Seis hombres fueron detenidos el martes en Culiacán por la Guardia Nacional.",
            "Nat",
        ),
        (
            "it",
            "Due uomini sono stati arrestati martedì a Crotone dalla Guardia di Finanza.",
            "Fin",
        ),
        ("fr", "Douze hommes ont été arrêtés mardi à Almería par la Guardia Civil.", "Guardia"),
        ("ru", "В Одессе во вторник задержаны СБУ двое подростков.", "Security Service"),
        (
            "pt",
            "Quatro homens foram presos na terça-feira em Boa Vista pela Polícia Federal.",
            "Fed",
        ),
    ],
)
def test_who_arrests_behind_the_verb(lang: str, text: str, name: str) -> None:
    assert any(name in actor for actor in taking_part(lang, text))


@pytest.mark.parametrize(
    ("lang", "text", "names"),
    [
        ("en", "NORAD F-35s out of Eielson met two Tu-95s over the Bering Sea.", "Russia"),
        (
            "fr",
            "Deux Rafale ont décollé mardi de Šiauliai pour intercepter un avion russe.",
            "France",
        ),
        ("de", "Ende März verlegen fünf Eurofighter nach Malbork.", "Germany"),
        ("nl", "Een Su-30 schond dinsdag het luchtruim van Litouwen bij Kybartai.", "Russia"),
        ("en", "A CC-177 left Trenton on Tuesday and landed in Kingston, Jamaica.", "Canada"),
        ("fr", "La frégate Aconit a appareillé mardi de Toulon pour la mer Rouge.", "France"),
    ],
)
def test_who_flies_where_nobody_is_named(lang: str, text: str, names: str) -> None:
    assert names in taking_part(lang, text)


def test_a_receiver_of_fuel_does_not_act() -> None:
    text = "Un KC-767 del 14° Stormo ha rifornito venerdì sopra l'Adriatico sei F-35 olandesi."
    assert taking_part("it", text) == {"Italian Air Force"}


def test_warplanes_are_of_no_company() -> None:
    text = "Two F-16s rose from Łask on Tuesday to intercept a Ryanair jet near Lublin."
    article = Article(id="w", text=text, published=date(2026, 3, 4), lang="en")
    acting = [a.name for e in extract(article, KIT).events for a in e.actors if a.role == "actor"]
    assert "Ryanair" not in acting


def test_an_airline_told_in_the_sentence_before() -> None:
    text = (
        "Un volo Ryanair da Tirana a Pisa ha trovato vento forte. "
        "Dopo due tentativi l'aereo è stato dirottato martedì su Genova."
    )
    assert "Ryanair" in taking_part("it", text)
