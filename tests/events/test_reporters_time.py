"""How reporters tell when: this weekend, at the start of the week, two days later, by year-end."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article, Event
from pipeline.run import Kit, extract

PUBLISHED = date(2026, 3, 4)  # a Wednesday
WEEKEND = (date(2026, 2, 28), date(2026, 3, 1))
START_OF_WEEK = (date(2026, 3, 2), date(2026, 3, 3))


def events(kit: Kit, lang: str, text: str) -> tuple[Event, ...]:
    return extract(Article("when", text, PUBLISHED, lang=lang), kit).events


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Two bombs exploded in Mogadishu this weekend."),
        ("en", "Thousands protested in Rome this weekend."),
        ("nl", "In Mogadishu ontploften dit weekend twee bommen."),
        ("de", "In Mogadischu explodierten an diesem Wochenende zwei Bomben."),
        ("es", "Dos bombas estallaron este fin de semana en Mogadiscio."),
        ("pt", "Duas bombas explodiram neste fim de semana em Mogadíscio."),
        ("it", "Due bombe sono esplose questo fine settimana a Mogadiscio."),
        ("pl", "W ten weekend w Mogadiszu wybuchły dwie bomby."),
        ("ru", "В эти выходные в Могадишо взорвались две бомбы."),
        ("tr", "Bu hafta sonu Mogadişu'da iki bomba patladı."),
    ],
)
def test_this_weekend_is_over_where_the_verb_says_so(kit: Kit, lang: str, text: str) -> None:
    (event,) = events(kit, lang, text)
    assert (event.when.first, event.when.last) == WEEKEND
    assert event.modality == "asserted"


@pytest.mark.parametrize(
    "text", ["Macron visits Cairo this weekend.", "Protesters will march in Nairobi this weekend."]
)
def test_this_weekend_is_to_come_where_the_verb_says_so(kit: Kit, text: str) -> None:
    (event,) = events(kit, "en", text)
    assert (event.when.first, event.modality) == (date(2026, 3, 7), "future")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Drones hit a depot in Bryansk at the start of the week."),
        ("nl", "Aan het begin van de week ontplofte een bom in Kabul."),
        ("de", "Zu Wochenbeginn traf eine Drohne ein Öllager in Brjansk."),
        ("fr", "En début de semaine, une bombe a explosé à Kaboul."),
        ("es", "A principios de semana estalló una bomba en Kabul."),
        ("pt", "No início da semana uma bomba explodiu em Cabul."),
        ("it", "A inizio settimana una bomba è esplosa a Kabul."),
        ("pl", "Na początku tygodnia w Kabulu wybuchła bomba."),
        ("ru", "В начале недели в Кабуле взорвалась бомба."),
        ("uk", "На початку тижня в Кабулі вибухнула бомба."),
        ("tr", "Hafta başında Kabil'de bomba patladı."),
        ("ar", "انفجرت قنبلة في كابول مطلع الأسبوع."),
    ],
)
def test_the_start_of_the_week(kit: Kit, lang: str, text: str) -> None:
    (event,) = events(kit, lang, text)
    assert (event.when.first, event.when.last) == START_OF_WEEK


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "A bomb exploded in Kabul, one of the worst attacks of the year."),
        ("es", "Dos días después, una bomba estalló en Kabul."),
        ("ru", "Спустя два дня в Кабуле взорвалась бомба."),
    ],
)
def test_what_counts_from_an_unknown_day_dates_nothing(kit: Kit, lang: str, text: str) -> None:
    (event,) = events(kit, lang, text)
    assert (event.when.first, event.when.basis) == (PUBLISHED, "publication")
    assert event.modality == "asserted"


def test_a_plan_may_be_for_the_end_of_the_year(kit: Kit) -> None:
    text = "By the end of the year the US will deploy B-52 bombers to Guam."
    (event,) = events(kit, "en", text)
    assert (event.when.last, event.modality) == (date(2026, 12, 31), "future")


@pytest.mark.parametrize(
    ("lang", "text", "day"),
    [
        ("de", "Am Samstag brannte es in Kabul. Tags darauf explodierte eine Bombe in Herat.", 1),
        ("nl", "Daags tevoren was in Kabul een bom ontploft.", 3),
        ("fr", "L'avant-veille, une bombe avait explosé à Kaboul.", 2),
    ],
)
def test_a_day_or_two_beside_what_was_told(kit: Kit, lang: str, text: str, day: int) -> None:
    assert date(2026, 3, day) in {event.when.first for event in events(kit, lang, text)}


def test_two_days_in_a_row(kit: Kit) -> None:
    (event,) = events(kit, "en", "Air strikes hit Sanaa on Sunday and Monday.")
    assert (event.when.first, event.when.last) == (date(2026, 3, 1), date(2026, 3, 2))
