"""The layers that can be switched: what they hold, which are drawn, what a click on them opens."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import h3
import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from pipeline.model import Point
from tests.fixtures import synthetic
from tests.views.drawn import listed, open_row
from views import areas, background, cells, marks, palette, routes, spots, switches
from views.data import Bools, Snapshot, current
from views.layers import Scene
from views.marks import Drawn, Stop
from views.state import Filters

PAGE = Path(__file__).parents[2] / "views" / "page.py"
UseStore = Callable[[Path], None]
STYLE = "https://tiles.example/style.json"
SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}


@pytest.fixture(scope="module")
def every(snapshot: Snapshot) -> Bools:
    return np.ones(len(snapshot.frame), dtype=bool)


def some(snapshot: Snapshot, words: str) -> Bools:
    found = snapshot.frame["title"].str.contains(words, regex=False).to_numpy(dtype=bool)
    assert found.any()
    return np.asarray(found)


def scene(snapshot: Snapshot, *keys: str, **more: Any) -> Scene:
    return Scene(
        snapshot, Filters(), "event", palette.GROUND["light"], (), (), 0, keys or None, **more
    )


def ids(where: Scene) -> list[str]:
    return [json.loads(make(where).to_json())["id"] for make in switches.drawn(where)]


# what the layers hold


def test_heat_counts_every_mapped_event_once(snapshot: Snapshot, every: Bools) -> None:
    spread = spots.heat(snapshot, every)
    assert sum(record["n"] for record in spread) == 50
    assert {"at": [-0.38, 39.47], "n": 5} in spread


def test_cells_count_every_mapped_event_once(snapshot: Snapshot, every: Bools) -> None:
    made = cells.cells(snapshot, every)
    assert sum(record["n"] for record in made) == 50
    assert len({record["h"] for record in made}) == len(made)
    assert {h3.get_resolution(record["h"]) for record in made} == {1}  # all over the world
    assert all(record["k"] == cells.step(record["n"]) for record in made)


def test_a_cell_lists_the_events_that_it_counts(snapshot: Snapshot, every: Bools) -> None:
    for record in cells.cells(snapshot, every):
        assert spots.members(snapshot, every, record["h"]).sum() == record["n"]


def test_a_cell_tells_what_is_in_it(snapshot: Snapshot) -> None:
    (cell,) = cells.cells(snapshot, some(snapshot, "Flood in Valencia"))
    assert cell["t"] == "5 events"
    assert cell["p"] == "Natural disaster 5"
    assert cell["d"].endswith("2025")


def test_cells_are_finer_the_closer_the_events_lie() -> None:
    wide, narrow = pd.Series([-50.0, 60.0]), pd.Series([50.0, 50.2])
    lon = pd.Series([-120.0, 100.0])
    levels = [
        cells.resolution(wide, lon),
        cells.resolution(narrow, pd.Series([0.0, 20.0])),
        cells.resolution(narrow, pd.Series([4.0, 4.5])),
    ]
    assert levels == sorted(set(levels))
    # On both sides of the 180th meridian is close together.
    assert cells.resolution(narrow, pd.Series([179.8, -179.8])) == cells.FINEST
    assert cells.resolution(narrow[:1], lon[:1]) == cells.FINEST - 1


@pytest.mark.parametrize(
    ("count", "step"), [(1, 0), (2, 1), (4, 1), (5, 2), (24, 3), (25, 4), (99, 4), (100, 5)]
)
def test_a_count_has_the_colour_of_its_legend(count: int, step: int) -> None:
    assert cells.step(count) == step
    low, _, high = cells.legend()[step].rstrip(" +").partition("–")
    assert int(low) <= count <= int(high or 10**9 if step == 5 else high or low)
    assert len(cells.legend()) == len(cells.COLORS["light"]) == len(cells.COLORS["dark"])


def test_titles_are_those_of_the_newest_at_each_place(snapshot: Snapshot, every: Bools) -> None:
    made = spots.titles(snapshot, every)
    assert len({tuple(record["at"]) for record in made}) == len(made)
    assert [record["r"] for record in made] == list(range(len(made)))
    flood = next(record for record in made if record["at"] == [-0.38, 39.47])
    assert flood["x"].startswith("Flood in Valencia")
    assert flood["x"].endswith("+4")
    assert all(len(record["x"]) <= spots.TITLE_CHARS + 8 for record in made)


def test_areas_are_drawn_once_and_the_newest_first(
    snapshot: Snapshot, every: Bools, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = snapshot.places.copy()
    assert areas.areas(snapshot, every) == []
    places.loc[[0, 1], "area"] = json.dumps(SQUARE)
    moved = json.dumps({**SQUARE, "coordinates": [[[5, 5], [6, 5], [6, 6], [5, 5]]]})
    places.loc[len(places) - 1, "area"] = moved
    with_areas = replace(snapshot, places=places)
    made = areas.areas(with_areas, every)
    assert sorted(str(feature["geometry"]) for feature in made) == sorted(
        str(json.loads(area)) for area in (json.dumps(SQUARE), moved)
    )
    assert all(len(feature["properties"]["c"]) == 3 for feature in made)
    monkeypatch.setattr(areas, "MOST", 1)
    assert len(areas.areas(with_areas, every)) == 1
    assert areas.areas(with_areas, ~every) == []


def stop(role: str, lon: float, *, radius: float | None = 10.0) -> Stop:
    return Stop(role, role, Point(10.0, lon), radius, None)


def event(*stops: Stop, width: float = 1.5) -> Drawn:
    label = {"id": "ev-1", "c": [1, 2, 3], "t": "Title", "d": "", "p": ""}
    return Drawn(label, stops, solid=True, width=width)


def test_an_unknown_extent_is_a_dashed_ring_and_no_halo() -> None:
    vague = event(stop("location", 5.0, radius=None))
    assert marks.halos([vague]) == []
    assert marks.unsure([vague]) == [{"at": [5.0, 10.0], "c": [1, 2, 3]}]
    assert marks.unsure([event(stop("location", 5.0))]) == []


def test_stops_on_the_way_are_numbered() -> None:
    journey = event(
        stop("origin", 0.0), stop("via", 5.0), stop("via", 9.0), stop("destination", 20.0)
    )
    assert [end["n"] for end in marks.ends([journey])] == ["", "1", "2", ""]


@pytest.mark.parametrize(
    ("low", "high", "width"),
    [(None, None, 1.5), (1, 1, 1.5), (2, 2, 2.3), (2, 8, 3.9), (4, None, 3.1), (500, 500, 6.0)],
)
def test_a_leg_is_broader_the_more_aircraft_fly_it(
    snapshot: Snapshot, low: int | None, high: int | None, width: float
) -> None:
    frame = snapshot.frame.copy()
    frame["aircraft_count_min"] = pd.array([low] * len(frame), dtype="Int64")
    frame["aircraft_count_max"] = pd.array([high] * len(frame), dtype="Int64")
    drawn = marks.drawn(replace(snapshot, frame=frame), some(snapshot, "B-1 bombers"))
    assert {leg["w"] for leg in marks.legs(drawn)} == {width}


def test_ends_at_one_field_are_a_stack_too() -> None:
    two = [event(stop("origin", 0.0), stop("destination", 20.0)), event(stop("origin", 0.0))]
    assert marks.stacks(two) == [{"at": [0.0, 10.0], "n": "2", "p": 0, "e": 1}]
    assert [end["m"] for end in marks.ends(two)] == [2, 1, 2]


# which are drawn


def test_every_switch_draws_and_hides_its_own_layers(snapshot: Snapshot) -> None:
    bare = ids(scene(snapshot, "nothing"))
    for switch in switches.LAYERS:
        own = set(ids(scene(snapshot, switch.key))) - set(bare)
        assert len(own) == len(switch.draws) + len(switch.hits)
    assert ids(scene(snapshot)) == ids(scene(snapshot, *switches.AT_FIRST))


def test_layers_that_answer_clicks_lie_on_top(snapshot: Snapshot) -> None:
    names = ids(scene(snapshot, *switches.LAYER_KEYS))
    hits = [name.startswith("pick-") for name in names]
    assert hits == sorted(hits)
    assert names.index("ground-light") < names.index("disputed")


def test_turning_a_layer_back_is_as_at_first() -> None:
    with_heat = switches.turned(None, "heat", on=True)
    assert with_heat is not None
    assert set(with_heat) == {*switches.AT_FIRST, "heat"}
    assert switches.turned(with_heat, "heat", on=False) is None
    assert switches.turned((), "points", on=True) == ("points",)


def test_another_background_brings_its_own_ground(snapshot: Snapshot) -> None:
    names = ids(scene(snapshot, background=STYLE))
    assert not {"ground-light", "disputed", "names", "small_names"} & set(names)
    assert "points" in names


# on the page


def fresh(**query: str) -> AppTest:
    at = AppTest.from_file(str(PAGE), default_timeout=30)
    for key, value in query.items():
        at.query_params[key] = value
    at.run()
    assert not at.exception
    return at


def spec(at: AppTest) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(at.get("deck_gl_json_chart")[0].proto.json)
    return found


def drawn_ids(at: AppTest) -> set[str]:
    return {layer["id"] for layer in spec(at)["layers"]}


def link(at: AppTest) -> dict[str, str]:
    return {k: v if isinstance(v, str) else v[0] for k, v in at.query_params.items()}


def texts(at: AppTest) -> str:
    return " ".join(html.proto.body for html in at.get("html"))


def rows(at: AppTest) -> list[str]:
    return listed(at, "here")


@pytest.fixture
def page(use_store: UseStore, made_store: Path) -> AppTest:
    use_store(made_store)
    return fresh()


def test_a_switch_reaches_map_and_link_and_the_link_restores_it(page: AppTest) -> None:
    assert "cells" not in drawn_ids(page)
    page.toggle("layer-cells").set_value(True).run()
    page.toggle("layer-points").set_value(False).run()
    assert "cells" in drawn_ids(page)
    assert "points" not in drawn_ids(page)
    assert "Events in a cell" in texts(page)
    again = fresh(layers=link(page)["layers"])
    assert drawn_ids(again) == drawn_ids(page)
    assert not again.toggle("layer-points").value
    page.toggle("layer-points").set_value(True).run()
    page.toggle("layer-cells").set_value(False).run()
    assert "layers" not in link(page)
    assert "Events in a cell" not in texts(page)


def test_a_link_with_an_unknown_layer_opens_and_says_so(page: AppTest) -> None:
    at = fresh(layers="points,secrets")
    assert "secrets" in at.warning[0].value
    assert drawn_ids(at) == drawn_ids(page)


def click(layer: str, hit: dict[str, Any], **query: str) -> AppTest:
    at = AppTest.from_file(str(PAGE), default_timeout=30)
    for key, value in query.items():
        at.query_params[key] = value
    at.run()
    at.session_state["deck"] = {
        "selection": {"indices": {f"{layer}-0": [0]}, "objects": {f"{layer}-0": [hit]}}
    }
    return at.run()


def test_a_click_on_a_stack_lists_it_and_steps_go_through_it(
    page: AppTest, snapshot: Snapshot, every: Bools
) -> None:
    hit = next(
        record for record in marks.points(marks.drawn(snapshot, every))
        if record["at"] == [-0.38, 39.47]
    )  # fmt: skip
    assert hit["m"] == 5
    at = click("pick-points", hit)
    assert link(at) == {"here": "39.47,-0.38", "tab": "here", "event": hit["id"]}
    assert len(rows(at)) == 5
    assert "5 events at this place" in texts(at)
    open_row(at)
    assert "1 of 5 here" in texts(at)
    assert at.button("previous").disabled
    for number in range(2, 6):
        at.button("next").click().run()
        assert f"{number} of 5 here" in texts(at)
    assert at.button("next").disabled
    at.button("here").click().run()
    assert link(at)["tab"] == "here"
    assert len(rows(at)) == 5


def test_a_click_on_a_cell_lists_its_events(
    page: AppTest, snapshot: Snapshot, every: Bools
) -> None:
    hit = max(cells.cells(snapshot, every), key=lambda record: int(record["n"]))
    at = click("pick-cells", hit, layers="cells")
    assert link(at)["here"] == hit["h"]
    assert len(rows(at)) == hit["n"]
    assert f"{hit['n']} events in this cell" in texts(at)
    outline = next(layer for layer in spec(at)["layers"] if layer["id"] == "selected-cell")
    assert outline["data"] == [{"h": hit["h"]}]


def test_a_place_whose_events_are_filtered_away_says_so(page: AppTest) -> None:
    at = fresh(here="39.47,-0.38", tab="here", type="AID")
    assert rows(at) == []
    assert "No event that passes the filters" in texts(at)


def test_a_row_of_the_whole_list_leaves_the_stack(page: AppTest) -> None:
    at = fresh(here="39.47,-0.38")
    open_row(at)
    assert "here" not in link(at)


# another background


def test_nobody_is_asked_for_a_background_without_consent(page: AppTest) -> None:
    page.text_input("background-field").input(STYLE).run()
    assert spec(page)["mapStyle"] == "__MAP_STYLE__"
    consent = page.toggle("background-consent")
    assert not consent.value
    assert "tiles\\.example" in consent.label
    consent.set_value(True).run()
    assert spec(page)["mapStyle"] == STYLE
    assert "mapProvider" not in spec(page)
    assert "ground-light" not in drawn_ids(page)
    assert "tiles" not in str(link(page))
    page.toggle("background-consent").set_value(False).run()
    assert spec(page)["mapStyle"] == "__MAP_STYLE__"
    assert "ground-light" in drawn_ids(page)


def test_consent_ends_with_another_address(page: AppTest) -> None:
    page.text_input("background-field").input(STYLE).run()
    page.toggle("background-consent").set_value(True).run()
    page.text_input("background-field").input("https://other.example/style.json").run()
    assert spec(page)["mapStyle"] == "__MAP_STYLE__"
    assert not page.toggle("background-consent").value


def test_a_link_never_brings_a_background(page: AppTest) -> None:
    at = fresh(background=STYLE, **{"background-allowed": "tiles.example"})
    assert spec(at)["mapStyle"] == "__MAP_STYLE__"
    assert len(at.warning) == 2


@pytest.mark.parametrize(
    "address",
    ["http://tiles.example/s.json", "javascript:alert(1)", "mapbox://styles/x", "https://",
     "https://a b.example/", "https://me:secret@tiles.example/s.json", "https://x/" + "y" * 600],
)  # fmt: skip
def test_an_address_that_is_none_is_refused_in_words(page: AppTest, address: str) -> None:
    with pytest.raises(ValueError, match=r"https://|password"):
        background.host(address)
    page.text_input("background-field").input(address).run()
    assert not page.exception
    assert page.warning
    assert spec(page)["mapStyle"] == "__MAP_STYLE__"


def test_hostile_texts_stay_data(use_store: UseStore, nasty_store: Path) -> None:
    use_store(nasty_store)
    rows_now = current()
    wanted = np.ones(len(rows_now.frame), dtype=bool)
    for make in routes.COLUMN_KINDS.values():
        json.dumps(make(rows_now, wanted), allow_nan=False)
    written = {record["x"] for record in spots.titles(rows_now, wanted)}
    assert any(title[:20].strip() in text for title in synthetic.NASTY for text in written)
    at = fresh(here=spots.place(rows_now, rows_now.frame["event_id"].iloc[0]), tab="here")
    assert not any("![x](" in button.label for button in at.button)
