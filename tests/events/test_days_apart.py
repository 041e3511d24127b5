"""Two happenings so many days apart, and the day that a sentence without one goes on with."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article, Event
from pipeline.run import Kit, extract

PUBLISHED = date(2026, 3, 4)  # a Wednesday


def days(kit: Kit, lang: str, text: str) -> dict[str, date]:
    """The first day of each event by its mode."""
    found: tuple[Event, ...] = extract(Article("apart", text, PUBLISHED, lang=lang), kit).events
    return {event.mode: event.when.first for event in found}


@pytest.mark.parametrize(
    ("lang", "text", "mode", "day"),
    [
        (
            "en",
            "On Sunday guards seized a tanker off Lagos, two days after a bomb exploded in Abuja.",
            "bombing",
            date(2026, 2, 27),
        ),
        (
            "en",
            "Police held six people in Leeds two days after a bomb exploded in Bradford on Friday.",
            "arrest",
            date(2026, 3, 1),
        ),
        (
            "nl",
            "De politie pakte zondag in Gent tien mensen op, twee dagen na een bomaanslag in Luik.",
            "bombing",
            date(2026, 2, 27),
        ),
        (
            "de",
            "Am Montag nahm die Polizei in Ulm drei Männer fest, zwei Tage nachdem in Gera eine "
            "Bombe explodiert war.",
            "bombing",
            date(2026, 2, 28),
        ),
        (
            "fr",
            "Des drones ont frappé Kiev lundi, au lendemain d'une réunion des ministres à Vienne.",
            "meeting",
            date(2026, 3, 1),
        ),
        (
            "es",
            "Drones golpearon Kiev el lunes, un día después de la reunión de ministros en Viena.",
            "meeting",
            date(2026, 3, 1),
        ),
        (
            "pt",
            "No dia seguinte ao sismo em Lisboa, a polícia deteve na segunda-feira três homens.",
            "earthquake",
            date(2026, 3, 1),
        ),
        (
            "it",
            "Droni hanno colpito Kiev lunedì, all'indomani dell'incontro dei ministri a Vienna.",
            "meeting",
            date(2026, 3, 1),
        ),
        (
            "pl",
            "Drony uderzyły w Kijów w poniedziałek, dzień po spotkaniu ministrów w Wiedniu.",
            "meeting",
            date(2026, 3, 1),
        ),
        (
            "ru",
            "Дроны ударили по Киеву в понедельник, на следующий день после того, как министры "
            "встретились в Вене.",
            "meeting",
            date(2026, 3, 1),
        ),
        (
            "uk",
            "Поліція затримала в понеділок трьох чоловіків в Одесі, через два дні після вибуху "
            "бомби в Харкові.",
            "bombing",
            date(2026, 2, 28),
        ),
        (
            "tr",
            "Polis, Ankara'da bir bombanın patlamasından iki gün sonra pazartesi İzmir'de üç "
            "kişiyi gözaltına aldı.",
            "bombing",
            date(2026, 2, 28),
        ),
        (
            "ar",
            "أوقفت الشرطة الاثنين ثلاثة رجال في صفاقس، بعد يومين من انفجار قنبلة في سوسة.",
            "bombing",
            date(2026, 2, 28),
        ),
        (
            "de",  # what stands behind the noun may belong to either: one day for both
            "Zwei Tage nach dem Treffen der Außenminister in Wien schlugen am Montag Drohnen in "
            "Kiew ein.",
            "drone_strike",
            date(2026, 3, 2),
        ),
        (
            "pl",  # a time of the day
            "W poniedziałek kilka minut po dziewiątej w Gdańsku wybuchła bomba.",
            "bombing",
            date(2026, 3, 2),
        ),
    ],
)
def test_a_happening_counted_from_another(
    kit: Kit, lang: str, text: str, mode: str, day: date
) -> None:
    assert days(kit, lang, text)[mode] == day


@pytest.mark.parametrize(
    ("lang", "text", "mode", "day"),
    [
        (
            "en",  # the day told last in the paragraph, not the one that the flight before had
            "Two F-16s met a Russian Il-20 off Gdańsk on Tuesday.\n\nA day earlier the coast was "
            "noisy too. A British RC-135 circled for hours south of Kaliningrad.",
            "recon",
            date(2026, 3, 2),
        ),
        (
            "es",
            "El domingo hubo un incendio en Burgos.\n\nAnoche cerró el puerto. De madrugada un "
            "autobús volcó cerca de Soria.",
            "transport_accident",
            PUBLISHED,
        ),
        (
            "ru",
            "В субботу в Омске сгорел склад.\n\nНочью под Тверью перевернулся автобус.",
            "transport_accident",
            PUBLISHED,
        ),
        (
            "en",  # an entry of a ticker
            "15:40 A bomb exploded in Lagos on Monday.\n\n13:30 A bus overturned near Abuja.",
            "transport_accident",
            PUBLISHED,
        ),
        (
            "en",  # how long something lasted is no day of what follows
            "A storm hit Leeds on Monday. Since Friday homes had been without power. Hours before "
            "it a tree fell on a bus in Bradford, and the bus overturned.",
            "transport_accident",
            date(2026, 3, 2),
        ),
    ],
)
def test_a_sentence_without_a_day(kit: Kit, lang: str, text: str, mode: str, day: date) -> None:
    assert days(kit, lang, text)[mode] == day


@pytest.mark.parametrize(
    ("lang", "text", "mode", "first"),
    [
        (
            "en",
            "Nurses walked out in Columbus on Thursday, the first time in a generation.",
            "labour_strike",
            date(2026, 2, 26),
        ),
        (
            "de",
            "Die Lokführer streikten am Donnerstag und Freitag vergangener Woche in Ulm.",
            "labour_strike",
            date(2026, 2, 26),
        ),
        (
            "es",
            "El sindicato, que el 22 de febrero convocó un paro en Quito, pide una reunión.",
            "labour_strike",
            date(2026, 2, 22),
        ),
        ("fr", "Les ministres se réuniront le 15 à Bruxelles.", "meeting", date(2026, 3, 15)),
        ("it", "I ministri si riuniranno il 15 a Bruxelles.", "meeting", date(2026, 3, 15)),
        (
            "fr",  # told on the day of the plan that is off
            "La rencontre que les ministres devaient avoir mercredi à Rome est reportée.",
            "meeting",
            PUBLISHED,
        ),
    ],
)
def test_days_that_are_near(kit: Kit, lang: str, text: str, mode: str, first: date) -> None:
    assert days(kit, lang, text)[mode] == first


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "The ministers will meet in Varna on Friday, but the talks in Sofia were cancelled.",
        ),
        ("it", "Il corteo, in un primo tempo vietato, si terrà domani a Genova."),
        ("fr", "La marche, un temps interdite, aura lieu samedi à Lyon."),
    ],
)
def test_a_plan_that_stands(kit: Kit, lang: str, text: str) -> None:
    found = extract(Article("plan", text, PUBLISHED, lang=lang), kit).events
    assert "positive" in {event.polarity for event in found}


def test_each_of_two_happenings_keeps_its_own_place(article, kit):
    text = (
        "Three days after a landslide buried the road near Odda, two F-35s from Ørland intercepted "
        "a Russian Il-38 on Monday. They met some 50 nautical miles north-west of Andøya."
    )
    found = {
        event.mode: [p.place.name for p in event.places if p.role == "location"]
        for event in extract(article(text, lang="en"), kit).events
    }
    assert found["landslide"] == ["Odda"]
    assert "Andøya" in found["intercept"][0]


def test_a_town_named_right_before_comes_before_that_of_the_lead(article, kit):
    text = (
        "A landslide buried a road near Odda on Monday.\n\n"
        "It was quiet in Stavanger. Pilots will walk out on Friday."
    )
    found = {
        event.mode: [p.place.name for p in event.places]
        for event in extract(article(text, lang="en"), kit).events
    }
    assert found["protest"] == ["Stavanger"]


def test_to_speak_of_a_loss_is_no_meeting(article, kit):
    text = "Bürgermeister Uwe Wolf sprach am Dienstag in Cuxhaven von einem Millionenschaden."
    assert not extract(article(text, lang="de"), kit).events
