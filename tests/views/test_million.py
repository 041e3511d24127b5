"""A million events in memory: filters, counts and the marks of the map keep to their budgets.

The rows are those of a hundred thousand made-up events ten times over, each time with ids and words
of their own. Times are the least of some tries: a busy machine makes a try slow, not fast.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from views import choose, ladder, routes
from views.data import Snapshot
from views.state import Filters

TIMES = 10
FILTER_S = 0.1
# Two long words looked up in 200 MB of texts; one word alone keeps to the budget of a filter.
SEARCH_S = 0.25
FACETS_S = 0.5
PAYLOAD_BYTES = 10_000_000

ASKED = {
    "days": Filters(first=date(2025, 11, 1), last=date(2026, 1, 31)),
    "types": Filters().pick("type", ["ASSAULT", "protest"]),
    "excluded": Filters().exclude("country", ["USA", "CHN"]),
    "many at once": Filters(first=date(2024, 1, 1))
    .pick("language", ["en", "nl"])
    .pick("status", ["confirmed"])
    .exclude("type", ["AID"]),
}


def tiled(one: Snapshot, times: int) -> Snapshot:
    """The rows of a snapshot several times, with other ids and titles in each."""
    frames, places = [], []
    for n in range(times):
        suffix = f"-{n}"
        own = one.frame["event_id"] + suffix
        haystack = one.frame["haystack"] + f"tile{n}\n"
        frames.append(one.frame.assign(event_id=own, haystack=haystack))
        moved = one.places["row"] + n * len(one.frame)
        places.append(one.places.assign(event_id=one.places["event_id"] + suffix, row=moved))
    frame = pd.concat(frames, ignore_index=True)
    row_of = {event_id: row for row, event_id in enumerate(frame["event_id"])}
    return replace(one, token="tiled", frame=frame, row_of=row_of,
                   places=pd.concat(places, ignore_index=True))  # fmt: skip


@pytest.fixture(scope="module")
def million(many: Snapshot) -> Iterator[Snapshot]:
    made = tiled(many, TIMES)
    for key in choose.KEYS:  # made once a data version, when the page first opens
        choose.index(made, key)
    yield made
    choose.index.cache_clear()


def least(step: Callable[[], object], tries: int = 5) -> float:
    """Seconds of the fastest of some tries."""
    taken = []
    for _ in range(tries):
        start = time.perf_counter()
        step()
        taken.append(time.perf_counter() - start)
    return min(taken)


@pytest.mark.parametrize("name", ASKED)
def test_a_filter_and_the_counts_of_all_facets(million: Snapshot, name: str) -> None:
    assert least(lambda: choose.choose(million, ASKED[name])) < FILTER_S
    chosen = choose.choose(million, ASKED[name])
    assert 0 < chosen.mask.sum() < len(million.frame)
    assert least(lambda: [choose.counts(million, chosen, key) for key in choose.KEYS]) < FACETS_S


def test_words_are_searched_in_every_text(million: Snapshot) -> None:
    wanted = Filters(text="london clashes tile7")
    assert least(lambda: choose.choose(million, wanted)) < SEARCH_S
    found = np.flatnonzero(choose.choose(million, wanted).mask)
    assert len(found) > 0
    assert all(million.frame["event_id"].iloc[found].str.endswith("-7"))


def test_the_marks_of_the_map_stay_below_ten_megabytes(million: Snapshot) -> None:
    everything = choose.choose(million, Filters())
    assert ladder.rung(million, int(everything.mask.sum())) == "cells"
    sent = sum(len(routes._marks_body(million, kind, "")) for kind in ("cells", "top"))
    assert 0 < sent < PAYLOAD_BYTES
