"""Whose aircraft rose or carried where only the type, the coast, the base or the reader tells."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article
from pipeline.run import Kit, extract


def sides(kit: Kit, lang: str, text: str) -> tuple[set[str], set[str]]:
    article = Article("who-rose", text, date(2026, 3, 4), lang=lang)
    actors = [a for event in extract(article, kit).events for a in event.actors]
    own = {a.name for a in actors if a.role == "actor"}
    return own, {a.name for a in actors if a.role == "escorted"}


@pytest.mark.parametrize(
    ("lang", "text", "own"),
    [
        ("en", "Two F-18s intercepted a Russian Tu-134 off Helsinki on Monday.", "Finland"),
        ("fr", "Deux Rafale ont intercepté lundi au large de Brest un Tu-142 russe.", "France"),
        ("es", "Dos F-18 interceptaron el lunes sobre el Báltico un Il-20 ruso.", "Spain"),
        ("it", "Due Eurofighter hanno intercettato lunedì un Il-20 russo sul Baltico.", "Italy"),
        ("de", "Zwei Eurofighter fingen am Montag nördlich von Rügen eine russische Il-20 ab.",
         "Germany"),
        ("pl", "Para F-16 przechwyciła w poniedziałek nad Bałtykiem rosyjskiego Iła-20.",
         "Poland"),
        ("tr", "İki F-16 pazartesi günü Karadeniz üzerinde bir Rus Il-20'yi önledi.", "Türkiye"),
    ],
)  # fmt: skip
def test_whose_fighters_met_a_stranger(kit: Kit, lang: str, text: str, own: str) -> None:
    assert sides(kit, lang, text) == ({own}, {"Russia"})


@pytest.mark.parametrize(
    ("lang", "text", "own"),
    [
        ("en", "A Russian Su-35 intercepted an American P-8A over the Black Sea on Monday.",
         ({"Russia"}, {"United States"})),
        ("nl", "Twee F-35's stegen maandag op van Volkel voor een vrachttoestel van Ethiopian, "
         "een 777 dat boven Limburg niet reageerde.", ({"Netherlands"}, {"Ethiopian Airlines"})),
        ("nl", "De bommenwerpers vertrokken maandag van het Britse Fairford en cirkelden boven "
         "de Noorse Zee.", ({"United States"}, set())),
        ("en", "Two C-130s took off from Amman on Monday and dropped 14 tonnes of flour over "
         "northern Gaza.", ({"Jordan"}, set())),
        ("tr", "Türk ve Romen F-16'ları pazartesi günü Sinop açıklarında ortak tatbikat yaptı.",
         ({"Turkey", "Romania"}, set())),
        ("uk", "Дрон НАТО RQ-4D у понеділок вийшов із Сигонелли й кружляв за 120 км від "
         "Севастополя.", ({"NATO"}, set())),
        ("en", "Drones were seen over a NATO base near Geilenkirchen on Monday.", (set(), set())),
        ("en", "Drones circled over the Danish airport of Aalborg on Monday.", (set(), set())),
    ],
)  # fmt: skip
def test_whose_aircraft_they_are(
    kit: Kit, lang: str, text: str, own: tuple[set[str], set[str]]
) -> None:
    assert sides(kit, lang, text) == own
