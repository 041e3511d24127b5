"""Very many marks in parts by their days."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from tests.fixtures import crowd
from tests.views.conftest import opened
from views import choose, deck, ladder, palette, parts, playing, routes
from views.data import Snapshot
from views.layers import Scene
from views.playing import Play
from views.state import Filters, View

SOME = 6_000


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    assert SOME > ladder.SMALL
    return opened(crowd.fill(tmp_path_factory.mktemp("parts") / "some.db", SOME))


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "SIZE", 400)
    parts.parts.cache_clear()


def drawn(snapshot: Snapshot, day: date, *, running: bool = False) -> list[dict[str, object]]:
    scene = Scene(snapshot, Filters(), "event", palette.GROUND["light"], (), (), 0)
    now = playing.moment(Play("month"), day, running=running)
    found: list[dict[str, object]] = json.loads(deck.deck(scene, View(0, 0, 1), now).to_json())[
        "layers"
    ]
    return found


@pytest.mark.usefixtures("small_parts")
def test_every_dated_mark_is_in_one_part_within_its_days(some: Snapshot) -> None:
    found = parts.parts(some, "event")
    firsts, lasts = (playing.numbers(days) for days in choose.days(some.frame, "event"))
    dated = (firsts < playing.NEVER) & some.frame["on_map"].to_numpy(bool)
    assert ((found.own >= 0) == dated).all()
    assert np.bincount(found.own[dated])[:-1].max() <= 400
    for part in found.spans:
        mine = found.own == part.number
        assert (part.first, part.last) == (firsts[mine].min(), lasts[mine].max())


@pytest.mark.usefixtures("small_parts")
def test_a_moment_draws_the_parts_of_its_days_only(some: Snapshot) -> None:
    layers = [x for x in drawn(some, date(2024, 6, 30)) if str(x["id"]).startswith("points-")]
    shown = [layer for layer in layers if layer["visible"]]
    assert len(layers) == len(parts.parts(some, "event").spans) > 10
    assert 1 <= len(shown) <= 4
    assert "halos" not in {layer["id"] for layer in drawn(some, date(2024, 6, 30))}


@pytest.mark.usefixtures("small_parts")
def test_the_parts_together_are_the_dated_points(some: Snapshot) -> None:
    def ids(kind: str) -> list[str]:
        body = routes._marks_body(some, kind, "")
        return [mark["id"] for mark in json.loads(gzip.decompress(body))]

    own = parts.parts(some, "event").own
    pieces = [ids(f"points-part-{part.number}") for part in parts.parts(some, "event").spans]
    whole = [one for one in ids("points") if own[some.row_of[one]] >= 0]
    assert sorted(one for piece in pieces for one in piece) == sorted(whole)
    assert ids("points-part-9999") == ids("points-part-x") == []


@pytest.mark.usefixtures("small_parts")
def test_of_more_than_most_only_the_parts_shown_are_sent(
    some: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ladder, "MOST", SOME - 1)
    monkeypatch.setattr(deck, "MOST", SOME - 1)
    layers = {str(layer["id"]): layer for layer in drawn(some, date(2024, 6, 30))}
    pieces = [name for name in layers if name.startswith("points-")]
    assert 1 <= len(pieces) <= 4
    assert "cells" not in layers
    part = int(pieces[0].rpartition("-")[2])
    whole = routes._in_part(some, "", part)
    monkeypatch.setattr(routes, "KEPT_DRAWN", SOME - 1)
    assert routes._in_part(some, "", part) == whole


def test_few_events_play_in_one_layer(made_store: Path) -> None:
    ids = [layer["id"] for layer in drawn(opened(made_store), date(2025, 9, 30))]
    assert "points" in ids
    assert not [one for one in ids if str(one).startswith("points-")]
