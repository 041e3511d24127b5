"""What is drawn for which events, and by which layers."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from views import deck, marks, palette, spots
from views.data import Snapshot
from views.deckgl import layer
from views.layers import PICK, Scene
from views.marks import Drawn
from views.state import Filters, View
from views.switches import LAYER_KEYS, drawn


@pytest.fixture(scope="module")
def events(snapshot: Snapshot) -> list[Drawn]:
    return marks.drawn(snapshot, np.ones(len(snapshot.frame), dtype=bool))


def of(events: list[Drawn], words: str) -> list[Drawn]:
    found = [event for event in events if words in event.label["t"]]
    assert found
    return found[:1]


def test_a_country_gets_no_mark(events: list[Drawn]) -> None:
    titles = " ".join(event.label["t"] for event in events)
    assert "Sanctions on Venezuela" not in titles
    assert "without a place" not in titles
    assert len(events) == 50


def test_a_journey_runs_from_stop_to_stop(events: list[Drawn]) -> None:
    drawn = marks.legs(of(events, "B-1 bombers"))
    assert [leg["dash"] for leg in drawn] == [0, 0, 1]  # the destination was not reached
    heads = marks.arrows(of(events, "B-1 bombers"))
    assert len(heads) == 3
    assert -60 < heads[0]["a"] < -20  # from Texas to the south-east
    assert [end["p"].split(":")[0] for end in marks.ends(of(events, "B-1 bombers"))] == [
        "origin", "via", "destination",
    ]  # fmt: skip


def test_a_journey_over_the_180th_meridian_is_cut(events: list[Drawn]) -> None:
    parts = [leg["path"] for leg in marks.legs(of(events, "Tahiti"))]
    assert len(parts) == 2
    assert parts[0][-1][0] == 180.0
    assert parts[1][0][0] == -180.0


def test_a_single_end_is_shown_with_a_sign(events: list[Drawn]) -> None:
    lone = of(events, "takes off from Guam")
    assert marks.legs(lone) == []
    assert [end["x"] for end in marks.ends(lone)] == ["→ ?"]
    assert marks.points(lone) == []


def test_there_and_back_to_the_same_field_is_no_line(events: list[Drawn]) -> None:
    start = of(events, "Japan")[0].stops[0]
    back = Drawn(events[0].label, (start, replace(start, role="destination")), solid=True)
    assert marks.legs([back]) == []
    assert back.one_ended is start


def test_halos_are_metres_and_drawn_once(events: list[Drawn]) -> None:
    circles = marks.halos(of(events, "Gulf of Finland") * 3)
    assert [circle["r"] for circle in circles] == [150_000]


def test_what_has_not_happened_is_hollow(events: list[Drawn]) -> None:
    assert marks.points(of(events, "Ministers meet"))[0]["s"] == 0
    assert marks.points(of(events, "Flood"))[0]["s"] == 1


def test_events_at_one_place_are_counted_and_found(snapshot: Snapshot) -> None:
    mask = np.ones(len(snapshot.frame), dtype=bool)
    counts = {tuple(s["at"]): s["n"] for s in marks.stacks(marks.drawn(snapshot, mask))}
    assert counts[(-0.38, 39.47)] == "5"
    flood = snapshot.frame.loc[snapshot.frame["title"].str.startswith("Flood"), "event_id"]
    here = spots.place(snapshot, flood.iloc[0])
    assert here == "39.47,-0.38"
    found = spots.members(snapshot, mask, here)
    assert list(snapshot.frame.loc[found, "event_id"]) == list(flood)
    mask[snapshot.row_of[flood.iloc[0]]] = False
    assert spots.members(snapshot, mask, here).sum() == 4


def test_every_mark_is_valid_json_without_nan(events: list[Drawn]) -> None:
    for make in marks.KINDS.values():
        json.dumps(make(events), allow_nan=False)


def test_every_layer_is_made_of_names_that_deck_gl_knows(snapshot: Snapshot) -> None:
    nothing = Scene(snapshot, Filters(), "event", palette.GROUND["dark"], (), (), 0, LAYER_KEYS)
    selected = marks.drawn(snapshot, snapshot.frame["on_map"].to_numpy())[:1]
    area = '{"type": "Polygon", "coordinates": []}'
    scene = replace(nothing, selected=selected, areas=[area], here="84be0e3ffffffff")
    spec = json.loads(deck.deck(scene, View(0, 0, 1)).to_json())
    ids = [part["id"] for part in spec["layers"]]
    bare = [
        part["id"] for part in json.loads(deck.deck(nothing, View(0, 0, 1)).to_json())["layers"]
    ]
    assert [i for i in ids if not i.startswith("selected-")] == bare  # what is empty is not
    assert len(ids) == len(drawn(scene)) == len(set(ids))
    assert [i for i in ids if i.startswith(PICK)] == ids[-4:]
    assert all(part["pickable"] == part["id"].startswith(PICK) for part in spec["layers"])
    # With pydeck's own placeholder the browser asks no tile server; a style of None makes it ask.
    assert spec["mapStyle"] == "__MAP_STYLE__"
    assert spec.get("mapProvider") is None


def test_the_map_stays_small_whatever_it_shows(snapshot: Snapshot) -> None:
    scene = Scene(snapshot, Filters(), "event", palette.GROUND["light"], (), (), 0, LAYER_KEYS)
    parts = [json.loads(make(scene).to_json()) for make in drawn(scene)]
    assert len(json.dumps(parts)) < 12_000


@pytest.mark.parametrize(
    ("kind", "arguments"),
    [
        ("ScaterplotLayer", {}),
        ("ScatterplotLayer", {"get_colour": [1, 2, 3]}),
        ("PathLayer", {"extensions": [{"@@type": "DashExtension"}]}),
    ],
)
def test_a_misspelt_name_is_refused(kind: str, arguments: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="know"):
        layer(kind, **arguments)


def test_a_view_fits_across_the_180th_meridian(events: list[Drawn]) -> None:
    view = deck.fit(stop.point for stop in of(events, "Tahiti")[0].stops)
    assert abs(view.lon) > 150
    assert view.zoom > 2
    assert deck.fit([]) == deck.WORLD
