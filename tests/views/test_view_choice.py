"""Filters and the counts beside them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fixtures import synthetic
from views import choose
from views.data import Snapshot, fold
from views.state import Filters


def chosen(snapshot: Snapshot, filters: Filters) -> set[str]:
    return set(snapshot.frame.loc[choose.choose(snapshot, filters).mask, "event_id"])


def test_no_filter_lets_everything_pass(snapshot: Snapshot) -> None:
    assert len(chosen(snapshot, Filters())) == len(snapshot.frame) == 60


def test_values_of_one_facet_add_and_facets_narrow(snapshot: Snapshot) -> None:
    both = chosen(snapshot, Filters().pick("type", ["AID", "PROTEST"]))
    assert both == chosen(snapshot, Filters().pick("type", ["AID"])) | chosen(
        snapshot, Filters().pick("type", ["PROTEST"])
    )
    narrowed = Filters().pick("type", ["AID", "PROTEST"]).pick("actor", ["France"])
    assert chosen(snapshot, narrowed) == chosen(snapshot, Filters().pick("type", ["AID"]))


def test_a_facet_is_counted_under_the_other_filters(snapshot: Snapshot) -> None:
    filters = Filters().pick("type", ["MOBILIZE"]).pick("actor", ["United States"])
    choice = choose.choose(snapshot, filters)
    totals = choose.counts(snapshot, choice, "type")
    assert {value: count for value, count in totals.items() if count} == {
        "MOBILIZE": 15, "SANCTION": 5, "air_patrol": 5, "air_show_of_force": 5, "recon": 5,
        "sanction": 5,
    }  # fmt: skip
    assert totals["AID"] == 0
    for key in choose.KEYS:
        for value, count in choose.counts(snapshot, choice, key).items():
            assert len(chosen(snapshot, filters.pick(key, [value]))) == count


def test_intervals_pass_when_they_share_a_day(snapshot: Snapshot) -> None:
    day = synthetic.FIRST
    assert len(chosen(snapshot, Filters(first=day, last=day))) == 1
    assert len(chosen(snapshot, Filters(last=date(2025, 8, 31)))) == 0


def test_undated_events_pass_no_date_filter(snapshot: Snapshot) -> None:
    undated = choose.undated(snapshot.frame, "event")
    everything = choose.choose(snapshot, Filters(first=date(1900, 1, 1)))
    assert undated.sum() == 5
    assert not (everything.mask & undated).any()
    assert not choose.undated(snapshot.frame, "report").any()


@given(st.text(alphabet="aeinrst%_'\";-*(){}^\\ ÉÑ", max_size=12) | st.text(max_size=12))
def test_search_words_are_words_and_never_patterns(snapshot: Snapshot, text: str) -> None:
    rows = snapshot.frame.set_index("event_id")["haystack"]
    wanted = {key for key, stack in rows.items() if all(t in stack for t in fold(text).split())}
    assert chosen(snapshot, Filters(text=text)) == wanted


@pytest.mark.parametrize("value", ["' OR 1=1 --", "AID;", "", "aid", "💥" * 50])
def test_an_unknown_value_matches_nothing(snapshot: Snapshot, value: str) -> None:
    assert chosen(snapshot, Filters().pick("type", [value])) == set()


def test_the_filter_that_empties_the_page_is_named(snapshot: Snapshot) -> None:
    choice = choose.choose(snapshot, Filters(text="no such words").pick("type", ["AID"]))
    assert choose.blocking(choice) == {"q": 5}
    both = choose.choose(snapshot, Filters(text="no such words").pick("type", ["nothing"]))
    assert choose.blocking(both) == {}
    assert choose.empty_alone(both) == ["q", "type"]
    out = Filters().pick("type", ["aid_flight"]).exclude("type", ["AID"])
    assert choose.blocking(choose.choose(snapshot, out)) == {"type": 55, "not-type": 5}
    dates = replace(Filters().pick("type", ["AID"]), first=date(2025, 10, 28))
    assert choose.blocking(choose.choose(snapshot, dates)) == {"dates": 5, "type": 2}
