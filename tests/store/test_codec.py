"""JSON and back gives the very same value, for any value of every noun."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import StoreError
from pipeline.model import (
    Actor,
    Aircraft,
    Candidate,
    Claim,
    Entry,
    Event,
    Place,
    PlaceInEvent,
    Point,
    Relation,
    Source,
    Span,
    When,
)
from pipeline.store.codec import decode, encode
from tests.store.samples import article, event

SPANS = st.tuples(st.integers(0, 10**6), st.integers(1, 10**4)).map(
    lambda pair: Span(pair[0], pair[0] + pair[1])
)
POINTS = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))
WHENS = st.tuples(st.dates(), st.dates()).map(
    lambda pair: When(min(pair), max(pair), "week", "relative")
)
FINITE = st.floats(allow_nan=False, allow_infinity=False)
ENTRIES = st.builds(Entry, radius_km=FINITE)
for kind, strategy in ((Span, SPANS), (Point, POINTS), (When, WHENS), (Entry, ENTRIES)):
    st.register_type_strategy(kind, strategy)


@settings(max_examples=60, deadline=None)
@given(st.one_of(*(st.from_type(kind) for kind in (Actor, Aircraft, Claim, Entry, Source, Span))))
def test_small_nouns_round_trip(value: object) -> None:
    assert decode(type(value), encode(value)) == value


PARTS = st.dictionaries(st.text(max_size=8), FINITE, max_size=4)
CANDIDATES = st.builds(Candidate, entry=ENTRIES, score=FINITE, parts=PARTS)
RELATIONS = st.builds(
    Relation,
    anchors=st.lists(SPANS, max_size=2).map(tuple),
    distance_km=st.none() | FINITE,
    bearing_deg=st.none() | FINITE,
)
PLACES = st.builds(
    Place,
    score=FINITE,
    radius_km=st.none() | FINITE,
    candidates=st.lists(CANDIDATES, max_size=3).map(tuple),
    relation=st.none() | RELATIONS,
    parts=PARTS,
)


@settings(max_examples=60, deadline=None)
@given(
    st.builds(
        Event,
        places=st.lists(st.builds(PlaceInEvent, place=PLACES), max_size=2).map(tuple),
        flight=st.none(),
        uncorrected=st.none(),
        conf_extraction=FINITE,
        conf_geocode=st.none() | FINITE,
        conf_date=FINITE,
    )
)
def test_events_round_trip(value: Event) -> None:
    assert decode(Event, encode(value)) == value


def test_a_flight_round_trips_with_all_its_parts() -> None:
    told = event(article(), callsigns=("BART21",), day=date(1, 1, 1), last=date(9999, 12, 31))
    assert decode(Event, encode(told)) == told


def test_no_number_that_json_does_not_know() -> None:
    with pytest.raises(ValueError, match="JSON"):
        encode(Aircraft("", "x", "", None, float("nan"), Span(0, 1), ""))  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"id": 3}', '{"unknown": 1}', "null", "{"])
def test_a_damaged_row_is_a_store_error(text: str) -> None:
    with pytest.raises(StoreError, match="store status"):
        decode(Event, text)
