"""Chips: one for each active filter, and each lifts exactly its own."""

from __future__ import annotations

from datetime import date

from hypothesis import given

from tests.views.test_view_state import states
from views import chips
from views.state import Filters, State


@given(states())
def test_each_chip_lifts_its_filter_and_no_other(state: State) -> None:
    filters = state.filters
    found = chips.active(filters, state.clock)
    assert bool(found) == filters.any
    for chip in found:
        rest = chips.active(chips.without(filters, chip), state.clock)
        assert rest == [other for other in found if other != chip]


@given(states())
def test_lifting_all_chips_lifts_all_filters(state: State) -> None:
    filters = state.filters
    for chip in chips.active(filters, state.clock):
        filters = chips.without(filters, chip)
    assert not filters.any


def test_a_chip_says_what_it_is() -> None:
    filters = Filters("off  coast", date(2025, 10, 1), date(2025, 10, 7))
    filters = filters.pick("type", ["AID", "flood"]).exclude("country", ["VEN"])
    texts = [(chip.text, chip.excluded) for chip in chips.active(filters, "report")]
    assert texts == [
        ("“off coast”", False), ("Reported 1–7 Oct 2025", False), ("What: Aid", False),
        ("Mode: Flood", False), ("Country of the place: Venezuela", True),
    ]  # fmt: skip
