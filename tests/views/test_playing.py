"""Playback: which days are shown when, on the map and in the page."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from tests.fixtures import synthetic
from tests.views.drawn import press
from views import marks, palette, playback, playing, switches, timed
from views.data import Snapshot
from views.layers import Scene
from views.playing import Play
from views.state import Filters

PAGE = Path(__file__).parents[2] / "views" / "page.py"
LAST = synthetic.FIRST + timedelta(days=58)  # the last event has no date


@pytest.fixture
def open_page(made_store: Path, use_store: Callable[[Path], None]) -> Callable[..., AppTest]:
    def opened(**query: str) -> AppTest:
        use_store(made_store)
        at = AppTest.from_file(str(PAGE), default_timeout=60)
        for key, value in query.items():
            at.query_params[key] = value
        at.run()
        assert not at.exception
        return at

    return opened


def layers(at: AppTest) -> dict[str, dict[str, Any]]:
    spec = json.loads(at.get("deck_gl_json_chart")[0].proto.json)
    return {layer["id"]: layer for layer in spec["layers"]}


def link(at: AppTest) -> dict[str, str]:
    params = dict(at.query_params)
    return {key: v if isinstance(v, str) else v[0] for key, v in params.items()}


def said(at: AppTest) -> str:
    return next(html.proto.body for html in at.get("html") if 'class="now"' in html.proto.body)


@pytest.mark.parametrize("text", ["week,2025-10-12,7", "all,,365", "day,2025-01-01,1"])
def test_a_playback_survives_its_link(text: str) -> None:
    assert playing.to_text(playing.from_text(text)) == text


@pytest.mark.parametrize(
    "text", ["", "week", "year,,7", "week,yesterday,7", "week,,0", "week,,seven", "a,b,c,d"]
)
def test_a_bad_playback_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        playing.from_text(text)


def test_a_window_ends_on_its_day_and_so_far_has_no_beginning() -> None:
    day = date(2025, 10, 12)
    week = playing.moment(Play("week"), day)
    assert (week.first, week.last) == (date(2025, 10, 6), day)
    assert playing.moment(Play("all"), day).first is None


@pytest.mark.parametrize("window", ["day", "week", "month"])
@pytest.mark.parametrize("speed", playing.SPEEDS)
def test_no_day_is_skipped_however_fast_it_plays(window: playing.Window, speed: int) -> None:
    ticks = [int(n * playing.TICK_S * speed) for n in range(40)]
    shown: set[int] = set()
    for tick in ticks:
        now = playing.moment(
            Play(window, speed=speed), playing.EPOCH + timedelta(tick), running=True
        )
        shown |= set(range(now.low, now.high + 1))
    assert set(range(ticks[-1])) <= shown


def test_the_first_speed_plays_everything_in_under_a_minute() -> None:
    first = date(2020, 1, 1)
    for days in (1, 30, 400, 3000):
        speed = playing.suggested_speed(first, first + timedelta(days=days))
        assert days / speed < 60


@pytest.fixture(scope="module")
def model(snapshot: Snapshot) -> marks.Drawn:
    """An event with a circle."""
    return next(event for event in events(snapshot) if marks.halos([event]))


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), min_size=1, max_size=12),
    st.sampled_from((1, 7, 30, 0)),
    st.integers(-5, 90),
)
def test_a_circle_is_shown_once_and_only_when_one_of_its_events_is(
    model: marks.Drawn, spans: list[tuple[int, int]], days: int, high: int
) -> None:
    moved = [
        marks.Drawn({**model.label, "w": [begin, begin + length]}, model.stops, True)
        for begin, length in spans
    ]
    low = high - days + 1 if days else -playing.ALWAYS
    shown = [r for r in timed.halos(moved, days) if r["w"][0] <= high and r["w"][1] >= low]
    wanted = any(begin <= high and begin + length >= low for begin, length in spans)
    assert len(shown) == int(wanted)


def events(snapshot: Snapshot) -> list[marks.Drawn]:
    return marks.drawn(snapshot, np.ones(len(snapshot.frame), dtype=bool))


def test_marks_carry_the_days_of_the_clock_that_counts(snapshot: Snapshot) -> None:
    undated = next(e for e in events(snapshot) if "Mandalay" in e.label["t"])
    assert undated.label["w"] == [playing.NEVER, playing.NEVER]
    reported = marks.drawn(snapshot, np.ones(len(snapshot.frame), dtype=bool), "report")
    assert all(event.label["w"][0] < playing.NEVER for event in reported)


def test_every_layer_with_events_is_cut_to_the_moment_or_left_out(snapshot: Snapshot) -> None:
    scene = Scene(snapshot, Filters(), "event", palette.GROUND["light"], [], [], 0)
    now = playing.moment(Play("week"), date(2025, 10, 12))
    cut = timed.at_moment([make(scene) for make in switches.drawn(scene)], now)
    of_events = [made for made in cut if str(made.data).startswith("events/")]
    assert {made.id for made in of_events} >= {"points", "legs", "halos"}
    assert all(made.filter_range[0][1] == now.high for made in of_events)
    assert all("stacks" not in str(made.data) for made in of_events)
    assert "halos-week.json" in next(made.data for made in of_events if made.id == "halos")


def test_what_answers_clicks_rests_while_the_map_moves(snapshot: Snapshot) -> None:
    scene = Scene(snapshot, Filters(), "event", palette.GROUND["light"], [], [], 0)
    for running in (True, False):
        now = playing.moment(Play("week"), date(2025, 10, 12), running=running)
        cut = timed.at_moment([make(scene) for make in switches.drawn(scene)], now)
        hits = [made for made in cut if str(made.id).startswith("pick-")]
        assert hits
        assert all((getattr(made, "visible", True) is False) == running for made in hits)


def test_the_page_starts_without_a_player(open_page: Callable[..., AppTest]) -> None:
    at = open_page()
    assert "filterRange" not in layers(at)["points"]
    assert at.button("play").label == "Play"


def test_a_link_with_a_player_opens_and_stands_still(open_page: Callable[..., AppTest]) -> None:
    at = open_page(play="week,2025-09-14,7")
    assert at.button("play").label == "Play"
    assert at.slider("play-at").value == date(2025, 9, 14)
    high = playing.number(date(2025, 9, 14))
    assert layers(at)["points"]["filterRange"][0][1] == high
    assert layers(at)["points"]["filterRange"][1][0] == high - 6
    assert "8–14 Sep 2025</b> · 6 events" in said(at)  # one of the seven has no date


def test_playing_moves_with_the_clock_and_pausing_writes_the_link(
    open_page: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(playback, "monotonic", lambda: now[0])
    at = open_page(play="day,2025-09-05,2")
    at.button("play").click().run()
    data = layers(at)["points"]["data"]
    assert at.button("play").label == "Pause"
    now[0] += 3.0
    at.run()
    assert layers(at)["points"]["filterRange"][0][1] == playing.number(date(2025, 9, 11))
    assert layers(at)["points"]["data"] == data  # no rows are sent again
    at.button("play").click().run()
    assert link(at)["play"] == "day,2025-09-11,2"
    now[0] += 60.0
    at.run()
    assert "11 Sep 2025" in said(at)


def test_it_stands_still_at_the_end_and_starts_anew_from_there(
    open_page: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(playback, "monotonic", lambda: now[0])
    at = open_page(play="week,,7")
    at.button("play").click().run()
    now[0] += 1000.0
    at.run()
    assert at.button("play").label == "Play"
    assert link(at)["play"] == f"week,{LAST.isoformat()},7"
    at.button("play").click().run()
    assert at.button("play").label == "Pause"
    assert "1–7 Sep 2025" in said(at)


def test_steps_are_windows_within_the_dates(open_page: Callable[..., AppTest]) -> None:
    at = open_page(play="week,2025-09-14,7")
    at.button("play-on").click().run()
    assert link(at)["play"] == "week,2025-09-21,7"
    for _ in range(4):
        at.button("play-back").click().run()
    assert link(at)["play"] == "week,2025-09-01,7"


def test_keeping_makes_a_date_filter_and_closes(open_page: Callable[..., AppTest]) -> None:
    at = open_page(play="week,2025-09-14,7")
    at.button("play-keep").click().run()
    assert link(at) == {"from": "2025-09-08", "to": "2025-09-14"}
    assert "filterRange" not in layers(at)["points"]


def test_clearing_leaves_no_player_behind(open_page: Callable[..., AppTest]) -> None:
    at = open_page(play="week,2025-09-14,7", type="AID")
    at.button("play").click().run()
    press(at, "clear")
    assert link(at) == {}
    assert "filterRange" not in layers(at)["points"]


def test_a_player_stays_within_the_date_filter(open_page: Callable[..., AppTest]) -> None:
    at = open_page(**{"play": "day,2025-12-24,7", "from": "2025-09-10", "to": "2025-09-20"})
    assert at.slider("play-at").value == date(2025, 9, 20)
    for _ in range(11):
        at.button("play-back").click().run()
    assert link(at)["play"] == "day,2025-09-10,7"


def test_without_dated_events_there_is_no_player(open_page: Callable[..., AppTest]) -> None:
    at = open_page(play="week,,7", q="mandalay")
    assert not [button for button in at.button if button.key == "play"]
