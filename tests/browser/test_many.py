"""A hundred thousand events in a real browser: the map stays, the selection stays, time plays."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.windows import MAP, Tour, serving, window
from tests.browser.wire import relay
from tests.fixtures import crowd

MANY = 100_000
TICKS_A_SECOND = 4
PATIENCE = 120_000  # milliseconds: the first marks of so many events on two slow cores
FILTER_MOVE_BYTES = 5_000
CODES = {"Attack": "ASSAULT", "Protest": "PROTEST", "Aid": "AID"}
KINDS = ("Attack", "Protest", "Aid", "Meeting", "Accident", "Threat")
ORDERS = ("Oldest first", "By type", "By place", "Most articles first", "Newest first")


@pytest.fixture(scope="module")
def many(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page of a store with very many events."""
    with serving(crowd.fill(tmp_path_factory.mktemp("many") / "many.db", MANY)) as address:
        yield address


@pytest.fixture
def crowded(browser: Any, many: str) -> Iterator[Tour]:
    with window(browser, many) as tour:
        tour.page.set_default_timeout(PATIENCE)
        yield tour


def script_ended(tour: Tour) -> None:
    tour.page.wait_for_timeout(250)
    tour.page.wait_for_selector("[data-testid=stStatusWidget]", state="detached")


def test_the_first_filter_keeps_the_map(crowded: Tour) -> None:
    crowded.page.goto(crowded.address)
    crowded.page.wait_for_selector(f"{MAP} canvas")
    crowded.page.locator(f"{MAP} canvas").evaluate("canvas => canvas.dataset.mine = 'yes'")
    crowded.page.get_by_text("journeys: only their ends").wait_for()
    crowded.page.get_by_text("24 h", exact=True).click()
    crowded.page.get_by_text("journeys: only their ends").wait_for(state="detached")
    script_ended(crowded)
    assert crowded.page.locator(f"{MAP} canvas").get_attribute("data-mine") == "yes"


def tick(tour: Tour, kind: str) -> None:
    tour.page.get_by_role("checkbox", name=kind).first.locator("xpath=ancestor::label").click()


def test_twenty_filters_and_sorts_leave_the_selection(crowded: Tour) -> None:
    page, chance = crowded.page, random.Random(20)
    page.goto(crowded.address + "?layers=none")
    page.locator(".events .open").nth(3).click()
    page.wait_for_url("**event=**")
    chosen = page.url.split("event=")[1].split("&")[0]
    page.get_by_text(re.compile("^List ")).click()
    for _ in range(20):
        if chance.random() < 0.5:
            tick(crowded, chance.choice(KINDS))
        else:
            page.locator(".st-key-sorting input").click()
            page.get_by_role("option", name=chance.choice(ORDERS)).click()
        script_ended(crowded)
        assert page.url.split("event=")[1].split("&")[0] == chosen
    assert crowded.errors == []


def test_a_filter_move_sends_five_kilobytes_at_most(browser: Any, many: str) -> None:
    """Bytes as they are on the wire. The page also looks for new data every few seconds, which may
    fall into a move or into two; so the least of some moves is what one costs.
    """
    with relay(many) as wire, window(browser, wire.address) as tour:
        tour.page.set_default_timeout(PATIENCE)
        tour.page.goto(wire.address)
        tour.page.wait_for_selector(f"{MAP} canvas")
        tour.settle()
        costs = []
        for kind, there in (("Attack", True), ("Protest", True), ("Attack", False), ("Aid", True)):
            before, part = wire.socket, f"type={CODES[kind]}"
            tick(tour, kind)
            tour.page.wait_for_url(lambda url, part=part, there=there: (part in url) is there)
            script_ended(tour)
            costs.append(wire.socket - before)
    assert min(costs) <= FILTER_MOVE_BYTES, costs


def test_a_mark_of_many_events_opens_the_list_of_all_of_them(crowded: Tour) -> None:
    """A place has one mark, whose number is that of the list."""
    page = crowded.page
    _, _, lat, lon = crowd.busiest()
    page.goto(crowded.address + f"?layers=points&view={lat:.2f},{lon:.2f},9.0")
    page.wait_for_selector(f"{MAP} canvas")
    crowded.settle()
    crowded.point_at()
    (told,) = re.findall(r"([\d\u202f]+) events", page.locator(".tip").inner_text())
    crowded.click_map()
    page.wait_for_url("**tab=here**")
    page.get_by_text(f"{told} events", exact=False).first.wait_for()
    assert int(told.replace("\u202f", "")) > 1000
    page.locator(".events .open").nth(2).click()
    page.wait_for_selector(".card h2")
    assert crowded.errors == []


def test_playback_holds_four_ticks_a_second(crowded: Tour) -> None:
    """A tick has come when the mark over the bars has moved."""
    page = crowded.page
    page.goto(crowded.address + "?play=month,2017-01-01,30&layers=points")
    page.wait_for_selector(".span.play", state="attached")
    crowded.settle()
    page.evaluate("""() => {
      window.ticks = [];
      new MutationObserver(() => {
        const style = document.querySelector('.span.play')?.getAttribute('style');
        if (style && style !== window.last) { window.last = style; ticks.push(performance.now()); }
      }).observe(document.body, { subtree: true, childList: true, attributes: true });
    }""")
    page.get_by_role("button", name="Play").click()
    page.wait_for_function("ticks.length > 40")
    first, last = page.evaluate("[ticks[8], ticks[40]]")
    assert 32 / ((last - first) / 1000) >= 0.9 * TICKS_A_SECOND
