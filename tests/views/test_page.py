"""The page as a person uses it, without a browser."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from tests.fixtures import synthetic
from tests.views.drawn import act, boxes, counts, open_row, press, rows
from views.data import Snapshot

PAGE = Path(__file__).parents[2] / "views" / "page.py"
UseStore = Callable[[Path], None]


@pytest.fixture
def page(use_store: UseStore, made_store: Path) -> AppTest:
    use_store(made_store)
    return fresh()


def fresh(**query: str | list[str]) -> AppTest:
    at = AppTest.from_file(str(PAGE), default_timeout=30)
    for key, value in query.items():
        at.query_params[key] = value
    at.run()
    assert not at.exception
    return at


def layers(at: AppTest) -> dict[str, dict[str, Any]]:
    spec = json.loads(at.get("deck_gl_json_chart")[0].proto.json)
    return {layer["id"]: layer for layer in spec["layers"]}


def filters_on_map(at: AppTest) -> dict[str, list[str]]:
    return parse_qs(urlsplit(layers(at)["points"]["data"]).query)


def link(at: AppTest) -> dict[str, list[str]]:
    params = dict(at.query_params)
    return {key: [value] if isinstance(value, str) else value for key, value in params.items()}


def counters(at: AppTest) -> list[str]:
    return [counts(at)[f"count-{tab}"] for tab in ("list", "unmapped", "undated")]


def unfold(at: AppTest, *groups: str) -> AppTest:
    for group in groups:
        at.session_state[f"group-{group}"] = True
    return at.run()


def opened(at: AppTest, *menus: str) -> AppTest:
    """Menus send what is in them when they are opened."""
    for menu in menus:
        at.session_state[menu] = True
    return at.run()


def card(at: AppTest) -> str:
    return "".join(html.proto.body for html in at.get("html") if 'class="card"' in html.proto.body)


def event_id(snapshot: Snapshot, words: str) -> str:
    frame = snapshot.frame
    return str(frame.loc[frame["title"].str.contains(words, regex=False), "event_id"].iloc[0])


def test_the_first_screen_counts_and_lists_everything(page: AppTest) -> None:
    assert counters(page) == ["60 of 60 events", "10 not on the map", "5 undated"]
    assert len(rows(page)) == 25
    assert filters_on_map(page) == {}


def test_a_filter_reaches_map_counters_list_and_link(page: AppTest) -> None:
    act(page, "tick", "AID")
    assert filters_on_map(page) == {"type": ["AID"]}
    assert counters(page)[0] == "5 of 60 events"
    assert len(rows(page)) == 5
    assert link(page) == {"type": ["AID"]}
    press(page, "clear")
    assert counters(page)[0] == "60 of 60 events"
    assert link(page) == {}


def test_actors_are_searched_with_their_counts(page: AppTest) -> None:
    who = unfold(page, "who").multiselect("choose-actor")
    assert "United States (20)" in who.options
    who.set_value(["France"]).run()
    assert counters(page)[0] == "5 of 60 events"
    assert boxes(page)["PROTEST"].count == 0  # counted under the others


def test_search_and_dates_narrow(page: AppTest) -> None:
    page.text_input("search").input("BART21 off coast").run()
    assert counters(page)[0] == "5 of 60 events"
    page.date_input("range").set_value((synthetic.FIRST, synthetic.FIRST)).run()
    assert counters(page)[0] == "1 of 60 events"
    assert link(page)["to"] == ["2025-09-01"]


def test_a_preset_counts_back_from_the_newest_day(page: AppTest) -> None:
    page.button_group("preset").set_value("7 d").run()
    assert (link(page)["from"], link(page)["to"]) == (["2025-10-23"], ["2025-10-29"])
    assert counters(page)[0] == "7 of 60 events"
    assert page.button_group("preset").value == "7 d"
    assert any("back from 29 Oct 2025" in html.proto.body for html in page.get("html"))
    page.button_group("preset").set_value("All").run()
    assert link(page) == {}


def test_counters_open_their_lists(page: AppTest) -> None:
    press(page, "count-unmapped")
    assert len(rows(page)) == 10
    assert all(re.search("Venezuela|without a place", "".join(row)) for row in rows(page))
    press(page, "count-undated")
    assert len(rows(page)) == 5


def test_a_row_opens_the_card_and_moves_the_map(page: AppTest, snapshot: Snapshot) -> None:
    page.text_input("search").input("tahiti").run()
    wanted = event_id(snapshot, "Tahiti")
    open_row(page, wanted)
    assert link(page)["event"] == [wanted]
    assert "view" in link(page)
    assert "Aid flown to Tahiti" in card(page)
    assert layers(page)["selected-legs"]["data"]


def test_a_click_on_the_map_opens_the_card(
    use_store: UseStore, made_store: Path, snapshot: Snapshot
) -> None:
    use_store(made_store)
    wanted = event_id(snapshot, "B-1 bombers")
    at = AppTest.from_file(str(PAGE), default_timeout=30).run()
    at.session_state["deck"] = {
        "selection": {
            "indices": {"pick-points-0": [3]},
            "objects": {"pick-points-0": [{"id": wanted}]},
        }
    }
    at.run()
    text = card(at)
    assert link(at)["event"] == [wanted]
    for words in (
        "Two B-1 bombers fly towards Venezuela", "to the day", "± 60 km", "2 Rockwell B-1 Lancer",
        "BART21, BART22", "not reached", "Confirmed by", "defence sources", "Denied by",
        "the President", "<mark>Two B-1 bombers", "1 independent source",
        "the only place of this name",
    ):  # fmt: skip
        assert words in text


def test_a_filter_never_changes_the_selection(page: AppTest, snapshot: Snapshot) -> None:
    wanted = event_id(snapshot, "Lima")
    at = unfold(fresh(event=wanted, tab="event"), "how-sure")
    for facet, value in (("type", "AID"), ("type", "PROTEST"), ("status", "disputed")):
        act(at, "tick", value, facet)
        assert link(at)["event"] == [wanted]
        assert "march in Lima" in card(at)


def test_a_link_restores_filters_and_selection(page: AppTest, snapshot: Snapshot) -> None:
    wanted = event_id(snapshot, "B-1 bombers")
    at = fresh(event=wanted, tab="event", type=["MOBILIZE", "AID"], q="caracas", view="10,-66,4")
    assert boxes(at)["AID"].ticked
    assert at.text_input("search").value == "caracas"
    assert "Two B-1 bombers" in card(at)
    spec = json.loads(at.get("deck_gl_json_chart")[0].proto.json)
    assert spec["initialViewState"]["latitude"] == 10


def test_a_bad_link_opens_and_says_what_was_ignored(page: AppTest) -> None:
    at = fresh(**{"from": "yesterday", "type": "AID", "<script>": "1", "event": "ev-gone"})
    said = " ".join(warning.value for warning in at.warning)
    assert "from" in said
    assert "script" in said
    assert "<script>" not in said.replace("\\<script\\>", "")
    assert counters(at)[0] == "5 of 60 events"


def test_an_unknown_event_says_where_it_went(page: AppTest) -> None:
    at = fresh(event="ev-gone", tab="event")
    assert "no longer in the store" in "".join(html.proto.body for html in at.get("html"))


def test_an_empty_choice_names_the_filter_to_lift(page: AppTest) -> None:
    at = fresh(q="nothing like this", type="AID")
    lift = next(button for button in at.button if button.label.startswith("Lift"))
    assert lift.label == "Lift the search words · 5 events"
    lift.click().run()
    assert counters(at)[0] == "5 of 60 events"


@pytest.mark.parametrize("kind", ["missing", "empty"])
def test_without_events_the_page_says_what_to_do(
    use_store: UseStore, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "s.db"
    if kind == "empty":
        synthetic.fill(path, [])
    use_store(path)
    at = fresh()
    assert at.subheader
    assert "python -m pipeline run" in at.code[0].value
    assert not at.get("deck_gl_json_chart")


def test_a_file_that_is_no_store_is_told_apart(use_store: UseStore, tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    path.write_text("this is no store\n" * 400)
    use_store(path)
    at = fresh()
    assert at.subheader[0].value == "The events cannot be read"
    assert "s\\.db" in at.markdown[0].value
    assert not at.code


def test_bad_settings_are_told(use_store: UseStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_READ__MAX_BYTES", "many")
    at = fresh()
    assert at.subheader[0].value == "The settings cannot be used"


def test_new_rows_are_seen_by_every_session(use_store: UseStore, tmp_path: Path) -> None:
    path = synthetic.fill(tmp_path / "grows.db", synthetic.outcomes(3))
    use_store(path)
    one, two = fresh(), fresh(type="AID")
    synthetic.fill(path, synthetic.outcomes(14)[3:])
    assert counters(one.run())[0] == "14 of 14 events"
    assert counters(two.run())[0] == "2 of 14 events"


def test_attacks_in_texts_reach_no_markdown(use_store: UseStore, nasty_store: Path) -> None:
    use_store(nasty_store)
    at = fresh()
    labels = [button.label for button in at.button]
    assert any("<" in title for title, _ in rows(at))  # as it is: the script sets it as text
    assert not any("![x](" in label or re.search(r"(?<!\\)<", label) for label in labels)
    open_row(at)
    assert "<img" not in card(at)
    assert "<script" not in card(at)
    assert "<a " not in card(at)


def test_a_row_that_cannot_be_read_is_said_and_the_page_stays(
    use_store: UseStore, tmp_path: Path
) -> None:
    path = synthetic.fill(tmp_path / "damaged.db", synthetic.outcomes(3))
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE event SET payload = '{}'")
    connection.close()
    use_store(path)
    at = fresh()
    open_row(at)
    assert not at.exception
    assert "cannot be read" in at.warning[0].value
    assert "store status" in at.warning[0].value
    assert len(at.get("deck_gl_json_chart")) == 1


def test_letters_that_are_being_typed_are_left_alone(use_store: UseStore, made_store: Path) -> None:
    use_store(made_store)
    at = fresh()
    at.text_input("search").set_value("lima").run()
    assert at.query_params["q"] == "lima"
    at.run()  # by another cause
    assert not at.text_input("search").proto.set_value
    press(at, "clear")
    assert at.text_input("search").value == ""


def test_what_was_wrong_with_a_link_is_said_until_something_is_done(
    use_store: UseStore, made_store: Path
) -> None:
    use_store(made_store)
    at = fresh()
    at.query_params["from"] = "yesterday"
    at.run()
    assert "yesterday" in at.warning[0].value
    at.run()  # by itself
    assert "yesterday" in at.warning[0].value
    at.text_input("search").set_value("lima").run()
    assert not at.warning
