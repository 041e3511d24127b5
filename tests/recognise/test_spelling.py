"""Names in other cases, scripts and spellings, and the words that belong to a name."""

from __future__ import annotations

import pytest

from pipeline.lexicon import tokenise
from pipeline.read import to_document
from pipeline.recognise.cases import nominatives, proclitics
from pipeline.recognise.places import find_places
from pipeline.recognise.spelling import transliterated, uninflected


@pytest.fixture
def names(article, lexicon, gazetteer):
    """Texts of the names that are taken for places: ``names("...", "nl")``."""

    def find(text: str, lang: str) -> list[str]:
        document = to_document(article(text, lang=lang), lexicon)
        return [one.text for one in find_places(document, lexicon, gazetteer) if not one.refused]

    return find


WRITTEN = [
    # cases
    ("de", "Vor der Küste des Schwarzen Meeres kreuzte ein Schiff.", "Schwarzen Meeres"),
    ("de", "Das Boot trieb in der Norwegischen See.", "Norwegischen See"),
    ("de", "Auch in Halle (Saale) fiel der Strom aus.", "Halle (Saale)"),
    # other scripts
    ("nl", "De trein reed van Tbilisi naar Zoegdidi.", "Zoegdidi"),
    ("nl", "De tanker kwam uit Oest-Loega.", "Oest-Loega"),
    ("fr", "Des manifestants ont défilé à Zougdidi.", "Zougdidi"),
    ("es", "El buque zarpó rumbo a Dubái y de Fuyaira salió otro.", "Fuyaira"),
    # words for the class: part of an installation's name, but not of a river's or a province's
    ("es", "Dos cazas despegaron de la base aérea de Morón.", "base aérea de Morón"),
    ("fr", "Le sous-marin a quitté la base navale de Brest.", "base navale de Brest"),
    ("es", "El barco remontó el río Paraná hasta Rosario.", "Paraná"),
    ("de", "Im Kanton Graubünden wurde eine Straße gesperrt.", "Graubünden"),
    # a preposition that only a sentence's beginning tells
    ("fr", "A Calais, trois cents personnes ont manifesté.", "Calais"),
]


@pytest.mark.parametrize(("lang", "text", "name"), WRITTEN)
def test_a_name_is_found_as_it_is_written(names, lang, text, name) -> None:
    assert name in names(text, lang)


LONGER = [
    ("nl", "Ajax won zondag met 2-0.", "Ajax"),
    ("fr", "Le Quai d'Orsay n'a pas commenté.", "Orsay"),
    ("fr", "La Maison Blanche dément.", "La Maison Blanche"),
    ("en", "She wrote for the Straits Times for years.", "Straits"),
    ("es", "El Real Madrid perdió en casa.", "Madrid"),
    ("es", "Dos hermanas de la víctima hablaron ante el juez.", "Dos hermanas"),
]


@pytest.mark.parametrize(("lang", "text", "name"), LONGER)
def test_a_part_of_another_name_or_phrase_is_no_place(names, lang, text, name) -> None:
    assert name not in names(text, lang)


PEOPLE = [
    ("es", "Fue trasladada a San Pedro Sula en helicóptero.", "San Pedro Sula"),
    ("es", "Los bomberos de Concepción y Encarnación apagaron el fuego.", "Encarnación"),
    ("es", "La carretera entre La Carolina y Bailén está cortada.", "La Carolina"),
    ("de", "Flüge nach Thessaloniki, Sofia und Zürich fielen aus.", "Sofia"),
]


@pytest.mark.parametrize(("lang", "text", "name"), PEOPLE)
def test_a_name_that_holds_a_given_name_is_still_a_place(names, lang, text, name) -> None:
    assert name in names(text, lang)


def test_endings_are_exchanged_and_genitives_taken_off() -> None:
    made = set(uninflected("Schwarzen", "Meeres", ("es", "er", "en", "em", "e")))
    assert {"Schwarzes Meer", "Schwarze Meer"} <= made
    assert not set(uninflected("Bad", "Homburg", ("es", "e")))


def test_letters_are_read_longest_first_and_unchanged_words_give_nothing() -> None:
    table = {"oe": ("u",), "tsj": ("ch",), "j": ("y", "i")}
    assert list(transliterated("Tsjoegoejev", table)) == ["chuguyev", "chuguiev"]
    assert list(transliterated("Amsterdam", table)) == []
    assert list(transliterated("Oem", table)) == []


def test_a_name_in_a_case_is_its_nominative_the_longest_first(gazetteer) -> None:
    polish = {"ie": ("a", ""), "ach": ("e", "y"), "ym": ("y",), "u": ("",)}
    assert nominatives(tokenise("Nowym Jorku"), 0, polish, gazetteer, "pl") == (2, "Nowy Jork")
    assert nominatives(tokenise("Warszawie padało"), 0, polish, gazetteer, "pl")[0] == 1
    assert nominatives(tokenise("Xqwzie"), 0, polish, gazetteer, "pl") == (0, "")


def test_small_words_written_together_with_a_name_are_taken_off_the_shortest_first() -> None:
    arabic = {"ب": "at", "و": "and", "وب": "at"}
    assert list(proclitics("ببغداد", arabic)) == [("ب", "at")]
    assert list(proclitics("وببغداد", arabic)) == [("و", "and"), ("وب", "at")]
    assert list(proclitics("بن", arabic)) == []
