"""Corrections over an event: put in, kept beside the machine's values, undone without a trace."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.corrections import (
    BY_A_PERSON,
    ActorChange,
    Correction,
    DateChange,
    KindChange,
    Note,
    Rejection,
    in_force,
    lay,
    undone_by,
)
from pipeline.model import Actor, Event, PlaceInEvent, Point, Relation
from pipeline.store.codec import decode, encode
from tests.corrections.corrected import (
    BOLIVIA,
    CUBA,
    HERE,
    THERE,
    bridge,
    elsewhere,
    place,
    told,
    undoing,
    wanted,
)

JOE = ActorChange("actors", "add", "Joe", "recipient", country="BOL")


def test_the_chosen_candidate_is_put_in_and_the_former_is_kept() -> None:
    before = told()
    after = lay(before, [wanted(elsewhere(BOLIVIA))])
    where = after.places[0].place
    assert (where.name, where.point, where.country) == (BOLIVIA.name, BOLIVIA.point, "BOL")
    assert (where.radius_km, where.gazetteer_id, where.score) == (8.0, BOLIVIA.id, 1.0)
    assert where.rule == f"{BY_A_PERSON} (Ana) on 28 Nov 2025: the report is from Beni"
    former, other = where.candidates
    assert (former.entry.id, former.score, former.parts) == ("own:trinidad", 0.6, {"people": 5.0})
    assert other.entry == CUBA
    assert (where.span, where.text) == (HERE, "Trinidad")
    assert after.made_by == f"rules 1; place {BY_A_PERSON}"
    assert (after.id, after.conf_geocode) == (before.id, 1.0)
    (decision,) = after.decisions
    assert (decision.author, decision.machine, decision.position) == ("Ana", "Trinidad", 0)
    assert decision.person == "location Trinidad, Bolivia"


@pytest.mark.parametrize(
    ("km", "precision"),
    [(0.2, "exact"), (4, "site"), (15, "city"), (60, "adm2"), (500, "adm1")],
)
def test_a_point_of_ones_own_is_as_precise_as_its_radius(km: float, precision: str) -> None:
    where = lay(told(), [wanted(elsewhere(bridge(km)))]).places[0].place
    assert (where.precision, where.radius_km, where.point) == (precision, km, Point(-14.8, -64.8))


def test_a_relative_place_becomes_the_chosen_place_itself() -> None:
    relation = Relation("offshore", HERE, (HERE,), 80.0)
    before = told(place(relation=relation, area='{"type": "Polygon"}'))
    where = lay(before, [wanted(elsewhere(BOLIVIA))]).places[0].place
    assert (where.relation, where.area) == (None, "")


def test_a_place_without_a_position_gets_one_and_an_event_without_a_place_too() -> None:
    nowhere = place(point=None, radius_km=None, gazetteer_id="", precision="unknown", score=0.0)
    assert lay(told(nowhere), [wanted(elsewhere(BOLIVIA))]).places[0].place.point == BOLIVIA.point
    bare = replace(told(), places=(), conf_geocode=None)
    added = lay(bare, [wanted(elsewhere(bridge(), text="", was=""))])
    assert [item.place.name for item in added.places] == ["the bridge"]
    assert added.decisions[0].machine == "" and added.conf_geocode == 1.0


def test_a_place_that_is_none_goes_and_the_others_keep_theirs() -> None:
    lima = place(span=THERE, text="Lima", name="Lima")
    steps = [wanted(elsewhere(bridge(), text="Lima", was="Lima")), wanted(elsewhere(None), hours=1)]
    after = lay(told(place(), lima), steps)
    assert [item.place.name for item in after.places] == ["the bridge"]
    assert [one.position for one in after.decisions] == [0, None]


def test_where_another_telling_now_gives_the_place_the_decision_still_holds() -> None:
    merged = told(place(text="Port of Spain", name="Port of Spain"))
    assert lay(merged, [wanted(elsewhere(BOLIVIA))]).places[0].place.country == "BOL"


def test_of_two_that_may_be_meant_none_is_taken() -> None:
    two = told(place(text="Lima", name="Lima"), place(text="Cusco", name="Cusco"))
    assert lay(two, [wanted(elsewhere(BOLIVIA))]) == two


def test_a_date_is_certain_and_says_that_a_person_gave_it() -> None:
    after = lay(told(), [wanted(DateChange("date", date(2025, 10, 1), date(2025, 10, 7), "week"))])
    assert (after.when.first, after.when.last) == (date(2025, 10, 1), date(2025, 10, 7))
    assert (after.when.precision, after.when.basis, after.conf_date) == ("week", "person", 1.0)
    assert after.decisions[0].machine == "2025-10-23, to the day"


def test_another_kind() -> None:
    after = lay(told(), [wanted(KindChange("kind", "PROTEST", "protest"))])
    assert (after.type, after.mode) == ("PROTEST", "protest")
    assert after.decisions[0].machine == "MOBILIZE air_show_of_force"


def names(event: Event) -> list[tuple[str, str]]:
    return [(actor.name, actor.role) for actor in event.actors]


@pytest.mark.parametrize(
    ("change", "after"),
    [
        (JOE, [("United States", "actor"), ("Joe", "recipient")]),
        (ActorChange("actors", "remove", "united states"), []),
        (ActorChange("actors", "rename", "United States", to_name="US Air Force"),
         [("US Air Force", "actor")]),
        (ActorChange("actors", "role", "United States", to_role="host"),
         [("United States", "host")]),
        (ActorChange("actors", "add", "UNITED STATES"), [("United States", "actor")]),
    ],
)  # fmt: skip
def test_actors(change: ActorChange, after: list[tuple[str, str]]) -> None:
    assert names(lay(told(), [wanted(change)])) == after


def test_what_does_not_fit_changes_nothing_and_is_no_decision() -> None:
    gone = wanted(ActorChange("actors", "remove", "Nobody"))
    assert lay(told(), [gone]) == told()
    assert lay(told(), [wanted(elsewhere(BOLIVIA, role="origin"))]) == told()
    assert len(lay(told(), [gone, wanted(Note("note"))]).decisions) == 1


def test_a_rejected_event_says_so_and_a_note_changes_no_value() -> None:
    assert lay(told(), [wanted(Rejection("reject"))]).rejected and not told().rejected
    noted = lay(told(), [wanted(Note("note"), reason="see the map")])
    assert noted.decisions[0].reason == "see the map"
    assert replace(noted, uncorrected=None, made_by="rules 1") == told()


def test_the_latest_of_several_holds_and_all_are_told() -> None:
    steps = [wanted(elsewhere(BOLIVIA)), wanted(elsewhere(CUBA), hours=1)]
    after = lay(told(), steps)
    assert after.places[0].place.country == "CUB"
    assert [one.machine for one in after.decisions] == ["Trinidad", "Trinidad"]
    assert lay(after, steps[:1]).places[0].place.country == "BOL"


STEPS = (
    wanted(elsewhere(BOLIVIA)),
    wanted(elsewhere(CUBA), hours=1),
    wanted(elsewhere(bridge(), text="Lima", was="Lima"), hours=2),
    wanted(elsewhere(None), hours=3),
    wanted(JOE, hours=4),
    wanted(ActorChange("actors", "rename", "Joe", "recipient", to_name="Jo"), hours=5),
    wanted(DateChange("date", date(2025, 1, 1), date(2025, 1, 1), "day"), hours=6),
    wanted(KindChange("kind", "PROTEST", "protest"), hours=7),
    wanted(Rejection("reject"), hours=8),
    wanted(Note("note"), hours=9),
)
BEFORE = told(place(), place(span=THERE, text="Lima", name="Lima"))


def under(log: list[Correction]) -> Event:
    return lay(BEFORE, in_force(log))


@given(
    st.sets(st.sampled_from(STEPS), max_size=6),
    st.sets(st.sampled_from(STEPS), max_size=6),
    st.randoms(use_true_random=False),
)
def test_the_order_of_doing_and_undoing_does_not_matter(
    done: set[Correction], undone: set[Correction], chance: random.Random
) -> None:
    """Twice is once, and nothing remains of what was undone."""
    log = [*done, *(undoing(one) for one in undone)]
    chance.shuffle(log)
    assert under(log) == under([*log, *log]) == under(sorted(done - undone, key=lambda o: o.at))
    if not done - undone:
        assert under(log) == BEFORE
    assert lay(under(log), ()) == BEFORE


def test_undoing_an_undoing_makes_it_hold_again_however_long_the_chain() -> None:
    log = [STEPS[0]]
    for number in range(3000):
        log.append(undoing(log[-1], hours=10 + number))
    assert in_force(log) == STEPS[:1]
    assert in_force(log[:-1]) == ()
    assert undone_by(log[:2]) == {STEPS[0].id: log[1]}


def test_an_undoing_of_what_is_not_there_does_no_harm() -> None:
    assert in_force([undoing(STEPS[0])]) == ()


@given(st.lists(st.sampled_from(STEPS), max_size=5, unique=True))
def test_a_corrected_event_is_stored_and_read_with_all_that_undoes_it(
    log: list[Correction],
) -> None:
    after = under(log)
    again = decode(Event, encode(after))
    assert again == after and lay(again, ()) == BEFORE


def test_each_actor_is_there_once_in_each_role() -> None:
    twice = replace(told(), actors=(Actor("Joe", "", ""), Actor("Jo", "", "")))
    rename = ActorChange("actors", "rename", "Jo", to_name="Joe")
    assert names(lay(twice, [wanted(rename)])) == [("Joe", "actor")]


def test_a_destination_keeps_whether_it_was_reached() -> None:
    way = replace(told(), places=(PlaceInEvent("destination", place(), reached=False),))
    after = lay(way, [wanted(elsewhere(CUBA, role="destination"))])
    assert (after.places[0].reached, after.places[0].place.country) == (False, "CUB")
