"""What stands in a relative or an opening clause is no part of what the main clause tells."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article, Event
from pipeline.run import Kit, extract


def told(kit: Kit, lang: str, text: str) -> list[Event]:
    return list(extract(Article("asides", text, date(2026, 3, 4), lang=lang), kit).events)


@pytest.mark.parametrize(
    ("lang", "text", "place", "day"),
    [
        ("en", "Meloni, who visited Paris last week, will meet Merz in Berlin on Friday.",
         "Berlin", date(2026, 3, 6)),
        ("en", "The ferry, which had left Oslo on Sunday, sank off Skagen on Monday.",
         "off Skagen", date(2026, 3, 2)),
        ("en", "After a week of talks in Geneva, drones hit a depot in Kharkiv on Monday.",
         "Kharkiv", date(2026, 3, 2)),
        ("uk", "Пором, який у неділю вийшов із Осло, затонув біля Гданська в понеділок.",
         "Gdańsk", date(2026, 3, 2)),
    ],
)  # fmt: skip
def test_the_main_clause_has_its_own_place_and_day(
    kit: Kit, lang: str, text: str, place: str, day: date
) -> None:
    (event,) = told(kit, lang, text)[:1]
    assert [p.place.name for p in event.places if p.role == "location"] == [place]
    assert event.when.first == day


def test_a_list_of_towns_closes_no_clause(kit: Kit) -> None:
    text = "After drones hit Sumy, Poltava and Kharkiv on Sunday, Lviv closed its airport."
    assert any(event.mode == "drone_strike" for event in told(kit, "en", text))


def test_the_day_of_another_noun_is_not_taken(kit: Kit) -> None:
    text = "Police have arrested two men in Rochdale over Tuesday's robbery in Bolton."
    (event,) = told(kit, "en", text)
    assert event.when.basis == "publication"


def test_who_tells_of_itself_acts(kit: Kit) -> None:
    (event,) = told(kit, "en", "Chad said it shot down a Sudanese drone near Tine on Monday.")
    assert [(a.role, a.name) for a in event.actors] == [("actor", "Chad"), ("recipient", "Sudan")]


def test_a_body_that_speaks_takes_no_part(kit: Kit) -> None:
    text = "Drones hit a depot near Saratov on Monday, the Ukrainian General Staff said."
    (event,) = told(kit, "en", text)
    assert "Ukraine" not in [actor.name for actor in event.actors if actor.span]


def test_where_somebody_only_spoke_nothing_happened(kit: Kit) -> None:
    text = "Sweden will send a frigate to the Red Sea, an officer told reporters in Brussels."
    (event,) = told(kit, "en", text)
    assert [place.place.name for place in event.places] == ["Red Sea"]


def test_those_of_another_clause_did_not_meet(kit: Kit) -> None:
    text = "Macron met Merz in Paris on Monday, and Erdogan received Tusk in Ankara on Sunday."
    events = told(kit, "en", text)
    assert {len(event.actors) for event in events} == {2}


def test_what_is_not_cancelled_is_on(kit: Kit) -> None:
    (event,) = told(kit, "en", "The summit in Vienna on Friday has been cut short, not cancelled.")
    assert event.polarity == "positive"


def test_no_bridge_is_meant_in_a_town_of_that_name(kit: Kit) -> None:
    events = told(kit, "en", "A woman drowned when floods swept through Hebden Bridge on Monday.")
    assert [event.mode for event in events] == ["flood"]


def test_the_ends_of_a_line_with_a_dash_are_not_where_its_bus_crashed(kit: Kit) -> None:
    (event,) = told(kit, "uk", "У суботу під Стриєм автобус Львів — Ужгород перекинувся.")
    assert [p.place.name for p in event.places if p.role == "location"] == ["Stryi"]


def test_until_a_weekday_means_the_coming_one(kit: Kit) -> None:
    (event,) = told(kit, "en", "The airport in Faro is closed until Sunday.")
    assert (event.when.first, event.when.last) == (date(2026, 3, 4), date(2026, 3, 8))
