"""Whose make a thing is, who holds the same office elsewhere, and which "army" is meant."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article
from pipeline.run import Kit, find_facts, read_places


def named(kit: Kit, lang: str, text: str) -> set[str]:
    article = Article("makers", text, date(2026, 3, 4), lang=lang)
    return {actor.name for actor in find_facts(read_places(article, kit), kit).actors}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "An Iranian-made drone was found on Monday."),
        ("nl", "De drone is van Turkse makelij."),
        ("de", "Es war eine Drohne iranischer Bauart."),
        ("es", "Era un dron de fabricación iraní."),
        ("fr", "Un drone de fabrication turque a été retrouvé."),
        ("pt", "Era um drone de fabrico iraniano."),
        ("it", "Era un drone di fabbricazione turca."),
        ("pl", "Był to dron produkcji tureckiej."),
        ("ru", "Это был беспилотник турецкого производства."),
        ("uk", "Це був дрон іранського виробництва."),
        ("tr", "Bulunan İran yapımı bir drondu."),
        ("ar", "عثر على مسيرة إيرانية الصنع."),
    ],
)
def test_who_only_built_it_does_not_act(kit: Kit, lang: str, text: str) -> None:
    assert named(kit, lang, text) == set()


def test_a_people_may_make_something(kit: Kit) -> None:
    assert named(kit, "en", "The Iranians made an offer on Monday.") == {"Iran"}


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("en", "The minister met his counterpart of Ghana on Monday.", "Ghana"),
        ("pt", "A ministra falou com a homóloga da Tanzânia.", "Tanzania"),
        ("es", "La ministra habló con su homólogo de Ghana.", "Ghana"),
        ("fr", "Le ministre a reçu son homologue du Ghana.", "Ghana"),
        ("it", "Il ministro ha visto l'omologo della Tanzania.", "Tanzania"),
        ("de", "Die Ministerin traf ihren ghanaischen Amtskollegen.", "Ghana"),
        ("nl", "De minister sprak met zijn Ghanese ambtgenoot.", "Ghana"),
    ],
)
def test_a_counterpart_stands_for_the_country(kit: Kit, lang: str, text: str, name: str) -> None:
    assert name in named(kit, lang, text)


def test_a_counterpart_alone_is_nobody(kit: Kit) -> None:
    assert named(kit, "en", "She met her counterpart in the garden.") == set()


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("ru", "Лондон в тот же вторник ввёл санкции.", "United Kingdom"),
        ("uk", "Вашингтон у середу запровадив санкції.", "United States"),
        ("pl", "Waszyngton we wtorek nałożył sankcje.", "United States"),
        ("en", "Brussels on Tuesday imposed sanctions.", "European Union"),
        ("de", "Brüssel verhängte Sanktionen.", "European Union"),
    ],
)
def test_a_capital_acts_with_a_day_before_its_verb(
    kit: Kit, lang: str, text: str, name: str
) -> None:
    assert named(kit, lang, text) == {name}


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("de", "Sachsens Ministerpräsident reiste nach Prag.", "Minister-President of Saxony"),
        ("it", "L'aviazione di Delhi ha colpito.", "Indian Air Force"),
        ("it", "Due velivoli dell'Aeronautica sono partiti.", "Italian Air Force"),
        ("pl", "Samolot z 33. Bazy wyleciał.", "Polish Air Force"),
        ("fr", "Un avion du 15e Wing a décollé.", "Belgian Air Force"),
        ("ru", "Самолёт «Победы» сел в Самаре.", "Pobeda"),
        ("uk", "Літак «Візз» сів у Яссах.", "Wizz Air"),
    ],
)
def test_whom_a_name_stands_for(kit: Kit, lang: str, text: str, name: str) -> None:
    assert name in named(kit, lang, text)
