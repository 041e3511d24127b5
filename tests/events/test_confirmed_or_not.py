"""Who has not confirmed confirms nothing, whatever the language puts its "not"."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article
from pipeline.run import Kit, extract


def status(kit: Kit, lang: str, text: str) -> str:
    (event,) = extract(Article("claims", text, date(2026, 3, 4), lang=lang), kit).events
    return event.claim_status


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Drones hit a depot in Kursk on Monday. Kyiv has not confirmed the attack."),
        ("nl", "De politie hield maandag een man aan in Leeds, maar het OM heeft dat niet "
         "bevestigd."),
        ("de", "Die Polizei nahm am Montag in Leeds einen Mann fest. Die Staatsanwaltschaft "
         "bestätigte das nicht."),
        ("fr", "La police a arrêté lundi un homme à Lyon, mais le parquet ne l'a pas confirmé."),
        ("es", "La policía detuvo el lunes a un hombre en Talca; la fiscalía no lo confirmó."),
        ("it", "La polizia ha arrestato lunedì un uomo a Milano, ma la procura non ha confermato."),
        ("ru", "В понедельник дроны ударили по складу в Курске. Киев удар не подтвердил."),
        ("pl", "W poniedziałek policja zatrzymała w Gdańsku mężczyznę, ale prokuratura tego nie "
         "potwierdziła."),
    ],
)  # fmt: skip
def test_what_is_not_confirmed_is_reported(kit: Kit, lang: str, text: str) -> None:
    assert status(kit, lang, text) == "reported"


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested a man in Leeds on Monday, prosecutors confirmed.",
        "Drones hit a depot in Kursk on Monday. Kyiv confirmed that no one was hurt in the attack.",
    ],
)
def test_what_is_confirmed_stays_so(kit: Kit, text: str) -> None:
    assert status(kit, "en", text) == "confirmed"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "A post claiming that a drone had struck the refinery in Whitegate was denied by "
         "the fire service on Tuesday."),
        ("nl", "Een bericht dat dinsdag een drone de raffinaderij in Pernis had geraakt, werd door "
         "de brandweer tegengesproken."),
        ("de", "Ein Beitrag, wonach am Dienstag eine Drohne die Raffinerie in Leuna getroffen "
         "habe, wurde von der Feuerwehr dementiert."),
        ("fr", "Un message affirmant qu'un drone avait frappé mardi la raffinerie de Donges a été "
         "démenti par les pompiers."),
        ("es", "Una publicación según la cual un dron atacó el martes la refinería de Cartagena "
         "fue desmentida por los bomberos."),
    ],
)  # fmt: skip
def test_a_post_that_is_denied_tells_nothing_that_happened(kit: Kit, lang: str, text: str) -> None:
    (event,) = extract(Article("claims", text, date(2026, 3, 4), lang=lang), kit).events
    assert (event.polarity, event.claim_status) == ("negative", "denied")
    assert "rescuers" not in {actor.name for actor in event.actors}


def test_talks_that_may_fail_are_no_plan(kit: Kit) -> None:
    text = "If talks fail, dockers in Liverpool could strike next week."
    (event,) = extract(Article("claims", text, date(2026, 3, 4), lang="en"), kit).events
    assert event.mode == "labour_strike"
