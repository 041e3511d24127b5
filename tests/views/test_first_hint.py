"""Keys, order of the list and the first visit, without a browser."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.views.drawn import act, boxes, marked, open_row, rows
from tests.views.test_page import card, counters, event_id, fresh, link
from views import keyboard, table, welcome
from views.data import Snapshot
from views.state import SORTS, from_query, to_query

UseStore = Callable[[Path], None]
SCRIPT = Path(keyboard.__file__).with_name("keyboard.js").read_text("utf-8")


@pytest.fixture
def page(use_store: UseStore, made_store: Path) -> AppTest:
    use_store(made_store)
    return fresh()


def html(at: AppTest) -> str:
    return "".join(item.proto.body for item in at.get("html"))


def test_the_script_is_sent_whole_and_asks_nobody() -> None:
    assert not re.search(r"<[/\w!]", SCRIPT)  # else Streamlit's cleaner throws all of it away
    for word in ("fetch", "XMLHttpRequest", "WebSocket", "innerHTML", "eval", "import(", "http"):
        assert word not in SCRIPT


def test_every_key_of_the_help_is_answered() -> None:
    table_of_keys = SCRIPT.split("const KEYS = {")[1].split("};")[0]
    answered = re.findall(r'^    (?:"(.)"|(\w+)):', table_of_keys, re.MULTILINE)
    names = {"Esc": "Escape", "Space": " ", "Shift + X": "X"}
    told = {names.get(key, key) for keys in keyboard.KEYS for key in keys.split(" · ")}
    assert told == {one or other for one, other in answered}


def test_the_script_runs_on_pages_without_events_too(use_store: UseStore, tmp_path: Path) -> None:
    use_store(tmp_path / "none.db")
    assert "datelineKeys" in html(fresh())


def test_help_lists_the_keys(page: AppTest) -> None:
    page.button("keys").click().run()
    assert not page.exception
    assert "clear the filters" in html(page)
    page.run()
    assert "clear the filters" not in html(page)


@pytest.mark.parametrize("sort", SORTS)
def test_every_order_has_a_name_and_comes_back_from_the_link(sort: str) -> None:
    assert sort in table.SORTS
    state, problems = from_query({"sort": [sort]}, ())
    assert (state.sort, problems) == (sort, ())
    assert to_query(state) == ({} if sort == "newest" else {"sort": sort})


def test_an_unknown_order_is_named_and_ignored(page: AppTest) -> None:
    at = fresh(sort="<b>", type="AID")
    assert "sort" in at.warning[0].value
    assert counters(at)[0] == "5 of 60 events"


def test_the_list_and_the_steps_follow_the_order(page: AppTest) -> None:
    newest = rows(page)[0]
    page.selectbox("sort").select("oldest").run()
    assert rows(page)[0] != newest
    assert re.search("1 Sept? 2025", rows(page)[0][1])
    assert link(page) == {"sort": ["oldest"]}
    open_row(page)
    assert "1 of 60" in html(page)
    page.button("next").click().run()
    assert "2 of 60" in html(page)


def test_what_lacks_the_key_of_the_order_comes_last(page: AppTest) -> None:
    page.selectbox("sort").select("place").run()
    assert all("without a place" not in title for title, _ in rows(page))
    at = fresh(sort="place", q="without a place")
    assert len(rows(at)) == 5


def test_the_card_closes_to_the_list_with_its_row_marked(page: AppTest, snapshot: Snapshot) -> None:
    wanted = event_id(snapshot, "Lima")
    at = fresh(event=wanted, tab="event", q="lima")
    at.button("close").click().run()
    assert not card(at)
    assert link(at)["event"] == [wanted]
    assert marked(at) == [wanted]


def test_a_row_names_its_type_not_only_by_colour(page: AppTest) -> None:
    at = fresh(type="AID")
    assert all("Aid" in under for _, under in rows(at))


def test_the_steps_for_the_first_visit_go_away(page: AppTest, snapshot: Snapshot) -> None:
    assert welcome.STEPS[0][0] in html(page)
    page.button("hint-done").click().run()
    assert welcome.STEPS[0][0] not in html(page)
    page.run()
    assert welcome.STEPS[0][0] not in html(page)
    opened = fresh(event=event_id(snapshot, "Lima"), tab="event")
    assert welcome.STEPS[0][0] not in html(opened)


def test_twenty_random_filters_and_orders_keep_the_selection(
    page: AppTest, snapshot: Snapshot
) -> None:
    wanted = event_id(snapshot, "Lima")
    at, dice = fresh(event=wanted, tab="list"), random.Random(7)
    for _ in range(20):
        kind = dice.choice(("box", "sort", "search", "preset"))
        if kind == "box":
            box = dice.choice(list(boxes(at).values()))
            act(at, "untick" if box.ticked else "tick", box.value)
        elif kind == "preset":
            at.button_group("preset").set_value(dice.choice(("24 h", "7 d", "30 d", "All"))).run()
        elif kind == "search":
            at.text_input("search").input(dice.choice(("", "lima", "caracas", "no such"))).run()
        elif any(it.key == "sort" for it in at.selectbox):
            at.selectbox("sort").select(dice.choice(SORTS)).run()
        assert not at.exception
        assert link(at)["event"] == [wanted]
    again = fresh(**link(at))
    assert link(again) == link(at)
    assert counters(again) == counters(at)
    again.button_group("tab").set_value("event").run()
    assert "march in Lima" in card(again)
