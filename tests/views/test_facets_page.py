"""Facets, chips and presets on the page."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.views.drawn import act, boxes, chips, data, every_box, facets, press, tell
from tests.views.test_page import (
    UseStore,
    counters,
    filters_on_map,
    fresh,
    link,
    page,
    unfold,
)  # fmt: skip

__all__ = ["page"]  # a fixture


def chip_texts(at: AppTest) -> list[str]:
    return [text for name, text in chips(at).items() if name != "clear"]


def test_only_and_exclude_change_link_map_and_boxes(page: AppTest) -> None:
    act(page, "only", "AID")
    assert link(page) == {"type": ["AID"]}
    act(page, "only", "PROTEST")
    assert link(page) == {"type": ["PROTEST"]}
    assert not boxes(page)["AID"].ticked
    act(page, "not", "PROTEST")
    assert link(page) == {"not-type": ["PROTEST"]}
    assert filters_on_map(page) == {"not-type": ["PROTEST"]}
    assert counters(page)[0] == "55 of 60 events"
    assert boxes(page)["PROTEST"].count == 5  # what it would bring back
    assert boxes(page)["PROTEST"].excluded
    act(page, "not", "PROTEST")
    assert link(page) == {}


def test_a_type_unfolds_into_its_modes(page: AppTest) -> None:
    assert "recon" not in boxes(page)
    act(page, "fold", "MOBILIZE")
    act(page, "tick", "MOBILIZE")
    act(page, "tick", "recon")
    assert link(page) == {"type": ["recon"]}
    assert not boxes(page)["MOBILIZE"].ticked
    assert counters(page)[0] == "5 of 60 events"


def test_a_link_with_a_mode_unfolds_its_type(page: AppTest) -> None:
    assert boxes(fresh(type="recon"))["recon"].ticked


def test_acts_that_come_together_are_all_done_and_only_once(page: AppTest) -> None:
    acts = [[901, "tick", "AID"], [902, "tick", "PROTEST"], [903, "untick", "AID"]]
    tell(page, "facet-type", "acts", acts)
    assert link(page) == {"type": ["PROTEST"]}
    assert data(page, "facet-type")["done"] == 903
    tell(page, "facet-type", "acts", [*acts, [904, "not", "AID"]])
    assert link(page) == {"type": ["PROTEST"], "not-type": ["AID"]}


@pytest.mark.parametrize(
    "told", [None, "x", [[905, "tick", "nobody"]], [[905, "burn", "AID"]], [[905, "tick"]], [7]]
)
def test_what_no_row_can_tell_changes_nothing(page: AppTest, told: object) -> None:
    tell(page, "facet-type", "acts", told)
    assert not page.exception
    assert link(page) == {}


def test_chips_lift_exactly_their_filter(page: AppTest) -> None:
    wanted = {"q": "made", "from": "2025-09-01", "type": ["AID", "PROTEST"], "not-actor": "Peru"}
    at = fresh(**{**wanted, "q": "cyclone"})
    assert chip_texts(at) == [
        "“cyclone”", "Happened from 1 Sep 2025", "What: Aid", "What: Protest", "not Who: Peru",
    ]  # fmt: skip
    press(at, "chip-type-AID")
    assert link(at)["type"] == ["PROTEST"]
    press(at, "chip-not-actor-Peru")
    press(at, "chip-q-")
    press(at, "chip-dates-")
    assert link(at) == {"type": ["PROTEST"]}
    press(at, "chip-type-PROTEST")
    assert link(at) == {}
    assert chip_texts(at) == []


def test_clear_all_lifts_everything_and_no_bar_stays_faded(page: AppTest) -> None:
    at = fresh(**{"to": "2025-09-09", "not-type": ["AID"], "country": "VEN"})
    assert data(at, "timeline")["chosen"]
    press(at, "clear")
    assert link(at) == {}
    assert data(at, "timeline")["chosen"] is None
    assert chips(at) == {}


def test_an_excluded_value_that_empties_the_page_is_named_and_lifted(page: AppTest) -> None:
    at = fresh(**{"type": "aid_flight", "not-type": "AID"})
    assert "between “What” and what “What” excludes" in _html(at)
    assert at.button("lift-not-type").label == "Lift what “What” excludes · 5 events"
    at.button("lift-not-type").click().run()
    assert counters(at)[0] == "5 of 60 events"


def test_a_preset_that_empties_the_page_is_named_and_lifted(page: AppTest) -> None:
    at = fresh(type="AID")
    at.button_group("preset").set_value("24 h").run()
    assert counters(at)[0] == "0 of 60 events"
    at.button("lift-dates").click().run()
    assert link(at) == {"type": ["AID"]}


def test_filters_that_empty_the_page_together_are_all_named(page: AppTest) -> None:
    at = fresh(q="no such words", type="nothing")
    assert "The search words and “What” each leave nothing" in _html(at)
    at.button("lift-q").click().run()
    at.button("lift-type").click().run()
    assert counters(at)[0] == "60 of 60 events"


@pytest.mark.parametrize("group", ["who", "where", "told-by", "how-sure"])
def test_every_value_can_be_ticked_alone_and_excluded(page: AppTest, group: str) -> None:
    """The count beside a box is what a tick brings."""
    at = unfold(page, group)
    firsts = {box.facet: box for box in every_box(at) if box.facet != "type"}
    assert firsts
    for facet, box in firsts.items():
        act(at, "only", box.value, facet)
        assert counters(at)[0] == f"{box.count} of 60 events"
        act(at, "not", box.value, facet)
        assert counters(at)[0] == f"{60 - box.count} of 60 events"
        press(at, "clear")


def test_folded_groups_send_nothing(page: AppTest) -> None:
    assert not page.multiselect
    assert facets(page) == ["type"]
    assert unfold(page, "who").multiselect


def test_attacks_in_values_stay_text(use_store: UseStore, nasty_store: object) -> None:
    use_store(nasty_store)  # type: ignore[arg-type]
    at = unfold(fresh(), "who", "told-by", "where")
    nasty = next(box for box in every_box(at) if box.facet == "actor" and "<" in box.value)
    act(at, "not", nasty.value, "actor")
    assert not at.exception
    assert boxes(at, "actor")[nasty.value].name == nasty.value  # the script sets it as text
    sheets = [html.proto.body for html in at.get("html") if "<style>" in html.proto.body]
    assert not any("xss" in sheet for sheet in sheets)
    assert chip_texts(at) == [f"not Who: {nasty.value}"]


def _html(at: AppTest) -> str:
    return "".join(html.proto.body for html in at.get("html"))
