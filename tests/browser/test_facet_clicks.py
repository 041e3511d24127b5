"""Facets and chips where only a browser tells: what appears under pointer, key and finger."""

from __future__ import annotations

from typing import Any

from tests.browser.windows import Tour, window

AID = ".value.kind-AID"
ONLY = f"{AID} .only"


def opacity(tour: Tour, selector: str) -> float:
    return float(tour.page.locator(selector).evaluate("e => getComputedStyle(e).opacity"))


def test_only_and_not_come_with_the_pointer(tour: Tour) -> None:
    tour.open()
    tour.page.mouse.move(700, 400)
    assert opacity(tour, ONLY) == 0
    tour.page.locator(AID).hover()
    assert opacity(tour, ONLY) == 1
    tour.page.get_by_role("button", name="Only Aid", exact=True).click()
    tour.page.wait_for_url("**?type=AID")
    tour.settle()
    assert tour.page.get_by_role("checkbox", name="Aid ·").is_checked()


def test_a_value_is_excluded_with_keys_alone(tour: Tour) -> None:
    tour.open()
    tour.page.get_by_role("checkbox", name="Aid ·").focus()
    tour.page.keyboard.press("Tab")
    assert opacity(tour, ONLY) == 1
    tour.page.keyboard.press("Tab")
    tour.page.keyboard.press("Enter")
    tour.page.wait_for_url("**?not-type=AID")
    tour.settle()
    struck = tour.page.locator(f"{AID} .said")
    assert "line-through" in struck.evaluate("e => getComputedStyle(e).textDecorationLine")
    assert tour.page.locator(".chips del").inner_text().endswith("Aid")
    tour.page.locator(".chips button").first.focus()
    tour.page.keyboard.press("Enter")
    tour.page.wait_for_url(tour.address)


def test_clear_all_leaves_no_brush_behind(tour: Tour) -> None:
    tour.open()
    box = tour.page.locator(".histogram .plot").bounding_box()
    tour.page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + box["height"] * 0.4)
    tour.page.mouse.down()
    tour.page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.4, steps=6)
    tour.page.mouse.up()
    tour.page.wait_for_url("**from=**")
    tour.settle()
    tour.page.locator(".chips .clear").click()
    tour.page.wait_for_url(tour.address)
    tour.settle()
    assert tour.page.url == tour.address
    assert not tour.page.locator(".histogram .brush").is_visible()
    assert tour.page.get_by_role("radio", name="All").is_checked()


def test_chips_scroll_sideways_on_a_phone(browser: Any, address: str) -> None:
    with window(browser, address, size=(390, 844)) as tour:
        tour.open("?q=the&type=AID&type=PROTEST&type=DISASTER&not-actor=Peru&from=2025-09-01")
        chips = tour.page.locator(".chips")
        width = tour.page.evaluate("document.documentElement.scrollWidth")
        assert chips.evaluate("e => e.scrollWidth > e.clientWidth")
        assert chips.bounding_box()["height"] < 50
        assert width <= 390
