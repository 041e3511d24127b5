"""What only a browser can tell: pixels, requests, clicks, and that attacks stay text."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.browser.windows import MAP, Tour, serving, window
from tests.fixtures import synthetic
from views import palette

Rgb = tuple[int, int, int]


def pixels(tour: Tour) -> Counter[Rgb]:
    """Colours of the map and how often they occur."""
    shot = tour.page.locator(MAP).screenshot()
    image = Image.open(io.BytesIO(shot)).convert("RGB")
    return Counter({rgb: count for count, rgb in image.getcolors(maxcolors=1 << 24)})


def share(colors: Counter[Rgb], wanted: Rgb) -> float:
    """How much of the map has this colour, give or take what smoothing does to it."""
    near = sum(n for rgb, n in colors.items() if max(map(abs, _less(rgb, wanted))) <= 3)
    return near / colors.total()


def _less(one: Rgb, other: Rgb) -> tuple[int, ...]:
    return tuple(a - b for a, b in zip(one, other, strict=True))


def hexed(css: str) -> Rgb:
    return (int(css[1:3], 16), int(css[3:5], 16), int(css[5:7], 16))


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_map_is_drawn(browser: Any, address: str, mode: palette.Mode) -> None:
    with window(browser, address, scheme=mode) as tour:
        tour.open()
        colors, ground = pixels(tour), palette.GROUND[mode]
    assert share(colors, ground.land) > 0.15
    assert share(colors, hexed(ground.sea)) > 0.15
    for kind in ("MOBILIZE", "AID", "PROTEST"):
        assert share(colors, palette.TYPES[kind].color) > 0.0001, kind
    assert not tour.errors


def test_a_click_on_a_mark_opens_its_card_and_the_link_restores_it(tour: Tour) -> None:
    tour.open("?type=DISASTER&view=39.47,-0.38,5")
    tour.click_map()
    tour.page.wait_for_selector("text=5 events at this place")
    tour.page.locator(".st-key-list-here .open").first.click()
    tour.page.wait_for_selector(".card")
    assert "Flood in Valencia" in tour.page.inner_text(".card h2")
    tour.settle()
    link = tour.page.url
    assert "event=ev-" in link
    assert "type=DISASTER" in link
    tour.open(link.removeprefix(tour.address))
    assert "Flood in Valencia" in tour.page.inner_text(".card h2")
    assert tour.page.get_by_role("checkbox", name="Natural disaster").is_checked()
    assert not tour.page.get_by_role("checkbox", name="Protest").is_checked()


def test_a_whole_tour_asks_nobody_else(tour: Tour) -> None:
    page = tour.page
    tour.open()
    page.locator(".events .open").first.click()
    page.wait_for_selector(".card")
    page.keyboard.press("j")
    tour.settle()
    page.get_by_text("not on the map").click()
    page.wait_for_url("**tab=unmapped**")
    tour.settle()
    page.get_by_label("Search").fill("lima")
    page.get_by_label("Search").press("Enter")
    page.wait_for_url("**q=lima**")
    with page.expect_download() as download:
        page.get_by_text("These events as CSV").click()
    assert len(Path(download.value.path()).read_text("utf-8").splitlines()) == 1 + 5
    page.get_by_text("7 d", exact=True).click()
    tour.settle()
    box = page.locator(MAP).bounding_box()
    page.mouse.move(box["x"] + 300, box["y"] + 200)
    page.mouse.wheel(0, -400)
    tour.settle()
    assert any("/events/" in url for url in tour.requests)
    assert tour.strangers == []
    assert tour.errors == []


def test_attacks_stay_text(tour: Tour) -> None:
    tour.open("?q=xss")
    tour.page.locator(".events .open").first.click()
    for title in reversed([text for text in synthetic.NASTY if "xss" in text]):  # newest first
        tour.page.locator(".card h2", has_text=title).wait_for()
        tour.settle()
        if title != synthetic.NASTY[0]:
            tour.page.get_by_role("button", name="Next").click()
    assert tour.page.evaluate("window.__xss") is None
    assert tour.page.locator(".card img, .card script, .card a").count() == 0
    assert tour.strangers == []


def test_a_tooltip_shows_markup_as_text(tour: Tour) -> None:
    tour.open("?q=onerror&view=-12.05,-77.04,5")
    tour.point_at()
    assert "<img src=" in tour.page.inner_text(".tip")
    assert tour.page.locator(".tip img").count() == 0
    assert tour.page.evaluate("window.__xss") is None
    assert tour.strangers == []


def test_a_phone_has_the_map_and_the_list_on_one_screen(browser: Any, address: str) -> None:
    with window(browser, address, size=(390, 844)) as tour:
        tour.open()
        box = tour.page.locator(MAP).bounding_box()
        row = tour.page.locator(".events .open").first.bounding_box()
        width = tour.page.evaluate("document.documentElement.scrollWidth")
    assert box["width"] > 340
    assert box["y"] + box["height"] < row["y"] < 844 - 40
    assert width <= 390


def test_without_a_store_the_page_works_and_asks_nobody(browser: Any, tmp_path: Path) -> None:
    with serving(tmp_path / "none.db") as where, window(browser, where) as tour:
        tour.page.goto(where)
        tour.page.wait_for_selector("text=python -m pipeline run")
        tour.settle()
        assert tour.strangers == []
        assert "Traceback" not in tour.page.inner_text("body")


def test_a_long_card_scrolls_by_itself_and_the_map_stays(browser: Any, address: str) -> None:
    with window(browser, address, size=(1440, 640)) as tour:
        tour.open("?q=BART21")
        tour.page.locator(".events .open").first.click()
        tour.page.wait_for_selector(".card")
        for title in tour.page.locator(".card details.why > summary").all():
            title.click()
        assert tour.page.locator(".card .choice").first.is_visible()
        page, panel = (_overflow(tour, it) for it in ("[data-testid=stMain]", ".st-key-panel"))
    assert panel > 100
    assert page < 60  # the map has a least height


def _overflow(tour: Tour, selector: str) -> int:
    """Pixels of an element's content below its edge."""
    script = f"(e => e.scrollHeight - e.clientHeight)(document.querySelector('{selector}'))"
    return int(tour.page.evaluate(script))
