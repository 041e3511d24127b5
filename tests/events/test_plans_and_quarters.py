"""Plans beside earlier ones, their days, and towns told with a quarter or a harbour of theirs."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article, Event
from pipeline.run import Kit, extract

EARLIER_ONES = [
    ("de", "Merz wird morgen in Paris von Präsident Macron empfangen, nachdem ein Treffen in der "
     "vergangenen Woche abgesagt worden war.", "Paris"),
    ("ar", "ومن المقرر أن تنطلق الأحد المقبل في تبوك مناورات جوية سعودية أردنية مشتركة، علما بأن "
     "نسخة العام الماضي كانت قد ألغيت.", "Tabuk"),
]  # fmt: skip
CALLED_OFF = [
    ("de", "Der Warnstreik in Hamburg, der am Donnerstag beginnen sollte, ist vom Tisch."),
    ("de", "Der für Samstag geplante Marsch in Bonn wurde am Dienstag verboten."),
]
TOWNS = [
    ("In Köln-Kalk wurde am Sonntag ein Mann erschossen.", "Cologne"),
    ("In Leipzig-Connewitz demonstrierten am Sonntag hunderte Menschen.", "Leipzig"),
    ("Im Hamburger Hafen beschlagnahmten Zöllner am Montag 400 Kilo Kokain.", "Hamburg"),
]


def told(kit: Kit, lang: str, text: str) -> list[Event]:
    return list(extract(Article("plans", text, date(2026, 3, 4), lang=lang), kit).events)


def where(event: Event) -> set[str]:
    return {p.place.name for p in event.places}


@pytest.mark.parametrize(("lang", "text", "place"), EARLIER_ONES)
def test_an_earlier_one_calls_no_plan_off(kit: Kit, lang: str, text: str, place: str) -> None:
    planned = [event for event in told(kit, lang, text) if event.modality == "future"]
    assert [(event.polarity, place in where(event)) for event in planned] == [("positive", True)]


@pytest.mark.parametrize(("lang", "text"), CALLED_OFF)
def test_a_plan_is_called_off(kit: Kit, lang: str, text: str) -> None:
    assert [event.polarity for event in told(kit, lang, text)] == ["negative"]


def test_a_plan_is_on_the_coming_day_told_before(kit: Kit) -> None:
    text = "Gözler şimdi cuma gününde. Üç ülkenin bakanları Varna'da bir araya gelecek."
    (meeting,) = told(kit, "tr", text)
    assert meeting.when.first == date(2026, 3, 6)


def test_a_dual_counts_back_from_the_day_told_before(kit: Kit) -> None:
    text = "قُتل أربعون شخصا الأحد في الأبيض. وقبل ذلك بيومين، شن سلاح الجو غارات على نيالا."
    days = [event.when.first for event in told(kit, "ar", text) if "Nyala" in where(event)]
    assert days == [date(2026, 2, 27)]


@pytest.mark.parametrize(("text", "town"), TOWNS)
def test_a_part_of_a_town_is_in_it(kit: Kit, text: str, town: str) -> None:
    (event,) = told(kit, "de", text)
    assert where(event) == {town}


def test_a_landing_alone_diverts_no_flight(kit: Kit) -> None:
    (flight,) = told(kit, "tr", "Türkiye'nin gönderdiği yardım uçağı pazartesi Kabil'e indi.")
    assert flight.mode == "aid_flight"
