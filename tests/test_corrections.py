"""A person's choice of a place: put in, kept beside the former one, and undone without a trace."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.corrections import BY_A_PERSON, concerns, correct, from_json, to_json, undo
from pipeline.errors import BadInput
from pipeline.model import (
    Candidate,
    Entry,
    Event,
    Place,
    PlaceCorrection,
    PlaceInEvent,
    Point,
    Relation,
    Span,
)
from pipeline.store.codec import decode, encode
from tests.store.samples import article, event

NOON = datetime(2025, 11, 28, 12, tzinfo=UTC)
HERE, THERE = Span(10, 18), Span(40, 45)


def entry(name: str, lat: float, lon: float, country: str) -> Entry:
    return Entry(f"gn:{name}", name, "city", Point(lat, lon), country, "", 1000, "city", 8.0)


BOLIVIA = entry("Trinidad, Bolivia", -14.83, -64.9, "BOL")
CUBA = entry("Trinidad, Cuba", 21.8, -79.98, "CUB")


def place(**more: Any) -> Place:
    given = {
        "span": HERE, "text": "Trinidad", "name": "Trinidad", "point": Point(10.4, -61.3),
        "country": "TTO", "precision": "adm2", "radius_km": 50.0, "kind": "island",
        "gazetteer_id": "own:trinidad", "use": "literal", "score": 0.6,
        "rule": "the best known of that name", "parts": {"people": 5.0},
        "candidates": (Candidate(BOLIVIA, 0.3, {"people": 4.0}), Candidate(CUBA, 0.1, {"near": 1})),
    }  # fmt: skip
    return Place(**{**given, **more})


def told(*places: Place) -> Event:
    items = tuple(PlaceInEvent("location", one) for one in places or (place(),))
    return replace(event(article("a1")), places=items, conf_geocode=0.6)


def choice(**more: Any) -> PlaceCorrection:
    given = {"event_id": "ev-1", "article_id": "a1", "span": HERE, "text": "Trinidad",
             "author": "Ana", "at": NOON, "reason": "the report is from Beni",
             "gazetteer_id": BOLIVIA.id}  # fmt: skip
    return PlaceCorrection(**{**given, **more})


def own_point(**more: Any) -> PlaceCorrection:
    given = {
        "gazetteer_id": "",
        "point": Point(-14.8, -64.8),
        "radius_km": 2.0,
        "name": "the bridge",
    }
    return choice(**{**given, **more})


def test_the_chosen_candidate_is_put_in_and_the_former_is_kept() -> None:
    before = told()
    after = correct(before, choice())
    where = after.places[0].place
    assert (where.name, where.point, where.country) == (BOLIVIA.name, BOLIVIA.point, "BOL")
    assert (where.radius_km, where.gazetteer_id, where.score) == (8.0, BOLIVIA.id, 1.0)
    assert where.rule == f"{BY_A_PERSON} (Ana) on 28 Nov 2025: the report is from Beni"
    former, other = where.candidates
    assert (former.entry.id, former.entry.point, former.score) == (
        "own:trinidad", Point(10.4, -61.3), 0.6,
    )  # fmt: skip
    assert former.parts == {"people": 5.0} and other.entry == CUBA
    assert (where.span, where.text) == (HERE, "Trinidad")
    assert after.made_by == f"rules 1; place {BY_A_PERSON}"
    assert (after.id, after.conf_geocode) == (before.id, 1.0)


def test_a_point_of_ones_own_has_its_radius() -> None:
    where = correct(told(), own_point()).places[0].place
    assert (where.name, where.point, where.radius_km) == ("the bridge", Point(-14.8, -64.8), 2.0)
    assert (where.precision, where.gazetteer_id, len(where.candidates)) == ("site", "", 3)
    assert correct(told(), own_point(name="")).places[0].place.name == "Trinidad"


@pytest.mark.parametrize(
    ("km", "precision"),
    [(0.2, "exact"), (4, "site"), (15, "city"), (60, "adm2"), (500, "adm1")],
)
def test_the_radius_says_how_precise_it_is(km: float, precision: str) -> None:
    where = correct(told(), own_point(radius_km=km)).places[0].place
    assert (where.precision, where.radius_km) == (precision, km)


def test_a_relative_place_becomes_the_chosen_place_itself() -> None:
    relation = Relation("offshore", HERE, (HERE,), 80.0)
    before = told(place(relation=relation, area='{"type": "Polygon"}'))
    where = correct(before, choice()).places[0].place
    assert (where.relation, where.area) == (None, "")
    assert undo(correct(before, choice()), choice()) == before


def test_a_place_without_a_position_gets_one() -> None:
    nowhere = place(point=None, radius_km=None, gazetteer_id="", precision="unknown", score=0.0)
    where = correct(told(nowhere), choice()).places[0].place
    assert where.point == BOLIVIA.point
    assert [c.entry for c in where.candidates] == [CUBA]


def test_only_the_mention_that_is_meant_is_changed_in_all_its_roles() -> None:
    elsewhere = place(span=THERE, text="Lima", name="Lima")
    before = told(place(), elsewhere, place())
    after = correct(before, choice())
    assert [item.place.country for item in after.places] == ["BOL", "TTO", "BOL"]
    assert after.places[1] == before.places[1]
    assert after.conf_geocode == 0.6  # the other one is as doubtful as it was


@pytest.mark.parametrize(
    "other", [{"article_id": "a2"}, {"span": THERE}, {"text": "Trinidad and Tobago"}]
)
def test_what_does_not_concern_the_event_changes_nothing(other: dict[str, Any]) -> None:
    assert not concerns(told(), choice(**other))
    assert correct(told(), choice(**other)) == told()
    assert undo(told(), choice()) == told()


def test_a_choice_that_was_not_offered_is_told() -> None:
    with pytest.raises(
        BadInput, match="gn:Atlantis is no candidate of “Trinidad”; choose one of own"
    ):
        correct(told(), choice(gazetteer_id="gn:Atlantis"))


STEPS = (
    choice(),
    choice(gazetteer_id=CUBA.id, at=NOON + timedelta(hours=1)),
    own_point(at=NOON + timedelta(hours=2)),
    own_point(span=THERE, text="Lima", at=NOON + timedelta(hours=3)),
)


@given(st.lists(st.sampled_from(STEPS), max_size=6), st.lists(st.sampled_from(STEPS), max_size=6))
def test_the_order_of_doing_and_undoing_does_not_matter(
    done: list[PlaceCorrection], undone: list[PlaceCorrection]
) -> None:
    """Twice is once, the latest holds, and nothing remains of what was undone."""
    before = told(place(), place(span=THERE, text="Lima", name="Lima"))
    after = before
    for one in done:
        after = correct(after, one)
        assert correct(after, one) == after
    for one in undone:
        after = undo(after, one)
    expected = before
    for one in sorted(set(done) - set(undone), key=lambda one: one.at):
        expected = correct(expected, one)
    assert after == expected
    assert (after == before) == (not set(done) - set(undone))


def test_the_latest_of_several_holds() -> None:
    first, second = STEPS[:2]
    for order in ((first, second), (second, first)):
        after = told()
        for one in order:
            after = correct(after, one)
        assert after.places[0].place.country == "CUB"
    assert undo(after, second).places[0].place.country == "BOL"


def test_a_corrected_event_is_stored_and_read_with_all_that_undoes_it() -> None:
    after = correct(told(), choice())
    again = decode(Event, encode(after))
    assert again == after and undo(again, choice()) == told()


@pytest.mark.parametrize("correction", [*STEPS, choice(event_id="", author="", reason="")])
def test_json_and_back(correction: PlaceCorrection) -> None:
    text = to_json(correction)
    assert "\n" not in text and from_json(text) == correction


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"article_id": None}, "article_id must be text, not None"),
        ({"span": [5]}, "span must be two whole numbers"),
        ({"span": [5, 2]}, "a span must run forwards"),
        ({"span": [True, 2]}, "span must be two whole numbers"),
        ({"at": "yesterday"}, "cannot be used"),
        ({"at": 5}, "at must be a time such as"),
        ({"at": "2025-10-24T12:00:00"}, "time of a correction is UTC"),
        ({"at": "2025-10-24T12:00:00+02:00"}, "time of a correction is UTC"),
        ({"lat": 1}, "lat and lon go together"),
        ({"lat": 1, "lon": 2, "radius_km": 3}, "a candidate or a point, one of the two"),
        ({"gazetteer_id": ""}, "a candidate or a point, one of the two"),
        ({"gazetteer_id": "", "lat": 1, "lon": 2}, "a point needs a radius"),
        ({"radius_km": 3}, "a point needs a radius"),
        ({"gazetteer_id": "", "lat": 95, "lon": 2, "radius_km": 3}, "latitude 95.0 is outside"),
        ({"gazetteer_id": "", "lat": 1, "lon": 2, "radius_km": 0}, "must be above 0 km"),
        ({"gazetteer_id": "", "lat": 1, "lon": 2, "radius_km": float("nan")}, "must be above 0 km"),
        ({"gazetteer_id": "", "lat": "1", "lon": 2, "radius_km": 1}, "lat must be a number"),
        ({"colour": "red"}, "does not know colour; it has article_id, at"),
    ],
)
def test_a_wrong_field_is_named(change: dict[str, Any], words: str) -> None:
    with pytest.raises(BadInput, match=words):
        from_json(json.dumps({**json.loads(to_json(choice())), **change}))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "3", "[" * 100_000])
def test_what_is_no_object_is_told(text: str) -> None:
    with pytest.raises(BadInput, match="a correction is one object of JSON"):
        from_json(text)


@pytest.mark.parametrize("name", ["event_id", "article_id", "span", "text", "author", "at"])
def test_a_missing_field_is_named(name: str) -> None:
    said = json.loads(to_json(choice()))
    del said[name]
    with pytest.raises(BadInput, match=f"a correction lacks {name}"):
        from_json(json.dumps(said))


def test_a_time_of_another_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="UTC"):
        choice(at=NOON.astimezone(timezone(timedelta(hours=2))))
