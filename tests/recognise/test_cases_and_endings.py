"""Names in Polish cases and with Turkish endings: which place, and which part it plays."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pipeline.model import Article
from pipeline.run import read_places


def places(text: str, lang: str, kit: Any) -> dict[str, tuple[str, str]]:
    """Name as written -> the gazetteer's name and how it is used."""
    found = read_places(Article("a", text, date(2025, 10, 24), lang=lang), kit).places
    return {place.text: (place.name, place.use) for place in found}


@pytest.mark.parametrize(
    ("text", "written", "name"),
    [
        ("Pociąg zatrzymał się w Katowicach.", "Katowicach", "Katowice"),
        ("Protest odbył się w Białymstoku.", "Białymstoku", "Białystok"),
        ("Pożar gaszono w Łodzi.", "Łodzi", "Łódź"),
        ("Statek wpłynął do Świnoujścia.", "Świnoujścia", "Świnoujście"),
        ("Samolot leciał nad Morzem Śródziemnym.", "Morzem Śródziemnym", "Mediterranean Sea"),
        ("Wojska wkroczyły do Zaporoża.", "Zaporoża", "Zaporizhzhia"),
        ("Wypadek zdarzył się w Niemczech.", "Niemczech", "Germany"),
        ("Spotkanie odbyło się na Węgrzech.", "Węgrzech", "Hungary"),
        ("Do starć doszło w Nowym Sadzie.", "Nowym Sadzie", "Novi Sad"),
        ("Trwa ostrzał Chersonia.", "Chersonia", "Kherson"),
        ("Walki w obwodzie charkowskim trwają.", "obwodzie charkowskim", "Kharkiv Oblast"),
        ("Pożar w województwie lubelskim.", "województwie lubelskim", "Lublin Voivodeship"),
    ],
)
def test_a_case_is_traced_to_its_name(text: str, written: str, name: str, kit: Any) -> None:
    assert places(text, "pl", kit)[written][0] == name


@pytest.mark.parametrize(
    ("text", "written", "name", "use"),
    [
        ("İzmir'de deprem oldu.", "İzmir", "İzmir", "literal"),
        ("Iğdır’da kaza oldu.", "Iğdır", "Iğdır", "literal"),
        ("Olay Kiev ve Harkov'da yaşandı.", "Kiev", "Kyiv", "literal"),
        ("Roketler Harkov yakınlarında düştü.", "Harkov", "Kharkiv", "literal"),
        ("Rusya Harkov'u vurdu.", "Rusya", "Russia", "associative"),
        ("Rusya Harkov'u vurdu.", "Harkov", "Kharkiv", "literal"),
        ("Ankara kararı reddetti.", "Ankara", "Ankara", "associative"),
    ],
)
def test_an_ending_says_how_a_name_is_meant(
    text: str, written: str, name: str, use: str, kit: Any
) -> None:
    assert places(text, "tr", kit)[written] == (name, use)
