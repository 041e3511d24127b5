"""Flights that land where they were not bound, told by their places alone."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article, Event
from pipeline.run import Kit, extract


def events(kit: Kit, lang: str, text: str) -> tuple[Event, ...]:
    return extract(Article("elsewhere", text, date(2026, 3, 4), lang=lang), kit).events


@pytest.mark.parametrize(
    ("lang", "text", "roles"),
    [
        ("en", "A plane from Tirana that was flying to Warsaw landed in Poznan on Monday.",
         {("origin", "Tirana"), ("destination", "Warsaw"), ("location", "Poznań")}),
        ("en", "A Ryanair flight bound for Dublin touched down in Shannon on Monday.",
         {("destination", "Dublin"), ("location", "Shannon")}),
        ("nl", "De vlucht van Athene naar Tel Aviv landde maandag op Larnaca.",
         {("origin", "Athens"), ("destination", "Tel Aviv"), ("location", "Larnaca")}),
        ("de", "Eine Maschine aus Athen, die nach Tel Aviv unterwegs war, landete am Montag in "
         "Larnaka.",
         {("origin", "Athens"), ("destination", "Tel Aviv"), ("location", "Larnaca")}),
        ("fr", "Un vol parti d'Athènes pour Tel-Aviv s'est posé lundi à Larnaca.",
         {("origin", "Athens"), ("destination", "Tel Aviv"), ("location", "Larnaca")}),
        ("ru", "Самолёт из Афин, летевший в Варшаву, приземлился в понедельник в Познани.",
         {("origin", "Athens"), ("destination", "Warsaw"), ("location", "Poznań")}),
        ("ar", "هبطت طائرة متجهة من أثينا إلى تل أبيب يوم الاثنين في لارنكا.",
         {("origin", "Athens"), ("destination", "Tel Aviv"), ("location", "Larnaca")}),
    ],
)  # fmt: skip
def test_it_was_diverted(kit: Kit, lang: str, text: str, roles: set[tuple[str, str]]) -> None:
    (event,) = events(kit, lang, text)
    assert event.mode == "diversion"
    assert {(p.role, p.place.name) for p in event.places} == roles
    assert [p.reached for p in event.places if p.role == "destination"] == [False]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The plane flew to Warsaw on Monday and later landed in Poznan."),
        ("en", "Two B-52s bound for Diego Garcia landed in Guam on Monday."),
        ("en", "The flight from London to New York landed at JFK airport on Monday."),
        ("de", "Der Flug von Berlin nach Zürich landete am Montag pünktlich in Kloten."),
        ("nl", "Het vliegtuig met de minister vloog maandag naar Nairobi en landde in Mombasa."),
    ],
)
def test_it_went_where_it_was_bound(kit: Kit, lang: str, text: str) -> None:
    assert "diversion" not in [event.mode for event in events(kit, lang, text)]


def test_aid_by_air_is_told_once(kit: Kit) -> None:
    told = events(kit, "en", "An aid flight from Brussels for Gaza landed in El Arish on Monday.")
    assert [event.mode for event in told] == ["aid_flight"]
