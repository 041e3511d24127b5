"""One long walk through the page, with a list of everything that it asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.windows import MAP, Tour, serving, window
from tests.fixtures import synthetic

ROW = ".events .open"


def search(tour: Tour, words: str) -> None:
    field = tour.page.get_by_label("Search")
    field.fill(words)
    field.press("Enter")
    tour.page.wait_for_url(lambda url: f"q={words}" in url if words else "q=" not in url)
    tour.settle()


def brush(tour: Tour) -> None:
    """Draw over the right half of the timeline."""
    bars = tour.page.locator(".histogram .plot")
    bars.scroll_into_view_if_needed()
    box = bars.bounding_box()
    y = box["y"] + box["height"] / 3
    tour.page.mouse.move(box["x"] + box["width"] * 0.5, y)
    tour.page.mouse.down()
    tour.page.mouse.move(box["x"] + box["width"] * 0.7, y, steps=6)
    tour.page.mouse.move(box["x"] + box["width"] * 0.9, y, steps=6)
    tour.page.mouse.up()
    tour.page.wait_for_url("**from=**")
    tour.settle()


def download(tour: Tour) -> str:
    with tour.page.expect_download() as told:
        tour.page.get_by_text("These events as CSV").click()
    return Path(told.value.path()).read_text("utf-8")


def test_a_tour_of_everything_asks_nobody_and_runs_nothing(tour: Tour) -> None:
    page = tour.page
    tour.open()
    search(tour, "xss")  # the attacks
    page.locator(ROW).first.click()
    page.wait_for_selector(".card")
    page.get_by_role("button", name="Back to the list").click()
    page.wait_for_selector(".card", state="detached")
    assert "window.__xss" in download(tour)
    search(tour, "")
    page.locator(".value.kind-DISASTER label").click()
    page.wait_for_url("**type=DISASTER**")
    tour.settle()
    brush(tour)
    page.get_by_text("not on the map").click()
    page.wait_for_url("**tab=unmapped**")
    page.emulate_media(color_scheme="dark")
    tour.settle()
    link = page.url
    tour.open(link.removeprefix(tour.address))
    assert page.url == link
    assert page.get_by_role("checkbox", name="Natural disaster").is_checked()
    page.locator("body").press("Shift+X")
    page.wait_for_url(lambda url: "type=" not in url and "from=" not in url)
    tour.settle()
    assert page.evaluate("window.__xss") is None
    assert any("/events/" in url for url in tour.requests)
    assert tour.strangers == []
    assert tour.errors == []


def test_a_mark_opens_its_card_and_a_reset_leaves_no_brush(tour: Tour) -> None:
    tour.open("?type=DISASTER&view=39.47,-0.38,5")
    brush(tour)
    faded = tour.page.locator(".histogram .faded")
    assert faded.count() > 0
    tour.click_map()
    tour.page.locator(".st-key-list-here .open").first.click()
    tour.page.wait_for_selector(".card")
    chosen = tour.page.url.split("event=")[1].split("&")[0]
    tour.page.locator("body").press("Shift+X")
    tour.page.wait_for_url(lambda url: "from=" not in url and "type=" not in url)
    tour.settle()
    assert f"event={chosen}" in tour.page.url  # the selection is no filter
    assert not tour.page.locator(".histogram .brush").is_visible()
    assert faded.count() == 0


def test_a_bad_link_names_its_part_and_opens(tour: Tour) -> None:
    tour.open("?type=AID&from=yesterday&sort=%3Cimg%20src%3Dx%3E&%3Cscript%3E=1")
    said = " ".join(tour.page.locator("[data-testid=stAlert]").all_inner_texts())
    for part in ("from=yesterday", "sort=<img", "<script>"):
        assert part in said
    assert tour.page.locator("[data-testid=stAlert] img, [data-testid=stAlert] script").count() == 0
    assert tour.page.locator(ROW).count() == 5
    assert tour.strangers == []


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=["desk", "phone"])
def test_an_empty_store_says_what_to_do(
    browser: Any, tmp_path: Path, size: tuple[int, int]
) -> None:
    store = synthetic.fill(tmp_path / "empty.db", [])
    with serving(store) as where, window(browser, where, size=size) as tour:
        tour.page.goto(where)
        tour.page.wait_for_selector("text=No events yet")
        tour.page.wait_for_selector("text=python -m pipeline run")
        assert tour.page.locator(MAP).count() == 0
        assert tour.page.evaluate("document.documentElement.scrollWidth") <= size[0]
        assert tour.strangers == []
