"""Where a happening is told to be: endings, roads between two towns, airspaces."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article, Event
from pipeline.run import Kit, extract


def told(text: str, lang: str, kit: Kit) -> tuple[Event, ...]:
    return extract(Article("one", text, date(2026, 3, 4), lang=lang), kit).events


def names(event: Event, role: str = "location") -> set[str]:
    return {place.place.name for place in event.places if place.role == role}


def test_troops_leave_the_place_with_the_ending_of_away(kit: Kit) -> None:
    (event,) = told("Fransız askerleri salı günü Nijer'den çekildi.", "tr", kit)
    assert event.mode == "withdrawal"
    assert names(event) == {"Niger"}


@pytest.mark.parametrize("way", ["yolunda", "karayolunda"])
def test_two_towns_in_one_word_are_the_ends_of_a_way(kit: Kit, way: str) -> None:
    text = f"Bursa-Yalova {way} otobüsle kamyon salı sabahı kafa kafaya çarpıştı."
    (event,) = told(text, "tr", kit)
    assert names(event) <= {"Bursa", "Yalova"}
    assert names(event)


def test_the_first_of_two_towns_is_where_a_flight_left(kit: Kit) -> None:
    text = "İstanbul-Trabzon seferini yapan uçak dün sis nedeniyle Samsun'a indi."
    (event,) = told(text, "tr", kit)
    assert names(event, "origin") == {"Istanbul"}
    assert names(event, "destination") == {"Trabzon"}
    assert names(event) == {"Samsun"}


def test_an_airspace_stands_before_its_country_in_arabic(kit: Kit) -> None:
    (event,) = told("خرقت مقاتلة روسية أجواء إستونيا يوم الثلاثاء.", "ar", kit)
    assert names(event) == {"Estonia"}


def test_a_drill_of_armed_forces_needs_no_force_by_name(kit: Kit) -> None:
    (event,) = told("بدأت في الأردن يوم الأحد مناورات مشتركة.", "ar", kit)
    assert event.mode in {"exercise", "joint_exercise"}


def test_a_risk_that_is_talked_about_is_no_landslide(kit: Kit) -> None:
    events = told("Artvin'de heyelan riski altındaki 12 ev dün boşaltıldı.", "tr", kit)
    assert [event.mode for event in events] == ["rescue"]


def test_a_release_with_place_and_day_needs_nobody_by_name(kit: Kit) -> None:
    (event,) = told("أطلق سراح البحارة المحتجزين في الحديدة أمس.", "ar", kit)
    assert event.mode == "prisoner_exchange"
    assert names(event) == {"Hodeidah"}


def test_a_region_is_told_rather_than_its_country(kit: Kit) -> None:
    (event,) = told("وفي الجزائر اجتاحت السيول الأحد ولاية الأغواط.", "ar", kit)
    assert names(event) == {"Laghouat"}


def test_a_reason_ends_at_an_arabic_comma(kit: Kit) -> None:
    text = "أقفلت الطريق بسبب الثلوج، أنقذ الدفاع المدني عائلة في بعلبك أمس."
    assert "rescue" in {event.mode for event in told(text, "ar", kit)}


@pytest.mark.parametrize(
    "text",
    [
        "Polonya savaş uçakları salı günü Baltık üzerinde bir Rus Il-20'yi önledi.",
        "Rus Il-20'yi salı günü Baltık üzerinde Polonya savaş uçakları önledi.",
        "Rus Il-20'si salı günü Baltık üzerinde Polonya savaş uçakları tarafından önlendi.",
    ],
)
def test_a_turkish_ending_tells_who_was_met(kit: Kit, text: str) -> None:
    (event,) = told(text, "tr", kit)
    assert {(a.country, a.role) for a in event.actors} == {("POL", "actor"), ("RUS", "escorted")}
