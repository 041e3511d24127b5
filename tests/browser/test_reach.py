"""Keyboard, screen reader and thumb, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.windows import MAP, SEEN, Tour, window

ROW = ".events .open"
PHONE = (390, 844)
SLID = """() => {
  const card = document.querySelector('.st-key-side').getBoundingClientRect()
  return Math.abs(card.bottom - innerHeight) <= 2
}"""
SAID = "text => document.getElementById('dateline-said').textContent === text"
OTHER_CARD = """was => document.activeElement.matches('.card h2') &&
  document.activeElement.innerText !== was"""
SMALL = """least => [...document.querySelectorAll(
    '.stMain button, .stMain a, .card summary, [data-testid=stExpandSidebarButton]')]
  .filter(it => it.getClientRects().length && !it.closest('.stElementToolbar'))
  .map(it => [it.innerText || it.getAttribute('aria-label') || it.outerHTML.slice(0, 120),
              it.getBoundingClientRect()])
  .filter(([, box]) => box.height && box.height < least).map(([name, box]) =>
     `${name} ${box.height}`)"""


def focused(tour: Tour) -> str:
    return str(tour.page.evaluate("document.activeElement.innerText || ''"))


def wait_for_focus(tour: Tour, css: str) -> None:
    tour.page.wait_for_function("css => document.activeElement.matches(css)", arg=css)


@pytest.fixture(params=[(1440, 900), PHONE], ids=["desk", "phone"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    picked: tuple[int, int] = request.param
    return picked


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(
    browser: Any, address: str, size: tuple[int, int], scheme: str
) -> None:
    axe = pytest.importorskip("tests.browser.axe")
    pytest.importorskip("axe_playwright_python", reason="pip install axe-playwright-python")
    with window(browser, address, size=size, scheme=scheme) as tour:
        tour.open("?q=BART21")
        found = {"list": axe.findings(tour.page)}
        tour.page.locator(ROW).first.click()
        tour.page.wait_for_selector(".card")
        tour.settle()
        for title in tour.page.locator(".card details.why > summary").all():
            title.click()
        found["card"] = axe.findings(tour.page)
        tour.open("?q=nothing-like-this")
        found["empty"] = axe.findings(tour.page)
    assert {name: told for name, told in found.items() if told} == {}


def test_the_keyboard_alone_finds_reads_and_exports_an_event(tour: Tour) -> None:
    keys, page = tour.page.keyboard, tour.page
    tour.open()
    keys.press("/")
    wait_for_focus(tour, ".st-key-search input")
    keys.type("lima jk?/")  # letters of shortcuts are letters in a field
    for _ in range(5):
        keys.press("Backspace")
    keys.press("Enter")
    page.wait_for_url("**q=lima**")
    tour.settle()
    page.wait_for_function(SAID, arg="5 of 64 events")
    keys.press("Escape")  # out of the field
    keys.press("j")
    wait_for_focus(tour, ROW)
    first = focused(tour)
    keys.press("j")
    assert focused(tour) != first
    keys.press("k")
    assert focused(tour) == first
    keys.press("Enter")
    wait_for_focus(tour, ".card h2")
    assert focused(tour) in first
    before = focused(tour)
    keys.press("j")
    page.wait_for_function(OTHER_CARD, arg=before)
    keys.press("Escape")
    page.wait_for_selector(".card", state="detached")
    wait_for_focus(tour, ".events .now .open")
    assert page.evaluate("document.activeElement.getAttribute('aria-current')") == "true"
    link = page.get_by_text("These events as CSV").locator("xpath=ancestor-or-self::a")
    link.focus()
    with page.expect_download() as download:
        keys.press("Enter")
    assert len(Path(download.value.path()).read_text("utf-8").splitlines()) == 1 + 5
    keys.press("Shift+X")
    page.wait_for_url(lambda url: "q=lima" not in url)


def test_help_opens_and_keys_rest_while_it_is_open(tour: Tour) -> None:
    tour.open()
    tour.page.keyboard.press("?")
    tour.page.wait_for_selector("[role=dialog] dl.keys")
    tour.page.keyboard.press("/")
    tour.page.wait_for_timeout(400)
    assert not tour.page.evaluate("document.activeElement.matches('.st-key-search input')")
    tour.page.keyboard.press("Escape")
    tour.page.wait_for_selector("[role=dialog]", state="detached")


def test_keys_with_a_modifier_belong_to_the_browser(tour: Tour) -> None:
    tour.open()
    for keys in ("Control+j", "Alt+j", "Meta+k", "Control+/"):
        tour.page.keyboard.press(keys)
    tour.page.wait_for_timeout(400)
    assert tour.page.evaluate("document.activeElement === document.body")


def test_the_list_is_a_list_for_a_screen_reader(tour: Tour) -> None:
    tour.open("?type=AID")
    events = tour.page.get_by_role("list", name="Events")
    assert events.get_by_role("listitem").count() == 5
    assert "Aid" in events.get_by_role("button").first.inner_text()


def test_search_opens_the_filters_when_they_are_folded(stranger: Tour) -> None:
    stranger.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    stranger.open()
    stranger.page.keyboard.press("/")
    wait_for_focus(stranger, ".st-key-search input")


def test_a_phone_shows_the_card_over_the_map_and_all_of_it_fits(browser: Any, address: str) -> None:
    with window(browser, address, size=PHONE) as tour:
        tour.open("?q=BART21")
        small = tour.page.evaluate(SMALL, 44)
        tour.page.locator(ROW).first.click()
        wait_for_focus(tour, ".card h2")
        tour.page.wait_for_function(SLID)
        card = tour.page.locator(".st-key-side").bounding_box()
        heading = tour.page.locator(".card h2").bounding_box()
        seen = tour.page.locator(MAP).bounding_box()
        small += tour.page.evaluate(SMALL, 44)
        width = tour.page.evaluate("document.documentElement.scrollWidth")
        tour.page.get_by_role("button", name="Back to the list").click()
        tour.page.wait_for_selector(".card", state="detached")
        tour.page.locator(ROW).first.wait_for(state="visible")
    assert small == []
    assert width <= PHONE[0]
    assert card["y"] + card["height"] == pytest.approx(PHONE[1], abs=2)
    assert card["y"] < heading["y"] < PHONE[1] - 100
    assert seen["y"] < 100  # the middle of the map lies above the card
    assert seen["y"] + seen["height"] / 2 < card["y"]


def test_a_phone_opens_the_filters_with_a_button_that_says_so(stranger: Tour) -> None:
    page = stranger.page
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    stranger.open()
    button = page.locator("[data-testid=stExpandSidebarButton]")
    said = button.evaluate("it => getComputedStyle(it, '::after').content")
    box = button.bounding_box()
    button.click()
    stranger.settle()
    tick = page.locator(".value label").first.bounding_box()
    width = page.evaluate("document.documentElement.scrollWidth")
    assert said == '"Filters"'
    assert box["height"] >= 44
    assert tick["height"] >= 44
    assert width <= PHONE[0]


@pytest.fixture
def stranger(browser: Any, address: str) -> Iterator[Tour]:
    """A window of somebody who was never here; the others share whether the filters are open."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.set_default_timeout(40_000)
    yield Tour(page, address)
    context.close()


def test_the_first_visit_is_told_three_steps_once(stranger: Tour) -> None:
    stranger.open()
    assert stranger.page.locator("ol.hint li").count() == 3
    stranger.page.get_by_role("button", name="Got it").click()
    stranger.page.wait_for_selector("ol.hint", state="detached")
    stranger.open()
    assert stranger.page.locator("ol.hint").count() == 0
    assert [cookie["name"] for cookie in stranger.page.context.cookies()].count(SEEN) == 1
