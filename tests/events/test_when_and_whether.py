"""The day of a ban and of its plan, hearsay, denials, and the present tense that announces."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article, Event
from pipeline.run import Kit, extract

PUBLISHED = date(2026, 3, 4)  # a Wednesday


def events(kit: Kit, lang: str, text: str) -> tuple[Event, ...]:
    return extract(Article("when", text, PUBLISHED, lang=lang), kit).events


@pytest.mark.parametrize(
    ("lang", "text", "day"),
    [
        ("fr", "La préfecture de Lyon a interdit lundi la marche prévue samedi.", 7),
        ("nl", "De burgemeester van Arnhem heeft maandag de betoging van zaterdag verboden.", 7),
        ("pl", "Wojewoda zakazał w poniedziałek sobotniego marszu w Lublinie.", 7),
        ("nl", "De burgemeester van Arnhem verbood vrijdag een mars die zondag zou zijn.", 1),
        ("de", "Die Demonstration in Kassel wurde am Montag verboten.", 2),
    ],
)
def test_the_day_of_a_plan_and_of_its_ban(kit: Kit, lang: str, text: str, day: int) -> None:
    (march,) = events(kit, lang, text)
    assert (march.polarity, march.when.first) == ("negative", date(2026, 3, day))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Bei dem Anschlag in Quetta sollen am Samstag neun Menschen getötet worden sein."),
        ("nl", "Bij de aanslag in Quetta zouden zaterdag negen mensen zijn gedood."),
        ("fr", "Neuf personnes auraient été tuées samedi dans une attaque à Kidal."),
        ("it", "Nove persone sarebbero state uccise sabato in un attacco a Quetta."),
    ],
)
def test_hearsay_is_told_as_what_happened(kit: Kit, lang: str, text: str) -> None:
    (attack,) = events(kit, lang, text)
    assert (attack.modality, attack.when.first) == ("asserted", date(2026, 2, 28))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Macron to visit Cairo on Thursday"),
        ("en", "Merz meets Meloni in Rome on Thursday."),
        ("de", "Merz trifft am Donnerstag in Rom die Regierungschefin Meloni."),
        ("fr", "Le chancelier Merz rencontre jeudi à Rome la présidente du Conseil."),
        ("it", "Il cancelliere Merz incontra giovedì a Parigi il presidente Macron."),
        ("nl", "Bondskanselier Merz ontmoet donderdag in Rome premier Meloni."),
    ],
)
def test_the_present_tense_announces(kit: Kit, lang: str, text: str) -> None:
    (meeting,) = events(kit, lang, text)
    assert (meeting.modality, meeting.when.first) == ("future", date(2026, 3, 5))


def test_a_to_before_an_article_announces_nothing(kit: Kit) -> None:
    text = "Hauliers brought Dublin to a standstill on Tuesday with a slow convoy."
    (protest,) = events(kit, "en", text)
    assert (protest.modality, protest.when.first) == ("asserted", date(2026, 3, 3))


def test_a_participle_is_no_present_tense(kit: Kit) -> None:
    (meeting,) = events(kit, "nl", "Merz heeft donderdag in Rome premier Meloni ontmoet.")
    assert meeting.when.first == date(2026, 2, 26)


def test_a_noun_behind_an_article_is_no_present_tense(kit: Kit) -> None:
    text = "Le roi d'Espagne a entamé lundi à Pékin une visite de quatre jours."
    (visit,) = events(kit, "fr", text)
    assert (visit.modality, visit.when.first) == ("asserted", date(2026, 3, 2))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Kenya denied on Tuesday that its troops had entered Gedo in Somalia."),
        ("de", "Kenia dementierte am Dienstag, dass seine Truppen in Gedo einmarschiert seien."),
        ("pl", "Izrael zaprzeczył we wtorek, jakoby jego drony uderzyły w Bejrut."),
        ("ru", "Израиль опроверг во вторник, что его дроны атаковали Бейрут."),
    ],
)
def test_what_is_only_denied_did_not_happen(kit: Kit, lang: str, text: str) -> None:
    (rumour,) = events(kit, lang, text)
    assert rumour.polarity == "negative"
    assert [claim.status for claim in rumour.claims] == ["denied"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Drones struck a refinery in Saratov on Tuesday. Moscow denies it."),
        ("fr", "Des drones ont frappé mardi une raffinerie à Saratov. Moscou dément."),
        ("uk", "Дрони атакували у вівторок завод у Саратові. Москва це заперечує."),
    ],
)
def test_a_short_denial_is_of_what_was_told_before(kit: Kit, lang: str, text: str) -> None:
    (strike,) = events(kit, lang, text)
    assert "denied" in {claim.status for claim in strike.claims}


def test_a_denial_about_another_town_is_not_of_the_event(kit: Kit) -> None:
    text = "Drones struck a refinery in Saratov on Tuesday. Reports from Kazan were false."
    (strike, *_) = events(kit, "en", text)
    assert "denied" not in {claim.status for claim in strike.claims}


def test_a_plan_behind_and_leaves_what_was_done(kit: Kit) -> None:
    text = "Farmers rallied in Accra on Monday and plan to march again next week."
    assert date(2026, 3, 2) in {event.when.first for event in events(kit, "en", text)}


def test_who_was_abducted_in_one_month_is_freed_in_another(kit: Kit) -> None:
    text = "Enlevé en janvier, le journaliste a été libéré samedi à Bamako."
    (release,) = events(kit, "fr", text)
    assert release.when.first == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Police denied rumours that two arsonists had been arrested in Banff."),
        ("en", "Claims on social media that a plane had crashed near Oban are false, police said."),
        ("fr", "La rumeur d'une explosion à Lyon a été démentie par la mairie."),
        ("nl", "Het gerucht dat het vliegveld van Eindhoven dicht is, is onjuist."),
        ("pl", "Nieprawdą jest, jakoby do Rzeszowa wysłano wojsko, dementuje wojewoda."),
        ("ru", "Слухи о перестрелке у Гори ведомство назвало выдумкой."),
    ],
)
def test_a_rumour_that_is_called_one_did_not_happen(kit: Kit, lang: str, text: str) -> None:
    told = [(e.polarity, e.claim_status) for e in events(kit, lang, text)]
    assert told == [("negative", "denied")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Ground staff walked out in Brindisi on Monday and flights were cancelled."),
        (
            "nl",
            "Het grondpersoneel in Brindisi legde maandag het werk neer en vluchten vielen uit.",
        ),
        ("de", "Das Bodenpersonal streikte am Montag in Brindisi und Flüge wurden gestrichen."),
        ("es", "El personal de tierra paró el lunes en Bríndisi y se cancelaron vuelos."),
        ("fr", "Le personnel au sol a fait grève lundi à Brindisi et des vols ont été annulés."),
        (
            "pt",
            "O pessoal de terra fez greve na segunda-feira em Bríndisi e foram cancelados voos.",
        ),
        (
            "it",
            "Il personale di terra ha scioperato lunedì a Brindisi e i voli sono stati cancellati.",
        ),
        ("tr", "Brindisi'de yer hizmetleri pazartesi greve gitti, uçuşlar iptal edildi."),
    ],
)
def test_flights_that_are_cancelled_cancel_no_strike(kit: Kit, lang: str, text: str) -> None:
    (strike,) = events(kit, lang, text)
    assert (strike.mode, strike.polarity) == ("labour_strike", "positive")
    assert strike.when.first == date(2026, 3, 2)
