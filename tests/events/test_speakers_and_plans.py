"""Who says what he did himself, what is called off a sentence later, and what one attack set."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article, Event
from pipeline.run import Kit, extract

PUBLISHED = date(2026, 3, 4)  # a Wednesday


def events(kit: Kit, lang: str, text: str) -> tuple[Event, ...]:
    return extract(Article("plans", text, PUBLISHED, lang=lang), kit).events


def actors(kit: Kit, lang: str, text: str) -> list[str]:
    return [actor.country for event in events(kit, lang, text) for actor in event.actors]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "L'armée russe affirme avoir abattu mardi trente drones à Koursk."),
        ("it", "L'esercito russo sostiene di aver abbattuto martedì trenta droni a Kursk."),
    ],
)
def test_a_speaker_acts_in_what_he_says_to_have_done(kit: Kit, lang: str, text: str) -> None:
    assert actors(kit, lang, text) == ["RUS"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Une frappe a tué cinq civils à Tyr, d'après le ministère libanais de la Santé."),
        ("it", "Un raid ha ucciso cinque civili a Tiro, secondo il ministero libanese."),
    ],
)
def test_whom_the_report_quotes_takes_no_part(kit: Kit, lang: str, text: str) -> None:
    assert "LBN" not in actors(kit, lang, text)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Le ministre se rendra vendredi à Tunis. Sa visite a toutefois été reportée."),
        ("it", "Il ministro volerà venerdì a Tunisi. Il suo viaggio è stato però rinviato."),
    ],
)
def test_the_next_sentence_calls_a_plan_off(kit: Kit, lang: str, text: str) -> None:
    (meeting,) = events(kit, lang, text)
    assert (meeting.polarity, meeting.when.first) == ("negative", date(2026, 3, 6))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Un drone a frappé mardi un dépôt à Toula, où un incendie a éclaté."),
        ("it", "Un drone ha colpito martedì un deposito a Tula, dove è divampato un incendio."),
    ],
)
def test_the_fire_of_an_attack_is_no_event_of_its_own(kit: Kit, lang: str, text: str) -> None:
    assert [event.type for event in events(kit, lang, text)] == ["ASSAULT"]


def test_a_ban_that_is_defied_calls_nothing_off(kit: Kit) -> None:
    text = "Des milliers d'étudiants ont bravé l'interdiction de manifester mardi à Tbilissi."
    (march,) = events(kit, "fr", text)
    assert (march.type, march.polarity) == ("PROTEST", "positive")


def test_a_name_inside_a_persons_name_is_no_place(kit: Kit) -> None:
    text = "Khalil al-Hayya a rencontré mardi au Caire le ministre égyptien."
    (meeting,) = events(kit, "fr", text)
    assert [place.place.name for place in meeting.places] == ["Cairo"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "C'était le tour d'un P-8 : parti de Sigonella, il a patrouillé mardi à Malte."),
        ("it", "È stata la volta di un P-8: partito da Sigonella, ha sorvolato martedì Malta."),
    ],
)
def test_what_was_named_before_a_colon_departs_behind_it(kit: Kit, lang: str, text: str) -> None:
    (flight,) = events(kit, lang, text)
    assert "Naval Air Station Sigonella" in [p.place.name for p in flight.places]
