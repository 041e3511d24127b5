"""What a filter move draws again: the parts that follow the filters, or the whole page."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.views.drawn import act, boxes, data, listed, press, told
from tests.views.test_page import card, counters, event_id, filters_on_map, fresh, link, opened
from tests.views.test_page import page as page  # a fixture
from views.data import Snapshot
from views.welcome import SEEN

ACT = [[5000, "tick", "AID"]]


def is_whole(at: AppTest) -> bool:
    """Whether the last run drew what does not follow the filters, too."""
    return bool(at.date_input)


@pytest.fixture
def known(page: AppTest) -> AppTest:
    """The page of somebody who was here before: no steps for the first visit."""
    page.session_state[SEEN] = True
    return page.run()


def test_a_move_draws_the_parts_alone(known: AppTest) -> None:
    told(known, "facet-type", "acts", ACT)
    assert not known.exception
    assert not is_whole(known)
    assert counters(known)[0] == "5 of 60 events"
    assert len(listed(known)) == 5
    assert boxes(known)["AID"].ticked
    assert filters_on_map(known) == {"type": ["AID"]}
    assert "5 events" in data(known, "timeline")["name"]
    assert link(known) == {"type": ["AID"]}


def test_the_whole_page_after_it_tells_the_same(known: AppTest) -> None:
    told(known, "facet-type", "acts", ACT)
    keys = ("over", "facet-type", "list-list", "timeline")
    part = [data(known, key) for key in keys]
    assert [data(known.run(), key) for key in keys] == part
    assert is_whole(known)


def test_a_first_visit_sees_its_steps_go(page: AppTest) -> None:
    assert is_whole(told(page, "facet-type", "acts", ACT))


def test_a_card_follows_the_filters(known: AppTest, snapshot: Snapshot) -> None:
    at = fresh(event=event_id(snapshot, "Lima"), tab="event")
    told(at, "facet-type", "acts", ACT)
    assert is_whole(at)
    assert "march in Lima" in card(at)
    assert any("outside the filters" in html.proto.body for html in at.get("html"))


@pytest.mark.parametrize("menu", ["share", "export", "views"])
def test_an_open_menu_follows_the_filters(known: AppTest, menu: str) -> None:
    assert is_whole(told(opened(known, menu), "facet-type", "acts", ACT))


def test_nothing_left_and_back_again(known: AppTest) -> None:
    known.text_input("search").input("lima").run()
    act(known, "only", "AID")
    assert counters(known)[0] == "0 of 60 events"
    press(known, "chip-type-AID")
    assert counters(known)[0] == "5 of 60 events"
    assert len(listed(known)) == 5
