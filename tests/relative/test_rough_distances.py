"""Distances as people guess them: the unit before its number, half a hundred."""

from __future__ import annotations

import pytest

from pipeline.run import find_facts, read_places

SAID = [
    ("ru", "Километрах в 120 юго-западнее Сочи борт развернулся.", 120),
    ("ru", "Судно сгорело в полусотне километров от Мурманска.", 50),
    ("uk", "Дрон упав кілометрів за сорок від Сум.", 40),
    ("nl", "De kotter zonk een kilometer of tachtig ten noorden van Terschelling.", 80),
    ("pl", "Wrak leży kilometrów ze sto na wschód od Lwowa.", 100),
    ("tr", "Uçak Sivastopol'ün 150 kilometre kadar güneybatısında daire çizdi.", 150),
    ("es", "El barco ardió a medio centenar de kilómetros al norte de Melilla.", 50),
    ("pt", "O navio ardeu a cerca de meia centena de quilómetros a oeste de Peniche.", 50),
    ("fr", "Le cargo a sombré une soixantaine de kilomètres au sud-ouest de Liepaja.", 60),
]


@pytest.mark.parametrize(("lang", "text", "km"), SAID)
def test_a_rough_distance_is_read(lang, text, km, article, kit):
    reading = read_places(article(text, lang=lang), kit)
    told = [p.relation.distance_km for p in find_facts(reading, kit).places if p.relation]
    assert told == [km]
