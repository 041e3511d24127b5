"""Ships that bear the name of a town are no places."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article
from pipeline.run import Kit, read_places


def named(kit: Kit, lang: str, text: str) -> list[str]:
    reading = read_places(Article("ships", text, date(2026, 3, 4), lang=lang), kit)
    return [place.text for place in reading.places]


@pytest.mark.parametrize(
    ("lang", "text", "places"),
    [
        ("en", "The destroyer fired on the Cheyenne, a tanker, off Aden on Monday.", ["Aden"]),
        ("es", "Frente a Huelva se hundió el Vigo, un buque carguero.", ["Huelva"]),
        ("nl", "Bij Texel botste een vrachtschip op de Rotterdam.", ["Texel"]),
    ],
)
def test_an_article_makes_it_a_ship(kit: Kit, lang: str, text: str, places: list[str]) -> None:
    assert named(kit, lang, text) == places


@pytest.mark.parametrize(
    ("lang", "text", "place"),
    [
        ("fr", "Un navire de guerre est arrivé lundi au Havre.", "Havre"),
        ("pt", "O navio saiu na segunda-feira do Porto.", "Porto"),
        ("es", "El buque salió el lunes de El Callao.", "El Callao"),
        ("fr", "Le bateau a sombré entre la Corse et la Sardaigne.", "Corse"),
        ("en", "A ship left Cheyenne on Monday.", "Cheyenne"),
    ],
)
def test_a_town_stays_one(kit: Kit, lang: str, text: str, place: str) -> None:
    assert place in named(kit, lang, text)
