"""One mark a place: the newest event's, with the count of all that it stands for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from tests.fixtures import crowd
from tests.views.conftest import opened
from views import choose, deck, gpu, marks, palette, topmost
from views.data import Bools, Snapshot, newest_first
from views.layers import Scene
from views.state import Filters, View

SOME = 8_000
CHOICES = (Filters(), Filters().pick("type", ["ASSAULT"]), Filters(text="no such word"))
Spot = tuple[float, ...]


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return opened(crowd.fill(tmp_path_factory.mktemp("topmost") / "some.db", SOME))


def chosen(snapshot: Snapshot, filters: Filters) -> Bools:
    return choose.choose(snapshot, filters).mask


def counts(records: Sequence[dict[str, Any]]) -> dict[Spot, int]:
    return {tuple(record["at"]): record["m"] for record in records}


@pytest.mark.parametrize("filters", CHOICES)
@pytest.mark.parametrize("kind", ["points", "ends"])
def test_every_place_has_one_mark_with_the_count_of_all(
    some: Snapshot, filters: Filters, kind: str
) -> None:
    mask = chosen(some, filters)
    found = topmost.MADE[kind + topmost.TOP](some, mask)
    every = marks.KINDS[kind](marks.drawn(some, mask))
    assert counts(found) == counts(every)
    assert len(found) == len(counts(every))


def test_the_mark_is_that_of_the_newest(some: Snapshot) -> None:
    mask = chosen(some, CHOICES[1])
    rank = {str(some.frame["event_id"].iloc[row]): n for n, row in enumerate(newest_first(some))}
    best: dict[Spot, int] = {}
    for record in marks.points(marks.drawn(some, mask)):
        spot = tuple(record["at"])
        best[spot] = min(rank[record["id"]], best.get(spot, SOME))
    assert {tuple(r["at"]): rank[r["id"]] for r in topmost.points(some, mask)} == best


@pytest.mark.parametrize("filters", CHOICES)
def test_the_rest_are_the_ends_that_no_dot_covers(some: Snapshot, filters: Filters) -> None:
    mask = chosen(some, filters)
    dots, ends = counts(topmost.points(some, mask)), counts(topmost.ends(some, mask))
    assert counts(topmost.rest(some, mask)) == {at: n for at, n in ends.items() if at not in dots}


def data_of(snapshot: Snapshot, keys: tuple[str, ...] | None) -> dict[str, Any]:
    scene = Scene(snapshot, Filters(), "event", palette.GROUND["light"], (), (), 0, keys)
    spec = json.loads(deck.deck(scene, View(0, 0, 1)).to_json())
    return {part["id"]: str(part.get("data")).partition("?")[0] for part in spec["layers"]}


def test_events_at_few_places_are_one_mark_a_place(some: Snapshot) -> None:
    found = data_of(some, None)
    for name, kind in {"points": "points-top", "ends": "ends-rest"}.items():
        for layer in (name, f"pick-{name}-0"):
            assert found[layer].endswith(f"/{kind}.json")
    assert gpu.ALL not in str(found)
    assert data_of(some, ("journeys",))["ends"].endswith("/ends-top.json")


def test_places_are_counted_once(some: Snapshot) -> None:
    every = np.ones(SOME, dtype=bool)
    spots = {*counts(topmost.points(some, every)), *counts(topmost.ends(some, every))}
    assert topmost.places(some) == len(spots)


def test_a_shared_place_tells_how_many_events_it_has() -> None:
    lone, shared = {"id": "a", "p": "Lima", "m": 1}, {"id": "b", "p": "Oslo", "m": 8_269}
    assert marks.told([lone, shared, {"h": "cell", "n": 5}]) == [
        lone,
        {**shared, "p": "Oslo · 8\u202f269 events here"},
        {"h": "cell", "n": 5},
    ]
