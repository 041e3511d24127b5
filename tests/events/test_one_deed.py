"""One deed told from two sides gives one row, and words of missiles or truces that tell none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from pipeline.dedup import within_article
from pipeline.model import Article, Event
from pipeline.run import Kit, extract
from tests.store.samples import article, at, event, place


def told(kit: Kit, lang: str, text: str) -> list[Event]:
    return list(extract(Article("deed", text, date(2026, 3, 4), lang=lang), kit).events)


def row(mode: str, kind: str, north: float = 10.5, *, dead: int | None = None) -> Event:
    where = (at("location", place(f"Town {north}", north, -66.9)),)
    told = event(article("one"), kind=(kind, mode), places=where, aircraft=())
    return replace(told, fatalities_low=dead)


def test_a_drill_and_those_it_hosts_are_one_row_in_any_order() -> None:
    drill, guests = row("joint_exercise", "COOPERATE"), row("meeting", "CONSULT")
    for order in permutations((drill, guests)):
        assert [told.mode for told in within_article(order)] == ["joint_exercise"]


def test_the_dead_of_the_side_that_goes_stay_with_the_row() -> None:
    (one,) = within_article((row("riot", "PROTEST"), row("shooting", "ASSAULT", dead=3)))
    assert (one.mode, one.fatalities_low) == ("riot", 3)


@pytest.mark.parametrize(
    "other", [row("shooting", "ASSAULT", 11.5), row("rescue", "AID"), row("closure", "COERCE")]
)
def test_what_is_no_side_of_the_riot_stays_apart(other: Event) -> None:
    assert len(within_article((row("riot", "PROTEST"), other))) == 2


CARRIERS = [
    ("en", "The missile cruiser scraped along and struck a quay in Halifax on Monday."),
    ("en", "A guided-missile destroyer hit a sandbank off Kerch on Tuesday."),
    ("de", "Der Raketenkreuzer traf am Dienstag in Rostock ein."),
    ("fr", "La corvette lance-missiles a frappé mardi un quai à Brest."),
    ("es", "La corbeta lanzamisiles golpeó el martes un muelle en Cádiz."),
    ("it", "La corvetta lanciamissili ha colpito martedì un molo a La Spezia."),
    ("nl", "De raketboot raakte dinsdag een steiger in Vlissingen."),
    ("pl", "Okręt rakietowy uderzył we wtorek w falochron w Świnoujściu."),
    ("pt", "A corveta lança-mísseis atingiu na terça-feira um cais em Setúbal."),
    ("ru", "Ракетный катер во вторник ударился о причал в Севастополе."),
    ("uk", "Ракетний катер у вівторок вдарився об причал у Миколаєві."),
    ("tr", "Güdümlü füze firkateyni salı günü Mersin'de rıhtıma çarptı."),
    ("ar", "ضرب زورق صاروخي يوم الثلاثاء رصيف ميناء اللاذقية."),
]


@pytest.mark.parametrize(("lang", "text"), CARRIERS)
def test_what_a_missile_ship_hits_is_hit_by_no_missile(kit: Kit, lang: str, text: str) -> None:
    assert "missile_strike" not in {event.mode for event in told(kit, lang, text)}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "A missile boat fired missiles at Ashdod on Monday, killing two."),
        ("ru", "Ракетоносцы в понедельник выпустили ракеты по Сумам, погибли двое."),
        ("uk", "Ракетоносці випустили у вівторок ракети по Полтаві, загинули троє."),
        ("pl", "Rakieta uderzyła we wtorek w blok w Zaporożu, zginęły dwie osoby."),
    ],
)
def test_missiles_told_beside_their_ship_do_strike(kit: Kit, lang: str, text: str) -> None:
    assert [event.mode for event in told(kit, lang, text)] == ["missile_strike"]


@pytest.mark.parametrize(
    ("lang", "text", "made"),
    [
        ("en", "Marco Rubio on Tuesday discussed in Doha the terms of a ceasefire.", False),
        ("de", "Merz sprach am Dienstag in Kairo über die Bedingungen einer Waffenruhe.", False),
        ("fr", "Macron a discuté mardi au Caire des conditions d'une trêve.", False),
        ("es", "Pedro Sánchez habló el martes en Doha sobre las condiciones de una tregua.", False),
        ("it", "Tajani ha discusso martedì al Cairo delle condizioni della tregua.", False),
        ("pt", "Lula discutiu na terça-feira em Doha as condições de uma trégua.", False),
        ("pl", "Sikorski rozmawiał we wtorek w Kairze o warunkach rozejmu.", False),
        ("uk", "Сибіга обговорив у вівторок у Досі умови перемир'я.", False),
        ("tr", "Fidan salı günü Doha'da ateşkesin şartlarını görüştü.", False),
        ("en", "Israel and Hamas agreed on Tuesday in Cairo on the terms of a truce.", True),
        ("ru", "Москва и Киев согласовали во вторник в Анкаре условия перемирия.", True),
        ("pl", "Izrael i Hamas uzgodniły we wtorek w Kairze warunki rozejmu.", True),
    ],
)
def test_terms_talked_about_are_not_agreed(kit: Kit, lang: str, text: str, made: bool) -> None:
    assert ("agreement" in {event.mode for event in told(kit, lang, text)}) is made


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pl", "Ministerstwo w Wilnie nabrało wody w usta."),
        ("it", "Sette carabinieri al pronto soccorso a Bologna."),
        ("en", "Marchers in Leeds sat down in the road on Friday."),
    ],
)
def test_idioms_and_casualty_wards_tell_nothing_of_the_kind(kit: Kit, lang: str, text: str) -> None:
    modes = {event.mode for event in told(kit, lang, text)}
    assert not modes & {"ship_accident", "rescue", "meeting"}
