"""Why each place was chosen: rule, candidates and parts of the score in words, all of it text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.corrections import lay
from pipeline.dedup import merge
from pipeline.model import (
    Candidate,
    Entry,
    Event,
    Outcome,
    Place,
    PlaceInEvent,
    Point,
)
from pipeline.resolve import Weights
from pipeline.store.read import Reader, open_reader
from pipeline.store.write import open_writer
from tests.corrections.corrected import elsewhere, wanted
from tests.fixtures import synthetic
from tests.store.samples import article, event, place
from tests.views.test_inert_text import parsed
from views import panel, style, why, words
from views.palette import GROUND

CITY = Entry("gn:1", "Abilene", "city", Point(32.45, -99.73), "USA", "US.TX", 120_000, "city", 9.0)
OTHER = Entry("gn:2", "Abilene", "adm2", Point(38.92, -97.21), "USA", "US.KS", 6_000, "adm2", 4.0)


def chosen(**more: Any) -> Place:
    facts = {
        "text": "Abilene", "country": "USA", "gazetteer_id": "gn:1", "admin1": "US.TX",
        "kind": "city", "score": 0.82, "rule": "near the other places of the text",
        "parts": {"people": 5.0, "near": 3.0, "first": 0.3},
        "candidates": (Candidate(OTHER, 0.004, {"people": 4.0, "twin": -2.0, "first": 0.3}),),
    }  # fmt: skip
    return replace(place("Abilene", 32.45, -99.73), **{**facts, **more})


def told(*places: Place) -> Event:
    return replace(event(article()), places=tuple(PlaceInEvent("location", one) for one in places))


def text(made: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", made)).strip()


def test_the_rule_the_candidates_and_what_counted_are_told() -> None:
    said = text(why.why_places(told(chosen())))
    assert said == (
        "Why these places Abilene, United States Why near the other places of the text "
        "Places of this name How likely "
        "Abilene 82 % TX, United States · town · 32.45° N, 99.73° W "
        "Abilene under 1 % KS, United States · district · 38.92° N, 97.21° W "
        "What told them apart town district "
        "near the other places of the text +3.0 – means a great town first – −2.0 "
        "how large and well known it is +5.0 +4.0"
    )


def test_bars_are_as_wide_as_the_numbers() -> None:
    made = why.why_places(told(chosen()))
    assert re.findall(r"fill (w\d+ ?\w*)", made) == [
        "w16", "w0", "w12 for", "w0 for", "w0 for", "w8 against", "w20 for", "w16 for",
    ]  # fmt: skip
    sheet = style.sheet(GROUND["light"])
    assert all(f".card .w{step}{{width:{step * 5}%}}" in sheet for step in range(21))


def test_an_only_place_needs_no_table() -> None:
    alone = chosen(candidates=(), rule="the only place of this name")
    said = text(why.why_places(told(alone)))
    assert said.endswith(
        "TX, United States · town · 32.45° N, 99.73° W Why the only place of this name"
    )


def test_candidates_without_parts_are_listed_without_a_table() -> None:
    plain = chosen(parts={}, candidates=(Candidate(OTHER, 0.1, {}),))
    said = text(why.why_places(told(plain)))
    assert "10 %" in said and "apart" not in said


def test_a_name_that_was_not_placed_shows_what_it_might_be() -> None:
    nowhere = chosen(
        point=None, radius_km=None, gazetteer_id="", score=0.0, parts={}, country="",
        rule="2 places of this name, none likelier",
        candidates=(Candidate(CITY, 0.1, {"people": 1.0}), Candidate(OTHER, 0.1, {"people": 1.0})),
    )  # fmt: skip
    said = text(why.why_places(told(nowhere)))
    assert "“Abilene” was not placed Why 2 places of this name, none likelier" in said
    assert said.count("10 %") == 2


def test_a_place_that_a_person_chose_says_so() -> None:
    change = elsewhere(OTHER, text="Abilene", was="Abilene")
    said = text(why.why_places(lay(told(chosen()), [wanted(change, reason="it is in Kansas")])))
    assert "Why chosen by a person (Ana) on 28 Nov 2025: it is in Kansas" in said
    assert "Abilene 100 % KS" in said and "Abilene 82 % TX" in said and "apart" not in said


@pytest.mark.parametrize("attack", synthetic.NASTY)
def test_every_text_of_it_stays_text(attack: str) -> None:
    entry = replace(OTHER, id=attack, name=attack, kind=attack, country=attack, admin1=attack)
    hostile = chosen(
        text=attack, name=attack, rule=attack, kind=attack, country=attack, admin1=attack,
        parts={attack: 1.0}, candidates=(Candidate(entry, 0.2, {attack: -1.0}),),
    )  # fmt: skip
    tags = parsed(why.why_places(told(hostile)))
    assert {tag for tag, _ in tags.tags} <= {"details", "summary", "div", "p", "b", "span", "ul",
                                            "li", "small"}  # fmt: skip
    assert all(name == "class" for _, attributes in tags.tags for name, _ in attributes)
    assert tags.text.count(attack) >= 5


def test_every_part_of_the_score_has_words() -> None:
    for field in fields(Weights):
        said = words.part(field.name)
        assert said != field.name.replace("_", " ") and "_" not in said, field.name
    assert words.part("some_new_part") == "some new part"


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    """A store with one article that names Washington, a Nigerian and an unknown village too."""
    names = (
        chosen(),
        chosen(text="ABILENE", use="associative"),
        chosen(text="Washington", use="associative"),
        chosen(text="Nigerian", use="associative", rule="adjective or people of Nigeria"),
        chosen(text="Qarn", point=None, radius_km=None, rule="not in the gazetteer"),
        chosen(text="Lima"),
        chosen(text=synthetic.NASTY[1], use="associative"),
    )
    with open_writer(tmp_path / "store.db") as writer:
        writer.put(Outcome(article(), (told(chosen()),), places=names), merge=merge)
    with open_reader(tmp_path / "store.db") as opened:
        yield opened


def test_names_that_are_no_places_of_events_are_listed_with_the_reason(reader: Reader) -> None:
    (stored,) = reader.events()
    made = why.not_places(stored, reader)
    tags = parsed(made)
    assert {tag for tag, _ in tags.tags} == {"details", "summary", "ul", "li", "b"}
    said = text(made)
    both = f"“Washington”, “{html.escape(synthetic.NASTY[1])}” : people, a government"
    assert said.startswith(f"Names not used as places {both}")
    assert "“Nigerian” : adjective or people of Nigeria" in said
    assert "“Qarn” : not placed, not in the gazetteer" in said
    assert "Lima" not in said and "ABILENE" not in said
    assert made in panel.card(stored, reader)


def test_many_names_are_cut_short() -> None:
    made = text(why._unused([f"“{n}”" for n in [*range(20), *range(5)]], "no place"))
    assert made.endswith("“11” and 8 more: no place")


def test_without_such_names_nothing_is_shown(reader: Reader) -> None:
    elsewhere = told(chosen())
    gone = replace(elsewhere, sources=(replace(elsewhere.sources[0], article_id="gone"),))
    assert why.not_places(gone, reader) == ""


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "under 1 %"), (0.001, "under 1 %"), (0.5, "50\u202f%"), (1, "100\u202f%")],
)
def test_chances(value: float, said: str) -> None:
    assert words.chance(value) == said


def test_positions() -> None:
    assert words.position(-12.046, 77.0) == "12.05° S, 77.00° E"
    assert [words.region(code) for code in ("US.TX", "DE.02", "")] == ["TX", "", ""]
