"""Facets, chips and presets on the page."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

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
    return [button.label for button in at.button if (button.key or "").startswith("chip-")]


def brush_name(at: AppTest) -> int:
    return int(at.session_state["brushes"]) if "brushes" in at.session_state else 0


def test_only_and_exclude_change_link_map_and_boxes(page: AppTest) -> None:
    page.button("only-type-AID").click().run()
    assert link(page) == {"type": ["AID"]}
    page.button("only-type-PROTEST").click().run()
    assert link(page) == {"type": ["PROTEST"]}
    assert not page.checkbox("box-type-AID").value
    page.button("not-type-PROTEST").click().run()
    assert link(page) == {"not-type": ["PROTEST"]}
    assert filters_on_map(page) == {"not-type": ["PROTEST"]}
    assert counters(page)[0] == "55 of 60 events"
    assert page.checkbox("box-type-PROTEST").label == "Protest · 5"  # what it would bring back
    page.button("not-type-PROTEST").click().run()
    assert link(page) == {}


def test_a_type_unfolds_into_its_modes(page: AppTest) -> None:
    assert not [box for box in page.checkbox if box.key == "box-type-recon"]
    page.button("fold-MOBILIZE").click().run()
    page.checkbox("box-type-MOBILIZE").check().run()
    page.checkbox("box-type-recon").check().run()
    assert link(page) == {"type": ["recon"]}
    assert not page.checkbox("box-type-MOBILIZE").value
    assert counters(page)[0] == "5 of 60 events"


def test_a_link_with_a_mode_unfolds_its_type(page: AppTest) -> None:
    assert fresh(type="recon").checkbox("box-type-recon").value


def test_chips_lift_exactly_their_filter(page: AppTest) -> None:
    wanted = {"q": "made", "from": "2025-09-01", "type": ["AID", "PROTEST"], "not-actor": "Peru"}
    at = fresh(**{**wanted, "q": "cyclone"})
    assert chip_texts(at) == [
        "“cyclone”", "Happened from 1 Sep 2025", "What:\u2060 Aid".replace(":", "\\:"),
        "What:\u2060 Protest".replace(":", "\\:"), "not ~~Who\\:\u2060 Peru~~",
    ]  # fmt: skip
    at.button("chip-type-AID").click().run()
    assert link(at)["type"] == ["PROTEST"]
    at.button("chip-not-actor-Peru").click().run()
    at.button("chip-q-").click().run()
    at.button("chip-dates-").click().run()
    assert link(at) == {"type": ["PROTEST"]}
    at.button("chip-type-PROTEST").click().run()
    assert link(at) == {}
    assert chip_texts(at) == []


def test_clear_all_lifts_everything_and_makes_the_brush_anew(page: AppTest) -> None:
    at = fresh(**{"q": "x", "to": "2025-09-09", "not-type": ["AID"], "country": "VEN"})
    before = brush_name(at)
    at.button("clear").click().run()
    assert link(at) == {}
    assert brush_name(at) > before
    assert not [button for button in at.button if button.key == "clear"]


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
    boxes = [box for box in at.checkbox if not (box.key or "").startswith("box-type-")]
    assert boxes
    for name in {(box.key or "").rsplit("-", 1)[0]: box.key for box in boxes}.values():
        value = (name or "").removeprefix("box-")
        total = at.checkbox(name).label.rsplit(" ", 1)[-1]
        at.button(f"only-{value}").click().run()
        assert counters(at)[0] == f"{total} of 60 events"
        at.button(f"not-{value}").click().run()
        assert counters(at)[0] == f"{60 - int(total)} of 60 events"
        at.button("clear").click().run()


def test_folded_groups_send_nothing(page: AppTest) -> None:
    assert not page.multiselect
    assert unfold(page, "who").multiselect


def test_attacks_in_values_stay_text(use_store: UseStore, nasty_store: object) -> None:
    use_store(nasty_store)  # type: ignore[arg-type]
    at = unfold(fresh(), "who", "told-by", "where")
    for box in at.checkbox:
        assert "![x](" not in box.label
    at.button(next(b.key for b in at.button if (b.key or "").startswith("not-actor-"))).click()
    at.run()
    assert not at.exception
    sheets = [html.proto.body for html in at.get("html") if "<style>" in html.proto.body]
    assert not any("xss" in sheet for sheet in sheets)
    assert not any("![x](" in text for text in chip_texts(at))


def _html(at: AppTest) -> str:
    return "".join(html.proto.body for html in at.get("html"))
