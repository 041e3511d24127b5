"""Small towns that only the way of an aircraft or a distance tells from other names."""

from __future__ import annotations

import pytest

from pipeline.run import read_places

ENDS = [
    ("en", "The unit is proud. Two Typhoons took off from Leuchars on Monday.", "Leuchars"),
    ("tr", "Birlik hazır. Bir A400M Etimesgut'tan kalkıp Oğuzeli'ne indi.", "Oğuzeli"),
    ("de", "Es war knapp. Ein Airbus aus Palma musste nach Laupheim ausweichen.", "Laupheim"),
    ("it", "È tardi. I passeggeri dell'A320 Wizz Air Tirana-Cuneo aspettano.", "Cuneo"),
    ("ar", "حوّمت الطائرة على بعد نحو 70 كيلومتراً جنوب جاسك.", "جاسك"),
]
OTHERS = [
    ("en", "The unit is proud. Two Typhoons took off and Captain Leuchars waved.", "Leuchars"),
    ("it", "È tardi. Il derby Tirana-Cuneo finisce senza reti.", "Cuneo"),
]


def recognised(lang, text, article, kit):
    return [m.text for m in read_places(article(text, lang=lang), kit).mentions if not m.refused]


@pytest.mark.parametrize(("lang", "text", "name"), ENDS)
def test_an_end_of_a_way_is_a_place(lang, text, name, article, kit):
    assert name in recognised(lang, text, article, kit)


@pytest.mark.parametrize(("lang", "text", "name"), OTHERS)
def test_the_same_name_elsewhere_is_none(lang, text, name, article, kit):
    assert name not in recognised(lang, text, article, kit)
