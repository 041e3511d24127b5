"""Where it happened, and not whence people came, what a link leads to or what holds the town."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article
from pipeline.run import Kit, extract


def _places(lang: str, text: str, kit: Kit) -> set[str]:
    article = Article(id="w", text=text, published=date(2026, 3, 4), lang=lang)
    return {p.place.name for e in extract(article, kit).events for p in e.places}


@pytest.mark.parametrize(
    ("lang", "text", "place"),
    [
        (
            "it",
            "A Bari la polizia ha sgomberato lunedì un palazzo. Nella notte gli agenti hanno "
            "arrestato sei manifestanti, due dei quali arrivati dalla Grecia.",
            "Bari",
        ),
        (
            "en",
            "Police broke up a rally in Leeds on Monday. Officers arrested nine people, two of "
            "them from the Netherlands.",
            "Leeds",
        ),
        ("es", "Un incendio en un cerro de Valparaíso mató el lunes a dos vecinos.", "Valparaíso"),
        ("pt", "Um deslizamento num morro do Recife matou na segunda três pessoas.", "Recife"),
        ("es", "La alcaldía de Popayán, en el norte del Cauca, fue atacada el lunes.", "Popayán"),
    ],
)
def test_the_town_is_meant(lang: str, text: str, place: str, kit: Kit) -> None:
    assert _places(lang, text, kit) <= {place}


def test_a_quake_is_where_it_wakes_the_residents(kit: Kit) -> None:
    text = "En Talca hubo un incendio el lunes. Un temblor despertó a los vecinos de Ovalle."
    assert "Ovalle" in _places("es", text, kit)
