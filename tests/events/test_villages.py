"""A village of no gazetteer keeps its name and is drawn at the district or town that holds it."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article, Place
from pipeline.run import Kit, extract


def _places(lang: str, text: str, kit: Kit) -> list[Place]:
    article = Article(id="v", text=text, published=date(2026, 3, 4), lang=lang)
    return [p.place for e in extract(article, kit).events for p in e.places]


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("en", "A bus overturned on Monday in Netherwick, Devon, injuring nine.", "Netherwick"),
        (
            "es",
            "Un incendio calcinó el lunes dos casas en la aldea de Valdecorzos, Ourense.",
            "Valdecorzos",
        ),
        (
            "de",
            "Im Dorf Oberzwickelbach bei Kassel brach am Montag ein Feuer aus.",
            "Oberzwickelbach",
        ),
        (
            "it",
            "Un incendio è scoppiato lunedì nella frazione di Vallombrina Alta, vicino a Siena.",
            "Vallombrina Alta",
        ),
        ("nl", "In het dorp Oosterveldum bij Groningen brak maandag brand uit.", "Oosterveldum"),
        (
            "pl",
            "We wsi Stara Dębianka koło Lublina w poniedziałek doszło do wybuchu.",
            "Stara Dębianka",
        ),
        (
            "ru",
            "Хутор Вишнёвый Яр Ростовской области в понедельник затопило.",
            "Вишнёвый Яр",
        ),
        ("uk", "На хуторі Дубова Гряда біля Полтави в понеділок сталася пожежа.", "Дубова Гряда"),
        ("ar", "اندلع حريق يوم الاثنين في قرية الزعفرونية قرب حمص.", "الزعفرونية"),
    ],
)
def test_a_village_keeps_its_name_at_what_holds_it(
    lang: str, text: str, name: str, kit: Kit
) -> None:
    place = _places(lang, text, kit)[0]
    assert (place.name, place.gazetteer_id) == (name, "")
    assert place.point is not None
    assert place.radius_km is not None
    assert place.radius_km >= 10


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("de", "Im Wald bei Kassel brach am Montag ein Feuer aus.", "Kassel"),
        ("en", "A man was arrested on Monday in Operation Falcon near Leeds.", "Leeds"),
        ("en", "Two people died on Monday in a fire at Grenfell Towers, London.", "London"),
        ("es", "En Semana Santa, León, un incendio dejó el domingo tres heridos.", "León"),
        ("ru", "В Министерстве обороны под Москвой в понедельник произошёл пожар.", "Moscow"),
    ],
)
def test_what_is_no_village_becomes_no_name(lang: str, text: str, name: str, kit: Kit) -> None:
    assert {place.name for place in _places(lang, text, kit)} == {name}
