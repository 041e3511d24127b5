"""What the page promises about links, sessions and hostile values."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.views.drawn import act, press
from tests.views.test_page import counters, fresh, link

UseStore = Callable[[Path], None]
HOSTILE = (
    "' OR 1=1 --",
    '"; DROP TABLE event;--',
    "100%",
    "AID* NEAR/3 B",
    "\\",
    "\u202e",
    "%00",
)


@pytest.fixture(autouse=True)
def store(use_store: UseStore, made_store: Path) -> None:
    use_store(made_store)


@pytest.mark.parametrize("text", HOSTILE)
def test_search_words_are_only_words(text: str) -> None:
    at = fresh(q=text)
    assert counters(at)[0] == "0 of 60 events"
    assert not at.error


def test_names_of_columns_are_no_filters() -> None:
    at = fresh(haystack="x", **{"event_id; DROP TABLE event": "1"})
    assert counters(at)[0] == "60 of 60 events"
    said = " ".join(warning.value for warning in at.warning)
    assert "haystack" in said
    assert "DROP TABLE" in said
    assert link(at) == {}


def test_nine_hundred_values_of_a_filter_are_cut_and_told() -> None:
    # Streamlit itself ignores a link of more than a thousand parts.
    at = fresh(actor=[f"nobody {number}" for number in range(900)])
    assert "actor" in at.warning[0].value
    assert counters(at)[0] == "0 of 60 events"


def test_sessions_share_nothing_in_a_storm_of_reruns() -> None:
    one, two = fresh(type="AID"), fresh(q="lima")
    for number in range(6):
        act(one, "untick" if number % 2 else "tick", "PROTEST")
        press(two, "count-unmapped" if number % 2 else "count-list")
        assert counters(one)[0] == f"{10 if number % 2 == 0 else 5} of 60 events"
        assert counters(two)[0] == "5 of 60 events"
        assert "q" not in link(one)
        assert "type" not in link(two)


def test_a_link_opened_twice_gives_the_same_page(made_store: Path) -> None:
    at: AppTest = fresh(type=["AID", "PROTEST"], clock="report", sort="oldest", tab="list")
    again = fresh(**link(at))
    assert [b.label for b in again.button] == [b.label for b in at.button]
