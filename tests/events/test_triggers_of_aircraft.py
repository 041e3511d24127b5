"""Aircraft that leave a base give up nothing; troops that do withdraw."""

from __future__ import annotations

import pytest

from pipeline.run import extract

LEFT = [
    (
        "nl",
        "De toestellen vertrokken donderdag van de basis Dyess en bleven tijdens hun missie hoog.",
    ),
    ("de", "Die Maschinen verließen am Donnerstag den Stützpunkt Dyess in Texas."),
    ("fr", "Les appareils ont quitté jeudi la base de Dyess au Texas."),
    ("pt", "Os aparelhos deixaram na quinta-feira a base de Dyess, no Texas."),
    ("it", "I velivoli hanno lasciato giovedì la base di Dyess in Texas."),
    ("pl", "Maszyny opuściły w czwartek bazę Dyess w Teksasie."),
    ("tr", "Uçaklar perşembe günü Teksas'taki Dyess Üssü'nden ayrıldı."),
]
WITHDREW = [
    ("de", "Die letzten Soldaten verließen am Donnerstag den Stützpunkt Gao in Mali."),
    ("fr", "Les derniers soldats français ont quitté jeudi la base de Gao au Mali."),
    ("it", "I soldati hanno lasciato giovedì la base di Herat."),
]


def modes(lang, text, article, kit):
    return {event.mode for event in extract(article(text, lang=lang), kit).events}


@pytest.mark.parametrize(("lang", "text"), LEFT)
def test_aircraft_that_leave_a_base_do_not_withdraw(lang, text, article, kit):
    assert "withdrawal" not in modes(lang, text, article, kit)


@pytest.mark.parametrize(("lang", "text"), WITHDREW)
def test_troops_that_leave_a_base_do(lang, text, article, kit):
    assert "withdrawal" in modes(lang, text, article, kit)
