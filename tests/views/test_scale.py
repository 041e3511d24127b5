"""A hundred thousand events: the same answers as row by row, and small messages."""

from __future__ import annotations

import gzip
import json
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.fixtures import crowd
from tests.views.conftest import opened
from views import (
    cells,
    choose,
    data,
    deck,
    gpu,
    ladder,
    palette,
    routes,
    search,
    spots,
    table,
    words,
)
from views.data import Snapshot
from views.layers import Scene
from views.state import Filters, View

SOME = 8_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("crowd")


@pytest.fixture(scope="module")
def some(folder: Path) -> Snapshot:
    return opened(crowd.fill(folder / "some.db", SOME))


@pytest.fixture
def low_ladder(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The last rung begins below ``SOME``."""
    monkeypatch.setattr(ladder, "MOST", SOME - 1)
    yield


@pytest.fixture
def many_places(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The graphics card filters."""
    monkeypatch.setattr(ladder, "PLACES", 0)
    yield


def scene(snapshot: Snapshot, filters: Filters) -> Scene:
    return Scene(snapshot, filters, "event", palette.GROUND["light"], (), (), 0)


def layers(snapshot: Snapshot, filters: Filters) -> dict[str, Any]:
    spec = json.loads(deck.deck(scene(snapshot, filters), View(0, 0, 1)).to_json())
    return {part["id"]: part for part in spec["layers"]}


@pytest.mark.parametrize("text", ["flood", "ubung lima", "ÜBUNG", "arzte mexico", "no such word"])
def test_search_finds_what_looking_at_every_row_finds(many: Snapshot, text: str) -> None:
    rows = zip(*(many.frame[name].tolist() for name in data.SEARCHED), strict=True)
    terms = search.fold(text).split()
    slow = [all(t in stack for t in terms) for stack in (search.fold("\n".join(r)) for r in rows)]
    assert choose.choose(many, Filters(text=text)).mask.tolist() == slow
    assert any(slow) == (text != "no such word")


def test_counts_of_facets_are_those_of_every_row(many: Snapshot) -> None:
    choice = choose.choose(many, Filters(first=date(2025, 6, 1)).pick("type", ["AID"]))
    frame = many.frame[choice.without("actor")]
    pairs = zip(frame["actors"], frame["recipients"], strict=True)
    slow = Counter(name for two in pairs for name in {i for cell in two for i in words.items(cell)})
    fast = choose.counts(many, choice, "actor")
    assert slow
    assert {name: total for name, total in fast.items() if total} == dict(slow)


def test_the_list_is_newest_first_with_the_undated_last(some: Snapshot) -> None:
    mask = choose.choose(some, Filters().pick("type", ["AID"])).mask
    ordered = some.frame[mask].sort_values(["date_start", "event_id"], ascending=[False, True])
    assert table.ids(some, mask) == ordered["event_id"].tolist()


def test_cells_hold_every_marked_event_once(some: Snapshot) -> None:
    found = cells.cells(some, np.ones(SOME, dtype=bool))
    assert sum(cell["n"] for cell in found) == int(some.frame["on_map"].sum())
    biggest = max(found, key=lambda cell: cell["n"])
    here = spots.members(some, np.ones(SOME, dtype=bool), biggest["h"])
    assert int(here.sum()) == biggest["n"]


@pytest.mark.parametrize(
    "filters",
    [Filters(), Filters(first=date(2025, 1, 1)), Filters(last=date(2020, 1, 1)),
     Filters().pick("type", ["AID", "patrol"]), Filters().pick("status", ["denied"]),
     Filters(text="flood", first=date(2024, 1, 1), last=date(2025, 1, 1)).pick("type", ["AID"])],
)  # fmt: skip
@pytest.mark.parametrize("clock", ["event", "report"])
def test_the_graphics_card_and_the_server_choose_the_same(
    some: Snapshot, filters: Filters, clock: Any
) -> None:
    move = gpu.move(some, filters)
    left = choose.choose(some, move.left, clock).mask
    days, sets = gpu.columns(some, clock, np.arange(SOME))
    moved = [
        all(low <= n <= high for n, (low, high) in zip(day, move.ranges, strict=True))
        and all(n in wanted for n, wanted in zip(own, move.categories, strict=True))
        for day, own in zip(days, sets, strict=True)
    ]
    assert (left & moved).tolist() == choose.choose(some, filters, clock).mask.tolist()


def test_a_facet_with_too_many_sets_stays_with_the_server(
    some: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gpu, "MOST_SETS", 5)
    gpu.sets.cache_clear()
    try:
        move = gpu.move(some, Filters().pick("type", ["AID"]).pick("status", ["denied"]))
        assert dict(move.left.picked) == {"type": ("AID",)}
        assert move.categories[0] == [0]
    finally:
        gpu.sets.cache_clear()


@pytest.mark.usefixtures("many_places")
def test_a_move_of_dates_or_types_keeps_the_address(many: Snapshot) -> None:
    whole = layers(many, Filters())
    moved = layers(many, Filters(first=date(2025, 1, 1)).pick("type", ["AID"]))
    for name in ("points", "pick-points-0", "ends"):
        assert moved[name]["data"] == whole[name]["data"]
        assert moved[name]["filterRange"] != whole[name]["filterRange"]
        assert moved[name]["filterCategories"] != whole[name]["filterCategories"]
    assert layers(many, Filters(text="flood"))["points"]["data"] != whole["points"]["data"]


def test_a_filter_move_sends_at_most_5_kb_for_the_map(many: Snapshot) -> None:
    for filters in (Filters(), Filters(first=date(2025, 1, 1)).pick("type", ["AID", "ASSAULT"])):
        sent = deck.deck(scene(many, filters), View(0, 0, 1)).to_json().encode()
        # As the socket packs it (``enableWebsocketCompression``): a window of 4 kB.
        packer = zlib.compressobj(wbits=-12, memLevel=5)
        assert len(packer.compress(sent) + packer.flush()) <= 5_000


@pytest.mark.usefixtures("low_ladder")
def test_very_many_events_are_cells_and_the_newest(some: Snapshot) -> None:
    drawn = layers(some, Filters())
    assert {"cells", "pick-cells-0", "points", "pick-points-0"} <= set(drawn)
    assert not {"legs", "halos", "ends", "point-stacks"} & set(drawn)
    assert "/top.json" in drawn["points"]["data"]
    assert list(drawn)[-1] == "pick-points-0"
    told = ladder.said(some, choose.choose(some, Filters()))
    assert "8\u202f000 events are points" in told


@pytest.mark.usefixtures("low_ladder")
def test_few_of_very_many_events_have_their_own_marks(some: Snapshot) -> None:
    filters = Filters(text="flood caracas")
    choice = choose.choose(some, filters)
    assert 0 < choice.mask.sum() < ladder.NEAR
    assert "points.json" in layers(some, filters)["points"]["data"]
    assert ladder.said(some, choice) == ""


def test_a_place_of_the_newest_has_one_mark_and_counts_all(
    some: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gpu, "TOP", 50)
    mask = np.ones(SOME, dtype=bool)
    marks = gpu.top(some, mask)
    assert 0 < len(marks) <= 50
    assert len({tuple(mark["at"]) for mark in marks}) == len(marks)
    for mark in marks[:5]:
        here = spots.chosen(some, mask)[["lon", "lat"]] == mark["at"]
        assert mark["m"] == int(here.all(axis=1).sum())


def test_more_journeys_than_can_be_told_apart_show_their_ends(some: Snapshot) -> None:
    drawn = layers(some, Filters())
    assert "legs" not in drawn
    assert "ends" in drawn
    assert "journeys: only their ends" in ladder.said(some, choose.choose(some, Filters()))
    few = Filters(first=date(2026, 1, 1)).pick("type", ["AID"])
    assert "legs" in layers(some, few)
    assert ladder.said(some, choose.choose(some, few)) == ""


def test_marks_for_the_graphics_card_carry_its_columns(some: Snapshot) -> None:
    body = routes._marks_body(some, "points" + gpu.ALL, "")
    marks = json.loads(gzip.decompress(body))
    assert len(marks) > SOME / 2
    assert all(len(mark["f"]) == len(mark["g"]) == 2 for mark in marks)


def test_circles_and_numbers_are_drawn_for_few_only(some: Snapshot) -> None:
    crowded = {"halos", "unsure", "point-stacks", "end-stacks"}
    assert not crowded & set(layers(some, Filters()))
    assert "Circles and numbers" in ladder.said(some, choose.choose(some, Filters()))
    few = Filters().pick("type", ["AID"])
    assert "halos" in layers(some, few)
    assert "Circles" not in ladder.said(some, choose.choose(some, few))


def test_dots_among_very_many_are_small_from_afar(some: Snapshot, snapshot: Snapshot) -> None:
    for name in ("points", "pick-points-0"):
        dot = layers(some, Filters())[name]
        assert (dot["radiusUnits"], dot["getRadius"]) == ("meters", ladder.DOT_M)
        assert 0 < dot["radiusMinPixels"] < dot["radiusMaxPixels"]
        assert layers(snapshot, Filters())[name]["radiusUnits"] == "pixels"


def test_who_asks_at_the_same_time_waits_for_one_answer() -> None:
    asked: list[int] = []

    @routes.remembered(1)
    def slow(number: int) -> int:
        asked.append(number)
        time.sleep(0.2)
        return number * 2

    with ThreadPoolExecutor(4) as workers:
        assert list(workers.map(slow, [21] * 4)) == [42] * 4
    assert asked == [21]


def test_the_page_notices_what_a_run_adds(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = crowd.fill(folder / "grows.db", 20)
    monkeypatch.setenv("DATELINE_STORE", str(path))
    before = data.current()
    crowd.add_one(path, 20)
    assert data.newest_or_none() != before.token
    after = data.current()
    assert len(after.frame) == len(before.frame) + 1
    assert data.held(before.token) is before  # a page that still shows it finds its marks


def test_reading_in_pieces_gives_the_same_rows(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.store import read

    path = crowd.fill(folder / "pieces.db", 50)
    with read.open_reader(path) as reader:
        whole = reader.frame()
        monkeypatch.setattr(read, "ROWS_AT_ONCE", 7)
        pieces = reader.frame()
    assert pieces.equals(whole)
    assert list(pieces.dtypes) == list(whole.dtypes)
