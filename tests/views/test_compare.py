"""Two periods or two actors: counts, words, marks and the page."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from tests.views.drawn import press
from views import choose, compare, marks, pair, routes
from views.data import Snapshot
from views.pair import Half, Pair
from views.state import Filters, State, from_query

PAGE = Path(__file__).parents[2] / "views" / "page.py"
FIRST_HALF = Half(date(2025, 9, 1), date(2025, 9, 7))
SECOND_HALF = Half(date(2025, 9, 8), date(2025, 9, 21))
WEEKS = Pair(FIRST_HALF, SECOND_HALF)
ACTORS = Pair(Half(actor="United States"), Half(actor="Russia"))


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


def link(at: AppTest) -> dict[str, str]:
    params = dict(at.query_params)
    return {key: v if isinstance(v, str) else v[0] for key, v in params.items()}


def said(at: AppTest) -> str:
    return "".join(html.proto.body for html in at.get("html"))


@pytest.mark.parametrize("half", [FIRST_HALF, Half(actor="actor:x..y"), Half(actor="Ü & <b>")])
def test_a_half_survives_its_link(half: Half) -> None:
    assert pair.from_text(pair.to_text(half)) == half


@pytest.mark.parametrize("text", ["2025-09-07..2025-09-01", "actor:", "2025-09-07", "x..y", ""])
def test_a_bad_half_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        pair.from_text(text)


def test_halves_of_two_kinds_are_ignored_and_named() -> None:
    state, problems = from_query({"a": ["actor:France"], "b": ["2025-09-01..2025-09-02"]}, ())
    assert state.pair is None
    assert "two periods or two actors" in problems[0]


def test_the_period_before_is_as_long_and_ends_the_day_before() -> None:
    first, last = pair.before(date(2025, 10, 8), date(2025, 10, 14))
    assert (first, last) == (date(2025, 10, 1), date(2025, 10, 7))


def test_each_side_is_what_the_filter_would_choose(snapshot: Snapshot) -> None:
    filters = Filters(first=date(2025, 10, 1)).pick("type", ["AID", "MOBILIZE"])
    found = compare.compared(snapshot, State(filters), WEEKS)
    wanted = Filters(first=FIRST_HALF.first, last=FIRST_HALF.last).pick("type", ["AID", "MOBILIZE"])
    assert (found.a == choose.choose(snapshot, wanted).mask).all()
    assert found.totals == (4, 4)


def test_the_sentence_says_what_is_compared_and_the_change(snapshot: Snapshot) -> None:
    found = compare.compared(snapshot, State(), WEEKS)
    assert compare.sentence(WEEKS, found) == (
        "1–7 Sep 2025, 7 events, against 8–21 Sep 2025, 13 events: 6 more."
    )
    actors = compare.compared(snapshot, State(), ACTORS)
    assert compare.sentence(ACTORS, actors) == (
        "United States, 20 events, against Russia, 10 events: 10 fewer."
    )


def test_the_table_adds_up_to_both_sides(snapshot: Snapshot) -> None:
    found = compare.compared(snapshot, State(), WEEKS)
    rows = compare.table(snapshot, found, "type")
    assert (sum(row.a for row in rows), sum(row.b for row in rows)) == found.totals
    assert rows[0].a + rows[0].b == max(row.a + row.b for row in rows)


@pytest.mark.parametrize(
    ("a", "b", "label", "change"), [(1, 0, "", "−1"), (0, 3, "3", "+3"), (2, 5, "+3", "+3"),
                                    (4, 4, "=", "="), (5, 2, "−3", "−3")]
)  # fmt: skip
def test_marks_say_whose_they_are(a: int, b: int, label: str, change: str) -> None:
    assert compare.label(a, b) == label
    assert compare.change(a, b) == change
    own = {(True, False): compare.A_COLOR, (False, True): compare.B_COLOR}
    assert compare.color(a, b) == own.get((a > 0, b > 0), compare.BOTH_COLOR)


def test_places_are_real_ones_and_every_mapped_event_is_counted(snapshot: Snapshot) -> None:
    found = compare.compared(snapshot, State(), WEEKS)
    a, b = (marks.drawn(snapshot, mask) for mask in (found.a, found.b))
    records = compare.differences(a, b)
    stops = {tuple(stop.at) for event in [*a, *b] for stop in event.stops}
    assert {tuple(record["at"]) for record in records} <= stops
    lima = next(record for record in records if record["t"] == "Lima")
    assert (lima["d"], lima["n"], lima["p"]) == ("A 1, B 1", "=", "as many in B")
    assert all(0 < record["r"] <= compare.LARGEST_PX for record in records)


def test_the_differences_have_an_address(snapshot: Snapshot) -> None:
    client = TestClient(
        Starlette(routes=routes.routes(lambda: frozenset({"testserver"}))),
    )
    where = routes.difference_address(snapshot, State(pair=WEEKS))
    assert len(client.get(f"/{where}").json()) > 5
    assert client.get(f"/events/{snapshot.token}/differences.json").status_code == 410


def test_comparing_starts_with_the_chosen_period_and_the_one_before(
    open_page: Callable[..., AppTest],
) -> None:
    at = open_page(**{"from": "2025-10-08", "to": "2025-10-14"})
    at.button("compare").click().run()
    assert not at.exception
    assert link(at)["a"] == "2025-10-01..2025-10-07"
    assert link(at)["b"] == "2025-10-08..2025-10-14"
    assert link(at)["tab"] == "compare"
    assert "against 8–14 Oct 2025" in said(at)


def test_two_actors_side_by_side_are_two_maps_with_their_own_filters(
    open_page: Callable[..., AppTest],
) -> None:
    at = open_page(a="actor:United States", b="actor:Russia", way="sides", tab="compare")
    charts = [json.loads(chart.proto.json) for chart in at.get("deck_gl_json_chart")]
    addresses = [
        layer["data"] for chart in charts for layer in chart["layers"] if layer["id"] == "points"
    ]
    assert ["United" in addresses[0], "Russia" in addresses[1]] == [True, True]
    assert at.selectbox("versus-a-actor").value == "United States"


def test_a_difference_is_one_map_of_places(open_page: Callable[..., AppTest]) -> None:
    at = open_page(a="2025-09-01..2025-09-07", b="2025-09-08..2025-09-21", tab="compare")
    (chart,) = at.get("deck_gl_json_chart")
    ids = {layer["id"] for layer in json.loads(chart.proto.json)["layers"]}
    assert "differences" in ids
    assert "points" not in ids
    assert "<table>" in said(at)


def test_sides_and_ways_change_in_the_panel_and_the_link(open_page: Callable[..., AppTest]) -> None:
    at = open_page(a="2025-09-01..2025-09-07", b="2025-09-08..2025-09-21", tab="compare")
    at.date_input("versus-b-days").set_value((date(2025, 9, 8), date(2025, 9, 9))).run()
    at.selectbox("versus-by").set_value("country").run()
    at.button_group("versus-how").set_value("sides").run()
    assert not at.exception
    assert link(at) == {
        "a": "2025-09-01..2025-09-07", "b": "2025-09-08..2025-09-09", "way": "sides",
        "by": "country", "tab": "compare",
    }  # fmt: skip
    at.button_group("versus-kind").set_value(True).run()
    assert link(at)["a"] == "actor:United States"


def test_closing_and_clearing_leave_nothing_behind(open_page: Callable[..., AppTest]) -> None:
    at = open_page(a="2025-09-01..2025-09-07", b="2025-09-08..2025-09-21", tab="compare")
    at.button("versus-close").click().run()
    assert link(at) == {}
    at = open_page(a="actor:Russia", b="actor:France", tab="compare", type="AID")
    press(at, "clear")
    assert link(at) == {}


def test_hostile_names_stay_text(
    nasty_store: Path, use_store: Callable[[Path], None], open_page: Callable[..., AppTest]
) -> None:
    attack = "<img src=x onerror=window.__xss=1>"
    at = open_page(a=f"actor:{attack}", b="actor:France", tab="compare")
    assert "<img" not in said(at)
    assert "&lt;img" in said(at)
