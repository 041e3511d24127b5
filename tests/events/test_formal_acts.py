"""Acts of states that are more than words: support, requests, accusations, rejections."""

from __future__ import annotations

import pytest

from pipeline.run import extract

ACTS = [
    ("en", "Canada pledged a military aid package for Ukraine on Tuesday.", "SUPPORT"),
    ("de", "Deutschland sagte der Ukraine am Montag weitere Militärhilfe zu.", "SUPPORT"),
    ("fr", "La Pologne a demandé lundi une réunion d'urgence du Conseil de sécurité.", "REQUEST"),
    ("en", "Estonia invoked Article 4 on Friday after the incursion.", "REQUEST"),
    ("nl", "Polen ontbood maandag de Russische ambassadeur.", "ACCUSE"),
    ("es", "Colombia convocó el lunes al embajador de Israel.", "ACCUSE"),
    ("it", "La Romania ha convocato lunedì l'ambasciatore russo.", "ACCUSE"),
    ("en", "Russia vetoed the resolution on Thursday.", "REJECT"),
    ("pt", "A Ucrânia rejeitou na quarta-feira a proposta de cessar-fogo.", "REJECT"),
]


@pytest.mark.parametrize(("lang", "text", "kind"), ACTS)
def test_an_act_of_a_state_is_told(article, kit, lang, text, kind) -> None:
    events = extract(article(text, lang=lang), kit).events
    assert kind in [event.type for event in events]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The minister accused Iran of lying and rejected the criticism."),
        ("nl", "De premier steunt de plannen van de Europese Commissie."),
        ("es", "El portavoz pidió calma y rechazó las críticas de la oposición."),
    ],
)
def test_mere_words_are_no_event(article, kit, lang, text) -> None:
    assert extract(article(text, lang=lang), kit).events == ()
