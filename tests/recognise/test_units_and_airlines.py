"""Units by number, airlines by short name, capitals and persons that say whose a force is."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article
from pipeline.run import find_facts, open_kit, read_places

KIT = open_kit()


def named(lang: str, text: str) -> set[str]:
    article = Article(id="u", text=text, published=date(2026, 3, 4), lang=lang)
    return {actor.name for actor in find_facts(read_places(article, KIT), KIT).actors}


@pytest.mark.parametrize(
    ("lang", "text", "force"),
    [
        ("it", "Due Tornado del 6° Stormo sono decollati da Ghedi.", "Italian Air Force"),
        ("it", "Un C-130J della 46ª Brigata Aerea è a Pisa.", "Italian Air Force"),
        ("es", "Dos cazas del Ala 31 volaron hacia Zaragoza.", "Spanish Air and Space Force"),
        ("en", "A bomber of the 28th Bomb Wing left Ellsworth.", "United States Air Force"),
        ("nl", "Twee toestellen van 313 Squadron zijn vertrokken.", "Royal Netherlands Air Force"),
        ("fr", "Un avion de la 33e escadre a quitté Cognac.", "French Air and Space Force"),
        ("de", "Ein Jet des Taktischen Luftwaffengeschwaders 31 stieg auf.", "German Air Force"),
        ("pt", "Um avião da Ala 4 pousou em Santa Maria.", "Brazilian Air Force"),
        ("pl", "Myśliwce z 31 Bazy Lotnictwa Taktycznego wróciły.", "Polish Air Force"),
        ("tr", "3. Ana Jet Üssü alarma geçti.", "Turkish Air Force"),
        ("uk", "47-ма окрема механізована бригада відійшла.", "Armed Forces of Ukraine"),
    ],
)
def test_a_unit_with_a_number_is_of_its_country(lang: str, text: str, force: str) -> None:
    assert force in named(lang, text)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "El ala 3 del hospital cerró."),
        ("fr", "Le 33e anniversaire de la base est fêté."),
        ("uk", "Працюють 5 бригад енергетиків."),
        ("it", "Il gruppo 14 della gara è partito."),
    ],
)
def test_a_number_alone_makes_no_unit(lang: str, text: str) -> None:
    forces = {row for row in named(lang, text) if "Force" in row}
    assert not forces


@pytest.mark.parametrize(
    ("lang", "text", "company"),
    [
        ("pt", "O Embraer 195-E2 da Azul pousou.", "Azul"),
        ("fr", "Un A320 de la compagnie Spirit a fait demi-tour.", "Spirit Airlines"),
        ("en", "A Delta flight was diverted.", "Delta Air Lines"),
        ("en", "UNITED Airlines cancelled it.", "United Airlines"),
        ("it", "Il volo Wizz è in ritardo.", "Wizz Air"),
        ("pl", "Boeing Ryanaira lądował w Poznaniu.", "Ryanair"),
        ("nl", "Een vrachttoestel van Ethiopian keerde om.", "Ethiopian Airlines"),
    ],
)
def test_an_airline_by_its_short_name(lang: str, text: str, company: str) -> None:
    assert company in named(lang, text)


@pytest.mark.parametrize(
    ("lang", "text", "company"),
    [
        ("en", "The spirit of the talks was good.", "Spirit Airlines"),
        ("en", "The Delta works held the water.", "Delta Air Lines"),
        ("pt", "O céu está azul.", "Azul"),
        ("fr", "Un Boeing 737 a fait demi-tour.", "Boeing"),
    ],
)
def test_a_word_that_is_no_airline(lang: str, text: str, company: str) -> None:
    assert company not in named(lang, text)


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("it", "Le truppe di Kiev avanzano.", "Armed Forces of Ukraine"),
        ("en", "Ankara's forces crossed the river.", "Turkish Armed Forces"),
        ("es", "El Gobierno de Maduro lo niega.", "Government of Venezuela"),
        ("fr", "Les ministres de la Défense de l'Otan en parlent.", "NATO"),
    ],
)
def test_a_capital_or_a_person_says_whose(lang: str, text: str, name: str) -> None:
    assert named(lang, text) == {name} or name in named(lang, text)


@pytest.mark.parametrize(
    ("lang", "text", "adjective"),
    [
        ("de", "Sie starteten vom polnischen Malbork.", "Poland"),
        ("en", "They signed a pact on military upgrades.", "armed forces"),
    ],
)
def test_an_adjective_that_is_of_a_place_or_a_thing(lang: str, text: str, adjective: str) -> None:
    assert adjective not in named(lang, text)
