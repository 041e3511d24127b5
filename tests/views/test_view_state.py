"""The link restores the state; a bad part is left out and named."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from views.choose import KEYS
from views.state import CLOCKS, TABS, Filters, State, View, from_query, to_query
from views.switches import LAYER_KEYS, shown

TEXT = st.text(min_size=1, max_size=40).map(str.strip).filter(bool)
VALUES = st.lists(TEXT, min_size=1, max_size=5, unique=True).map(tuple)


@st.composite
def states(draw: st.DrawFn) -> State:
    first, last = sorted(draw(st.tuples(st.dates(), st.dates())))
    filters = Filters(
        text=draw(st.just("") | TEXT),
        first=draw(st.sampled_from((None, first))),
        last=draw(st.sampled_from((None, last))),
        picked=draw(st.dictionaries(st.sampled_from(KEYS), VALUES)),
        excluded=draw(st.dictionaries(st.sampled_from(KEYS), VALUES)),
    )
    view = draw(
        st.none() | st.builds(View, st.integers(-80, 80), st.integers(-180, 180), st.just(3))
    )
    layers = st.lists(st.sampled_from(LAYER_KEYS), unique=True).map(tuple).map(shown)
    return State(
        filters, draw(st.sampled_from(CLOCKS)), "ev-1", draw(st.sampled_from(TABS)), view,
        layers=draw(st.none() | layers),
        here=draw(st.sampled_from(("", "39.47,-0.38", "8108bffffffffff"))),
    )  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow])  # on a busy machine
@given(states())
def test_a_state_survives_its_link(state: State) -> None:
    query = {k: [v] if isinstance(v, str) else v for k, v in to_query(state).items()}
    assert from_query(query, KEYS, layers=LAYER_KEYS) == (state, ())


def test_the_start_needs_no_parameters() -> None:
    assert to_query(State()) == {}
    assert from_query({}, KEYS) == (State(), ())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("from", "31-12-2025"), ("to", "2025-02-30"), ("clock", "sundial"), ("tab", "secrets"),
        ("view", "1,2"), ("view", "91,0,3"), ("view", "nan,0,3"), ("event", "x" * 300),
        ("DROP TABLE", "1"), ("not-q", "x"), ("not-not-type", "AID"),
        ("layers", "points,secrets"), ("layers", "none,points"),
        ("here", "39.47"), ("here", "8108bfffffffff!"), ("here", "<b>,1"),
    ],
)  # fmt: skip
def test_a_bad_part_is_named_and_the_rest_is_used(key: str, value: str) -> None:
    state, problems = from_query({key: [value], "q": ["bombers"]}, KEYS, layers=LAYER_KEYS)
    assert state == State(filters=Filters(text="bombers"))
    assert len(problems) == 1
    assert key[:10] in problems[0]


def test_dates_that_run_backwards_are_ignored() -> None:
    state, problems = from_query({"from": ["2025-10-02"], "to": ["2025-10-01"]}, KEYS)
    assert (state.filters.first, state.filters.last) == (None, None)
    assert problems


def test_a_huge_list_is_cut() -> None:
    state, problems = from_query({"actor": [str(n) for n in range(10_000)]}, KEYS)
    assert len(state.filters.picked["actor"]) == 50
    assert problems


def test_picking_nothing_lifts_a_filter() -> None:
    filters = Filters(first=date(2025, 1, 1)).pick("type", ["AID"])
    assert filters.pick("type", []) == Filters(first=date(2025, 1, 1))


def test_excluding_has_a_key_of_its_own() -> None:
    filters = Filters().pick("type", ["AID"]).exclude("type", ["flood", "storm"])
    assert to_query(State(filters)) == {"type": ["AID"], "not-type": ["flood", "storm"]}
    assert not filters.exclude("type", []).excluded
