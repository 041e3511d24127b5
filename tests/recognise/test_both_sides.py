"""Both sides of a war or a border are those who were named before."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article, Event
from pipeline.run import Kit, extract


def told(kit: Kit, lang: str, text: str, kind: str) -> list[Event]:
    events = extract(Article("sides", text, date(2026, 3, 4), lang=lang), kit).events
    return [event for event in events if event.type == kind]


@pytest.mark.parametrize(
    ("lang", "text", "kind", "who"),
    [
        ("en", "Thai soldiers and Cambodian troops clashed in Surin on Friday. "
         "The two sides agreed a truce on Monday.", "AGREE", {"THA", "KHM"}),
        ("fr", "Le M23 et l'armée congolaise se battent à Uvira. Lundi, les deux parties ont "
         "échangé 40 prisonniers.", "CONCEDE", {"COD"}),
        ("it", "Russia e Ucraina trattano. Sabato le due parti si sono scambiate 246 prigionieri.",
         "CONCEDE", {"RUS", "UKR"}),
    ],
)  # fmt: skip
def test_they_are_the_two_named_before(
    kit: Kit, lang: str, text: str, kind: str, who: set[str]
) -> None:
    (event,) = told(kit, lang, text, kind)
    assert {a.country for a in event.actors if a.country} == who


def test_a_truce_is_not_placed_where_the_fighting_was(kit: Kit) -> None:
    text = (
        "Thai soldiers and Cambodian troops clashed in Surin on Friday. "
        "The two sides agreed a truce on Monday."
    )
    (event,) = told(kit, "en", text, "AGREE")
    assert event.places == ()


def test_of_three_none_is_meant(kit: Kit) -> None:
    text = "France, Germany and Spain quarrel about fish. On Monday both sides agreed a truce."
    assert told(kit, "en", text, "AGREE") == []


def test_a_release_needs_no_name_where_it_has_a_place_and_a_day(kit: Kit) -> None:
    (event,) = told(kit, "en", "Twelve hostages were freed on Monday in Maiduguri.", "CONCEDE")
    assert [p.place.name for p in event.places] == ["Maiduguri"]
    assert told(kit, "en", "Twelve hostages were freed after weeks of talks.", "CONCEDE") == []
